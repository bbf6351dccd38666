import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FormTarget, readTarget } from '../../../src/slack/blocks/community-field.ts'
import { type CreateDrawing, createView } from '../../../src/slack/blocks/create.ts'
import { formErrors, readElement, readForm } from '../../../src/slack/blocks/form.ts'
import { FIELD_ACTION, fieldBlock } from '../../../src/slack/ids.ts'
import { scopeKey } from '../../../src/slack/values.ts'
import type { Fields, Form } from '../../../src/tickets/driver.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectIntact } from './markup.ts'
import { driverOf, fullTicket, NOW, readerOf } from './samples.ts'

const label = { en: 'What is wrong', 'zh-CN': '报修内容' }
const choices = ['water', 'power', 'lift'].map((value) => ({ value, label: { en: value, 'zh-CN': value } }))

const FORM: Form = {
  fields: [
    { name: 'description', kind: 'long_text', label, required: true, maxLength: 3000, hint: label },
    { name: 'place', kind: 'text', label, required: false, maxLength: 200 },
    { name: 'phone', kind: 'phone', label, required: true, maxLength: 20 },
    { name: 'kind', kind: 'choice', label, required: true, choices },
    { name: 'visit', kind: 'instant', label, required: true, fromNow: 60 },
    { name: 'until', kind: 'instant', label, required: false },
    ...Array.from({ length: 10 }, (_, i) => ({
      name: `remark_${i}`,
      kind: 'long_text' as const,
      label,
      required: false,
      maxLength: 5000,
    })),
  ],
}

const targetsOf = (count: number, name = '翠湖花园'): FormTarget[] =>
  Array.from({ length: count }, (_, i) => {
    const vendor = i % 2 === 0 ? 'lakeside' : 'lindenhof'
    return { driver: driverOf(vendor, FORM), form: FORM, vendor, community: `c-${i}`, name: `${name} ${i}` }
  })

const drawingOf = (targets: FormTarget[], chosen = 0, given: Partial<CreateDrawing> = {}): CreateDrawing => {
  const target = targets[chosen] ?? targets[0]
  if (!target) throw new Error('there is nothing to draw')
  const metadata = { channel: 'C0LAKESIDE', language: 'en', zone: 'Europe/Berlin', attempt: 1 } as const
  return { targets, target, metadata, now: NOW, ...given }
}

const everyField = (text: string): Fields => Object.fromEntries(FORM.fields.map(({ name }) => [name, text]))

const elementsIn = (drawing: CreateDrawing) =>
  new Map(
    createView(drawing, readerOf('en')).blocks.flatMap((block) =>
      'element' in block ? [[block.block_id, block.element] as const] : [],
    ),
  )

describe.each(LANGUAGES)('the form in %s', (language) => {
  const reader = readerOf(language)

  it.each([1, 2, 100, 101, 300])(
    'keeps the limits with %i communities to choose from, whichever is chosen',
    (count) => {
      for (const name of ['翠湖花园', '&'.repeat(80), '🏚️'.repeat(40)]) {
        for (const chosen of [0, count - 1]) {
          const view = createView(drawingOf(targetsOf(count, name), chosen), reader)
          expect(validateView(view)).toEqual([])
          expectIntact(view)
        }
      }
    },
  )

  it('keeps the limits with the longest values and the longest notice', () => {
    const notice = 'No &amp; no <@U0MEILIN> '.repeat(500)
    for (const text of ['维'.repeat(3000), '&'.repeat(3000), '🏚️'.repeat(1000), 'x😀'.repeat(1000), 'water', '']) {
      const view = createView(drawingOf(targetsOf(2), 0, { values: everyField(text), notice }), reader)
      expect(validateView(view)).toEqual([])
      expectIntact(view)
    }
  })

  it('tells every problem in words', () => {
    const state = Object.fromEntries(FORM.fields.map(({ name }) => [fieldBlock(name), {}]))
    const errors = formErrors(
      FORM,
      [
        { field: 'phone', rule: 'required' },
        { field: 'visit', rule: 'time' },
        { field: 'kind', rule: 'choice' },
        { field: 'place', rule: 'length', max: 200 },
        { field: 'until', rule: 'vendor', words: { en: '<!channel> later', 'zh-CN': '<!channel> 更晚' } },
        { field: 'remark_0', rule: 'amount' },
        { field: 'remark_1', rule: 'phone' },
        { field: 'remark_2', rule: 'emptied' },
      ],
      state,
      reader,
    )
    expect(Object.keys(errors).sort()).toEqual(
      ['kind', 'phone', 'place', ...[0, 1, 2].map((i) => `remark_${i}`), 'until', 'visit'].map(fieldBlock),
    )
    for (const text of Object.values(errors)) expect(text).toMatch(/\S/)
    expect(Object.values(errors).join()).not.toContain('<!')
  })
})

