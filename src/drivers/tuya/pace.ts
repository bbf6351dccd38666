/** Waits, and rejects as soon as the signal fires. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>

export interface PaceOptions {
  readonly perSecond: number
  /** Milliseconds on a clock that is never set back. */
  readonly now: () => number
  readonly sleep: Sleep
}

/** Resolves when a request to this endpoint may start. Rejects when the signal fires first. */
export type Pace = (endpoint: string, signal: AbortSignal) => Promise<void>

const WINDOW_MS = 1_000

/**
 * At most `perSecond` starts in any one second, for each endpoint by itself. The first ones start at once; the others
 * queue in the order they came. A start that was given up still counts: it frees no earlier place.
 */
export const createPace = ({ perSecond, now, sleep }: PaceOptions): Pace => {
  /** The latest `perSecond` starts, oldest first, those still to come included. */
  const startsOf = new Map<string, number[]>()

  return async (endpoint, signal) => {
    signal.throwIfAborted()
    const starts = startsOf.get(endpoint) ?? []
    const asked = now()
    const [oldest] = starts
    const start = oldest === undefined || starts.length < perSecond ? asked : Math.max(asked, oldest + WINDOW_MS)
    startsOf.set(endpoint, [...starts, start].slice(-perSecond))
    if (start > asked) await sleep(start - asked, signal)
  }
}
