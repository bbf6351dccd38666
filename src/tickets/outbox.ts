import { type AdvanceDeps, type Advanced, createAdvance, type Permission } from './advance.ts'
import type { AlarmDeps } from './alarm.ts'
import { hasEnded } from './audit.ts'
import { isDue, isNews, isWaiting } from './due.ts'
import { TicketError } from './errors.ts'
import { createKeeper } from './keeper.ts'
import { pauseFor } from './patience.ts'
import { canReconcile } from './reconcile.ts'
import { createRounds } from './rounds.ts'
import {
  type Accepted,
  abandoned,
  inLog,
  isSettled,
  isUnsent,
  moved,
  type Submission,
  type SubmissionStore,
} from './submission.ts'
import type { Instant, Ticket } from './ticket.ts'

/** How a submission stands, for telling its filer. */
export type Outcome =
  /** `ticket` as the vendor showed it, where it did so just now. */
  | { readonly state: 'done'; readonly ticket?: Ticket }
  /**
   * It could not be sent yet, and will be. `forbidden`: nobody can say yet whether its filer may. Without an error it is
   * Caretaker that could not: its store failed.
   */
  | { readonly state: 'queued'; readonly error?: TicketError }
  | { readonly state: 'checking' | 'unclear' | 'failed'; readonly error: TicketError }
  /**
   * By the reason of the row: `forbidden`, its filer may not write here; `unclear`, nobody could say whether they may;
   * `conflict`, what it was to replace had been taken.
   */
  | { readonly state: 'discarded' }

/** Tells the filer. Rejects when they could not be told: then it is tried again later. */
export type Tell = (submission: Submission, outcome: Outcome) => Promise<void>

/** Those whom submissions are of, for what is sent or found out while nobody waits for it. */
export interface People {
  mayWrite(submission: Submission): Promise<Permission>
  readonly tell: Tell
}

/**
 * Accepted writes on their way to a vendor. Whatever crashes, each is applied at most once: it is sent again only when
 * the vendor certainly did not take it, or shows no trace of it, or a person says so. And its filer hears how it ended.
 */
export interface Outbox {
  /**
   * Keeps a submission durably; nothing is sent yet. With `holdUntil` it is sent by itself then, and not before, so that
   * it can be taken back.
   * @returns false when it is known already
   */
  accept(submission: Accepted, holdUntil?: Instant): Promise<boolean>
  /**
   * Sends a submission that was just accepted, keeps how it ended, and tells that. Where the store cannot keep that it is
   * being sent it is not sent: then its filer is told so, and the clock sends it.
   */
  deliver(id: string, tell: Tell): Promise<void>
  /**
   * Gives a submission up: it is not sent any more. What was sent already is looked for to the end, and should it be there
   * its filer is told. False when it is on its way or done. `by` is who decided so, if anybody.
   */
  withdraw(id: string, by?: string): Promise<boolean>
  /** Gives up one that another is to replace. False also while the vendor is being read for it. */
  giveWay(id: string, by: string): Promise<boolean>
  /**
   * Gives up a submission of which the vendor has certainly nothing yet: it is never sent. False when it was sent, also
   * where nobody knows what became of that.
   */
  takeBack(id: string, by?: string): Promise<boolean>
  /**
   * Lets one that failed or is unclear be delivered again, as `by` decided, by the journey of `reference`. Of what is
   * unclear the vendor is read first where it can be, and it is sent only when it is certainly not there.
   * @returns what comes first; undefined when it is neither
   */
  retry(id: string, by: string, reference?: string): Promise<'queued' | 'checking' | undefined>
  /**
   * Takes up all that is due: after a start what an earlier process left, and then each minute. What becomes due between
   * two ticks is taken up by itself then. Never rejects.
   */
  tick(people: People): Promise<void>
  /** Waits for what is under way. From then on nothing is taken up by itself. */
  close(): Promise<void>
}

export interface OutboxDeps extends Omit<AdvanceDeps, 'store'>, Pick<AlarmDeps, 'sleep'> {
  readonly store: SubmissionStore
  /** Hears of each end of a submission once; only a crash just then lets it hear again. Never rejects. */
  readonly onEnd?: (submission: Submission) => Promise<void>
}

/** Who accepts a submission delivers it at once. Should it not come to that, the clock does. */
const DELIVERED_BY_MS = 60_000

