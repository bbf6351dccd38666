import type { Fields, Form, FormField } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Words } from '../../tickets/words.ts'
import { lookup, minorUnits, text, type WireRecord } from '../fields.ts'
import { type Filling, takeFilling } from '../filling.ts'
import { attachmentKey, linesOf, toAttachment, toWireAttachments, type WireAttachment } from './attachments.ts'
import { ATTACHMENTS, REGION_CODES, REGION_IDS, REMOVED_ATTACHMENTS, TOGETHER } from './form.ts'
import { attachmentsIn, toWireTime } from './map.ts'
import { VENDOR } from './words.ts'

type WireValue = string | number | readonly WireAttachment[]

/** The body of `modifyOrder`: the id, and what changes. */
export type OrderUpdate = Readonly<Record<string, WireValue>>

export interface ChangeOptions {
  readonly form: Form
  readonly zone: string
  readonly now: Instant
  /** The order as it is, where it can be read. */
  readonly order?: WireRecord | undefined
}

const NO_SUCH_ATTACHMENT: Words = {
  en: 'The order has no attachment of this name or link.',
  'zh-CN': '服务单没有此名称或链接的附件。',
}

/**
 * What of the form changes the order, in the types of the document's example. Nothing that was left empty, nothing that
 * is so already; empty when nothing changes.
 * @throws TicketError `invalid` with a problem for every field
 */
export const toChange = (fields: Fields, { form, zone, now, order }: ChangeOptions): OrderUpdate => {
  const filling = takeFilling(VENDOR, form, fields, now)
  const plain = form.fields.filter(({ name }) => name !== ATTACHMENTS && name !== REMOVED_ATTACHMENTS)
  const sent = new Map(plain.flatMap((field) => toWire(field, filling[field.name], zone)))
  const present = lookup(order ?? {})
  const changed = [...sent].filter(([name, value]) => !isSame(value, present([name]))).map(([name]) => name)
  const along = TOGETHER.filter((names) => names.some((name) => changed.includes(name))).flat()
  const wanted = new Set([...changed, ...along])
  const entries = [...[...sent].filter(([name]) => wanted.has(name)), ...attachmentEntry(filling, order)]
  // Whose change it is changes nothing by itself.
  return entries.every(([name]) => name === 'updated') ? {} : Object.fromEntries(entries)
}

/** The order as it is after the change. A region in codes has no names yet, and no longer those of the old one. */
export const applied = (order: WireRecord | undefined, change: OrderUpdate): WireRecord => {
  const kept = Object.entries(order ?? {}).filter(([name]) => !(isByCode(change) && REGION_NAMES.includes(name)))
  return { ...Object.fromEntries(kept), ...change }
}

const REGION_NAMES: readonly string[] = REGION_IDS

const isByCode = (change: OrderUpdate): boolean => REGION_CODES.some((name) => name in change)

/** In the types of the document's example: choices and amounts are numbers, ids and all else text. */
const toWire = (field: FormField, value: string | undefined, zone: string): [string, WireValue][] => {
  if (value === undefined) return []
  switch (field.kind) {
    case 'instant':
      return [[field.name, toWireTime(value, zone)]]
    case 'choice':
    // At most 14 digits, which a double gives back as they were.
    case 'money':
      return [[field.name, Number(value)]]
    default:
      return [[field.name, value]]
  }
}

const isSame = (value: WireValue, present: unknown): boolean => {
  if (text(value) === text(present)) return true
  const amount = typeof value === 'number' ? minorUnits(value) : undefined
  return amount !== undefined && amount === minorUnits(present)
}

/** The list replaces the one that the order has, so what is kept is sent along. */
const attachmentEntry = (filling: Filling, order: WireRecord | undefined): [string, WireValue][] => {
  const added = linesOf(filling[ATTACHMENTS]).flatMap((line) => toAttachment(line) ?? [])
  const removed = linesOf(filling[REMOVED_ATTACHMENTS])
  const present = toWireAttachments(order && attachmentsIn(order))
  const isMeant = ({ name, url }: WireAttachment, line: string) => [name, url, attachmentKey(url)].includes(line)
  if (!removed.every((line) => present.some((one) => isMeant(one, line)))) {
    const problems = [{ field: REMOVED_ATTACHMENTS, words: NO_SUCH_ATTACHMENT }]
    throw new TicketError('invalid', `${VENDOR}: no such attachment`, { vendor: VENDOR, problems })
  }
  const kept = present.filter((one) => !removed.some((line) => isMeant(one, line)))
  const fresh = added.filter(({ url }) => !kept.some((one) => one.url === url))
  const changes = fresh.length > 0 || kept.length < present.length
  return changes ? [[ATTACHMENTS, [...kept, ...fresh]]] : []
}
