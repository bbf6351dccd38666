import type { PendingTicket } from '../../tickets/desk.ts'
import { type Mark, markOf } from '../../tickets/order.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { type Page, pageOf, type Room } from './digest-rows.ts'
import { context, LIMITS, type Reply } from './kit.ts'
import type { ListReader } from './list.ts'

/** One of the messages in the thread under a digest. */
export interface DigestPart {
  /** The digest itself is number 1. */
  readonly number: number
  /** The ticket that it names last. */
  readonly last: Mark
  readonly reply: Reply
}

/** More than that nobody reads in a thread: there are lists for it. */
const MAX_MESSAGES = 10

/** Beside the rows there are a line above and a line below. */
const ROOM: Room = { blocks: LIMITS.messageBlocks - 2, rows: LIMITS.messageBlocks, text: LIMITS.messageText - 200 }

/** The tickets that the digest and the parts before number `first` do not name, in as many parts as they take. */
export const digestParts = (
  rows: readonly PendingTicket[],
  first: number,
  now: Instant,
  reader: ListReader,
): DigestPart[] => {
  const pages: (Page & { readonly left: number; readonly last: Mark })[] = []
  for (let from = 0; from < rows.length && first + pages.length <= MAX_MESSAGES; ) {
    const page = pageOf(rows.slice(from), ROOM, now, reader)
    from += page.count
    const last = rows[from - 1]
    if (page.count === 0 || !last) break
    pages.push({ ...page, left: rows.length - from, last: markOf(last.ticket) })
  }
  const { digest } = reader.words
  const of = first - 1 + pages.length
  return pages.map(({ blocks, last, left }, index) => {
    const number = first + index
    const isCut = number === of && left > 0
    const title = digest.part(number, of)
    const more = isCut ? [context(digest.andMore(left))] : []
    return { number, last, reply: { text: title, blocks: [context(`*${title}*`), ...blocks, ...more] } }
  })
}
