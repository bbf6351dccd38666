import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'
import { DESK } from '../../src/workspace/seed.ts'
import { linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { forward, monotonic, useClock } from './clock.ts'
import { startRedelivery } from './redelivery.ts'
import { openStage, type Running, type Stage } from './stage.ts'
import type { Subject } from './subjects.ts'

/** A Slack that delivers again what somebody does, and a Caretaker for each test. */
export interface RedeliveryScene {
  readonly stage: Stage
  readonly running: Running
  readonly sofia: TestPerson
  readonly jonas: TestPerson
  /** Stops this Caretaker, once all that is under way has ended. */
  stop(): Promise<void>
  /** Starts the next one. */
  open(): Promise<void>
  /** Whatever is sent meanwhile arrives four times, and is answered each time. */
  fourTimes(act: () => Promise<unknown>): Promise<void>
  /** What is sent meanwhile is done, and then arrives once more at the next process. */
  acrossRestart(act: () => Promise<unknown>): Promise<void>
}

export const useRedelivery = (subjects: readonly Subject[]): RedeliveryScene => {
  let stage: Stage
  let running: Running
  let sofia: TestPerson
  let jonas: TestPerson

  const open = async (): Promise<void> => {
    running = await stage.open({ monotonic })
  }

  useClock()
  beforeAll(async () => {
    const vendors = subjects.map(({ vendor }) => vendor)
    const places = subjects.map(({ place }) => place)
    stage = await openStage(vendors, linksOf(DESK, places))
    sofia = stage.person('U0SOFIA')
    jonas = stage.person('U0JONAS')
  })
  afterAll(() => stage.close())
  beforeEach(async () => {
    forward(10)
    await open()
  })
  afterEach(() => running.stop())

  return {
    get stage() {
      return stage
    },
    get running() {
      return running
    },
    get sofia() {
      return sofia
    },
    get jonas() {
      return jonas
    },
    stop: () => running.stop(),
    open,
    fourTimes: async (act) => {
      const redelivery = await startRedelivery(`${running.origin}/slack/events`)
      try {
        stage.workspace.setRequestUrl(redelivery.url)
        await act()
        forward(1)
        await redelivery.again()
        forward(4)
        await redelivery.again()
        expect(redelivery.statuses).toEqual([200, 200, 200, 200])
      } finally {
        await redelivery.close()
      }
    },
    acrossRestart: async (act) => {
      const redelivery = await startRedelivery(`${running.origin}/slack/events`)
      try {
        stage.workspace.setRequestUrl(redelivery.url)
        await act()
        await running.stop()
        await open()
        await redelivery.again(`${running.origin}/slack/events`)
        expect(redelivery.statuses).toEqual([200, 200, 200])
        await running.stop()
      } finally {
        await redelivery.close()
      }
    },
  }
}
