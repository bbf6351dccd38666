import type { Progress } from './driver.ts'
import type { TicketError } from './errors.ts'
import type { Watch, WatchLine } from './followed.ts'
import { byOthers, makerOf, unmoved } from './own-acts.ts'
import { type Instant, isPending } from './ticket.ts'
import { freshOf, type News, newsIn, newsOf, type Sight, takenIn } from './watch.ts'

/* What becomes of a watch when its ticket was looked at, or heard of. */

/** Puts what a channel is to be told into a line. */
export type Say = (news: readonly News[]) => Pick<WatchLine, 'id' | 'text'>

const MINUTE_MS = 60_000
export const LOOK_EVERY_MS = 5 * MINUTE_MS
const LONGEST_PAUSE_MS = 60 * MINUTE_MS
/** So long a vendor may be out of reach before the channel hears of it. */
const SILENT_MS = 24 * 60 * MINUTE_MS

/** After a look that showed the ticket. */
export const afterSight = (watch: Watch, sight: Sight, now: Instant, say: Say): Watch => {
  const { failures: _failures, failing: _failing, missing: _missing, actedAt: _actedAt, acts = [], ...rest } = watch
  const { ticket, entries } = sight
  const others = entries && { entries: byOthers(freshOf(watch.seen, entries), acts) }
  const news = unmoved(newsIn(watch.seen, { ...sight, ...others }), acts)
  const seen = takenIn(watch.seen, sight)
  const next = { ...rest, seen, nextLookAt: later(now, LOOK_EVERY_MS), ...(isPending(ticket) ? {} : OVER) }
  return news.length === 0 ? next : withLine(next, news, now, say)
}

const OVER = { over: true } as const

/** After a look that failed. A ticket may be missing for a moment; only when it is twice, it is gone. */
export const afterFailure = (watch: Watch, { code, retryAfterMs = 0 }: TicketError, now: Instant, say: Say): Watch => {
  if (code === 'not_found') {
    if (watch.missing) return withLine({ ...watch, over: true }, [{ is: 'gone' }], now, say)
    return { ...watch, missing: true, nextLookAt: later(now, LOOK_EVERY_MS) }
  }
  const { failures = 0, failing = { since: now } } = watch
  const pause = Math.max(Math.min(LOOK_EVERY_MS * 2 ** failures, LONGEST_PAUSE_MS), retryAfterMs)
  const next = { ...watch, failures: failures + 1, failing, nextLookAt: later(now, pause) }
  const isLong = Date.parse(now) - Date.parse(failing.since) >= SILENT_MS
  if (!isLong || failing.told) return next
  const told = { ...next, failing: { ...failing, told: true } as const }
  return withLine(told, [{ is: 'unreadable', since: failing.since }], now, say)
}

/** After the vendor reported something; undefined when that is known. What somebody did here may be reported once. */
export const afterReport = (watch: Watch, report: Progress, now: Instant, say: Say): Watch | undefined => {
  const told = newsOf(watch.seen, report, now)
  if (!told || watch.over) return undefined
  const { acts = [] } = watch
  const own = makerOf({ ...report, at: report.at ?? now }, acts)
  const news = unmoved(own ? told.news.filter(({ is }) => is !== 'report') : told.news, acts)
  const isOver = told.news.some(({ is }) => is === 'ended')
  const rest = own ? { acts: acts.filter((act) => act !== own) } : {}
  const next = { ...watch, ...rest, seen: told.seen, ...(isOver ? OVER : {}) }
  return news.length === 0 ? next : withLine(next, news, now, say)
}

/** After the channel stopped looking after the ticket's community. */
export const afterUnlinking = (watch: Watch, now: Instant, say: Say): Watch | undefined =>
  watch.over ? undefined : withLine({ ...watch, over: true }, [{ is: 'unlinked' }], now, say)

export const later = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString()

const withLine = (watch: Watch, news: readonly News[], at: Instant, say: Say): Watch => ({
  ...watch,
  lines: [...(watch.lines ?? []), { ...say(news), at }],
})
