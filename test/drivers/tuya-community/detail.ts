import type { DetailValue, TicketDetail } from '../../../src/tickets/ticket.ts'

const asText = (value: DetailValue): string => {
  switch (value.kind) {
    case 'text':
    case 'personal':
      return value.text
    case 'word':
      return `${value.word.en} / ${value.word['zh-CN']} / ${value.raw}`
    case 'instant':
      return value.at
    case 'money':
      return `${value.money.minor} ${value.money.currency}${value.money.assumed ? ' assumed' : ''}`
    case 'links':
      return value.links.map(({ url }) => url).join(', ')
    case 'unreadable':
      return value.raw
  }
}

/** What a ticket shows under each of the vendor's names, wherever it shows it: in `more` first, else normalised. */
export const shownBy = (ticket: TicketDetail, name: string): string | undefined => {
  const more = ticket.more.filter((field) => field.name === name).map((field) => asText(field.value))
  return more.length > 0 ? more.join(', ') : normalised(ticket)[name]
}

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
