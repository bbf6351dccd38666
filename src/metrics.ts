import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Route } from './server.ts'
import type { Driver } from './tickets/driver.ts'
import { toTicketError } from './tickets/errors.ts'
import type { Instant } from './tickets/ticket.ts'

/**
 * What is counted and measured. Labels are words of ours from closed sets, never what a person or a vendor wrote: who
 * may read metrics may not read tickets.
 */
export interface Metrics {
  acknowledged(ms: number): void
  journeyEnded(journey: string, outcome: string): void
  digestSettled(outcome: string): void
  storeWritten(ms: number): void
  /** The same driver, each of whose operations is timed. */
  timed(driver: Driver): Driver
  /** Asked for the open submissions whenever somebody reads the metrics. */
  watchOutbox(open: OpenSubmissions, now: () => number): void
  /** `GET /metrics`, in Prometheus' text format. */
  readonly route: Route
}

/** Slack gives three seconds. */
const ACK_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3]
const VENDOR_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20]
const WRITE_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

/** The states that a submission can be open in: each is told also when there is none in it. */
const OPEN_STATES: readonly string[] = ['queued', 'sending', 'checking', 'unclear']

export const createMetrics = (): Metrics => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const acks = new Histogram({
    name: 'caretaker_slack_ack_seconds',
    help: 'From the arrival of what Slack sent to its acknowledgement.',
    buckets: ACK_BUCKETS,
    registers,
  })
  const journeys = new Counter({
    name: 'caretaker_journeys_total',
    help: 'What people asked for and what the clock did, by how it ended: done, partial, the code of the error, or how what was sent stands.',
    labelNames: ['journey', 'outcome'],
    registers,
  })
  const calls = new Histogram({
    name: 'caretaker_vendor_call_seconds',
    help: "Operations at vendors, with the driver's own retries, by how they ended: ok, or the code of the error.",
    labelNames: ['vendor', 'operation', 'outcome'],
    buckets: VENDOR_BUCKETS,
    registers,
  })
  const digests = new Counter({
    name: 'caretaker_digest_slots_total',
    help: 'Scheduled digests, by how they ended.',
    labelNames: ['outcome'],
    registers,
  })
  const writes = new Histogram({
    name: 'caretaker_store_write_seconds',
    help: 'Writes of the store, until they would survive a power cut.',
    buckets: WRITE_BUCKETS,
    registers,
  })

  return {
    acknowledged: (ms) => acks.observe(ms / 1_000),
    journeyEnded: (journey, outcome) => journeys.inc({ journey, outcome }),
    digestSettled: (outcome) => digests.inc({ outcome }),
    storeWritten: (ms) => writes.observe(ms / 1_000),
    timed: (driver) => timedDriver(driver, calls),
    watchOutbox: (open, now) => gaugeOutbox(registry, open, now),
    route: metricsRoute(registry),
  }
}

const timedDriver = (driver: Driver, calls: Histogram<'vendor' | 'operation' | 'outcome'>): Driver => {
  const operations = new Proxy(driver.operations, {
    get: (target, operation) => {
      const run: unknown = Reflect.get(target, operation)
      if (typeof run !== 'function') return run
      return async (...args: unknown[]): Promise<unknown> => {
        const end = calls.startTimer({ vendor: driver.vendor, operation: String(operation) })
        try {
          const answer: unknown = await Reflect.apply(run, target, args)
          end({ outcome: 'ok' })
          return answer
        } catch (error) {
          end({ outcome: toTicketError(error).code })
          throw error
        }
      }
    },
  })
  return { ...driver, operations }
}

const metricsRoute =
  (registry: Registry): Route =>
  async (request, response, path) => {
    if (path !== '/metrics') return false
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end()
      return true
    }
    const text = await registry.metrics()
    response.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(text)
    return true
  }

type OpenSubmissions = () => Promise<readonly { readonly state: string; readonly acceptedAt: Instant }[]>

const gaugeOutbox = (registry: Registry, open: OpenSubmissions, now: () => number): void => {
  const gauge = (name: string, help: string, measure: (ages: readonly number[]) => number): void => {
    const collect = async (): Promise<void> => {
      const submissions = await open()
      states.reset()
      for (const state of new Set([...OPEN_STATES, ...submissions.map((one) => one.state)])) {
        const ages = submissions.filter((one) => one.state === state).map((one) => now() - Date.parse(one.acceptedAt))
        states.set({ state }, measure(ages))
      }
    }
    const states = new Gauge({ name, help, labelNames: ['state'], registers: [registry], collect })
  }
  gauge('caretaker_outbox_submissions', 'Submissions that are not settled, by state.', (ages) => ages.length)
  gauge(
    'caretaker_outbox_oldest_seconds',
    'Age of the oldest submission that is not settled, by state; 0 where there is none.',
    (ages) => Math.max(0, ...ages) / 1_000,
  )
}
