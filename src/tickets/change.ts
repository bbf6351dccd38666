import { createHash } from 'node:crypto'
import type { Fields, Form, FormField } from './driver.ts'
import { checkForm, type FormProblem, isFilled } from './form.ts'
import type { Instant } from './ticket.ts'

/*
 * What somebody changed in a form that was filled with what the ticket held. What it held is remembered as a mark for
 * each field: a few letters, so that a modal, which may remember 3000 characters, remembers all of them, whatever
 * restarts meanwhile. A mark tells whether a value is another one, and nothing more is asked.
 */

/** By the name of a field: the mark of its value. */
export type Marks = Readonly<Record<string, string>>

type Value = Fields[string] | undefined

/** 48 bits: two values of one field that share a mark would be an accident of one in 10¹⁴. */
const MARK_LENGTH = 8

/** The marks of these fields with these values. */
export const marksOf = (fields: readonly FormField[], values: Fields): Marks =>
  Object.fromEntries(fields.map((field) => [field.name, markOf(field, values[field.name])]))

const markOf = (field: FormField, value: Value): string =>
  createHash('sha256').update(essence(field, value)).digest('base64url').slice(0, MARK_LENGTH)

/** The same for two values that mean the same: forms and vendors differ in blanks, line ends, zeros and seconds. */
const essence = (field: FormField, value: Value = ''): string => {
  if (typeof value !== 'string') return [...value].sort().join('\n')
  const text = value.trim()
  switch (field.kind) {
    case 'instant':
      return text === '' ? '' : String(Math.floor(Date.parse(text) / 60_000))
    case 'money':
      return text.replace(/^0+(?=\d)/, '').replace(/\.(\d*?)0*$/, (_, digits) => (digits ? `.${digits}` : ''))
    case 'long_text':
      return text.replace(/\r\n?/g, '\n')
    default:
      return text.replace(/\s+/g, ' ')
  }
}

/** Whether a field means the same with either value. */
export const isSame = (field: FormField, one: Value, other: Value): boolean =>
  essence(field, one) === essence(field, other)

/**
 * What is to be sent of a form: the fields that mean something else than when it was opened, and those that the vendor
 * takes only together with them. Without marks the form was opened empty: what is filled in. A field without a mark was
 * not to be changed.
 */
export const changeOf = (form: Form, opened: Marks | undefined, typed: Fields): Fields => {
  const changed = form.fields.filter((field) => {
    const value = typed[field.name]
    if (value === undefined) return false
    if (!opened) return isFilled(value)
    const before = opened[field.name]
    return before !== undefined && markOf(field, value) !== before
  })
  const names = new Set(changed.map(({ name }) => name))
  const rows = (form.together ?? []).filter((row) => row.some((name) => names.has(name)))
  const along = rows.flat().filter((name) => isFilled(typed[name]))
  const wanted = new Set([...names, ...along])
  return Object.fromEntries(Object.entries(typed).filter(([name]) => wanted.has(name)))
}

/**
 * What is wrong with a change, and only with that: what the ticket held already is the vendor's business. No vendor says
 * how a field is emptied, so one that was is refused rather than quietly left as it is.
 */
export const checkChange = (form: Form, opened: Marks | undefined, change: Fields, now: Instant): FormProblem[] => {
  const emptied = form.fields.filter(
    ({ name }) => opened !== undefined && change[name] !== undefined && !isFilled(change[name]),
  )
  if (emptied.length > 0) return emptied.map(({ name }) => ({ field: name, rule: 'emptied' }))
  const touched = form.fields.filter(
    ({ name, when }) => change[name] !== undefined || (when !== undefined && change[when.field] !== undefined),
  )
  return checkForm({ ...form, fields: touched }, change, now)
}

/** The fields of a change that hold neither what they held when the form was opened nor what they are to hold. */
export const overtaken = (form: Form, opened: Marks, change: Fields, present: Fields): FormField[] =>
  form.fields.filter((field) => {
    const before = opened[field.name]
    if (before === undefined || change[field.name] === undefined) return false
    return markOf(field, present[field.name]) !== before && !isSame(field, present[field.name], change[field.name])
  })
