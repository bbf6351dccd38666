import { createTurns, type Turns } from '../turns.ts'
import type { Urgency } from '../urgency.ts'

export interface PaceOptions {
  readonly perSecond: number
  readonly sleep: (ms: number) => Promise<unknown>
}

/** Resolves when a request to this endpoint may start. Rejects when the signal fires first. */
export type Pace = (endpoint: string, signal: AbortSignal, urgency?: Urgency) => Promise<void>

const WINDOW_MS = 1_000

/**
 * At most `perSecond` starts in any one second, for each endpoint by itself: they take turns, of which each lasts a
 * second, however long the request does. The urgent ones go first.
 */
export const createPace = ({ perSecond, sleep }: PaceOptions): Pace => {
  const turnsAt = new Map<string, Turns>()

  const turnsOf = (endpoint: string): Turns => {
    const turns = turnsAt.get(endpoint) ?? createTurns(perSecond)
    turnsAt.set(endpoint, turns)
    return turns
  }

  return async (endpoint, signal, urgency) => {
    const { promise: started, resolve, reject } = Promise.withResolvers<void>()
    const turn = async (): Promise<void> => {
      resolve()
      await sleep(WINDOW_MS)
    }
    turnsOf(endpoint)(turn, signal, urgency).catch(reject)
    await started
  }
}
