import { isSame } from '../../tickets/change.ts'
import type { Fields, FormField } from '../../tickets/driver.ts'
import { isFilled } from '../../tickets/form.ts'
import { isRecord, lookup, text } from '../fields.ts'
import { fromWireTime } from './map.ts'
import type { FieldName } from './words.ts'

/** Whose change it is. Each says so anew, and it is not what changes. */
const CHANGED_BY = 'updated' satisfies FieldName

/** The vendor's misspellings, and what they may come as. */
const ALIASES: ReadonlyMap<string, readonly string[]> = new Map([['customerTelphome', ['customerTelphone']]])

/** What an order as it was received holds in these fields, as people would type it. */
export const valuesOf = (fields: readonly FormField[], order: unknown, zone: string): Fields => {
  const read = lookup(isRecord(order) ? order : {})
  const typed = ({ name, kind }: FormField): string => {
    const value = read([name, ...(ALIASES.get(name) ?? [])])
    return (kind === 'instant' ? fromWireTime(value, zone) : text(value)) ?? ''
  }
  return Object.fromEntries(fields.filter(({ name }) => name !== CHANGED_BY).map((field) => [field.name, typed(field)]))
}

/** Whether an order with these values has everything that a change sent. What is not among them cannot be told. */
export const hasAll = (fields: readonly FormField[], sent: Fields, values: Fields): boolean =>
  fields
    .filter(({ name }) => name !== CHANGED_BY && isFilled(sent[name]))
    .every((field) => isSame(field, sent[field.name], values[field.name]))
