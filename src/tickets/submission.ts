import type { Marks } from './change.ts'
import type { Desk } from './desk.ts'
import { type Fields, identityOf, type Removal } from './driver.ts'
import type { TicketErrorCode } from './errors.ts'
import type { Instant, TicketRef } from './ticket.ts'
import type { Language } from './words.ts'

/** What is to be done at a vendor, in one community; ids are those of its tickets. */
export type Write =
  | { readonly kind: 'create'; readonly fields: Fields }
  /** `opened` marks what the changed fields held when the form was opened, where that could be read. */
  | { readonly kind: 'update'; readonly id: string; readonly fields: Fields; readonly opened?: Marks }
  | { readonly kind: 'remove'; readonly ids: readonly string[] }
  | { readonly kind: 'comment'; readonly id: string; readonly text: string }
  /** `step` is the name of one of the driver's steps. */
  | { readonly kind: 'transition'; readonly id: string; readonly step: string; readonly fields: Fields }

export const SUBMISSION_STATES = [
  /** Kept, and not sent yet or certainly not taken: it will be sent. */
  'queued',
  /** On its way. Left by a crash it means that nobody knows: it becomes `checking`. */
  'sending',
  /** Sent without an answer: the vendor is being read to find out. */
  'checking',
  /** Reading has not settled it: a person decides. */
  'unclear',
  'done',
  'failed',
  /** Given up by a person, or not theirs to send. It is never sent, or where it was sent already, not once more. */
  'discarded',
] as const

export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export const GIVEN_UP = ['sought', 'unknown'] as const

/** A write as somebody submitted it. */
export interface Accepted {
  /** Of a form it is Slack's view id and the attempt, so one submission is one row however often Slack delivers it. */
  readonly id: string
  readonly channel: string
  readonly user: string
  readonly vendor: string
  readonly community: string
  readonly write: Write
  readonly language: Language
  readonly acceptedAt: Instant
  /** Of the journey by which it came, or was sent again: the log and its filer know it by that. */
  readonly reference?: string
  /** An earlier one that was given up, and that this one repeats. When this one is done, so is that. */
  readonly replaces?: string
  /** The message of its channel that it was made from, and the thread that this one is in. */
  readonly from?: { readonly message: string; readonly thread?: string }
  /** What people call the tickets that it is about, in the order of its ids; absent for a new one. */
  readonly numbers?: readonly string[]
}

/** A write on its way to the vendor. */
export interface Submission extends Accepted {
  readonly state: SubmissionState
  /** The last state that its filer heard of. */
  readonly told?: SubmissionState
  /** The last state whose act was recorded. */
  readonly recorded?: SubmissionState
  /** Nothing is done about it before: it can still be taken back, or the vendor needs time. */
  readonly nextTryAt?: Instant
  /** When a person had it sent again. */
  readonly retriedAt?: Instant
  /** When it was last on its way to the vendor. */
  readonly sentAt?: Instant
  /** Who last had it sent again, or gave it up: its filer, or a manager. What became of it then is theirs. */
  readonly decidedBy?: string
  /** How often the vendor was read without finding what it would have done, since it was sent. */
  readonly looks?: number
  /** It was sent a second time, because the vendor showed that it had not taken the first. */
  readonly resent?: boolean
  /** A person had it sent again, without knowing what became of it: first the vendor is read for it, once. */
  readonly again?: boolean
  /**
   * It was given up after it was sent. `sought`: the vendor is still read for it. `unknown`: nobody looks any more, and
   * nobody knows. Absent again when the vendor has shown that it is not there.
   */
  readonly givenUp?: (typeof GIVEN_UP)[number]
  /** The message that its filer was told in, and the modal if any, where those are changed as it goes on. */
  readonly notice?: { readonly channel: string; readonly ts: string; readonly view?: string }
  /** When its channel was about to be told of it for everybody: since then the message may be there. */
  readonly announcingAt?: Instant
  /** What became of it, when done: the ticket that a `create` filed, and what people call it. */
  readonly ticket?: TicketRef
  readonly number?: string
  /** What became of each ticket of a `remove`, in the order of its ids. */
  readonly removals?: readonly Removal['outcome'][]
  /**
   * Why it failed, waits or is unclear. `forbidden` of what waits or was given up is about its filer: they may not, or
   * nobody can say yet whether they may. `conflict` of what was given up: what it was to replace had been taken.
   */
  readonly reason?: TicketErrorCode
}

