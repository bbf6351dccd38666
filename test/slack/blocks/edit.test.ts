import { describe, expect, it } from 'vitest'
import { updateForm } from '../../../src/drivers/dayu/form.ts'
import { type EditDrawing, editView } from '../../../src/slack/blocks/edit.ts'
import { marksOf } from '../../../src/tickets/change.ts'
import type { FormField } from '../../../src/tickets/driver.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectIntact } from './markup.ts'
import { LONGEST, NOW, readerOf } from './samples.ts'

/** The longest form that there is. */
const FORM = updateForm(true, 'Asia/Shanghai')

const drawingOf = (given: Partial<EditDrawing> = {}): EditDrawing => ({
  form: FORM,
  locked: [],
  community: '翠湖花园',
  metadata: {
    channel: 'C0LAKESIDE',
    language: 'en',
    zone: 'America/Argentina/ComodRivadavia',
    attempt: 12,
    retryOf: 'V0123456789ABCDEF.11',
    vendor: 'lakeside',
    community: '*',
    tickets: [{ id: '4'.repeat(20), number: 'SP20220209183000004780' }],
    opened: marksOf(FORM.fields, {}),
    kept: { customerCompany: '园'.repeat(900) },
  },
  now: NOW,
  ...given,
})

const everyValue = (text: string) => Object.fromEntries(FORM.fields.map(({ name }) => [name, text]))
const withText = (field: FormField, text: string) => ({ field, value: text, reason: text })

describe.each(LANGUAGES)('the form of a change in %s', (language) => {
  const reader = readerOf(language)

  it.each(Object.entries(LONGEST))('keeps the limits with the longest values in %s', (_, text) => {
    const overtaken = FORM.fields.map((field) => ({ field, value: text }))
    for (const drawing of [
      drawingOf({ values: everyValue(text), notice: text, community: text }),
      drawingOf({ values: everyValue('1'), overtaken }),
      drawingOf({ form: { fields: [] }, locked: FORM.fields.map((field) => withText(field, text)) }),
      drawingOf({ locked: FORM.fields.map((field, i) => ({ ...withText(field, text), reason: `${i}` })) }),
    ]) {
      const view = editView(drawing, reader)
      expect(validateView(view)).toEqual([])
      expectIntact(view)
    }
  })
})

describe('the form of a change', () => {
  const [field] = FORM.fields
  const money = FORM.fields.find(({ kind }) => kind === 'money')

  it('has nothing to send where nothing can be changed, and gives each reason once', () => {
    const locked = FORM.fields.map((one) => ({ field: one, value: '1', reason: 'It has ended.' }))
    const view = editView(drawingOf({ form: { fields: [] }, locked }), readerOf('en'))
    expect(view.submit).toBeUndefined()
    expect(everyTextIn(view).filter((text) => text.includes('It has ended.'))).toHaveLength(1)
  })

  it('shows what is locked as people read it, and nothing of what is empty', () => {
    if (!field || !money) throw new Error('the form has no such fields')
    const locked = [withText(field, NOW), withText(money, '90.5'), { field: money, value: '', reason: NOW }]
    const texts = everyTextIn(editView(drawingOf({ locked }), readerOf('en'))).join('\n')
    expect(texts).toContain(`<!date^${Date.parse(NOW) / 1000}^`)
    expect(texts).toContain('90.5 CNY')
    expect(texts).not.toContain('–')
  })

  it('asks for photos where their links have somewhere to go, and says so where they have not', () => {
    const text = { name: 'text', kind: 'long_text', label: { en: 'Text', 'zh-CN': '正文' }, required: false } as const
    const plain = { fields: [{ ...text, maxLength: 200 }] }
    const { opened: _opened, ...unread } = drawingOf().metadata
    const asks = (given: Partial<EditDrawing>) => {
      const view = editView(drawingOf(given), readerOf('en'))
      expect(everyTextIn(view).some((said) => said.startsWith('Photos cannot go along'))).toBe(
        view.submit !== undefined && !JSON.stringify(view).includes('file_input'),
      )
      return JSON.stringify(view).includes('file_input')
    }
    expect(asks({ form: plain })).toBe(true)
    // What it holds is not known, and would be replaced by the links.
    expect(asks({ form: plain, metadata: unread })).toBe(false)
    expect(asks({ form: { ...plain, files: 'attachments' } })).toBe(false)
    expect(asks({ form: { fields: [] } })).toBe(false)
  })

  it('lets stay empty what was, though it is needed with another choice', () => {
    const values = { payType: '3', doorPrice: '', servicePrice: '0' }
    const view = editView(drawingOf({ values }), readerOf('en'))
    const optional = (name: string) => view.blocks.find(({ block_id }) => block_id === `field.${name}`)
    expect(optional('doorPrice')).toMatchObject({ optional: true })
    expect(optional('servicePrice')).toMatchObject({ optional: false })
  })
})
