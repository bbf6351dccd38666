import type { PendingTicket } from './desk.ts'
import { isOverdue } from './digest.ts'
import { type Instant, PENDING, type Status, type TicketRef } from './ticket.ts'

/** What a list is narrowed to. */
export interface Filter {
  /** Only these; none means all that are pending. */
  readonly statuses: readonly Status[]
  /** Only those whose booked visit is over. */
  readonly overdue: boolean
  /** Only those for which it is true. */
  readonly isMine?: (ref: TicketRef) => boolean
  /** Only those that hold each of these in what people read of them, however wide or big it is written. */
  readonly text: readonly string[]
}

export const statusesOf = ({ statuses }: Pick<Filter, 'statuses'>): readonly Status[] =>
  statuses.length > 0 ? statuses : PENDING

/** Those that the filter lets through, in the order that they came in. */
export const matching = (rows: readonly PendingTicket[], filter: Filter, now: Instant): PendingTicket[] => {
  const statuses = statusesOf(filter)
  const wanted = filter.text.map(folded)
  return rows.filter(
    (row) =>
      statuses.includes(row.ticket.status) &&
      (!filter.overdue || isOverdue(row.ticket, now)) &&
      (filter.isMine?.(row.ticket.ref) ?? true) &&
      holdsAll(row, wanted),
  )
}

/** Text as it is compared: `ＬＩＦＴ` is `lift`, and any white space a space. */
export const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

const holdsAll = ({ ticket, scope }: PendingTicket, wanted: readonly string[]): boolean => {
  if (wanted.length === 0) return true
  const { number, title, description, category, place, communityName } = ticket
  const texts = [number, title, description, category, place, communityName, scope.name]
  const read = texts.map((text) => folded(text ?? ''))
  return wanted.every((word) => read.some((text) => text.includes(word)))
}
