import type { TicketDetail } from '../../../src/tickets/ticket.ts'
import { shownIn } from '../tuya/shown.ts'

/** What a ticket shows under each of the vendor's names, the detail's included: in `more` first, else normalised. */
export const shownBy = (ticket: TicketDetail, name: string): string | undefined => {
  const listed = LISTED_AS[name] ?? name
  return shownIn(ticket.more, listed) ?? normalised(ticket)[listed]
}

const LISTED_AS: Readonly<Record<string, string>> = {
  handle_owner: 'handler_owner',
  handle_owner_nick_name: 'handler_owner_nick_name',
  assignee: 'handler',
  assignee_nick_name: 'handler_nick_name',
}

const normalised = (ticket: TicketDetail): Readonly<Record<string, string | undefined>> => ({
  ticket_no: ticket.number,
  create_time: ticket.createdAt,
  update_time: ticket.updatedAt,
  state_code: ticket.vendorStatus,
  state_name: ticket.vendorStatus,
  ticket_type: ticket.category,
  handler: ticket.worker?.name,
  handler_nick_name: ticket.worker?.name,
  description: ticket.description,
  product_name: ticket.communityName,
  requester: ticket.reporter?.name,
  requester_name: ticket.reporter?.name,
  requester_mobile: ticket.reporter?.phone,
})
