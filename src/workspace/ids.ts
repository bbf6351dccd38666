import { randomBytes } from 'node:crypto'

export interface Ids {
  /** A message timestamp, `1795251600.000100`: unique and rising even when the clock stands still. */
  ts(): string
  /** `V0000000001`: the prefix says the kind, as Slack's do. */
  next(prefix: string): string
  /** What nobody can guess. */
  secret(): string
}

export const createIds = (now: () => number): Ids => {
  let lastMicros = 0
  let count = 0

  return {
    ts: () => {
      lastMicros = Math.max(now() * 1000, lastMicros + 1)
      const seconds = Math.floor(lastMicros / 1_000_000)
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`
    },
    next: (prefix) => {
      count += 1
      return prefix + count.toString(36).toUpperCase().padStart(10, '0')
    },
    secret: () => randomBytes(16).toString('hex'),
  }
}
