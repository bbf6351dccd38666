import type { Attachment, DetailField, DetailValue, Instant } from '../tickets/ticket.ts'
import type { Words } from '../tickets/words.ts'

/**
 * Readers of what vendors send, which is not always what they document. Each takes an unknown value and gives
 * undefined rather than a guess.
 */

/** Whether a value says nothing: absent, null, blank or an empty list. */
export const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/** Text, trimmed. A number counts by its digits, unless JSON has already rounded it. */
export const text = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value !== 'number') return undefined
  return Number.isSafeInteger(value) || !Number.isInteger(value) ? String(value) : undefined
}

/** An epoch of 13 digits (milliseconds) or 10 (seconds), as number or text. Any other length means nothing certain. */
export const instant = (value: unknown): Instant | undefined => {
  const digits = text(value) ?? ''
  if (/^\d{13}$/.test(digits)) return new Date(Number(digits)).toISOString()
  if (/^\d{10}$/.test(digits)) return new Date(Number(digits) * 1_000).toISOString()
  return undefined
}

/** A decimal amount, `13.1`, in minor units of a currency with two decimals: `1310n`. Never by way of a float. */
export const minorUnits = (value: unknown): bigint | undefined => {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(text(value) ?? '')
  if (!parts) return undefined
  const [, minus = '', whole = '', fraction = ''] = parts
  return BigInt(`${minus}${whole}${fraction.padEnd(2, '0')}`)
}

/** The http and https links in a list of texts or of objects with a `url`; what is no such link is in `others`. */
export const links = (value: unknown): { links: Attachment[]; others: string[] } => {
  const entries = [value].flat().filter((entry) => !isEmpty(entry))
  const read = entries.map((entry) => ({ entry, link: link(entry) }))
  return {
    links: read.flatMap((one) => one.link ?? []),
    others: read.flatMap((one) => (one.link ? [] : [shown(one.entry)])),
  }
}

const link = (entry: unknown): Attachment | undefined => {
  const holder = isRecord(entry) ? lookup(entry) : undefined
  const url = text(holder ? holder(['url', 'file_url']) : entry)
  if (!url || !['http:', 'https:'].includes(URL.parse(url)?.protocol ?? '')) return undefined
  const name = text(holder?.(['name', 'file_name']))
  return name ? { url, name } : { url }
}

export type WireRecord = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is WireRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Finds fields by name whatever the case: `order_status`, `orderStatus` and `OrderStatus` are one. Gives the first of
 * the names that says something, so aliases come after the name they stand in for.
 */
export const lookup = (record: WireRecord): ((names: readonly string[]) => unknown) => {
  const found = new Map<string, unknown>()
  for (const [name, value] of Object.entries(record)) {
    if (!isEmpty(value) && !found.has(folded(name))) found.set(folded(name), value)
  }
  return (names) => names.map((name) => found.get(folded(name))).find((value) => value !== undefined)
}

const folded = (name: string): string => name.replaceAll('_', '').toLowerCase()

/** What a record says under one of these names, whichever is filled. */
export type Reader<Name extends string> = (name: Name) => unknown

/** Reads a record by the documented names of its fields, their aliases included. */
export const createReader = <Name extends string>(
  specs: readonly (FieldSpec & { readonly name: Name })[],
): ((record: WireRecord) => Reader<Name>) => {
  const namesOf = new Map<string, readonly string[]>(specs.map((spec) => [spec.name, namesIn(spec)]))
  return (record) => {
    const find = lookup(record)
    return (name) => find(namesOf.get(name) ?? [])
  }
}

const namesIn = (spec: FieldSpec): string[] => [spec.name, ...(spec.aliases ?? [])]

/** One documented field of a vendor's record. */
export type FieldSpec = {
  /** As documented. */
  readonly name: string
  /** What else it has been seen as. */
  readonly aliases?: readonly string[]
  readonly label: Words
  /** A value that the vendor sends for "nothing", such as a rating of `-1`. */
  readonly none?: string
} & (
  | { readonly kind: 'text' | 'personal' | 'instant' | 'links' }
  /** Texts, shown one after another. */
  | { readonly kind: 'texts' }
  /** One of a few known values; true and false are known by these names. */
  | { readonly kind: 'word'; readonly words: ReadonlyMap<string, Words> }
  /** Currency unstated by the vendor, and so assumed. */
  | { readonly kind: 'money'; readonly assumed: string }
)

