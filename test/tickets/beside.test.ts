import { describe, expect, it } from 'vitest'
import { besideOf, isPlaced } from '../../src/tickets/beside.ts'
import type { Choice, Form, FormField } from '../../src/tickets/driver.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { ticketOf } from './fakes.ts'

const label = { en: 'x', 'zh-CN': 'x' }
const LIFTS: Choice = { value: 't1', label: { en: 'Lifts & doors', 'zh-CN': '电梯与门' } }
const HEATING: Choice = { value: 't2', label: { en: 'Heating', 'zh-CN': '暖气' } }
const FIELDS: readonly FormField[] = [
  { name: 'unit', kind: 'text', label, required: true, maxLength: 50 },
  { name: 'kind', kind: 'vendor_choice', label, required: true },
  { name: 'part', kind: 'choice', label, required: false, choices: [HEATING] },
]
const FORM: Form = { fields: FIELDS, beside: { unit: 'place', kind: 'category' } }
const OFFERED = { kind: [LIFTS, HEATING] }

const open = (number: string, day: number, given: Partial<Ticket>) =>
  ticketOf('lake', 'c', number, { createdAt: `2026-11-${day}T08:00:00.000Z`, ...given })

const TICKETS = [
  open('by its id', 10, { categoryId: 't1' }),
  open('by its name', 12, { category: 'LIFTS & doors', place: 'House 3' }),
  open('in Chinese', 11, { category: '电梯与门' }),
  open('elsewhere, another kind', 13, { category: 'Heating', place: 'House 4' }),
  open('says nothing', 14, {}),
]

const found = (form: Form, values: Record<string, string>, offered: Record<string, readonly Choice[]> = OFFERED) =>
  besideOf(form, values, offered, TICKETS).map(({ number }) => number)

describe('the open tickets beside a new one', () => {
  it('are of the kind that is chosen, by its id or what it is called in any language, the newest first', () => {
    expect(found(FORM, { kind: 't1' })).toEqual(['by its name', 'in Chinese', 'by its id'])
  })

  it('are of the kind that is typed, where the vendor did not say what there is', () => {
    expect(found(FORM, { kind: ' heating ' }, {})).toEqual(['elsewhere, another kind'])
    expect(found(FORM, { kind: 't1' }, {})).toEqual(['by its id'])
  })

  it('are in the place that is typed, however it is written', () => {
    expect(found(FORM, { unit: 'ｈｏｕｓｅ  4' })).toEqual(['elsewhere, another kind'])
    expect(found(FORM, { unit: 'House' })).toEqual([])
  })

  it('come first where more agrees', () => {
    const values = { unit: 'House 4', kind: 't1' }
    expect(found(FORM, values)).toEqual(['elsewhere, another kind', 'by its name', 'in Chinese', 'by its id'])
    expect(found(FORM, { ...values, unit: 'House 3' })[0]).toBe('by its name')
  })

  it('are found by the choices of the form itself too', () => {
    expect(found({ fields: FIELDS, beside: { part: 'category' } }, { part: 't2' })).toEqual(['elsewhere, another kind'])
  })

  it('are none while nothing says where or of what kind it is', () => {
    for (const values of [{}, { unit: ' ', kind: '' }]) {
      expect(found(FORM, values)).toEqual([])
      expect(isPlaced(FORM, values)).toBe(false)
    }
    expect(found({ fields: FIELDS }, { kind: 't1' })).toEqual([])
    expect(isPlaced(FORM, { kind: 't1' })).toBe(true)
  })

  it('are all of the community where that is one unit', () => {
    const form: Form = { fields: FIELDS, beside: 'community' }
    expect(isPlaced(form, {})).toBe(true)
    expect(found(form, {})[0]).toBe('says nothing')
    expect(found(form, {})).toHaveLength(TICKETS.length)
  })
})
