import type { Instant } from './ticket.ts'

export interface AlarmDeps {
  readonly now: () => Instant
  /** Waits, and rejects as soon as the signal fires. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<unknown>
  readonly ring: () => void
}

/** Rings once, at the earliest of the instants that it was set to since it rang last. */
export interface Alarm {
  set(at: Instant): void
  /** For good. */
  stop(): void
}

export const createAlarm = ({ now, sleep, ring }: AlarmDeps): Alarm => {
  const stopped = new AbortController()
  let next: { readonly at: Instant; readonly waiting: AbortController } | undefined

  return {
    set: (at) => {
      if (stopped.signal.aborted || (next && Date.parse(next.at) <= Date.parse(at))) return
      next?.waiting.abort()
      const mine = { at, waiting: new AbortController() }
      next = mine
      const end = (): void => {
        if (next !== mine) return
        next = undefined
        ring()
      }
      const signal = AbortSignal.any([stopped.signal, mine.waiting.signal])
      sleep(Math.max(0, Date.parse(at) - Date.parse(now())), signal).then(end, () => {})
    },
    stop: () => stopped.abort(),
  }
}
