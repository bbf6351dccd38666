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

/** One documented field of a vendor's record. */
export type FieldSpec = {
  /** As documented. */
  readonly name: string
  /** What else it has been seen as. */
  readonly aliases?: readonly string[]
  readonly label: Words
} & (
  | { readonly kind: 'text' | 'personal' | 'instant' | 'links' }
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
  const read = specs.map((spec) => ({ spec, ...readField(spec, find([spec.name, ...(spec.aliases ?? [])])) }))
  return {
    fields: read.flatMap(({ spec, values }) => values.map((value) => ({ name: spec.name, label: spec.label, value }))),
    warnings: read.flatMap(({ spec, warning }) => (warning ? [`${spec.name}: ${warning}`] : [])),
  }
}

const readField = (spec: FieldSpec, value: unknown): { values: DetailValue[]; warning?: string } => {
  if (isEmpty(value) || (spec.kind === 'instant' && text(value) === '0')) return { values: [] }
  if (spec.kind === 'links') return readLinks(value)
  const understood = understand(spec, value)
  if (!understood) return { values: [unreadable(spec, value)], warning: 'unreadable' }
  const known = spec.kind !== 'word' || spec.words.has(text(value) ?? '')
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
  const said = text(value)
  if (said === undefined) return undefined
  if (spec.kind !== 'word') return { kind: spec.kind === 'personal' ? 'personal' : 'text', text: said }
  return { kind: 'word', word: spec.words.get(said) ?? { en: said, 'zh-CN': said }, raw: said }
}

/** What is personal stays so, readable or not: it must not come out unmasked. */
const unreadable = (spec: FieldSpec, value: unknown): DetailValue =>
  spec.kind === 'personal' ? { kind: 'personal', text: shown(value) } : { kind: 'unreadable', raw: shown(value) }

/** A value as it can be shown when it is not what was promised. */
const shown = (value: unknown): string => text(value) ?? JSON.stringify(value)
