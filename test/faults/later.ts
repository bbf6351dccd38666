import { expect } from 'vitest'
import { MINUTE_MS } from './clock.ts'
import type { OpenOptions, Running, Stage } from './stage.ts'

/** The next process on a stage where another one ended. Everything goes by the real clock, and this one runs ahead. */
export interface Later extends Running {
  /** So many minutes go by, again and again, and the clock does what it does then. */
  pass(...minutes: number[]): Promise<void>
}

export const openLater = async (stage: Stage, options: Pick<OpenOptions, 'onStep'> = {}): Promise<Later> => {
  let aheadMs = 0
  const running = await stage.open({ ...options, now: () => Date.now() + aheadMs })
  expect(await running.isReady()).toBe(true)
  return {
    ...running,
    pass: async (...minutes) => {
      for (const one of minutes) {
        aheadMs += one * MINUTE_MS
        await running.caretaker.tick()
      }
    },
  }
}

/** The command for a digest that is due in so many minutes of the real clock. */
export const digestIn = (minutes: number): string => {
  const [, due] = /T(\d\d:\d\d)/.exec(new Date(Date.now() + minutes * MINUTE_MS).toISOString()) ?? []
  return `/ticket digest ${due} daily UTC`
}
