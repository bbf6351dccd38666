import type { TicketError } from './errors.ts'
import type { Submission } from './submission.ts'

/* How long the outbox waits between tries, and when it gives up. All in milliseconds. */

const MINUTE_MS = 60_000
const LONGEST_PAUSE_MS = 15 * MINUTE_MS
const GIVE_UP_MS = 120 * MINUTE_MS

/** Vendors show what they took with a delay, so one look that finds nothing says little. */
const LOOK_PAUSES_MS = [MINUTE_MS, 4 * MINUTE_MS]

const waitedMs = ({ acceptedAt, retriedAt }: Submission, now: number): number =>
  now - Date.parse(retriedAt ?? acceptedAt)

/** As long as it has waited already, so each pause doubles the wait: at least a minute, at most a quarter of an hour. */
export const pauseFor = (submission: Submission, now: number): number =>
  Math.min(Math.max(waitedMs(submission, now), MINUTE_MS), LONGEST_PAUSE_MS)

/**
 * The pause before a write is sent again that the vendor certainly did not take: as for others, or what the vendor asks
 * for. undefined when that would be two hours after it was submitted, and for what will not pass by itself.
 */
export const pauseAfter = (error: TicketError, submission: Submission, now: number): number | undefined => {
  if (error.code !== 'unreachable' && error.code !== 'rate_limited') return undefined
  const pause = Math.max(pauseFor(submission, now), error.retryAfterMs ?? 0)
  return waitedMs(submission, now) + pause <= GIVE_UP_MS ? pause : undefined
}

/** The pause after so many looks that settled nothing; undefined when no further one would. */
export const pauseAfterLook = (looks: number): number | undefined => LOOK_PAUSES_MS[looks - 1]

/** Whether a vendor that cannot be read is worth another try. */
export const isPatient = (submission: Submission, now: number): boolean => waitedMs(submission, now) < GIVE_UP_MS
