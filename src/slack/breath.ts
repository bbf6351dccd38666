import { setImmediate } from 'node:timers/promises'

/**
 * Lets its callers go on one at a time, with all that has come in meanwhile before the next: what is drawn for 200
 * channels in the same second must not keep a person waiting.
 */
export const createBreath = (): (() => Promise<void>) => {
  let last = Promise.resolve()
  return () => {
    last = last.then(() => setImmediate())
    return last
  }
}