/** What of a record is documented and filled, in the order of the document, and what in it could not be understood. */
export const readFields = (
  specs: readonly FieldSpec[],
  record: WireRecord,
): { fields: DetailField[]; warnings: string[] } => {
  const find = lookup(record)
  const read = specs.map((spec) => ({ spec, ...readField(spec, find(namesIn(spec))) }))
  return {
    fields: read.flatMap(({ spec, values }) => values.map((value) => ({ name: spec.name, label: spec.label, value }))),
    warnings: read.flatMap(({ spec, warning }) => (warning ? [`${spec.name}: ${warning}`] : [])),
  }
}

const readField = (spec: FieldSpec, value: unknown): { values: DetailValue[]; warning?: string } => {
  const none = spec.none ?? (spec.kind === 'instant' ? '0' : undefined)
  if (isEmpty(value) || (none !== undefined && text(value) === none)) return { values: [] }
  if (spec.kind === 'links') return readLinks(value)
  const understood = understand(spec, value)
  if (!understood) return { values: [unreadable(spec, value)], warning: 'unreadable' }
  const known = spec.kind !== 'word' || spec.words.has(word(value) ?? '')
  return known ? { values: [understood] } : { values: [understood], warning: 'unknown value' }
}

const readLinks = (value: unknown): { values: DetailValue[]; warning?: string } => {
  const found = links(value)
  const values: DetailValue[] = found.links.length > 0 ? [{ kind: 'links', links: found.links }] : []
  if (found.others.length === 0) return { values }
  return { values: [...values, { kind: 'text', text: found.others.join(', ') }], warning: 'not a link' }
}

const understand = (spec: FieldSpec, value: unknown): DetailValue | undefined => {
  if (spec.kind === 'instant') {
    const at = instant(value)
    return at === undefined ? undefined : { kind: 'instant', at }
  }
  if (spec.kind === 'money') {
    const minor = minorUnits(value)
    return minor === undefined ? undefined : { kind: 'money', money: { minor, currency: spec.assumed, assumed: true } }
  }
  if (spec.kind === 'texts') {
    const all = [value].flat().map(text)
    return all.includes(undefined) ? undefined : { kind: 'text', text: all.join(', ') }
  }
  const said = spec.kind === 'word' ? word(value) : text(value)
  if (said === undefined) return undefined
  if (spec.kind !== 'word') return { kind: spec.kind === 'personal' ? 'personal' : 'text', text: said }
  return { kind: 'word', word: spec.words.get(said) ?? { en: said, 'zh-CN': said }, raw: said }
}

const word = (value: unknown): string | undefined => (typeof value === 'boolean' ? String(value) : text(value))

type Filled<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the parts that are missing; undefined when all are. */
export const filled = <T extends object>(parts: T): Filled<T> | undefined => {
  const entries = Object.entries(parts).filter(([, part]) => !isEmpty(part))
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Filled<T>)
}

/** What of the fields the normalised ticket does not show in full. `shownAs` finds where it shows a field. */
export const notShown = <T>(
  fields: readonly DetailField[],
  shownAs: ReadonlyMap<string, (ticket: T) => string | undefined>,
  ticket: T,
): DetailField[] =>
  fields.filter(({ name, value }) => {
    const inFull = shownAs.get(name)?.(ticket)
    return inFull === undefined || inFull !== ('text' in value ? value.text : value.kind === 'instant' && value.at)
  })

/** What is personal stays so, readable or not: it must not come out unmasked. */
const unreadable = (spec: FieldSpec, value: unknown): DetailValue =>
  spec.kind === 'personal' ? { kind: 'personal', text: shown(value) } : { kind: 'unreadable', raw: shown(value) }

/** A value as it can be shown when it is not what was promised. */
export const shown = (value: unknown): string => text(value) ?? JSON.stringify(value)
