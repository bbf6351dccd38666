import { schedule as cron } from 'node-cron'
import type { Log } from './log.ts'
import type { DigestSchedule, Slot, Store } from './store/store.ts'
import type { Instant } from './tickets/ticket.ts'
import { dueSlot } from './time/slots.ts'

export interface ScheduleDeps {
  readonly store: Pick<Store, 'schedules' | 'claimSlot' | 'settleSlot'>
  readonly now: () => Instant
  /** Posts the digest of a slot and gives the message's `ts`. */
  readonly post: (schedule: DigestSchedule, slot: string) => Promise<{ ts: string }>
  readonly log: Pick<Log, 'error'>
  /** How late a digest may still go out, say after a restart. Two hours when absent. */
  readonly catchUpMs?: number
}

export interface Schedule {
  /** Posts what is due and not yet claimed. Resolves when all of it is settled; what fails is logged, never thrown. */
  tick(): Promise<void>
  /** Ticks at every full minute. */
  start(): void
  /** Ends the ticking, then waits for posts under way. */
  stop(): Promise<void>
}

const CATCH_UP_MS = 2 * 60 * 60_000

/**
 * Posts each channel's digests by the clock. A slot is claimed in the store before it is posted, so that it goes out at
 * most once however many ticks, restarts and processes there are over that store.
 */
export const createSchedule = (deps: ScheduleDeps): Schedule => {
  const { store, now, post, log, catchUpMs = CATCH_UP_MS } = deps
  const underWay = new Set<Promise<void>>()
  let minutes: ReturnType<typeof cron> | undefined

  const attempt = async (schedule: DigestSchedule, slot: string): Promise<Pick<Slot, 'state' | 'ts' | 'reason'>> => {
    try {
      const { ts } = await post(schedule, slot)
      return { state: 'sent', ts }
    } catch (error) {
      log.error({ error, channel: schedule.channel, slot }, 'digest not posted')
      return { state: 'failed', reason: error instanceof Error ? error.message : String(error) }
    }
  }

  const deliver = async (schedule: DigestSchedule, at: Instant): Promise<void> => {
    const earliest = Math.max(Date.parse(at) - catchUpMs, Date.parse(schedule.updatedAt))
    const due = dueSlot(schedule, new Date(earliest).toISOString(), at)
    if (!due || !(await store.claimSlot(schedule.channel, due.slot, at))) return
    await store.settleSlot(schedule.channel, due.slot, await attempt(schedule, due.slot))
  }

  const round = async (): Promise<void> => {
    const at = now()
    const deliveries = (await store.schedules()).map((schedule) =>
      deliver(schedule, at).catch((error) =>
        log.error({ error, channel: schedule.channel }, 'digest slot not claimed or settled'),
      ),
    )
    await Promise.all(deliveries)
  }

  const tick = (): Promise<void> => {
    const run = round()
      .catch((error) => log.error({ error }, 'schedules not read'))
      .finally(() => underWay.delete(run))
    underWay.add(run)
    return run
  }

  return {
    tick,
    start: () => {
      // node-cron 4.6.0 rounds by the process's own zone, and in one with summer time it stands still through the hour
      // that the clocks repeat, whatever `timezone` says: main.ts runs the process in UTC.
      minutes ??= cron('* * * * *', tick, { timezone: 'UTC', suppressMissedWarning: true })
    },
    stop: async () => {
      await minutes?.destroy()
      minutes = undefined
      await Promise.all(underWay)
    },
  }
}