describe('the form', () => {
  it('keeps what was typed, of a field that another vendor lets be shorter as much as it takes', () => {
    const values = { ...everyField(''), description: '  水管 漏水\n', place: '😀'.repeat(150), kind: 'power' }
    const elements = elementsIn(drawingOf(targetsOf(2), 0, { values }))
    expect(elements.get('field.description')).toMatchObject({ initial_value: '  水管 漏水\n' })
    expect(elements.get('field.place')).toMatchObject({ initial_value: '😀'.repeat(100), max_length: 200 })
    expect(elements.get('field.kind')).toMatchObject({ initial_option: { value: 'power' } })
  })

  it('proposes the next working hour, and what was chosen before instead', () => {
    const proposed = { initial_date_time: Date.parse('2026-11-23T11:00:00Z') / 1000 }
    expect(elementsIn(drawingOf(targetsOf(1), 0, { now: '2026-11-23T09:00:01Z' })).get('field.visit')).toMatchObject(
      proposed,
    )
    const chosen = elementsIn(drawingOf(targetsOf(1), 0, { values: { visit: '2026-12-01T08:00:00.000Z' } }))
    expect(chosen.get('field.visit')).toMatchObject({ initial_date_time: Date.parse('2026-12-01T08:00:00Z') / 1000 })
    expect(chosen.get('field.until')).not.toHaveProperty('initial_date_time')
  })

  it('leaves a time empty that is none, as when the vendor before took text there', () => {
    for (const visit of ['as soon as possible', '0001-01-01T00:00:00Z']) {
      expect(elementsIn(drawingOf(targetsOf(1), 0, { values: { visit } })).get('field.visit')).not.toHaveProperty(
        'initial_date_time',
      )
    }
  })

  it.each([1, 100, 101, 10_000])('lets people search in %i choices that only the vendor knows', (count) => {
    const form: Form = { fields: [{ name: 'type', kind: 'vendor_choice', label, required: true }] }
    const known = manyChoices(count)
    const targets = targetsOf(1).map((target) => ({ ...target, form }))
    const last = `type-${count - 1}`
    const drawing = drawingOf(targets, 0, { choices: { type: known }, values: { type: last } })
    const view = createView(drawing, readerOf('en'))
    expect(validateView(view)).toEqual([])
    expect(elementsIn(drawing).get('field.type')).toMatchObject({
      type: 'external_select',
      min_query_length: 0,
      placeholder: { text: expect.stringContaining(count.toLocaleString('en')) },
      initial_option: { value: last },
    })
    expect(everyTextIn(view).join().includes('first 100')).toBe(count > 100)
  })

  it.each([
    [100, 'static_select'],
    [101, 'external_select'],
  ])('offers %i choices of its own in a %s', (count, type) => {
    const form: Form = {
      fields: [{ name: 'kind', kind: 'choice', label, required: true, choices: manyChoices(count) }],
    }
    const drawing = drawingOf(targetsOf(1).map((target) => ({ ...target, form })))
    expect(validateView(createView(drawing, readerOf('en')))).toEqual([])
    expect(elementsIn(drawing).get('field.kind')).toMatchObject({ type })
  })

  it('lets several be chosen where several may be, and typed one a line where the vendor does not answer', () => {
    const form: Form = { fields: [{ name: 'parts', kind: 'vendor_choice', several: true, label, required: false }] }
    const targets = targetsOf(1).map((target) => ({ ...target, form }))
    const values = { parts: ['type-1', 'type-2'] }
    const known = drawingOf(targets, 0, { choices: { parts: manyChoices(3) }, values })
    expect(validateView(createView(known, readerOf('en')))).toEqual([])
    expect(elementsIn(known).get('field.parts')).toMatchObject({
      type: 'multi_external_select',
      initial_options: [{ value: 'type-1' }, { value: 'type-2' }],
    })
    expect(elementsIn(drawingOf(targets, 0, { values })).get('field.parts')).toMatchObject({
      type: 'plain_text_input',
      multiline: true,
      initial_value: 'type-1\ntype-2',
    })
  })

  it('asks for a field that depends on another only with its values, and is drawn anew when that changes', () => {
    const form: Form = {
      fields: [
        { name: 'kind', kind: 'choice', label, required: false, choices },
        { name: 'floor', kind: 'text', label, required: true, maxLength: 9, when: { field: 'kind', is: ['lift'] } },
      ],
    }
    const drawing = (kind: string) =>
      drawingOf(
        targetsOf(1).map((target) => ({ ...target, form })),
        0,
        { values: { kind } },
      )
    expect(elementsIn(drawing('water')).has('field.floor')).toBe(false)
    expect(elementsIn(drawing('lift')).has('field.floor')).toBe(true)
    expect(createView(drawing('lift'), readerOf('en')).blocks.slice(1, 3)).toMatchObject([
      { dispatch_action: true, element: { action_id: 'create_field' } },
      { optional: false, element: { action_id: 'value' } },
    ])
    const missing = [{ field: 'floor', rule: 'required' as const }]
    expect(Object.keys(formErrors(form, missing, { 'field.kind': {} }, readerOf('en')))).toEqual(['field.kind'])
  })

  it('says what an amount is in, and how a phone number is written', () => {
    const form: Form = {
      fields: [
        { name: 'price', kind: 'money', label, required: false, currency: 'CNY' },
        { name: 'phone', kind: 'phone', label, required: false, maxLength: 20 },
      ],
    }
    const view = createView(drawingOf(targetsOf(1).map((target) => ({ ...target, form }))), readerOf('zh-CN'))
    expect(view.blocks.slice(1, 3)).toMatchObject([
      { hint: { text: expect.stringContaining('CNY') } },
      { hint: { text: expect.stringContaining('138') } },
    ])
  })

  it('names the one community where there is nothing to choose', () => {
    expect(everyTextIn(createView(drawingOf(targetsOf(1, 'A & B')), readerOf('en'))).join('\n')).toContain(
      'For *A &amp; B 0* · Vendor &amp; Sons lakeside',
    )
  })

  it('shows open tickets that look the same, at most as many as it is given', () => {
    const similar = [{ ticket: fullTicket('&'.repeat(3000)), alike: 0.9 }]
    const view = createView(drawingOf(targetsOf(1), 0, { similar }), readerOf('en'))
    expect(validateView(view)).toEqual([])
    expect(everyTextIn(view).join()).toContain('Already open here')
  })
})

