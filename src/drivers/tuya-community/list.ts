import type { Call, ListQuery, Page } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { createdWithin, filterValues, isNarrowed } from '../query.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { PAGE_SIZE, type Row, readOn, type VendorPage } from '../tuya/pages.ts'
import { matchesFilters, toFilterQuery } from './filters.ts'
import { toListedTicket } from './map.ts'
import { recordPage, type ServiceOrder } from './schema.ts'
import { STATUS_WORDS, VENDOR } from './words.ts'

const PATH = '/v1.0/iot-02/community/service-order-page'

/**
 * Lists a community's tickets. Statuses are asked for at the vendor, one of its words after another, since pending work
 * is a small part of what a community has. All that is asked of the vendor is checked on its rows as well, so that one
 * that ignores a filter still gives every ticket once. `unknown` and `waiting_user` are no words of this vendor and
 * find nothing.
 */
export const createList = (client: TuyaClient) => {
  const readPage = async (query: ListQuery, word: string, page: number, call?: Call): Promise<VendorPage<Ticket>> => {
    const asked = {
      block_id: query.community,
      page_no: String(page),
      page_size: String(PAGE_SIZE),
      ...(word ? { status: word } : {}),
      ...toFilterQuery(query),
    }
    const parsed = recordPage.safeParse(await client.request({ method: 'GET', path: PATH, query: asked }, call))
    if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no page of tickets`, { vendor: VENDOR })
    const { rows, total } = parsed.data
    return { rows: rows.map((row) => toRow(query, word, row)), total }
  }

  return async (query: ListQuery, call?: Call): Promise<Page<Ticket>> => {
    const read = (word: string, page: number) => readPage(query, word, page, call)
    const { total, ...page } = await readOn({ vendor: VENDOR, parts: wordsFor(query), cursor: query.cursor, read })
    return total === undefined || isNarrowed(query) ? page : { ...page, total }
  }
}

/** The vendor's words to ask for, "" standing for all of them. */
const wordsFor = (query: ListQuery): string[] => {
  const { statuses } = query
  const [only] = filterValues(query, 'status')
  if (statuses === undefined) return [only ?? '']
  const words = STATUS_WORDS.filter(([, status]) => statuses.includes(status)).map(([word]) => word)
  return only === undefined ? words : words.filter((word) => word === only)
}

const toRow = (query: ListQuery, word: string, order: ServiceOrder | undefined): Row<Ticket> => {
  const ticket = order && toListedTicket(VENDOR, query.community, order)
  if (!ticket) return { is: 'unreadable' }
  const { number: key, vendorStatus } = ticket
  // Without a status of its own, nobody knows whether the row belongs.
  if (word && vendorStatus === undefined) return { is: 'unreadable', key }
  const fits = !word || vendorStatus?.toLowerCase() === word.toLowerCase()
  const wanted = fits && createdWithin(ticket, query) && matchesFilters(query, order)
  return wanted ? { is: 'wanted', key, item: ticket } : { is: 'left_out', key }
}
