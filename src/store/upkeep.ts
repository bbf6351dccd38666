import type { Snooze } from '../tickets/followed.ts'
import { KEEP_READINGS_MS } from '../tickets/readings.ts'
import { isSettled, moved, type Submission } from '../tickets/submission.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Data } from './schema.ts'
import type { Slot } from './store.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const KEEP_SUBMISSIONS_MS = 7 * DAY_MS
const KEEP_SLOTS_MS = 30 * DAY_MS
const KEEP_CARDS_MS = 30 * DAY_MS
const KEEP_FILED_MS = 90 * DAY_MS
/** A ticket may be gone for good without changing. */
const KEEP_SNOOZES_MS = 365 * DAY_MS

/** Without the rows that nobody asks for any more. `now` is in milliseconds since the epoch. */
export const prune = (data: Data, now: number): Data => {
  const isWithin = (at: Instant, ms: number): boolean => now - Date.parse(at) <= ms
  const keepsSlot = (slot: Slot) => slot.state === 'claimed' || isWithin(slot.claimedAt, KEEP_SLOTS_MS)
  const keepsSubmission = (submission: Submission) =>
    !isSettled(submission) || isWithin(submission.acceptedAt, KEEP_SUBMISSIONS_MS)
  const keepsSnooze = ({ at, until }: Snooze) =>
    until === undefined ? isWithin(at, KEEP_SNOOZES_MS) : Date.parse(until) > now
  return {
    ...data,
    slots: kept(data.slots, keepsSlot),
    readings: kept(data.readings, ({ readAt }) => isWithin(readAt, KEEP_READINGS_MS)),
    submissions: kept(data.submissions, keepsSubmission),
    cards: kept(data.cards, ({ at }) => isWithin(at, KEEP_CARDS_MS)),
    snoozes: kept(data.snoozes, keepsSnooze),
    deliveries: kept(data.deliveries, ({ at }) => isWithin(at, DAY_MS)),
    filed: kept(data.filed, ({ at }) => isWithin(at, KEEP_FILED_MS)),
  }
}

/** The list itself where all of it is kept: what is still the same need not be formatted again. */
const kept = <Row>(rows: readonly Row[], keeps: (row: Row) => boolean): readonly Row[] =>
  rows.every(keeps) ? rows : rows.filter(keeps)

/**
 * Makes an older version safe to go on from. What is queued there may have been sent since, so the vendor is asked
 * before anything is sent; and so is Slack before a digest is posted that was due by now.
 */
export const doubt = (data: Data, now: number): Data => ({
  ...data,
  schedules: data.schedules.map((one) => ({ ...one, doubtedAt: new Date(now).toISOString() })),
  submissions: data.submissions.map((one) =>
    one.state === 'queued' ? moved(one, { state: 'checking', reason: 'unclear' }) : one,
  ),
})
