import type { Driver, Operations } from '../../src/tickets/driver.ts'
import type { Ticket, TicketDetail } from '../../src/tickets/ticket.ts'

export const NOW = '2026-11-21T09:00:00.000Z'

/** A vendor that does what a test says. Its numbers begin with `prefix`. */
export const driverOf = (vendor: string, operations: Partial<Operations>, prefix = vendor): Driver => ({
  vendor,
  name: { en: vendor, 'zh-CN': vendor },
  communityHint: { en: 'The number of the estate.', 'zh-CN': '小区编号。' },
  operations,
  forms: {},
  recognise: (text) => text.startsWith(prefix),
  close: async () => {},
})

export const ticketOf = (vendor: string, community: string, id: string, given: Partial<Ticket> = {}): Ticket => ({
  ref: { vendor, community, id },
  number: id,
  status: 'new',
  createdAt: NOW,
  ...given,
})

export const detailOf = (vendor: string, community: string, id: string): TicketDetail => ({
  ...ticketOf(vendor, community, id),
  attachments: [],
  more: [],
  raw: {},
  warnings: [],
})
