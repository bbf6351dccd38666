import type { Fields, Form, FormField } from './driver.ts'
import type { Instant } from './ticket.ts'
import type { Words } from './words.ts'

/** Why a field of a form is refused before anything is sent: a rule of every form, or one of this vendor's in words. */
export type FormProblem =
  | { readonly field: string; readonly rule: 'required' | 'time' | 'choice' | 'amount' }
  | { readonly field: string; readonly rule: 'length'; readonly max: number }
  | { readonly field: string; readonly rule: 'vendor'; readonly words: Words }

/** Checks what was filled in: first every field by itself, then, when all are well, the vendor's rules between them. */
export const checkForm = (form: Form, fields: Fields, now: Instant): FormProblem[] => {
  const single = form.fields.flatMap((field) => checkField(field, fields[field.name]))
  if (single.length > 0) return single
  const between = form.check?.(fields, now) ?? []
  return between.map(({ field, words }) => ({ field, rule: 'vendor', words }))
}

const checkField = (field: FormField, value: Fields[string] | undefined): FormProblem[] => {
  const { name } = field
  const filled = typeof value === 'string' ? value.trim() !== '' : value !== undefined && value.length > 0
  if (!filled) return field.required ? [{ field: name, rule: 'required' }] : []
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
    default:
      return text.length > field.maxLength ? [{ field: name, rule: 'length', max: field.maxLength }] : []
  }
}
