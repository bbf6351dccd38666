import { afterAll, beforeAll, beforeEach, vi } from 'vitest'
import { DESK } from '../../src/workspace/seed.ts'
import { linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { forward, useClock } from './clock.ts'
import type { Fault } from './faults.ts'
import { openStage, type Running, type Stage } from './stage.ts'
import type { Subject } from './subjects.ts'

/** Slack, which can be made to fail, and one Caretaker after the other behind it. */
export interface SlackScene {
  readonly stage: Stage
  readonly running: Running
  readonly sofia: TestPerson
  /** Does something while Slack fails in all calls. What Slack itself sends still comes. */
  during<T>(act: () => Promise<T>): Promise<T>
  /** Stops this Caretaker, once everything that it has to say has been tried. */
  stop(): Promise<void>
  /** Starts the next one. */
  open(): Promise<void>
}

/** Caretaker gives Slack ten seconds for a call. Here nobody waits for so long. */
const PATIENCE_MS = 10_000
const SHORT_MS = 400

/** For the tests of one fault. */
export const useSlack = (fault: Fault, subjects: readonly Subject[]): SlackScene => {
  let stage: Stage
  let running: Running
  let sofia: TestPerson

  const open = async (): Promise<void> => {
    running = await stage.open()
  }

  useClock()
  beforeAll(async () => {
    const { timeout } = AbortSignal
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
      timeout.call(AbortSignal, ms < PATIENCE_MS ? ms : SHORT_MS),
    )
    stage = await openStage(
      subjects.map(({ vendor }) => vendor),
      linksOf(
        DESK,
        subjects.map(({ place }) => place),
      ),
    )
    await open()
    sofia = stage.person('U0SOFIA')
  })
  afterAll(async () => {
    await stage.close()
    vi.restoreAllMocks()
  })

  beforeEach(async () => {
    // Who reads is known for five minutes; then Slack is asked again.
    forward(10)
    while (sofia.view()) await sofia.close()
  })

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
    during: async (act) => {
      stage.slack.misbehave(fault.how)
      return await act().finally(() => stage.slack.misbehave(undefined))
    },
    stop: () => running.stop(),
    open,
  }
}
