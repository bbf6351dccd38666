import type { Submission } from './submission.ts'
import type { Instant } from './ticket.ts'

/* What is still to be done about a submission. */

/** Whether something is still to be done at the vendor. */
export const isWaiting = ({ state, givenUp }: Submission): boolean =>
  state === 'queued' || state === 'sending' || state === 'checking' || givenUp === 'sought'

/** Whether its filer has not heard how it stands. That it is about to be sent is no news. */
export const isNews = ({ state, told, reason }: Submission): boolean =>
  state !== told && state !== 'sending' && (state !== 'queued' || reason !== undefined)

/** Whether it has not come to its end: it is on its way, or a person decides what becomes of it. */
export const isOpenTask = (row: Submission): boolean =>
  isWaiting(row) || row.state === 'unclear' || row.state === 'failed'

const isOpen = (row: Submission): boolean => isWaiting(row) || isNews(row)

export const isDue = (row: Submission, at: Instant): boolean =>
  isOpen(row) && (row.nextTryAt === undefined || Date.parse(row.nextTryAt) <= Date.parse(at))

/** When something is to be done about it after that moment, if it waits for its time. */
export const dueAfter = (row: Submission, at: Instant): Instant | undefined =>
  isOpen(row) && row.nextTryAt !== undefined && Date.parse(row.nextTryAt) > Date.parse(at) ? row.nextTryAt : undefined