/** Where submissions are kept. A change is kept for good when its promise resolves, and not at all when it rejects. */
export interface SubmissionStore {
  /** False when this submission is known already; nothing changes then. */
  accept(submission: Submission): Promise<boolean>
  /**
   * Changes a row in one piece: nothing comes between what `change` saw, all rows included, and what it made of it.
   * @returns the changed row; undefined when there is none, or `change` gave undefined to leave it as it is
   */
  changeSubmission(id: string, change: SubmissionChange): Promise<Submission | undefined>
  submission(id: string): Promise<Submission | undefined>
  submissions(): Promise<readonly Submission[]>
}

export type SubmissionChange = (row: Submission, all: readonly Submission[]) => Submission | undefined

/** Where among its tickets this one is, by whichever link it is known; -1 when it is about others, or files one. */
const placeOf = ({ vendor, community, write }: Accepted, ref: TicketRef, { driver }: Drivers): number => {
  if (write.kind === 'create' || vendor !== ref.vendor) return -1
  const ids = write.kind === 'remove' ? write.ids : [write.id]
  const its = identityOf(driver(vendor), ref)
  return ids.findIndex((id) => identityOf(driver(vendor), { vendor, community, id }) === its)
}

type Drivers = Pick<Desk, 'driver'>

/** Whether it is about a ticket that is there already. */
export const isAbout = (submission: Accepted, ref: TicketRef, drivers: Drivers): boolean =>
  placeOf(submission, ref, drivers) >= 0

/** Whether, once it is done, this ticket is gone by it. */
export const hasRemoved = (submission: Submission, ref: TicketRef, drivers: Drivers): boolean => {
  const { write, removals = [] } = submission
  const place = placeOf(submission, ref, drivers)
  return write.kind === 'remove' && place >= 0 && removals[place] !== 'failed'
}

/** What the log calls it: nothing that was typed. */
export const inLog = ({ id, reference, vendor, write }: Submission): object => ({
  submission: id,
  reference,
  vendor,
  operation: write.kind,
})

/** Whether the vendor's answer, or a person, has ended it. */
export const isSettled = ({ state }: Pick<Submission, 'state'>): boolean =>
  state === 'done' || state === 'failed' || state === 'discarded'

/** The row when a person has given it up. What may be at the vendor is not called undone, and is looked for to its end. */
export const abandoned = (row: Submission): Submission => {
  const { again: _again, ...looked } = row
  switch (row.state) {
    case 'discarded':
      return row
    case 'checking':
      return { ...looked, state: 'discarded', givenUp: 'sought', told: 'discarded' }
    default: {
      const isKnown = row.state === 'failed' || isUnsent(row)
      return moved(row, { state: 'discarded', told: 'discarded', ...(isKnown ? {} : { givenUp: 'unknown' }) })
    }
  }
}

/** Whether the vendor has certainly nothing of it. What was sent once and is to be sent again may have been taken. */
export const isUnsent = ({ state, resent }: Submission): boolean => state === 'queued' && !resent

type Standing = Pick<Submission, 'state'> & Partial<Omit<Submission, keyof Accepted | 'state'>>

/** The row in another state. What belonged to the state before alone is gone. */
export const moved = (
  { nextTryAt: _nextTryAt, looks: _looks, reason: _reason, again: _again, givenUp: _givenUp, ...row }: Submission,
  standing: Standing,
): Submission => ({ ...row, ...standing })
