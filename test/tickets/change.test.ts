import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf, checkChange, marksOf, overtaken } from '../../src/tickets/change.ts'
import type { Fields, Form } from '../../src/tickets/driver.ts'
import { NOW } from './fakes.ts'

const label = { en: 'Label', 'zh-CN': '标签' }
const base = { label, required: false } as const

const FORM: Form = {
  fields: [
    { ...base, name: 'title', kind: 'text', maxLength: 20, required: true },
    { ...base, name: 'text', kind: 'long_text', maxLength: 500 },
    { ...base, name: 'visit', kind: 'instant' },
    { ...base, name: 'pay', kind: 'choice', choices: ['1', '2'].map((value) => ({ value, label })) },
    { ...base, name: 'goods', kind: 'money', currency: 'CNY', required: true, when: { field: 'pay', is: ['1', '2'] } },
    { ...base, name: 'service', kind: 'money', currency: 'CNY' },
    { ...base, name: 'parts', kind: 'vendor_choice', several: true },
  ],
  together: [['pay', 'goods', 'service']],
}

const HELD: Fields = {
  title: 'Lift 3',
  text: 'It hums.\r\nAll night.',
  visit: '2026-11-23T08:30:20.000Z',
  pay: '1',
  goods: '1299.9',
  service: '50.00',
}
const OPENED = marksOf(FORM.fields, HELD)
const change = (typed: Fields) => changeOf(FORM, OPENED, { ...HELD, ...typed })

describe('a change', () => {
  it('is nothing while the form means what the ticket holds', () => {
    expect(change({})).toEqual({})
    expect(
      change({
        title: ' Lift  3 ',
        text: 'It hums.\nAll night.\n',
        visit: '2026-11-23T08:30:00.000Z',
        goods: '1299.90',
        service: '50',
        parts: [],
      }),
    ).toEqual({})
  })

  it.each<[Fields, string[]]>([
    [{ title: 'Lift 4' }, ['title']],
    [{ text: 'It hums. All night.' }, ['text']],
    [{ text: '' }, ['text']],
    [{ visit: '2026-11-23T08:31:00.000Z' }, ['visit']],
    [{ goods: '1299.95' }, ['pay', 'goods', 'service']],
    [{ goods: '1299.95', service: '' }, ['pay', 'goods', 'service']],
    [{ parts: ['b', 'a'] }, ['parts']],
  ])('of %o is in %j', (typed, names) => {
    const found = change(typed)
    expect(Object.keys(found).sort()).toEqual(names.sort())
    expect(found).toMatchObject(typed)
  })

  it('is what was filled in where the form was opened empty', () => {
    expect(changeOf(FORM, undefined, { title: '', text: ' ', pay: '2', parts: [] })).toEqual({ pay: '2' })
  })

  it('has nothing of a field that was not to be changed', () => {
    const { title: _, ...opened } = OPENED
    expect(changeOf(FORM, opened, { ...HELD, title: 'forged', text: 'new' })).toEqual({ text: 'new' })
  })

  it('is seen whatever was there and whatever is written instead', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 })
    const [field] = FORM.fields
    fc.assert(
      fc.property(text, text, (before, after) => {
        const fields = field ? [field] : []
        const found = changeOf({ fields }, marksOf(fields, { title: before }), { title: after })
        const meaning = (said: string) => said.trim().replace(/\s+/g, ' ')
        expect('title' in found).toBe(meaning(before) !== meaning(after))
      }),
    )
  })

  it('is remembered in a few letters for each field, whatever it holds', () => {
    const marks = marksOf(FORM.fields, { ...HELD, text: '维'.repeat(20_000) })
    expect(Object.values(marks).every((mark) => mark.length === 8)).toBe(true)
  })
})

describe('what is wrong with a change', () => {
  const check = (typed: Fields) => checkChange(FORM, OPENED, change(typed), NOW)

  it.each<[Fields, object[]]>([
    [{ title: 'Lift 4' }, []],
    [{ text: ' ' }, [{ field: 'text', rule: 'emptied' }]],
    [{ title: 'x'.repeat(21) }, [{ field: 'title', rule: 'length', max: 20 }]],
    [{ pay: '3' }, [{ field: 'pay', rule: 'choice' }]],
  ])('in %o is %j', (typed, problems) => {
    expect(check(typed)).toEqual(problems)
  })

  it('is nothing that the ticket had before', () => {
    const held = { ...HELD, title: 'x'.repeat(50), pay: '9', goods: '' }
    const opened = marksOf(FORM.fields, held)
    const fields = changeOf(FORM, opened, { ...held, text: 'new' })
    expect(checkChange(FORM, opened, fields, NOW)).toEqual([])
  })

  it('is what another choice asks for', () => {
    const held = { ...HELD, pay: '', goods: '' }
    const opened = marksOf(FORM.fields, held)
    const fields = changeOf(FORM, opened, { ...held, pay: '2' })
    expect(checkChange(FORM, opened, fields, NOW)).toEqual([{ field: 'goods', rule: 'required' }])
  })
})

describe('a change is overtaken', () => {
  const namesOf = (typed: Fields, present: Fields) =>
    overtaken(FORM, OPENED, change(typed), { ...HELD, ...present }).map(({ name }) => name)

  it('in the fields that hold another thing now', () => {
    expect(namesOf({ title: 'Lift 4', text: 'new' }, { title: 'Lift 5', visit: '' })).toEqual(['title'])
    expect(namesOf({ goods: '1' }, { service: '60' })).toEqual(['service'])
  })

  it('by nothing that means the same as before, or as it is to be', () => {
    expect(namesOf({ title: 'Lift 4' }, { title: ' Lift  3' })).toEqual([])
    expect(namesOf({ title: 'Lift 4' }, { title: 'Lift 4' })).toEqual([])
  })
})
