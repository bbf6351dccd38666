import type { Fields, Form } from '../tickets/driver.ts'
import { isAsked } from '../tickets/form.ts'

/** In the 3000 characters that a modal remembers, beside the marks of a form's fields. */
const ROOM = 1_000

/**
 * What was typed into fields that are not asked for now, to be there again when they are: after another choice, or when
 * the community of another vendor is chosen and then this one again. The shortest first, as much as there is room for.
 */
export const keptOf = (form: Form, values: Fields): Record<string, string> => {
  const asked = new Set(form.fields.filter((field) => isAsked(field, values)).map(({ name }) => name))
  const kept: Record<string, string> = {}
  let room = ROOM
  for (const [name, value] of Object.entries(values).sort(([, a], [, b]) => a.length - b.length)) {
    if (asked.has(name) || typeof value !== 'string' || value === '') continue
    room -= JSON.stringify([name, value]).length
    if (room < 0) break
    kept[name] = value
  }
  return kept
}
