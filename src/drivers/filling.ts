import type { Fields, Form } from '../tickets/driver.ts'
import { TicketError } from '../tickets/errors.ts'
import { checkForm } from '../tickets/form.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Words } from '../tickets/words.ts'

const NOT_FILLED: Words = { en: 'Fill this in as the form says.', 'zh-CN': '请按表单说明填写此项。' }

/** What was typed into a form, trimmed, by field name; several choices are lines, and what was left empty is absent. */
export type Filling = Readonly<Record<string, string>>

/**
 * Takes what somebody typed, and nothing that the form does not ask for.
 * @throws TicketError `invalid` with a problem for every field that breaks one of the form's rules
 */
export const takeFilling = (vendor: string, form: Form, fields: Fields, now: Instant): Filling => {
  const found = checkForm(form, fields, now)
  if (found.length > 0) {
    const problems = found.map((problem) => ({
      field: problem.field,
      words: problem.rule === 'vendor' ? problem.words : NOT_FILLED,
    }))
    const names = problems.map(({ field }) => field).join(', ')
    throw new TicketError('invalid', `${vendor}: cannot be sent with this ${names}`, { vendor, problems })
  }
  const filled = form.fields.map(({ name }) => [name, textOf(fields[name])] as const)
  return Object.fromEntries(filled.filter(([, text]) => text !== ''))
}

const textOf = (value: Fields[string] = ''): string => [value].flat().join('\n').trim()

/** Whether a vendor's text is what was sent: it may have come back with other blanks and line ends. */
export const isSameText = (sent: Fields[string] | undefined, kept: string | undefined): boolean =>
  squeezed(textOf(sent)) === squeezed(kept ?? '')

const squeezed = (text: string): string => text.trim().replace(/\s+/g, ' ')