const manyChoices = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ value: `type-${i}`, label: { en: `T ${i}`, 'zh-CN': `类 ${i}` } }))

describe('what was filled in', () => {
  it('is read by field: text as typed, an instant as UTC, a choice by its value, nothing as empty, what was not asked not at all', () => {
    const state = {
      [fieldBlock('description')]: { [FIELD_ACTION]: { type: 'plain_text_input', value: ' 漏水 ' } },
      [fieldBlock('phone')]: { [FIELD_ACTION]: { type: 'plain_text_input', value: null } },
      [fieldBlock('kind')]: { [FIELD_ACTION]: { type: 'static_select', selected_option: { value: 'lift' } } },
      [fieldBlock('visit')]: { [FIELD_ACTION]: { type: 'datetimepicker', selected_date_time: 1_795_420_800 } },
    }
    expect(readForm(FORM, state)).toEqual({
      description: ' 漏水 ',
      phone: '',
      kind: 'lift',
      visit: new Date(1_795_420_800_000).toISOString(),
    })
  })

  it('is a list of values where several were chosen, whatever the element is called', () => {
    const selected_options = [{ value: 'a' }, { value: 'b' }]
    const state = { [fieldBlock('kind')]: { create_field: { type: 'multi_external_select', selected_options } } }
    expect(readForm(FORM, state)).toEqual({ kind: ['a', 'b'] })
  })

  it('is empty for anything that is not an input', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (garbage) => {
        expect(readElement(garbage)).toBeTypeOf('string')
      }),
    )
    expect(readElement({ selected_date_time: 9e15 })).toBe('')
  })

  it('finds the chosen community among those on offer only', () => {
    const targets = targetsOf(300)
    const chosen = (value: string) =>
      readTarget(targets, { community: { create_community: { selected_option: { value } } } })
    expect(chosen(scopeKey({ vendor: 'lindenhof', community: 'c-299' }))).toBe(targets[299])
    expect(chosen(scopeKey({ vendor: 'lindenhof', community: 'c-300' }))).toBeUndefined()
    expect(readTarget(targets, {})).toBeUndefined()
  })
})
