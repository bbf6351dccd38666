import { describe, expect, it } from 'vitest'
import { messages } from '../../src/i18n/index.ts'
import { withFiles } from '../../src/slack/file-links.ts'
import type { Form } from '../../src/tickets/driver.ts'

const reader = { words: messages('en'), language: 'en', driver: () => undefined } as const

const longText = (name: string, maxLength: number) =>
  ({ name, kind: 'long_text', label: { en: name, 'zh-CN': name }, required: false, maxLength }) as const

const FORM: Form = { fields: [longText('description', 200), longText('attachments', 200)] }

const file = (name: string, mimetype = 'image/png') => ({
  name,
  mimetype,
  size: 10,
  permalink: `https://slack.example/${encodeURIComponent(name)}`,
})

const stateOf = (...files: object[]) => ({ files: { value: { type: 'file_input', files } } })

const link = (form: Form, typed: string, ...files: object[]) =>
  withFiles(form, { description: typed }, stateOf(...files), reader)

describe('files that are chosen in a form', () => {
  it('go into the text as links, each a line, under what was typed', () => {
    const files = [file('a\nb.pdf', 'application/pdf'), file('leak.png')]
    expect(link(FORM, 'Water.\n', ...files)).toEqual({
      fields: {
        description: 'Water.\nleak.png https://slack.example/leak.png\na b.pdf https://slack.example/a%0Ab.pdf',
      },
    })
  })

  it('go into a field of their own where the vendor has one', () => {
    expect(link({ ...FORM, files: 'attachments' }, 'Water.', file('leak.png'))).toEqual({
      fields: { description: 'Water.', attachments: 'leak.png https://slack.example/leak.png' },
    })
  })

  it('are named once, though a form that is shown again still holds them', () => {
    const first = link(FORM, 'Water.', file('leak.png'))
    const shown = 'fields' in first ? String(first.fields.description) : ''
    expect(link(FORM, shown, file('leak.png'), file('more.png'))).toEqual({
      fields: { description: `${shown}\nmore.png https://slack.example/more.png` },
    })
  })

  it('are refused by how much too much it is', () => {
    expect(link(FORM, 'x'.repeat(196), file('a.png'))).toEqual({
      errors: { files: expect.stringContaining('Please shorten “description” by 30 characters') },
    })
  })

  it('change nothing when there are none', () => {
    expect(withFiles(FORM, { description: 'Water.\n' }, {}, reader)).toEqual({ fields: { description: 'Water.\n' } })
  })
})
