import { isOverdue } from './digest.ts'
import type { Page, Progress, TimelineEntry } from './driver.ts'
import type { Seen } from './followed.ts'
import { entryForMany, forMany, type Known } from './for-many.ts'
import { type Instant, isPending, type Status, type Ticket } from './ticket.ts'

/* What is new of a ticket that a channel follows. */

/** A ticket as it was looked at. */
export interface Sight {
  readonly ticket: Pick<Ticket, 'status' | 'vendorStatus' | 'statusWord' | 'window'> & Known
  /** The newest of its timeline; absent where there is none, or it could not be read. */
  readonly entries?: Page<TimelineEntry>['items']
  /** The vendor reports what happens too, and may do so only after this look. */
  readonly isReported?: boolean
  /** When the look began. */
  readonly at: Instant
}

/** Something that a channel is told: as many may read it. */
export type News =
  | {
      readonly is: 'status'
      readonly from: Status
      readonly now: Pick<Ticket, 'status' | 'vendorStatus' | 'statusWord'>
    }
  | { readonly is: 'entries'; readonly count: number; readonly newest: TimelineEntry }
  | { readonly is: 'overdue'; readonly since: Instant }
  | { readonly is: 'report'; readonly entry: TimelineEntry }
  /** The ticket has ended, and with it the watch. */
  | { readonly is: 'ended' }
  /** The vendor does not have it any more. */
  | { readonly is: 'gone' }
  /** The channel no longer looks after its community. */
  | { readonly is: 'unlinked' }
  /** The vendor does not show it since then. */
  | { readonly is: 'unreadable'; readonly since: Instant }

/** Of a timeline that has no entry yet: every entry is later. */
const NEVER: Instant = new Date(0).toISOString()

/** What a sight shows. A part that it does not show is left out. */
export const seenOf = ({ ticket, entries, at }: Sight): Seen => {
  const { status, vendorStatus, window } = ticket
  return {
    status,
    ...(vendorStatus === undefined ? {} : { vendorStatus }),
    ...(window?.end === undefined ? {} : { overdue: isOverdue(ticket, at) }),
    ...(entries === undefined ? {} : { latest: lastOf(entries) }),
  }
}

/** What was seen, with what this sight shows of it. Time does not go back: an entry that was seen stays seen. */
export const takenIn = (seen: Seen, sight: Sight): Seen => {
  const next = { ...seen, ...seenOf(sight) }
  // What has been told of it by then need not be told again when it is reported.
  const told = sight.isReported && newsIn(seen, sight).length > 0 ? sight.at : undefined
  const latest = laterOf(laterOf(seen.latest, next.latest), told)
  return { ...next, ...(latest === undefined ? {} : { latest }) }
}

/**
 * What a sight shows that was not seen. What either of them does not tell is no news: lists tell less than details, and
 * a timeline may be out of reach for once.
 */
export const newsIn = (seen: Seen, sight: Sight): News[] => {
  const { ticket, entries = [] } = sight
  const fresh = freshOf(seen, entries)
  const newest = fresh.toSorted((a, b) => Date.parse(b.at ?? '') - Date.parse(a.at ?? ''))[0]
  const since = seen.overdue === false && isOverdue(ticket, sight.at) ? ticket.window?.end : undefined
  return [
    ...statusNews(seen, ticket),
    ...(newest ? [{ is: 'entries', count: fresh.length, newest: entryForMany(newest, ticket) } as const] : []),
    ...(since === undefined ? [] : [{ is: 'overdue', since } as const]),
    ...(isPending(ticket) ? [] : [{ is: 'ended' } as const]),
  ]
}

/** The entries that were not seen. */
export const freshOf = ({ latest }: Seen, entries: readonly TimelineEntry[]): readonly TimelineEntry[] =>
  latest === undefined ? [] : entries.filter(({ at }) => at !== undefined && isAfter(at, latest))

/**
 * What a vendor's report tells, and how the ticket is then; undefined when it is known already: reports come late, and
 * after somebody has looked.
 */
export const newsOf = (seen: Seen, report: Progress, at: Instant): { news: News[]; seen: Seen } | undefined => {
  const sight: Sight = { ticket: report.ticket ?? report, at }
  const happened = report.at ?? at
  const news = newsIn(seen, sight)
  const isLater = seen.latest === undefined || isAfter(happened, seen.latest)
  if (!isLater && news.length === 0) return undefined
  const latest = laterOf(seen.latest, happened) ?? happened
  const entry = entryForMany(report, report.ticket)
  return { news: [{ is: 'report', entry }, ...news], seen: { ...takenIn(seen, sight), latest } }
}

const statusNews = (seen: Seen, ticket: Sight['ticket']): News[] => {
  const { status, vendorStatus, statusWord } = ticket
  const isOtherWord =
    seen.vendorStatus !== undefined && vendorStatus !== undefined && seen.vendorStatus !== vendorStatus
  if (seen.status === status && !isOtherWord) return []
  const { vendorStatus: shown } = forMany(ticket)
  const words = { ...(shown === undefined ? {} : { vendorStatus: shown }), ...(statusWord ? { statusWord } : {}) }
  return [{ is: 'status', from: seen.status, now: { status, ...words } }]
}

const lastOf = (entries: readonly TimelineEntry[]): Instant =>
  entries.reduce((last, { at }) => laterOf(last, at) ?? last, NEVER)

const laterOf = (one: Instant | undefined, other: Instant | undefined): Instant | undefined => {
  if (one === undefined || other === undefined) return one ?? other
  return isAfter(one, other) ? one : other
}

const isAfter = (one: Instant, other: Instant): boolean => Date.parse(one) > Date.parse(other)
