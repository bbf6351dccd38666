import type { Fields, Form, FormField } from './driver.ts'
import type { Instant } from './ticket.ts'
import type { Words } from './words.ts'

/** Why a field of a form is refused before anything is sent: a rule of every form, or one of this vendor's in words. */
export type FormProblem =
  | { readonly field: string; readonly rule: 'required' | 'emptied' | 'time' | 'choice' | 'amount' | 'phone' }
  | { readonly field: string; readonly rule: 'length'; readonly max: number }
  | { readonly field: string; readonly rule: 'vendor'; readonly words: Words }

/** Whether a field is asked for, with these values in the form. */
export const isAsked = ({ when }: FormField, fields: Fields): boolean => {
  if (when === undefined) return true
  const value = fields[when.field]
  return typeof value === 'string' && when.is.includes(value.trim())
}

export const isFilled = (value: Fields[string] | undefined): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== undefined && value.length > 0

/** Checks what was filled in: first every field by itself, then, when all are well, the vendor's rules between them. */
export const checkForm = (form: Form, fields: Fields, now: Instant): FormProblem[] => {
  const single = form.fields.flatMap((field) => checkField(field, fields))
  if (single.length > 0) return single
  const between = form.check?.(fields, now) ?? []
  return between.map(({ field, words }) => ({ field, rule: 'vendor', words }))
}

const checkField = (field: FormField, fields: Fields): FormProblem[] => {
  const { name } = field
  const value = fields[name]
  if (!isFilled(value)) return field.required && isAsked(field, fields) ? [{ field: name, rule: 'required' }] : []
  const text = typeof value === 'string' ? value : ''
  switch (field.kind) {
    case 'instant':
      return Number.isNaN(Date.parse(text)) ? [{ field: name, rule: 'time' }] : []
    case 'choice':
      return field.choices.some((choice) => choice.value === text) ? [] : [{ field: name, rule: 'choice' }]
    case 'vendor_choice':
      return []
    case 'money':
      return /^\d{1,12}(\.\d{1,2})?$/.test(text.trim()) ? [] : [{ field: name, rule: 'amount' }]
    case 'phone':
      return isPhone(text) ? checkLength(text, field) : [{ field: name, rule: 'phone' }]
    default:
      return checkLength(text, field)
  }
}

const checkLength = (text: string, { name, maxLength }: { name: string; maxLength: number }): FormProblem[] =>
  text.length > maxLength ? [{ field: name, rule: 'length', max: maxLength }] : []

/** Three digits at least, as an emergency number has, and what people write between them; vendors mask some with `*`. */
const isPhone = (typed: string): boolean => {
  const text = typed.normalize('NFKC').trim()
  return /^[+(*\d][\d\s()*#./\p{Pd}]*((ext\.?|x|转|分机)\s?\d+)?$/iu.test(text) && text.replace(/\D/g, '').length >= 3
}
