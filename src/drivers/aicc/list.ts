import type { Call, ListQuery, Operations } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { createdMs } from '../../tickets/order.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { isRecord, lookup, text, type WireRecord } from '../fields.ts'
import { createdWithin, filterValues } from '../query.ts'
import type { AiccClient } from './client.ts'
import { filterForm } from './form.ts'
import { toTicket, toWireTime } from './map.ts'
import { caseListSchema } from './schema.ts'
import { VENDOR } from './words.ts'

/** A row of the list, and the ticket that it is. */
interface Row {
  readonly ticket: Ticket
  readonly info: WireRecord
}

export interface ListOptions {
  readonly client: AiccClient
  readonly zone: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** How far back a list without a beginning goes. */
  readonly days: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The most that the vendor takes is 31 days from `startTime` to `endTime`. */
const WINDOW_MS = 30 * DAY_MS
/**
 * Each window is asked for somewhat wider than it is kept: then it does not matter whether the vendor counts its ends
 * in, nor that an hour comes twice when the clocks are put back.
 */
const MARGIN_MS = 2 * HOUR_MS
const PAGE_SIZE = 100
/** More pages of one window than any tenant has: the vendor is repeating itself. */
const MAX_PAGES = 2_000

/**
 * Lists the tenant's cases, a window of 30 days a page, from now (and a day, since the vendor's clock is its own) back
 * to the oldest day asked for. A page may be empty and yet not the last. The cursor is where the next window ends.
 */
export const createList = ({ client, zone, now, days }: ListOptions): Operations['list'] => {
  const wire = (ms: number): string => toWireTime(new Date(ms).toISOString(), zone)

  return async (query, call) => {
    const { createdFrom, createdBefore, cursor } = query
    const oldest = createdFrom === undefined ? now() - days * DAY_MS : Date.parse(createdFrom)
    const newest = createdBefore === undefined ? now() + DAY_MS : Date.parse(createdBefore)
    const before = cursor === undefined ? newest : fromCursor(cursor)
    const from = Math.max(before - WINDOW_MS, oldest)
    if (from >= before) return { items: [], unreadable: 0 }

    const filters = { startTime: wire(from - MARGIN_MS), endTime: wire(before + MARGIN_MS) }
    const { rows, unreadable } = await readRows({ client, zone, community: query.community, filters }, call)
    const items = rows.filter((row) => isWithin(row, from, before) && isWanted(row, query)).map(({ ticket }) => ticket)
    return { items, unreadable, ...(from > oldest ? { next: String(from) } : {}) }
  }
}

interface RowsOptions extends Pick<ListOptions, 'client' | 'zone'> {
  readonly community: string
  /** As the vendor takes them. */
  readonly filters: Readonly<Record<string, string>>
}

/** Every row that the vendor has for these filters, each case once. */
export const readRows = async (
  { client, zone, community, filters }: RowsOptions,
  call?: Call,
): Promise<{ rows: Row[]; unreadable: number }> => {
  const rows = new Map<string, Row>()
  let unreadable = 0
  for (let start = 0, pages = 0; pages < MAX_PAGES; pages += 1) {
    const result = await client.ask({ path: '/case/list', body: { start, limit: PAGE_SIZE, ...filters } }, call)
    const page = caseListSchema.safeParse(result).data
    if (!page) throw new TicketError('bad_response', `${VENDOR}: no list in the answer`, { vendor: VENDOR })

    const known = rows.size
    const read = page.rows.map((row) => toRow(community, row, zone))
    for (const row of read) if (row) rows.set(row.ticket.ref.id, row)
    unreadable += read.filter((row) => row === undefined).length
    start += page.rows.length
    // A page that is shorter than was asked for is the last, unless the vendor counts more than it has shown.
    const more = page.rows.length === PAGE_SIZE || start < (page.count ?? 0)
    if (!more || rows.size === known) return { rows: [...rows.values()], unreadable }
  }
  throw new TicketError('bad_response', `${VENDOR}: the pages do not end`, { vendor: VENDOR })
}

/** undefined for a row without an id. */
const toRow = (community: string, info: unknown, zone: string): Row | undefined => {
  const id = isRecord(info) ? text(lookup(info)(['id'])) : undefined
  return isRecord(info) && id ? { ticket: toTicket({ vendor: VENDOR, community, id }, info, zone), info } : undefined
}

/** A case that does not say when it was created is in the window that the vendor put it in. */
const isWithin = ({ ticket }: Row, from: number, before: number): boolean => {
  const at = createdMs(ticket)
  return at === undefined || (at >= from && at < before)
}

const isWanted = ({ ticket, info }: Row, query: ListQuery): boolean =>
  (query.statuses?.includes(ticket.status) ?? true) &&
  createdWithin(ticket, query) &&
  filterForm.fields.every(({ name }) => {
    const values = filterValues(query, name)
    return values.length === 0 || values.includes(text(lookup(info)([name])) ?? '')
  })

const fromCursor = (cursor: string): number => {
  if (!/^\d{1,14}$/.test(cursor)) {
    throw new TicketError('invalid', `${VENDOR}: not a cursor of this list`, { vendor: VENDOR })
  }
  return Number(cursor)
}
