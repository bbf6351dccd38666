import { unlessAborted } from './in-flight.ts'

/** Runs the work when its turn comes. The signal ends the waiting, with its reason; work that has begun is left alone. */
export type Turns = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>

/** At most `limit` at once; the others wait in the order they came. */
export const createTurns = (limit: number): Turns => {
  const waiting: (() => void)[] = []
  let running = 0

  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    if (running < limit) {
      running += 1
      return
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    waiting.push(resolve)
    try {
      await unlessAborted(promise, signal)
    } catch (reason) {
      const place = waiting.indexOf(resolve)
      // Given its turn in the moment it gave up: the next one takes it.
      if (place < 0) leave()
      else waiting.splice(place, 1)
      throw reason
    }
  }

  /** Hands the turn on, so that nobody who comes now gets ahead of those who wait. */
  const leave = (): void => {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }

  return async (work, signal) => {
    await enter(signal)
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
