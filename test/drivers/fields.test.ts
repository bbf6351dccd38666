import { describe, expect, test } from 'vitest'
import {
  createReader,
  type FieldSpec,
  filled,
  instant,
  isEmpty,
  links,
  lookup,
  minorUnits,
  notShown,
  readFields,
  text,
} from '../../src/drivers/fields.ts'

test.each([undefined, null, '', ' \n', []])('%o says nothing', (value) => {
  expect(isEmpty(value)).toBe(true)
})

test.each([0, false, 'x', [''], {}])('%o says something', (value) => {
  expect(isEmpty(value)).toBe(false)
})

test.each<[unknown, string | undefined]>([
  [' 东门岗亭 ', '东门岗亭'],
  [7, '7'],
  [13.1, '13.1'],
  // JSON has rounded it by now: these are not the digits that were sent.
  [Number('1384799976831380001'), undefined],
  ['1384799976831380001', '1384799976831380001'],
  [true, undefined],
  [['a'], undefined],
  ['', undefined],
])('the text of %o is %o', (value, expected) => {
  expect(text(value)).toBe(expected)
})

test.each<[unknown, string | undefined]>([
  [1333112312123, '2012-03-30T12:58:32.123Z'],
  ['1333112312', '2012-03-30T12:58:32.000Z'],
  [13010013331, undefined],
  [-1333112312123, undefined],
  ['2012-03-30', undefined],
  [0, undefined],
])('the instant of %o is %o', (value, expected) => {
  expect(instant(value)).toBe(expected)
})

test.each<[unknown, bigint | undefined]>([
  ['13.1', 1310n],
  ['13', 1300n],
  [0.07, 7n],
  ['13.1000', 1310n],
  ['-0.50', -50n],
  ['90071992547409931.25', 9007199254740993125n],
  ['13.123', undefined],
  ['1,300.00', undefined],
  ['13元', undefined],
  ['', undefined],
])('the amount %o is %o', (value, expected) => {
  expect(minorUnits(value)).toBe(expected)
})

test('links are http and https; the rest is kept apart', () => {
  const named = { file_url: 'http://a.example/2', fileName: 'meter.jpg' }
  const others = ['url1', 'javascript:alert(1)', { id: 7 }]
  expect(links(['https://a.example/1', named, '', null, ...others])).toEqual({
    links: [{ url: 'https://a.example/1' }, { url: 'http://a.example/2', name: 'meter.jpg' }],
    others: ['url1', 'javascript:alert(1)', '{"id":7}'],
  })
  expect(links('https://a.example/1')).toEqual({ links: [{ url: 'https://a.example/1' }], others: [] })
})

describe('lookup', () => {
  const find = lookup({ orderStatus: '', order_status: 'Closed', Handler: 'Ewa', '': 'nameless' })

  test('finds a field in any case, and prefers what is filled', () => {
    expect(find(['order_status'])).toBe('Closed')
    expect(find(['dispatch_user', 'handler'])).toBe('Ewa')
  })

  test('finds nothing that is not there', () => {
    expect(find(['desc'])).toBeUndefined()
    expect(find(['constructor'])).toBeUndefined()
    expect(find([])).toBeUndefined()
  })
})

const label = { en: 'Field', 'zh-CN': '字段' }
const FLAGS = new Map([['true', { en: 'Yes', 'zh-CN': '是' }]])
const SPECS = [
  { name: 'star', label, kind: 'text', none: '-1' },
  { name: 'solved', label, kind: 'word', words: FLAGS },
  { name: 'tech_nos', aliases: ['tech_numbers'], label, kind: 'texts' },
  { name: 'at', label, kind: 'instant' },
] as const satisfies readonly FieldSpec[]

describe('readFields', () => {
  const read = (record: Record<string, unknown>) => readFields(SPECS, record)

  test('takes a value that stands for nothing as nothing', () => {
    expect(read({ star: -1, at: 0 })).toEqual({ fields: [], warnings: [] })
    expect(read({ star: 0 }).fields).toMatchObject([{ value: { kind: 'text', text: '0' } }])
  })

  test('knows true and false by their names', () => {
    expect(read({ solved: true })).toMatchObject({
      fields: [{ value: { word: { en: 'Yes' }, raw: 'true' } }],
      warnings: [],
    })
    expect(read({ solved: false })).toMatchObject({
      fields: [{ value: { word: { en: 'false' }, raw: 'false' } }],
      warnings: ['solved: unknown value'],
    })
  })

  test('joins texts, under whichever name they come', () => {
    expect(read({ techNumbers: ['A1', 7] }).fields).toMatchObject([{ name: 'tech_nos', value: { text: 'A1, 7' } }])
    expect(read({ tech_nos: 'A1' }).fields).toMatchObject([{ value: { kind: 'text', text: 'A1' } }])
    expect(read({ tech_nos: ['A1', {}] })).toMatchObject({
      fields: [{ value: { kind: 'unreadable', raw: '["A1",{}]' } }],
      warnings: ['tech_nos: unreadable'],
    })
  })
})

test('a reader finds a field by its documented name or by an alias', () => {
  const read = createReader<'star' | 'solved' | 'tech_nos' | 'at'>(SPECS)({ Tech_Numbers: ['A1'], star: '' })
  expect([read('tech_nos'), read('star')]).toEqual([['A1'], undefined])
})

test('what the ticket shows in full is not shown again', () => {
  const shownAs = new Map([['star', (ticket: { stars: string }) => ticket.stars]])
  const { fields } = readFields(SPECS, { star: '5', tech_nos: ['A1'] })
  expect(notShown(fields, shownAs, { stars: '5' }).map(({ name }) => name)).toEqual(['tech_nos'])
  expect(notShown(fields, shownAs, { stars: '4' }).map(({ name }) => name)).toEqual(['star', 'tech_nos'])
})

test('what is empty is left out, and of nothing nothing is left', () => {
  expect(filled({ name: 'Maja', phone: undefined, tags: [] })).toEqual({ name: 'Maja' })
  expect(filled({ name: '' })).toBeUndefined()
})
