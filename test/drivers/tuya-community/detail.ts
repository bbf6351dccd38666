import type { TicketDetail } from '../../../src/tickets/ticket.ts'
import { shownIn } from '../tuya/shown.ts'

/** What a ticket shows under each of the vendor's names, wherever it shows it: in `more` first, else normalised. */
export const shownBy = (ticket: TicketDetail, name: string): string | undefined =>
  shownIn(ticket.more, name) ?? normalised(ticket)[name]

const normalised = (ticket: TicketDetail): Readonly<Record<string, string | undefined>> => ({
  service_order_no: ticket.number,
  order_status: ticket.vendorStatus,
  order_content: ticket.description,
  desc: ticket.description,
  category_name: ticket.category,
  parent_category_name: ticket.category,
  community_name: ticket.communityName,
  service_address: ticket.place,
  room_address: ticket.place,
  apply_user: ticket.reporter?.name,
  contacts: ticket.reporter?.phone,
  dispatch_user: ticket.worker?.name,
  create_time: ticket.createdAt,
  expire_begin_date: ticket.window?.start,
  expire_end_date: ticket.window?.end,
  attachments: ticket.attachments.map(({ url }) => url).join(', ') || undefined,
})
