import { type Instant, isPending, PRIORITIES, type Ticket } from './ticket.ts'

const collator = new Intl.Collator('en', { numeric: true })

/**
 * A new list with the longest-waiting ticket first. Those without a readable `createdAt` come last, since nothing says
 * that they wait the longest; they are never left out. Equal ages are in order of vendor, community and number.
 */
export const oldestFirst = (tickets: readonly Ticket[]): Ticket[] => tickets.toSorted(compareMarks)

/** As `oldestFirst` the other way round, and those without a readable `createdAt` come last too. */
export const newestFirst = (tickets: readonly Ticket[]): Ticket[] => tickets.toSorted(compareNewest)

/** As much of a ticket as says where it stands among others. */
export type Mark = Pick<Ticket, 'ref' | 'number' | 'createdAt'>

export const markOf = ({ ref, number, createdAt }: Mark): Mark => ({ ref, number, ...(createdAt ? { createdAt } : {}) })

/** Whether a ticket comes later than another in the order of `oldestFirst`. */
export const isAfter = (ticket: Mark, other: Mark): boolean => compareMarks(ticket, other) > 0

const compareMarks = (a: Mark, b: Mark): number => compareAge(a, b) || compareName(a, b)

const compareAge = (a: Mark, b: Mark): number => {
  const [one, other] = [createdMs(a), createdMs(b)]
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return one - other
}

const compareName = (a: Mark, b: Mark): number =>
  collator.compare(a.ref.vendor, b.ref.vendor) ||
  collator.compare(a.ref.community, b.ref.community) ||
  collator.compare(a.number, b.number) ||
  // To the collator `7` and `07` are the same.
  (a.ref.id < b.ref.id ? -1 : Number(a.ref.id > b.ref.id))

export const SORTS = ['oldest', 'newest', 'urgent'] as const
export type Sort = (typeof SORTS)[number]

/** The same rows in the order that a reader asked for; equal ones are always in the same order. */
export const sorted = <R extends { readonly ticket: Ticket }>(rows: readonly R[], sort: Sort, now: Instant): R[] => {
  const compare = { oldest: compareMarks, newest: compareNewest, urgent: compareUrgency(Date.parse(now)) }[sort]
  return rows.toSorted((a, b) => compare(a.ticket, b.ticket))
}

/** Those without a readable `createdAt` come last here too. */
const compareNewest = (a: Mark, b: Mark): number => {
  const [one, other] = [createdMs(a), createdMs(b)]
  return one === undefined || other === undefined ? compareMarks(a, b) : other - one || compareName(a, b)
}

/**
 * Overdue ones come first, the longest overdue at the top; then by the vendor's priority, by how soon a visit is booked,
 * and by age. What is over comes last.
 */
const compareUrgency =
  (now: number) =>
  (a: Ticket, b: Ticket): number => {
    const [one, other] = [ranksOf(a, now), ranksOf(b, now)]
    const rank = one.findIndex((value, i) => value !== other[i])
    return rank < 0 ? compareMarks(a, b) : (one[rank] ?? 0) - (other[rank] ?? 0)
  }

/** Ranks, the weightiest first and the smallest first in each. */
const ranksOf = (ticket: Ticket, now: number): readonly number[] => {
  const due = dueMs(ticket, now)
  const isOver = !isPending(ticket)
  const overdue = isOver || due >= now ? now : due
  return [Number(isOver), overdue, PRIORITIES.indexOf(ticket.priority ?? 'medium'), due]
}

/** When somebody has to be there: the end of a visit that is over, otherwise the start; never, where none is booked. */
const dueMs = (ticket: Ticket, now: number): number => {
  const [start, end] = [Date.parse(ticket.window?.start ?? ''), Date.parse(ticket.window?.end ?? '')]
  const due = end < now || Number.isNaN(start) ? end : Math.max(start, now)
  return !isPending(ticket) || Number.isNaN(due) ? Number.POSITIVE_INFINITY : due
}

/** When the ticket was made, in milliseconds since the epoch; undefined when it does not say, or not readably. */
export const createdMs = (ticket: Pick<Ticket, 'createdAt'>): number | undefined => {
  const at = Date.parse(ticket.createdAt ?? '')
  return Number.isNaN(at) ? undefined : at
}
