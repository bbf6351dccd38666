import type { Status, Ticket, TicketDetail, TicketRef } from '../../tickets/ticket.ts'
import { createReader, filled, instant, isEmpty, notShown, readFields, text, type WireRecord } from '../fields.ts'
import { FIELDS, type FieldName, STATES, VENDOR } from './words.ts'

const STATUS_OF: ReadonlyMap<string, Status> = new Map(STATES.map(([code, status]) => [code.toLowerCase(), status]))

const reader = createReader<FieldName>(FIELDS)

export const statusOf = (record: WireRecord): Status =>
  STATUS_OF.get(text(reader(record)('state_code'))?.toLowerCase() ?? '') ?? 'unknown'

/** A row of the list. Its number is its id, as in the detail's own example. undefined when it has none. */
export const toListedTicket = (community: string, row: WireRecord): Ticket | undefined => {
  const id = text(reader(row)('ticket_no'))
  return id === undefined ? undefined : toTicket({ vendor: VENDOR, community, id }, row)
}

/**
 * One ticket in full: what the detail says, and beside it what only the list does, the description above all. The id
 * stays the one that was asked for.
 */
export const toTicketDetail = (ref: TicketRef, detail: WireRecord, row: WireRecord | undefined): TicketDetail => {
  const record = merged(detail, row ?? {})
  const ticket = toTicket(ref, record)
  const { fields, warnings } = readFields(FIELDS, record)
  return {
    ...ticket,
    attachments: [],
    more: notShown(fields, SHOWN_AS, ticket),
    raw: { detail, ...(row ? { row } : {}) },
    warnings: [...warnings, ...doubts(ticket, row)],
  }
}

/** The detail first: it is the later of the two. */
const merged = (detail: WireRecord, row: WireRecord): WireRecord => ({
  ...detail,
  ...Object.fromEntries(Object.entries(row).filter(([name]) => isEmpty(detail[name]))),
})

const toTicket = (ref: TicketRef, record: WireRecord): Ticket => {
  const read = reader(record)
  const said = (name: FieldName) => text(read(name))
  const vendorStatus = said('state_code')
  const optional = {
    vendorStatus,
    description: said('description'),
    communityName: said('product_name'),
    category: said('ticket_type'),
    reporter: filled({ name: said('requester_name') ?? said('requester'), phone: said('requester_mobile') }),
    worker: filled({ name: said('handler_nick_name') ?? said('handler') }),
    createdAt: instant(read('create_time')),
    updatedAt: instant(read('update_time')),
  }
  return { ref, number: said('ticket_no') ?? ref.id, status: statusOf(record), ...filled(optional) }
}

/** Where the normalised ticket shows a field. What is not equal to it there goes to `more`. */
const SHOWN_AS: ReadonlyMap<string, (ticket: Ticket) => string | undefined> = new Map(
  Object.entries({
    ticket_no: (ticket) => ticket.number,
    create_time: (ticket) => ticket.createdAt,
    update_time: (ticket) => ticket.updatedAt,
    state_code: (ticket) => ticket.vendorStatus,
    state_name: (ticket) => ticket.vendorStatus,
    ticket_type: (ticket) => ticket.category,
    handler: (ticket) => ticket.worker?.name,
    handler_nick_name: (ticket) => ticket.worker?.name,
    description: (ticket) => ticket.description,
    product_name: (ticket) => ticket.communityName,
    requester: (ticket) => ticket.reporter?.name,
    requester_name: (ticket) => ticket.reporter?.name,
    requester_mobile: (ticket) => ticket.reporter?.phone,
  } satisfies Partial<Record<FieldName, (ticket: Ticket) => string | undefined>>),
)

const doubts = (ticket: Ticket, row: WireRecord | undefined): string[] => [
  ...(ticket.vendorStatus !== undefined && ticket.status === 'unknown' ? ['state_code: unknown value'] : []),
  ...(row ? [] : ['description: not found in the list']),
]
