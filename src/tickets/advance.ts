import type { Desk } from './desk.ts'
import { can } from './driver.ts'
import { TicketError, toTicketError } from './errors.ts'
import type { Keeper } from './keeper.ts'
import { doneAs, glance, isClaimed, type LookDeps, look } from './look.ts'
import { isPatient, pauseAfter, pauseFor } from './patience.ts'
import { perform } from './perform.ts'
import { canReconcile } from './reconcile.ts'
import { inLog, moved, type Submission, type SubmissionChange } from './submission.ts'
import type { Ticket } from './ticket.ts'

export interface AdvanceDeps extends LookDeps {
  readonly store: Keeper
  readonly desk: Pick<Desk, 'driver'>
}

/** A row after something was done about it, with what is known of that only now. */
export interface Advanced {
  readonly row: Submission
  readonly ticket?: Ticket
  readonly error?: TicketError
}

/** Whether somebody may have a vendor do something. `unknown`: that cannot be found out at the moment. */
export type Permission = 'yes' | 'no' | 'unknown'

/**
 * Takes a submission as far as it goes now: sends what is queued, and looks for what was sent without an answer.
 * @throws what the store threw when it could not keep that it is being sent: then it was not sent
 */
export type Advance = (row: Submission, mayWrite: (row: Submission) => Promise<Permission>) => Promise<Advanced>

export const createAdvance = (deps: AdvanceDeps): Advance => {
  const { store, desk, now, log } = deps

  /** Keeps what a row has become, unless it was changed meanwhile. */
  const become = async (row: Submission, next: Submission): Promise<Submission> => {
    const change: SubmissionChange = (kept, all) => {
      const lost = isLookedFor(row) && next.ticket && isClaimed(row, next.ticket, all)
      return kept.state === row.state && !lost ? { ...next, ...noticeOf(kept) } : undefined
    }
    await store.note(row.id, change)
    return (await store.submission(row.id)) ?? next
  }

  const advance: Advance = async (row, mayWrite) => {
    switch (row.state) {
      case 'queued': {
        const may = await mayWrite(row)
        if (may !== 'yes') return { row: await become(row, unsent(row, may)) }
        return (await settleReplaced(row, row.replaces)) ?? follow(await send(row), mayWrite)
      }
      case 'sending':
        // Left by a process that ended.
        return follow({ row: await become(row, moved(row, { state: 'checking', reason: 'unclear' })) }, mayWrite)
      case 'checking':
      case 'discarded': {
        if (!isLookedFor(row)) return { row }
        if (row.again) return lookFirst(row, mayWrite)
        const { next, ...found } = await look(row, desk.driver(row.vendor), deps)
        const looked = await become(row, next)
        return looked.state === 'queued' ? advance(looked, mayWrite) : { ...found, row: looked }
      }
      default:
        return { row }
    }
  }

  /** Sends what a person wants sent again only where the vendor shows that it was not taken. */
  const lookFirst = async (row: Submission, mayWrite: Parameters<Advance>[1]): Promise<Advanced> => {
    const driver = desk.driver(row.vendor)
    if (!driver) return { row: await become(row, moved(row, { state: 'unclear', reason: 'unsupported' })) }
    const seen = await glance(row, driver, deps)
    switch (seen.outcome) {
      case 'applied':
        return { ...seen.effect, row: await become(row, doneAs(row, seen.effect)) }
      case 'absent':
        return advance(await become(row, moved(row, { state: 'queued' })), mayWrite)
      case 'undecided':
        return { row: await become(row, moved(row, { state: 'unclear', reason: 'unclear' })) }
      case 'unreadable': {
        const { error } = seen
        return { row: await become(row, moved(row, { state: 'unclear', reason: error.code })), error }
      }
    }
  }

  /**
   * Looks for what a row replaces by this id, and what that replaced in turn, where it was given up after it was sent.
   * @returns how the row stands when it is not to be sent: that was taken, or nobody can say yet; undefined when it is
   */
  const settleReplaced = async (row: Submission, id: string | undefined): Promise<Advanced | undefined> => {
    const earlier = id === undefined ? undefined : await store.submission(id)
    if (!earlier) return undefined
    const driver = desk.driver(earlier.vendor)
    if (earlier.givenUp && driver && canReconcile(driver, earlier)) {
      const seen = await glance(earlier, driver, deps)
      if (seen.outcome === 'unreadable') return untaken(row, seen.error)
      if (seen.outcome === 'undecided') {
        const error = new TicketError('unclear', `${driver.vendor}: what it replaces may be there`, driver)
        return { row: await become(row, moved(row, { state: 'failed', reason: error.code })), error }
      }
      const isThere = seen.outcome === 'applied'
      await become(earlier, isThere ? doneAs(earlier, seen.effect) : moved(earlier, { state: 'discarded' }))
      // A second change puts the first one right; a second ticket would be one too many.
      if (isThere && row.write.kind !== 'update') {
        return { row: await become(row, moved(row, { state: 'discarded', reason: 'conflict' })) }
      }
    }
    return settleReplaced(row, earlier.replaces)
  }

  /** What one may not send is never sent; while nobody can say whether one may, it waits. */
  const unsent = (row: Submission, may: Exclude<Permission, 'yes'>): Submission => {
    const at = Date.parse(now())
    if (may === 'no') return moved(row, { state: 'discarded', reason: 'forbidden' })
    if (!isPatient(row, at)) return moved(row, { state: 'discarded', reason: 'unclear' })
    return { ...row, reason: 'forbidden', nextTryAt: new Date(at + pauseFor(row, at)).toISOString() }
  }

  /** The answer is often all that was lost, so the first look comes at once. */
  const follow = async (sent: Advanced, mayWrite: Parameters<Advance>[1]): Promise<Advanced> =>
    sent.row.state === 'checking' ? { ...sent, ...(await advance(sent.row, mayWrite)) } : sent

  const send = async (queued: Submission): Promise<Advanced> => {
    const { id, vendor, write } = queued
    const driver = desk.driver(vendor)
    if (!driver || !can(driver, write.kind)) {
      return untaken(queued, new TicketError('unsupported', `${vendor} has no ${write.kind}`, { vendor }))
    }
    const toSending: SubmissionChange = (kept) =>
      kept.state === 'queued' ? moved(kept, { state: 'sending', sentAt: now() }) : undefined
    const row = await store.changeSubmission(id, toSending)
    if (!row) return { row: (await store.submission(id)) ?? queued }
    try {
      const effect = await perform(driver, row)
      return { ...effect, row: await become(row, doneAs(row, effect)) }
    } catch (thrown) {
      return untaken(row, toTicketError(thrown, vendor))
    }
  }

  /** Without a yes: what may have been taken is looked for, what may be taken later waits, and all else has failed. */
  const untaken = async (row: Submission, error: TicketError): Promise<Advanced> => {
    const { code: reason } = error
    log.error({ error, code: reason, ...inLog(row) }, 'the vendor did not take a submission')
    const at = Date.parse(now())
    const pause = pauseAfter(error, row, at)
    const waiting = () => ({ nextTryAt: new Date(at + (pause ?? 0)).toISOString() })
    const state = reason === 'unclear' ? 'checking' : pause === undefined ? 'failed' : 'queued'
    return { row: await become(row, moved(row, { state, reason, ...(state === 'queued' ? waiting() : {}) })), error }
  }

  return advance
}

const isLookedFor = ({ state, givenUp }: Submission): boolean => state === 'checking' || givenUp !== undefined

/** Where its filer was told of it meanwhile. */
const noticeOf = ({ notice }: Submission): Pick<Submission, 'notice'> => (notice ? { notice } : {})
