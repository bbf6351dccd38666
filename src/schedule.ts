import { schedule as cron } from 'node-cron'
import { createDelivery, type DeliveryDeps } from './delivery.ts'
import type { DigestRound } from './slack/digest-post.ts'
import type { DigestSchedule, Store } from './store/store.ts'

export interface ScheduleDeps extends DeliveryDeps {
  readonly store: DeliveryDeps['store'] & Pick<Store, 'schedules'>
  /** What else is done each minute. Never rejects. */
  readonly alongside?: () => Promise<void>
}

export interface Schedule {
  /** Posts what is due and not yet claimed, and does what else is due. Resolves when all of it is settled; what fails is logged, never thrown. */
  tick(): Promise<void>
  /** Ticks at every full minute. */
  start(): void
  /** Ends the ticking, then waits for posts under way. */
  stop(): Promise<void>
}

/** Posts each channel's digests by the clock. Channels do not wait for each other. */
export const createSchedule = (deps: ScheduleDeps): Schedule => {
  const { store, poster, log, alongside = async () => {} } = deps
  let isStopping = false
  const deliver = createDelivery({ ...deps, isStopping: () => isStopping })
  const underWay = new Set<Promise<void>>()
  const busy = new Set<string>()
  let minutes: ReturnType<typeof cron> | undefined

  /** A channel that is still at an earlier tick's digest is left alone. */
  const turn = async (channel: string, schedule: DigestSchedule | undefined, round: DigestRound): Promise<void> => {
    if (busy.has(channel)) return
    busy.add(channel)
    await deliver(channel, schedule, round)
      .catch((error) => log.error({ error, channel }, 'digest slots not claimed or settled'))
      .finally(() => busy.delete(channel))
  }

  const round = async (): Promise<void> => {
    const [schedules, slots] = await Promise.all([store.schedules(), store.slots()])
    const scheduled = new Map(schedules.map((schedule) => [schedule.channel, schedule]))
    const open = slots.filter(({ state, rest }) => state === 'claimed' || rest).map(({ channel }) => channel)
    const shared = poster.round()
    await Promise.all(
      [...new Set([...scheduled.keys(), ...open])].map((channel) => turn(channel, scheduled.get(channel), shared)),
    )
  }

  const tick = (): Promise<void> => {
    const digests = round().catch((error) => log.error({ error }, 'schedules not read'))
    const run = Promise.all([digests, alongside()])
      .then(() => {})
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
      isStopping = true
      await minutes?.destroy()
      minutes = undefined
      await Promise.all(underWay)
    },
  }
}
