import type { Fields } from './driver.ts'
import type { TicketErrorCode } from './errors.ts'
import type { Instant, TicketRef } from './ticket.ts'
import type { Language } from './words.ts'

/**
 * A form that somebody sent, on its way to the vendor. `id` is Slack's view id, so one submission is one row however
 * often Slack delivers it.
 */
export interface Submission {
  readonly id: string
  readonly channel: string
  readonly user: string
  readonly vendor: string
  readonly community: string
  readonly fields: Fields
  readonly language: Language
  readonly acceptedAt: Instant
  /** `sending` left by a crash means nobody knows: it becomes `unclear`. */
  readonly state: 'queued' | 'sending' | 'filed' | 'failed' | 'unclear'
  readonly ticket?: TicketRef
  readonly reason?: TicketErrorCode
}

/** Where submissions are kept. A change is kept for good when its promise resolves, and not at all when it rejects. */
export interface SubmissionStore {
  /** False when this submission is known already; nothing changes then. */
  accept(submission: Submission): Promise<boolean>
  updateSubmission(id: string, change: Partial<Pick<Submission, 'state' | 'ticket' | 'reason'>>): Promise<void>
  submission(id: string): Promise<Submission | undefined>
  /** Those that are not settled: `queued`, `sending` and `unclear`. */
  openSubmissions(): Promise<readonly Submission[]>
}
