import { setTimeout as sleep } from 'node:timers/promises'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import type { Keep } from './drivers/define.ts'
import { healthRoute } from './health.ts'
import type { Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { createSchedule } from './schedule.ts'
import type { WebServer } from './server.ts'
import { createDigestPoster } from './slack/digest-post.ts'
import { createPeople } from './slack/submission.ts'
import { createHerald } from './slack/watch-post.ts'
import type { Step } from './store/durable-file.ts'
import { openAudit, openStore, storeSize } from './store/index.ts'
import type { Link, Store } from './store/store.ts'
import { actOf } from './tickets/audit.ts'
import { createClocks } from './tickets/clocks.ts'
import { createDesk } from './tickets/desk.ts'
import type { Progress } from './tickets/driver.ts'
import { createOutbox } from './tickets/outbox.ts'
import { isSettled, type Submission } from './tickets/submission.ts'
import type { Instant } from './tickets/ticket.ts'
import { createWatcher } from './tickets/watcher.ts'
import { VERSION } from './version.ts'
import { webhookRoute } from './webhooks.ts'

export interface Caretaker {
  /** Resolves when Slack is connected and everything that a stop interrupted has been taken up again. */
  readonly ready: Promise<void>
  /** What the clock does every minute: posts the digests that are due, looks at followed tickets, and takes up what is in the outbox. */
  tick(): Promise<void>
  /** Takes nothing new, waits for what is under way for about so long, and lets go of everything. */
  stop(withinMs: number): Promise<void>
}

export interface CaretakerDeps {
  /** The caller's; it may be listening already. */
  readonly server: WebServer
  readonly log: Log
  readonly now?: () => number
  /** Milliseconds, from any start, that nobody sets back. */
  readonly monotonic?: () => number
  /** How posts wait for their turn: Slack takes one a second in each channel. */
  readonly wait?: (ms: number) => Promise<unknown>
  /** What an empty store starts with. */
  readonly links?: readonly Link[]
  /** Only tests listen: to what the store has just done. */
  readonly onStep?: (step: Step) => void
}

/** That something could not be kept must not fail the call that it was renewed for. */
const keepIn = (store: Store, log: Log): Keep => ({
  get: store.grant,
  set: (name, value) =>
    store.putGrant({ name, value }).catch((error) => log.error({ error }, 'a renewed credential could not be kept')),
})

const countingDigests = (store: Store, metrics: Metrics): Store => ({
  ...store,
  settleSlot: async (...settled) => {
    await store.settleSlot(...settled)
    const [, , { state }] = settled
    metrics.digestSettled(state)
  },
  noteSlots: async (slots) => {
    const noted = await store.noteSlots(slots)
    for (const { state } of noted) metrics.digestSettled(state)
    return noted
  },
})

const FAREWELL_MS = 300

const elapsed = (): number => performance.now()

const sleepUnless = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal })

/**
 * Wires the desk to one Slack.
 * @throws Error with a sentence for people when the store cannot be opened
 */
export const startCaretaker = async (
  config: Config,
  { server, log, now = Date.now, monotonic = elapsed, wait = sleep, links = [], onStep = () => {} }: CaretakerDeps,
): Promise<Caretaker> => {
  const { slack } = config
  if (slack.mode === 'local') throw new Error('the local workspace must be started first')
  const instant = (): Instant => new Date(now()).toISOString()
  const warn = (message: string, details: object): void => log.warn({ ...details }, message)
  const metrics = createMetrics()
  const opened = await openStore(config.storeUrl, { now, log: warn, onStep, onWrite: metrics.storeWritten })
  const store = countingDigests(opened, metrics)
  metrics.watchOutbox(async () => (await store.submissions()).filter((row) => !isSettled(row)), now)
  if ((await store.links()).length === 0) await Promise.all(links.map((link) => store.putLink(link)))
  const clocks = createClocks(now)
  const tools = { now, keep: keepIn(store, log), onVendorTime: clocks.note }
  const drivers = config.openDrivers(tools).map(metrics.timed)
  const desk = createDesk({ drivers, now: instant })
  const complain = (message: string, details: object): void => log.error({ ...details }, message)
  const audit = await openAudit(config.storeUrl, { now, keepDays: config.auditDays, log: complain })
  const onEnd = async (submission: Submission): Promise<void> => {
    await watcher.acted(submission)
    await audit.record(actOf(submission))
  }
  const outbox = createOutbox({ store, desk, now: instant, sleep: sleepUnless, onEnd, log })
  const { managerIds, slackApiUrl } = config
  const app = createApp({
    slack,
    slackApiUrl,
    managerIds,
    desk,
    store,
    outbox,
    audit,
    self: { clocks, version: VERSION, startedAt: instant(), storeBytes: () => storeSize(config.storeUrl) },
    metrics,
    now: instant,
    sleep: wait,
    monotonic,
    log,
  })
  const people = createPeople(app.deps)
  const poster = createDigestPoster(app.deps)
  const stopping = new AbortController()
  const isStopping = () => stopping.signal.aborted
  const watcher = createWatcher({ store, desk, herald: createHerald(app.deps), now: instant, isStopping, log })
  const alongside = async (): Promise<void> => {
    await Promise.all([outbox.tick(people), watcher.tick(), audit.tidy()])
  }
  const schedule = createSchedule({ store, now: instant, poster, alongside, log, catchUpMs: config.catchUpMs })

  server.route(healthRoute({ slack: app.check, store: store.check }))
  server.route(metrics.route)
  server.route(app.route)
  const onProgress = async (progress: Progress): Promise<void> => {
    const { ref, status } = progress
    log.info({ ...ref, status }, 'a vendor reported progress')
    await app.deps.guard.quietly('vendor_report', () => watcher.report(progress))
  }
  server.route(webhookRoute({ drivers, log, onProgress }))

  const connect = async (): Promise<void> => {
    await app.start(stopping.signal)
    schedule.start()
    await app.deps.guard.quietly('recover', () => outbox.tick(people))
    log.info({ vendors: drivers.map((driver) => driver.vendor) }, 'Caretaker is ready')
  }

  const stop = async (withinMs: number): Promise<void> => {
    stopping.abort()
    await app.stop()
    const idle = Promise.all([schedule.stop(), outbox.close(), app.deps.guard.idle()])
    await Promise.race([idle, sleep(withinMs)])
    await Promise.all(drivers.map((driver) => driver.close()))
    // What was cut off just now still tells its people.
    await Promise.race([idle, sleep(FAREWELL_MS)])
    await audit.close()
    await store.close()
  }

  const ready = connect().catch((error: unknown) => {
    if (!stopping.signal.aborted) throw error
  })
  // Whoever awaits it hears of a failure; that nobody does so yet must not end the process.
  ready.catch(() => {})
  return { ready, tick: schedule.tick, stop }
}
