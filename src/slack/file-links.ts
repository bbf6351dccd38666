import type { Messages } from '../i18n/en.ts'
import { say } from '../i18n/index.ts'
import type { Fields, Form } from '../tickets/driver.ts'
import type { ErrorReader } from './blocks/error.ts'
import {
  FILES_BLOCK,
  fileProblem,
  type LinkedFile,
  linkField,
  photosFirst,
  readFiles,
  type TextField,
} from './blocks/file-input.ts'
import type { FormState } from './blocks/form.ts'
import { clean, clip, LIMITS, literal } from './blocks/kit.ts'

/* Links to files, in the field of a form that takes them. */

/** How much of a field one input of Slack's can hold. */
export const roomIn = ({ maxLength }: TextField): number => Math.min(maxLength, LIMITS.inputMaxLength)

/** Vendors take names of up to 200 characters. */
const MAX_NAME = 100

/** `leak.jpg https://…`, the photos first. */
export const fileLines = (files: readonly LinkedFile[]): string[] =>
  photosFirst(files).map(({ name, permalink }) =>
    `${clip(clean(name).replace(/\s+/g, ' ').trim(), MAX_NAME)} ${permalink}`.trim(),
  )

/** As many lines as there is room for, with one that counts the others. */
export const someLines = (lines: readonly string[], room: number, { formFiles }: Messages): string[] => {
  for (let count = lines.length; count >= 0; count--) {
    const rest = lines.length - count
    const some = [...lines.slice(0, count), ...(rest > 0 ? [formFiles.more(rest)] : [])]
    if (some.join('\n').length <= room) return some
  }
  return []
}

/** What was filled in, with the links, or why the files cannot go along. */
export type Linked = { readonly fields: Fields } | { readonly errors: Record<string, string> }

/** Puts links to the files that were chosen in a form into its fields. No line of what was typed makes room for them. */
export const withFiles = (form: Form, fields: Fields, state: FormState, reader: ErrorReader): Linked => {
  const files = readFiles(state)
  const problem = fileProblem(files, reader)
  if (problem !== undefined) return { errors: { [FILES_BLOCK]: problem } }
  const field = linkField(form)
  if (files.length === 0 || !field) return { fields }
  const typed = String(fields[field.name] ?? '').trimEnd()
  // A form that is shown again has them in its text already, and may still hold the files.
  const fresh = files.filter(({ permalink }) => !typed.includes(permalink))
  const text = [...(typed === '' ? [] : [typed]), ...fileLines(fresh)].join('\n')
  const over = text.length - roomIn(field)
  if (over <= 0) return { fields: { ...fields, [field.name]: text } }
  const label = literal(say(field.label, reader.language), 80)
  return { errors: { [FILES_BLOCK]: reader.words.formFiles.noRoom(label, over) } }
}
