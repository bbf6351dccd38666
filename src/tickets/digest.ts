import { createdMs } from './order.ts'
import { type Instant, isPending, PENDING, STATUSES, type Status, type Ticket } from './ticket.ts'

/** What a digest says before it names single tickets. */
export interface DigestSummary {
  readonly pending: number
  /** In the order of `STATUSES`, without those that no ticket has. */
  readonly statuses: readonly { readonly status: Status; readonly count: number }[]
  /** How many are older than so many days. The bands overlap: what is older than 14 days is also older than 3. */
  readonly ageing: readonly { readonly days: number; readonly count: number }[]
  /** How many do not say, or not readably, when they were made. They are in no band. */
  readonly ageUnknown: number
  /** Whose booked visit is over. */
  readonly overdue: number
}

/** Days, unless a channel wants others. */
export const BANDS: readonly number[] = [3, 7, 14]

const DAY_MS = 86_400_000

/** Counts the pending among the tickets; others are passed over. `bands` are days of 24 hours. */
export const summarise = (
  tickets: readonly Ticket[],
  now: Instant,
  bands: readonly number[] = BANDS,
): DigestSummary => {
  const pending = tickets.filter(isPending)
  const created = pending.map(createdMs).filter((at) => at !== undefined)
  const counts = STATUSES.map((status) => ({
    status,
    count: pending.filter((ticket) => ticket.status === status).length,
  }))
  return {
    pending: pending.length,
    statuses: counts.filter(({ count }) => count > 0),
    ageing: bands.map((days) => ({
      days,
      count: created.filter((at) => Date.parse(now) - at > days * DAY_MS).length,
    })),
    ageUnknown: pending.length - created.length,
    overdue: pending.filter((ticket) => isOverdue(ticket, now)).length,
  }
}

/** Those that a digest can be limited to. What nobody can read is in every digest: better shown than lost. */
export const CHOOSABLE: readonly Status[] = PENDING.filter((status) => status !== 'unknown')

/** Whether a digest that is limited to these statuses shows this one. */
export const isChosen = (status: Status, statuses: readonly Status[] | undefined): boolean =>
  statuses === undefined || status === 'unknown' || statuses.includes(status)

/** Whether the time that was booked for a visit is over, and the ticket is not. */
export const isOverdue = (ticket: Pick<Ticket, 'status' | 'window'>, now: Instant): boolean =>
  isPending(ticket) && Date.parse(ticket.window?.end ?? '') < Date.parse(now)
