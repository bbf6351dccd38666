import type { Attachment, Person, Status, Ticket, TicketDetail, TicketRef } from '../../tickets/ticket.ts'
import { createReader, filled, instant, links, lookup, notShown, readFields, text } from '../fields.ts'
import type { ServiceOrder } from './schema.ts'
import { FIELDS, type FieldName, STATUS_WORDS } from './words.ts'

const STATUS_OF: ReadonlyMap<string, Status> = new Map(
  STATUS_WORDS.map(([word, status]) => [word.toLowerCase(), status]),
)

const reader = createReader<FieldName>(FIELDS)

const statusOf = (word: string | undefined): Status => STATUS_OF.get(word?.toLowerCase() ?? '') ?? 'unknown'

/**
 * A row of the list. Its number is its id: `service-order-detail` asks for that and for nothing else. undefined when
 * it has none.
 */
export const toListedTicket = (vendor: string, community: string, order: ServiceOrder): Ticket | undefined => {
  const number = text(reader(order)('service_order_no'))
  return number === undefined ? undefined : toTicket({ vendor, community, id: number }, order)
}

/**
 * One service ticket in full. The id stays the one that was asked for, so that the ref keeps working; the number is
 * what the vendor shows, which in its own example is another (letters of a mask in another case).
 */
export const toTicketDetail = (ref: TicketRef, order: ServiceOrder): TicketDetail => {
  const ticket = toTicket(ref, order)
  const { fields, warnings } = readFields(FIELDS, order)
  const pictures = links(reader(order)('attachments')).links
  const shown = { ...ticket, attachments: pictures.map((one): Attachment => ({ ...one, picture: true })) }
  const inMore = fields.filter(({ name, value }) => name !== 'attachments' || value.kind !== 'links')
  const more = notShown(inMore, SHOWN_AS, ticket)
  return { ...shown, more, raw: order, warnings: [...warnings, ...doubts(ref, ticket)] }
}

const toTicket = (ref: TicketRef, order: ServiceOrder): Ticket => {
  const read = reader(order)
  const said = (name: FieldName) => text(read(name))
  const vendorStatus = said('order_status')
  const contact = said('contacts')
  const optional = {
    vendorStatus,
    description: said('order_content') ?? said('desc'),
    communityName: said('community_name'),
    category: said('category_name') ?? said('parent_category_name'),
    // Where the work is, before where the applicant lives. The community's name says neither.
    place: said('service_address') ?? said('room_address'),
    reporter: person(said('apply_user'), contact && looksLikePhone(contact) ? contact : undefined),
    worker: person(said('dispatch_user')),
    createdAt: instant(read('create_time')),
    updatedAt: instant(lookup(order)(UPDATED)),
    window: filled({ start: instant(read('expire_begin_date')), end: instant(read('expire_end_date')) }),
  }
  return { ref, number: said('service_order_no') ?? ref.id, status: statusOf(vendorStatus), ...filled(optional) }
}

/** Not documented; one of these may be in the part of the list's table that is not known. */
const UPDATED = ['update_time', 'modify_time', 'gmt_modified']

/** Where the normalised ticket shows a field. What is not equal to it there goes to `more`. */
const SHOWN_AS: ReadonlyMap<string, (ticket: Ticket) => string | undefined> = new Map(
  Object.entries({
    service_order_no: (ticket) => ticket.number,
    order_status: (ticket) => ticket.vendorStatus,
    order_content: (ticket) => ticket.description,
    desc: (ticket) => ticket.description,
    community_name: (ticket) => ticket.communityName,
    category_name: (ticket) => ticket.category,
    parent_category_name: (ticket) => ticket.category,
    service_address: (ticket) => ticket.place,
    room_address: (ticket) => ticket.place,
    apply_user: (ticket) => ticket.reporter?.name,
    contacts: (ticket) => ticket.reporter?.phone,
    dispatch_user: (ticket) => ticket.worker?.name,
    create_time: (ticket) => ticket.createdAt,
    expire_begin_date: (ticket) => ticket.window?.start,
    expire_end_date: (ticket) => ticket.window?.end,
  } satisfies Partial<Record<FieldName, (ticket: Ticket) => string | undefined>>),
)

const doubts = (ref: TicketRef, ticket: Ticket): string[] => [
  ...(ticket.number.toLowerCase() === ref.id.toLowerCase() ? [] : ['service_order_no: not the number asked for']),
  ...(ticket.vendorStatus !== undefined && ticket.status === 'unknown' ? ['order_status: unknown value'] : []),
]

/** `contacts` is "the contact method", documented as free text. Masked digits (`138****5678`, `133xxx`) count. */
const looksLikePhone = (contact: string): boolean => /^\+?[\d*xX() -]{5,}$/.test(contact)

const person = (name?: string, phone?: string): Person | undefined => filled({ name, phone })