export const createOutbox = (deps: OutboxDeps): Outbox => {
  const { now, log, onEnd = async () => {} } = deps
  const store = createKeeper(deps.store, log)
  const advance = createAdvance({ ...deps, store })
  /** What this process is at work on, until it is not. */
  const busy = new Map<string, Promise<void>>()
  /** What this process accepted and has not begun to deliver. */
  const own = new Set<string>()

  /** By one at a time, and only what is due then. */
  const attend = async (id: string, work: (row: Submission) => Promise<void>): Promise<void> => {
    own.delete(id)
    while (busy.has(id)) await busy.get(id)
    const { promise, resolve } = Promise.withResolvers<void>()
    busy.set(id, promise)
    try {
      const row = await store.submission(id)
      if (row && isDue(row, now())) await work(row)
    } finally {
      busy.delete(id)
      resolve()
    }
  }

  const finish = async (advanced: Advanced, tell: Tell): Promise<void> => {
    const { replaces, state } = advanced.row
    if (replaces !== undefined && state === 'done') await replace(replaces, advanced.row)
    await inform(advanced, tell)
  }

  /** It, and what it repeats in turn, must not be offered again. */
  const replace = async (id: string, by: Submission): Promise<void> => {
    const { ticket, number } = by
    const done = { state: 'done', told: 'done', ...(ticket ? { ticket } : {}), ...(number ? { number } : {}) } as const
    await store.note(id, (row) => (row.state === 'discarded' ? moved(row, done) : undefined))
    const replaced = await store.submission(id)
    if (replaced?.state === 'done' && replaced.replaces !== undefined) await replace(replaced.replaces, by)
  }

  const inform = async (advanced: Advanced, tell: Tell): Promise<void> => {
    const { row } = advanced
    if (!isNews(row)) return
    const recorded = await record(row)
    const isTold = await hears(row, outcomeOf(advanced), tell)
    const nextTryAt = new Date(Date.parse(now()) + pauseFor(row, Date.parse(now()))).toISOString()
    await store.note(row.id, (kept) => {
      if (isTold) return kept.state === row.state ? { ...kept, ...recorded, told: row.state } : undefined
      // Telling is tried again; what is not settled is due by itself.
      return isWaiting(kept) || !isNews(kept) ? undefined : { ...kept, ...recorded, nextTryAt }
    })
  }

  const hears = (row: Submission, outcome: Outcome, tell: Tell): Promise<boolean> =>
    tell(row, outcome).then(
      () => true,
      (error) => {
        log.error({ error, ...inLog(row) }, 'the filer could not be told how a submission stands')
        return false
      },
    )

  /** What the row is to keep, so that its end is on record once however often its filer cannot be told. */
  const record = async (row: Submission): Promise<Pick<Submission, 'recorded'>> => {
    if (!hasEnded(row)) return {}
    if (row.recorded !== row.state) await onEnd(row)
    return { recorded: row.state }
  }

  const deliver: Outbox['deliver'] = (id, tell) =>
    attend(id, async (row) => {
      if (row.state !== 'queued' && !row.again) return
      const advanced = await advance(row, async () => 'yes').catch((error) => {
        log.error({ error, submission: id }, 'a submission could not be sent yet')
      })
      await (advanced ? finish(advanced, tell) : hears(row, { state: 'queued' }, tell))
    })

  const giveUp = async (id: string, by?: string, isOpen = isUnsettled): Promise<boolean> => {
    const before = await store.submission(id)
    const decided = by === undefined ? {} : { decidedBy: by }
    const given = (row: Submission): Submission => (row.state === 'discarded' ? row : { ...abandoned(row), ...decided })
    const changed = await store.changeSubmission(id, (row) => (isOpen(row) ? given(row) : undefined))
    if (!changed) return false
    if (!before || !isSettled(before)) await onEnd(changed)
    return true
  }

  const takeUp = (id: string, people: People): Promise<void> =>
    attend(id, async (row) => {
      await finish(await advance(row, people.mayWrite), people.tell)
    }).catch((error) => log.error({ error, submission: id }, 'a submission could not be taken up'))

  const isFree = ({ id, acceptedAt, state }: Submission, at: Instant): boolean =>
    own.has(id) ? Date.parse(at) - Date.parse(acceptedAt) >= DELIVERED_BY_MS : !(busy.has(id) && state === 'sending')

  const rounds = createRounds<People>({ ...deps, store, isFree, takeUp })

  return {
    accept: async (submission, holdUntil) => {
      const isNew = await store.accept({
        ...submission,
        state: 'queued',
        ...(holdUntil ? { nextTryAt: holdUntil } : {}),
      })
      if (isNew && holdUntil) rounds.expect(holdUntil)
      else if (isNew) own.add(submission.id)
      return isNew
    },
    deliver,
    withdraw: (id, by) => giveUp(id, by),
    giveWay: (id, by) =>
      giveUp(id, by, (row) => isUnsettled(row) && row.state !== 'checking' && row.givenUp !== 'sought'),
    takeBack: (id, by) => giveUp(id, by, isUnsent),
    retry: async (id, by, reference) => {
      let first: 'queued' | 'checking' | undefined
      await store.changeSubmission(id, ({ told: _told, recorded: _recorded, resent: _resent, ...row }) => {
        if (row.state !== 'failed' && row.state !== 'unclear') return undefined
        const driver = deps.desk.driver(row.vendor)
        const isLookedFor = row.state === 'unclear' && driver !== undefined && canReconcile(driver, row)
        first = isLookedFor ? 'checking' : 'queued'
        return {
          ...moved(row, { state: first, retriedAt: now(), decidedBy: by, ...(isLookedFor ? { again: true } : {}) }),
          ...(reference === undefined ? {} : { reference }),
        }
      })
      return first
    },
    tick: async (people) => {
      await store.catchUp()
      await rounds.tick(people)
    },
    close: async () => {
      await rounds.close()
      await store.catchUp()
    },
  }
}

const isUnsettled = ({ state }: Submission): boolean => state !== 'sending' && state !== 'done'

const outcomeOf = ({ row, ticket, error }: Advanced): Outcome => {
  switch (row.state) {
    case 'done':
      return { state: 'done', ...(ticket ? { ticket } : {}) }
    case 'discarded':
      return { state: 'discarded' }
    default: {
      const { vendor, reason = 'unclear' } = row
      const state = row.state === 'sending' ? 'checking' : row.state
      return { state, error: error ?? new TicketError(reason, `${vendor}: kept as ${reason}`, { vendor }) }
    }
  }
}
