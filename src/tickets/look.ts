import { isDeepStrictEqual } from 'node:util'
import type { Driver } from './driver.ts'
import { TicketError } from './errors.ts'
import { isPatient, pauseAfterLook, pauseFor } from './patience.ts'
import type { Effect } from './perform.ts'
import { canReconcile, type Finding, reconcile } from './reconcile.ts'
import { inLog, moved, type Submission, type SubmissionStore } from './submission.ts'
import { type Instant, refKey, type Ticket, type TicketRef } from './ticket.ts'

export interface LookDeps {
  readonly store: SubmissionStore
  readonly now: () => Instant
  readonly log: { error(details: object, message: string): void }
}

/** What a row becomes by reading the vendor, and the ticket that was found. */
export interface Looked {
  readonly next: Submission
  readonly ticket?: Ticket
}

/** For each time that the vendor is read: one that is down must not keep others waiting. */
const LOOK_LIMIT_MS = 10_000

/**
 * Reads the vendor for a submission that was sent without an answer. Never rejects: a vendor that cannot be read is read
 * again later, until that has taken too long.
 */
export const look = async (row: Submission, driver: Driver | undefined, deps: LookDeps): Promise<Looked> => {
  const { store, now, log } = deps
  const at = Date.parse(now())
  const sought = row.givenUp ? ({ state: 'discarded', givenUp: 'sought' } as const) : ({ state: 'checking' } as const)
  const again = (pause: number, looks = row.looks ?? 0): Looked => {
    const nextTryAt = new Date(at + pause).toISOString()
    return { next: moved(row, { ...sought, reason: 'unclear', looks, nextTryAt }) }
  }
  if (!driver || !canReconcile(driver, row)) return unclear(row)

  // The first look comes at once, and its filer may be waiting; for the later ones nobody is.
  const finding = await read(row, driver, row.nextTryAt !== undefined, deps).catch((error) => {
    log.error({ error, ...inLog(row) }, 'the vendor could not be read for what became of a submission')
  })
  // While the vendor cannot be read, or another one is on its way there and may be what was found.
  if (!finding || isUncertain(row, finding, await store.submissions())) {
    return isPatient(row, at) ? again(pauseFor(row, at)) : unclear(row)
  }
  if (finding.outcome === 'applied') return { ...finding.effect, next: doneAs(row, finding.effect) }
  const looks = (row.looks ?? 0) + 1
  const pause = pauseAfterLook(looks)
  if (pause !== undefined) return again(pause, looks)
  if (row.givenUp) return finding.outcome === 'absent' ? { next: moved(row, { state: 'discarded' }) } : unclear(row)
  // Not taken, so it is sent once more. Another time without an answer is for a person to judge, and so is what the
  // vendor's tickets cannot tell from another submission: that one may have been given the ticket that this one made.
  const resend = finding.outcome === 'absent' && !row.resent && !hasTwin(row, await store.submissions())
  return resend ? { next: moved(row, { state: 'queued', resent: true }) } : unclear(row)
}

/** What one look tells somebody who waits for it, of what has been unclear for long. */
export type Glance = Finding | { readonly outcome: 'unreadable'; readonly error: TicketError }

/**
 * Reads the vendor once, for whoever wants to send it again. What it would have changed and did not counts as absent.
 * Never rejects.
 */
export const glance = async (row: Submission, driver: Driver, deps: LookDeps): Promise<Glance> => {
  try {
    const finding = await read(row, driver, false, deps)
    if (isUncertain(row, finding, await deps.store.submissions())) return { outcome: 'undecided' }
    return finding.outcome === 'undecided' && row.write.kind !== 'create' ? { outcome: 'absent' } : finding
  } catch (error) {
    deps.log.error({ error, submission: row.id }, 'the vendor could not be read before a submission is sent again')
    const { vendor } = driver
    const isTelling = error instanceof TicketError && error.code !== 'unclear'
    const unread = () => new TicketError('unreachable', `${vendor}: could not be read`, { vendor, cause: error })
    return { outcome: 'unreadable', error: isTelling ? error : unread() }
  }
}

const read = (row: Submission, driver: Driver, isInBackground: boolean, { store }: LookDeps): Promise<Finding> => {
  const isTaken = async (ref: TicketRef) => isClaimed(row, ref, await store.submissions())
  const signal = AbortSignal.timeout(LOOK_LIMIT_MS)
  const background = isInBackground ? { background: true as const } : {}
  return reconcile(driver, row, isTaken, { language: row.language, signal, ...background })
}

const unclear = (row: Submission): Looked => ({
  next: moved(row, row.givenUp ? { state: 'discarded', givenUp: 'unknown' } : { state: 'unclear', reason: 'unclear' }),
})

/** The row when the vendor has done what it says. */
export const doneAs = (row: Submission, { ticket, removals }: Effect): Submission =>
  moved(row, {
    state: 'done',
    ...(ticket ? { ticket: ticket.ref, number: ticket.number } : {}),
    ...(removals ? { removals } : {}),
  })

const isUncertain = (row: Submission, finding: Finding, all: readonly Submission[]): boolean =>
  row.write.kind === 'create' &&
  finding.outcome === 'applied' &&
  all.some((other) => other.state === 'sending' && other.write.kind === 'create' && isBeside(row, other))

/** Whether another submission, which may have reached the vendor, asks for the same in the same place. */
const hasTwin = (row: Submission, all: readonly Submission[]): boolean =>
  all.some(
    (other) =>
      isBeside(row, other) &&
      other.state !== 'failed' &&
      (other.state !== 'discarded' || other.givenUp !== undefined) &&
      isDeepStrictEqual(other.write, row.write),
  )

/** Whether another submission has filed this ticket. */
export const isClaimed = (row: Submission, ref: TicketRef, all: readonly Submission[]): boolean =>
  all.some(
    ({ id, ticket, write }) => id !== row.id && write.kind === 'create' && ticket && refKey(ticket) === refKey(ref),
  )

const isBeside = (row: Submission, other: Submission): boolean =>
  other.id !== row.id && other.vendor === row.vendor && other.community === row.community
