import { KEEP_READINGS_MS } from '../tickets/readings.ts'
import { isSettled, moved, type Submission } from '../tickets/submission.ts'
import type { Data } from './schema.ts'
import type { Slot } from './store.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const KEEP_SUBMISSIONS_MS = 7 * DAY_MS
const KEEP_SLOTS_MS = 30 * DAY_MS

/** Without the settled rows that nobody asks for any more. `now` is in milliseconds since the epoch. */
export const prune = (data: Data, now: number): Data => {
  const keepsSlot = (slot: Slot) => slot.state === 'claimed' || now - Date.parse(slot.claimedAt) <= KEEP_SLOTS_MS
  const keepsSubmission = (submission: Submission) =>
    !isSettled(submission) || now - Date.parse(submission.acceptedAt) <= KEEP_SUBMISSIONS_MS
  return {
    ...data,
    slots: data.slots.filter(keepsSlot),
    readings: data.readings.filter(({ readAt }) => now - Date.parse(readAt) <= KEEP_READINGS_MS),
    submissions: data.submissions.filter(keepsSubmission),
  }
}

/**
 * Makes an older version safe to go on from. What is queued there may have been sent since, so the vendor is asked
 * before anything is sent.
 */
export const doubt = (data: Data): Data => ({
  ...data,
  submissions: data.submissions.map((one) =>
    one.state === 'queued' ? moved(one, { state: 'checking', reason: 'unclear' }) : one,
  ),
})
