import { afterAll, beforeAll, vi } from 'vitest'
import type { Caretaker } from '../../src/caretaker.ts'
import { NOW } from '../journeys/places.ts'

export const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** For one test file, which moves its time on by itself. Everything else goes by the real one. */
export const useClock = (): void => {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })
  afterAll(() => {
    vi.useRealTimers()
  })
}

export const forward = (minutes: number): void => void vi.setSystemTime(Date.now() + minutes * MINUTE_MS)

/** Goes on by itself, and is moved on with the rest: for what asks how long ago something was. */
export const monotonic = (): number => performance.now() + Date.now()

/** The clock of the minute, as often as it matters after something failed: whatever is tried again is tried by then. */
export const letTimePass = async (caretaker: Caretaker): Promise<void> => {
  for (const minutes of [1, 1, 3, 10, 15, 30]) {
    forward(minutes)
    await caretaker.tick()
  }
}

/** When the digest of these tests is due: nine in Berlin, in winter. */
const DUE_MS = 8 * 60 * MINUTE_MS

/** Goes to this long before the next digest. */
export const beforeNextDigest = (minutes: number): void => {
  const day = Math.floor((Date.now() - DUE_MS) / DAY_MS) + 1
  vi.setSystemTime(day * DAY_MS + DUE_MS - minutes * MINUTE_MS)
}
