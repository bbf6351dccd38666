import { describe, expect, it } from 'vitest'
import type { Fields, Form } from '../../src/tickets/driver.ts'
import { checkForm } from '../../src/tickets/form.ts'
import { NOW } from './fakes.ts'

const label = { en: 'Label', 'zh-CN': '标签' }
const LATER = { en: 'Choose a time after the start.', 'zh-CN': '请选择晚于开始时间的时间。' }

const FORM: Form = {
  fields: [
    { name: 'title', kind: 'text', label, required: true, maxLength: 10 },
    { name: 'phone', kind: 'phone', label, required: false, maxLength: 20 },
    { name: 'kind', kind: 'choice', label, required: true, choices: [{ value: 'lift', label }] },
    { name: 'unit', kind: 'vendor_choice', label, required: false },
    { name: 'price', kind: 'money', label, required: false, currency: 'CNY' },
    { name: 'start', kind: 'instant', label, required: true },
    { name: 'finish', kind: 'instant', label, required: false },
  ],
  check: ({ start = '', finish = '' }) => (finish !== '' && finish <= start ? [{ field: 'finish', words: LATER }] : []),
}

const GOOD: Fields = { title: '电梯异响', kind: 'lift', start: NOW }
const problemsOf = (fields: Fields) => checkForm(FORM, { ...GOOD, ...fields }, NOW)

describe('checkForm', () => {
  it('lets a good form pass, with and without what is optional', () => {
    expect(problemsOf({})).toEqual([])
    const rest = { phone: '13800138000', unit: 'anything', price: '13.10', finish: '2026-11-21T10:00:00.000Z' }
    expect(problemsOf(rest)).toEqual([])
    expect(problemsOf({ phone: '', unit: ' ', price: '', finish: '' })).toEqual([])
  })

  it.each<[Fields, object]>([
    [{ title: '' }, { field: 'title', rule: 'required' }],
    [{ title: ' \n' }, { field: 'title', rule: 'required' }],
    [{ title: [] }, { field: 'title', rule: 'required' }],
    [{ title: 'x'.repeat(11) }, { field: 'title', rule: 'length', max: 10 }],
    [{ kind: 'roof' }, { field: 'kind', rule: 'choice' }],
    [{ start: 'tomorrow' }, { field: 'start', rule: 'time' }],
    [{ finish: NOW }, { field: 'finish', rule: 'vendor', words: LATER }],
    ...['1,50', '-1', '1.234', '1e3', '0x10', '.5', '1'.repeat(13)].map((price): [Fields, object] => [
      { price },
      { field: 'price', rule: 'amount' },
    ]),
  ])('says what is wrong with %o', (fields, problem) => {
    expect(problemsOf(fields)).toEqual([problem])
  })

  it.each([
    '110',
    '+49 (30) 5550-100',
    '0571 8888 6666 转 8',
    '138****2046',
    '021–5555.0142',
    '０１０－５５５５',
    '5550100 ext. 12',
  ])('takes %s for a phone number', (phone) => {
    expect(problemsOf({ phone })).toEqual([])
  })

  it.each(['as before', '李女士', '12', '李女士 13800138000', '<!channel>'])('takes %s for none', (phone) => {
    expect(problemsOf({ phone })).toEqual([{ field: 'phone', rule: 'phone' }])
  })

  it('demands a field that depends on another only while that has the value', () => {
    const floor = { name: 'floor', kind: 'text', label, required: true, maxLength: 9 } as const
    const form: Form = { fields: [...FORM.fields, { ...floor, when: { field: 'kind', is: ['lift'] } }] }
    expect(checkForm(form, GOOD, NOW)).toEqual([{ field: 'floor', rule: 'required' }])
    expect(checkForm(form, { ...GOOD, floor: '3' }, NOW)).toEqual([])
    const other: Form = { fields: [...FORM.fields, { ...floor, when: { field: 'unit', is: ['lift'] } }] }
    expect(checkForm(other, { ...GOOD, unit: 'stairs' }, NOW)).toEqual([])
  })

  it('takes a length that just fits', () => {
    expect(problemsOf({ title: 'x'.repeat(10) })).toEqual([])
  })

  it('asks the vendor for the rules between fields only when each is well by itself', () => {
    expect(problemsOf({ title: '', kind: '', finish: NOW }).map(({ field }) => field)).toEqual(['title', 'kind'])
  })
})
