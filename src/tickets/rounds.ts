import { type AlarmDeps, createAlarm } from './alarm.ts'
import { dueAfter, isDue } from './due.ts'
import type { Submission, SubmissionStore } from './submission.ts'
import type { Instant } from './ticket.ts'

export interface RoundsDeps<People> extends Pick<AlarmDeps, 'now' | 'sleep'> {
  readonly store: Pick<SubmissionStore, 'submissions'>
  /** Whether it may be taken up: nobody else is at it. */
  readonly isFree: (row: Submission, at: Instant) => boolean
  /** Never rejects. */
  readonly takeUp: (id: string, people: People) => Promise<void>
  readonly log: { error(details: object, message: string): void }
}

/** Takes up submissions when they are due. */
export interface Rounds<People> {
  /** All that are due now. From then on also, without waiting for the next tick, what becomes due within a minute. */
  tick(people: People): Promise<void>
  /** Something becomes due then. */
  expect(at: Instant): void
  /** Takes up nothing new, and waits for what is under way. */
  close(): Promise<void>
}

/** How often there is a tick: what is due later can wait for one. */
const TICK_MS = 60_000

export const createRounds = <People>({
  store,
  now,
  sleep,
  isFree,
  takeUp,
  log,
}: RoundsDeps<People>): Rounds<People> => {
  const underWay = new Set<Promise<void>>()
  let whole: Promise<void> | undefined
  let people: People | undefined
  /** Everything that was due by then has been taken up, or is being. */
  let doneUntil: Instant | undefined
  let isClosed = false

  const takeUpAll = async (rows: readonly Submission[], by: People): Promise<void> => {
    // One after another at each vendor, but no vendor waits for another.
    const taking = [...Map.groupBy(rows, ({ vendor }) => vendor).values()].map(async (some) => {
      for (const { id } of some) if (!isClosed) await takeUp(id, by)
    })
    await Promise.all(taking)
  }

  /** `isMeant` says which of those that are due. */
  const go = async (by: People, isMeant: (row: Submission) => boolean): Promise<void> => {
    const at = now()
    const rows = await store.submissions()
    const due = rows.filter((row) => isFree(row, at) && isDue(row, at) && isMeant(row))
    doneUntil = at
    await takeUpAll(due, by)
    for (const row of await store.submissions()) {
      const next = dueAfter(row, doneUntil)
      if (next !== undefined) expect(next)
    }
  }

  const track = (round: Promise<void>): Promise<void> => {
    const run = round
      .catch((error) => log.error({ error }, 'submissions could not be read'))
      .finally(() => underWay.delete(run))
    underWay.add(run)
    return run
  }

  // What a longer round is at must not keep it waiting, so it takes up only what became due meanwhile.
  const ring = (): void => {
    const since = doneUntil
    if (people === undefined || since === undefined) return
    void track(go(people, (row) => dueAfter(row, since) !== undefined))
  }

  const alarm = createAlarm({ now, sleep, ring })
  const expect = (at: Instant): void => {
    if (Date.parse(at) - Date.parse(now()) <= TICK_MS) alarm.set(at)
  }

  return {
    tick: (by) => {
      people = by
      whole ??= track(go(by, () => true)).finally(() => {
        whole = undefined
      })
      return whole
    },
    expect,
    close: async () => {
      isClosed = true
      alarm.stop()
      await Promise.all(underWay)
    },
  }
}
