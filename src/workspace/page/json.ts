/**
 * Block Kit reaches the page as JSON whose content is the app's. These readers take what is there and never throw, so
 * one odd block cannot take the page down.
 */

export type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The object, or an empty one. */
export const jsonOf = (value: unknown): Json => (isJson(value) ? value : {})

/** The objects of an array; whatever else is in it is left out. */
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

/** The objects of an array of arrays. */
export const rowsOf = (value: unknown): readonly (readonly Json[])[] =>
  Array.isArray(value) ? value.filter(Array.isArray).map(listOf) : []

/** The strings of an array. */
export const stringsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []

/** The string, or an empty one. */
export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

/** What a table of ours says for a key from outside: `constructor` and its kin are in none. */
export const own = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

/** Whether two values say the same when written as JSON, key order included. */
export const sameJson = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
