import { type FieldSpec, filled, instant, lookup, readFields, text } from '../../../src/drivers/fields.ts'
import type { Status, Ticket, TicketDetail } from '../../../src/tickets/ticket.ts'
import type { Fault } from './schema.ts'

export const VENDOR = 'toy'

const STATUSES: ReadonlyMap<string, Status> = new Map([
  ['reported', 'new'],
  ['crew sent', 'in_progress'],
  ['lit', 'done'],
])

/** Every documented field that the ticket below does not show. */
const MORE = [
  { name: 'lamp', label: { en: 'Lamp', 'zh-CN': '路灯' }, kind: 'text' },
  { name: 'reporter_phone', label: { en: 'Phone of reporter', 'zh-CN': '报修人电话' }, kind: 'personal' },
] as const satisfies readonly FieldSpec[]

export const toTicket = (community: string, fault: Fault): Ticket => {
  const find = lookup(fault)
  const state = text(find(['state']))
  const optional = {
    vendorStatus: state,
    description: text(find(['text'])),
    category: text(find(['part'])),
    place: text(find(['street'])),
    createdAt: instant(find(['reported_at'])),
  }
  const ref = { vendor: VENDOR, community, id: fault.number }
  return { ref, number: fault.number, status: STATUSES.get(state ?? '') ?? 'unknown', ...filled(optional) }
}

export const toDetail = (community: string, fault: Fault): TicketDetail => {
  const { fields, warnings } = readFields(MORE, fault)
  return { ...toTicket(community, fault), attachments: [], more: fields, raw: fault, warnings }
}
