import { TicketError } from '../tickets/errors.ts'
import { isLasting } from './cause.ts'

/** Waits, and rejects as soon as the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>

export interface RetryOptions {
  readonly signal: AbortSignal
  readonly sleep: Sleep
  /** How long until the signal fires by itself, in milliseconds. */
  readonly leftMs: () => number
}

const RETRIES = 2
const BACKOFF_MS = 250
/** A vendor that asks us to stay away for longer is told on, with the time it named. */
const LONGEST_WAIT_MS = 5_000

/**
 * Tries a read again after failures that pass: a broken connection, a 5xx, a 429 that names a short wait. Twice at
 * most, and never when the wait would outlast the time that is left: the failure is then told at once.
 */
export const withRetries = async <T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> => {
  const { signal, sleep, leftMs } = options
  for (let retries = 0; ; retries += 1) {
    try {
      return await attempt()
    } catch (thrown) {
      const waitMs = retries < RETRIES ? waitAfter(thrown, retries) : undefined
      if (waitMs === undefined || signal.aborted || waitMs >= leftMs()) throw thrown
      await sleep(waitMs, signal)
    }
  }
}

/** What the vendor asks for; else a quarter of a second, doubled each time, the second half of it left to chance. */
const waitAfter = (thrown: unknown, retries: number): number | undefined => {
  if (!(thrown instanceof TicketError)) return undefined
  const { code, cause, retryAfterMs } = thrown
  if (code === 'rate_limited' && retryAfterMs === undefined) return undefined
  if (code !== 'rate_limited' && (code !== 'unreachable' || isLasting(cause))) return undefined
  const waitMs = retryAfterMs ?? BACKOFF_MS * 2 ** retries * (0.5 + Math.random() / 2)
  return waitMs <= LONGEST_WAIT_MS ? waitMs : undefined
}
