import { z } from 'zod'
import type { Call, ListQuery, Page } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import type { TuyaClient } from '../tuya/client.ts'
import { toListedTicket } from './map.ts'
import { orderPage } from './schema.ts'
import { STATUS_WORDS } from './words.ts'

const PATH = '/v1.0/iot-02/community/service-order-page'
const PAGE_SIZE = 50
/** More pages of one status than any community has: the vendor is repeating itself. */
const MAX_PAGES = 400
/** How many numbers at a page's end are remembered, to know them on the next page, where new tickets push them. */
const TAIL = 5

/** Where a listing stands: which of the vendor's words is asked for ("" for all), the page to read, what came before. */
const position = z.object({
  word: z.string(),
  page: z.number().int().positive(),
  seen: z.number().int().nonnegative(),
  tail: z.array(z.string()),
})
type Position = z.output<typeof position>

/**
 * Lists a community's tickets. Statuses are asked for at the vendor, one of its words after another, since pending work
 * is a small part of what a community has; rows of any other status are left out, so that a vendor that ignores the
 * filter still gives every ticket once. `unknown` and `waiting_user` are no words of this vendor and find nothing.
 */
export const createList = (vendor: string, client: TuyaClient) => {
  const readPage = async (community: string, at: Position, call?: Call): Promise<{ rows: Row[]; total?: number }> => {
    const query = {
      block_id: community,
      page_no: String(at.page),
      page_size: String(PAGE_SIZE),
      ...(at.word ? { status: at.word } : {}),
    }
    const parsed = orderPage.safeParse(await client.request({ method: 'GET', path: PATH, query }, call))
    if (!parsed.success) throw new TicketError('bad_response', `${vendor}: no page of tickets`, { vendor })
    const { rows, total } = parsed.data
    const read = rows.map((row) => row && toListedTicket(vendor, community, row))
    return { rows: isRepeat(read, at) ? [] : read, ...(total === undefined ? {} : { total }) }
  }

  return async (query: ListQuery, call?: Call): Promise<Page<Ticket>> => {
    const words = wordsFor(query)
    let at = query.cursor === undefined ? beginning(words[0]) : decode(vendor, query.cursor, words)
    let unreadable = 0
    while (at) {
      const { word } = at
      const { rows, total } = await readPage(query.community, at, call)
      const items = wanted(rows, at)
      // Without a status of its own, nobody knows whether a row belongs: it is reported rather than lost.
      unreadable += rows.filter((row) => !row || (word && row.vendorStatus === undefined)).length
      at = following(vendor, at, rows, total) ?? beginning(words[words.indexOf(word) + 1])
      // A page without a ticket is nothing to show: read on.
      if (items.length === 0 && at) continue
      const next = at ? { next: encode(at) } : {}
      return { items, unreadable, ...next, ...(word === '' && total !== undefined ? { total } : {}) }
    }
    return { items: [], unreadable }
  }
}

/** undefined is a row that could not be read. */
type Row = Ticket | undefined

/** The vendor's words to ask for, "" standing for all of them. */
const wordsFor = ({ statuses }: ListQuery): string[] =>
  statuses ? STATUS_WORDS.filter(([, status]) => statuses.includes(status)).map(([word]) => word) : ['']

const beginning = (word: string | undefined): Position | undefined =>
  word === undefined ? undefined : { word, page: 1, seen: 0, tail: [] }

/** The next page of the same status. A short page ends it, unless the vendor has promised more than it has shown. */
const following = (vendor: string, at: Position, rows: readonly Row[], total = 0): Position | undefined => {
  const seen = at.seen + rows.length
  if (rows.length === 0 || (rows.length < PAGE_SIZE && seen >= total)) return undefined
  if (at.page === MAX_PAGES) throw new TicketError('bad_response', `${vendor}: the pages do not end`, { vendor })
  return { ...at, page: at.page + 1, seen, tail: tailOf(rows) }
}

/** Each ticket of the status asked for once, and none that ended the page before. */
const wanted = (rows: readonly Row[], { word, tail }: Position): Ticket[] => {
  const byNumber = new Map(rows.flatMap((row) => (row ? [[row.number, row]] : [])))
  return [...byNumber.values()].filter(
    ({ number, vendorStatus }) =>
      !tail.includes(number) && (!word || vendorStatus?.toLowerCase() === word.toLowerCase()),
  )
}

/** Whether the vendor gave the page before once more, as some do when asked for a page past the last. */
const isRepeat = (rows: readonly Row[], at: Position): boolean =>
  at.tail.length > 0 && tailOf(rows).join() === at.tail.join()

const tailOf = (rows: readonly Row[]): string[] => rows.flatMap((row) => row?.number ?? []).slice(-TAIL)

const encode = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url')

const decode = (vendor: string, cursor: string, words: readonly string[]): Position => {
  const parsed = position.safeParse(jsonIn(cursor))
  if (!parsed.success || !words.includes(parsed.data.word)) {
    throw new TicketError('invalid', `${vendor}: not a cursor of this list`, { vendor })
  }
  return parsed.data
}

const jsonIn = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
