import type { Call, ListQuery, Page } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { lookup, text, type WireRecord } from '../fields.ts'
import { createdWithin, filterValues, isNarrowed } from '../query.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { PAGE_SIZE, type Row, readOn, type VendorPage } from '../tuya/pages.ts'
import type { Query } from '../tuya/signature.ts'
import { productQuery } from './community.ts'
import { toListedTicket } from './map.ts'
import { recordPage } from './schema.ts'
import { STATES, VENDOR } from './words.ts'

export const FEEDBACKS = '/v1.0/iot-01/ticket/feedbacks'

/**
 * Lists the tickets of one product, of several or of all. States are asked for at the vendor, all of them at once, and
 * checked on its rows as well; the time of creation is not among its parameters, so it is only checked here. `unknown`
 * and `closed` are no states of this vendor and find nothing.
 */
export const createList =
  (client: TuyaClient) =>
  async (query: ListQuery, call?: Call): Promise<Page<Ticket>> => {
    const states = statesFor(query)
    if (states?.length === 0) return { items: [], unreadable: 0 }
    const part = states?.join(',') ?? ''
    const read = async (_: string, page: number): Promise<VendorPage<Ticket>> => {
      const asked = { ...productQuery(query.community), ...stateQuery(part), ...typeQuery(query) }
      const answer = await readRows(client, asked, page, call)
      return { ...answer, rows: answer.rows.map((row) => toRow(query, states, row)) }
    }
    const { total, ...page } = await readOn({ vendor: VENDOR, parts: [part], cursor: query.cursor, read })
    return total === undefined || isNarrowed(query) ? page : { ...page, total }
  }

/** How many pages are searched for one ticket: the order of the list is not documented, so it may be on any. */
const SEARCHED_PAGES = 4

/**
 * The row of one ticket, which has what the detail has not: its description, above all. The search is among the tickets
 * of the same product and state, and is given up after 200 of them.
 */
export const findRow = async (
  client: TuyaClient,
  community: string,
  ticket: { readonly number: string; readonly state: string | undefined },
  call?: Call,
): Promise<WireRecord | undefined> => {
  const asked = { ...productQuery(community), ...stateQuery(ticket.state ?? '') }
  for (let page = 1; page <= SEARCHED_PAGES; page += 1) {
    const { rows, hasMore } = await readRows(client, asked, page, call)
    const found = rows.find((row) => row && text(lookup(row)(['ticket_no'])) === ticket.number)
    if (found || rows.length === 0 || (rows.length < PAGE_SIZE && !hasMore)) return found
  }
  return undefined
}

/**
 * The document's table has these names; its request example has `productId`, `pageSIze` and `pageNo`.
 * https://developer.tuya.com/en/docs/cloud/defe369065?id=Kb68j3crs10cy
 */
const readRows = async (client: TuyaClient, asked: Query, page: number, call?: Call) => {
  const query = { ...asked, page_no: String(page), page_size: String(PAGE_SIZE) }
  const parsed = recordPage.safeParse(await client.request({ method: 'GET', path: FEEDBACKS, query }, call))
  if (!parsed.success) throw new TicketError('bad_response', `${VENDOR}: no page of tickets`, { vendor: VENDOR })
  return parsed.data
}

/** The codes to ask for; undefined when any will do. */
const statesFor = (query: ListQuery): string[] | undefined => {
  const { statuses } = query
  const chosen = filterValues(query, 'in_state_list')
  const asked = statuses && STATES.filter(([, status]) => statuses.includes(status)).map(([code]) => code)
  if (chosen.length === 0) return asked
  return asked ? asked.filter((code) => chosen.includes(code)) : chosen
}

const stateQuery = (states: string): Query => (states === '' ? {} : { in_state_list: states })

/** A path of ids. The rows name their type in words, so the vendor's filter cannot be checked. */
const typeQuery = (query: ListQuery): Query => {
  const [path] = filterValues(query, 'cate_path')
  return path === undefined ? {} : { cate_path: path }
}

const toRow = (query: ListQuery, states: readonly string[] | undefined, row: WireRecord | undefined): Row<Ticket> => {
  const ticket = row && toListedTicket(query.community, row)
  if (!ticket) return { is: 'unreadable' }
  const { number: key, vendorStatus } = ticket
  // Without a state of its own, nobody knows whether the row belongs.
  if (states && vendorStatus === undefined) return { is: 'unreadable', key }
  const fits = !states || states.some((state) => state.toLowerCase() === vendorStatus?.toLowerCase())
  return fits && createdWithin(ticket, query) ? { is: 'wanted', key, item: ticket } : { is: 'left_out', key }
}
