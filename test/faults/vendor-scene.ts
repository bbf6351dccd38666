import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Driver } from '../../src/tickets/driver.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { forward, useClock } from './clock.ts'
import type { Fault } from './faults.ts'
import { openStage, type Running, type Stage } from './stage.ts'
import { type Act, type Subject, someTicket } from './subjects.ts'
import { sentenceFor, WORDS } from './words.ts'

/** A vendor that can be made to fail, and one Caretaker in front of it. */
export interface VendorScene {
  readonly stage: Stage
  readonly running: Running
  /** Caretaker's own. */
  readonly driver: Driver
  /** Can be shown and changed. */
  readonly ticket: Ticket
  readonly sofia: TestPerson
  /** Does something while the vendor misbehaves, in all requests or those that match. */
  during<T>(fault: Fault, act: () => Promise<T>, only?: Act['isIt']): Promise<T>
  /** What somebody reads is the answer, or says whose fault it is that there is none. */
  expectAnswer(told: string, fault: Fault, answered: string): void
}

/** Caretaker's patience with a vendor; long enough for a busy machine to answer in. */
const LIMIT_MS = 700

/** For the tests of one vendor. */
export const useVendor = (subject: Subject): VendorScene => {
  let stage: Stage
  let running: Running
  let driver: Driver
  let ticket: Ticket
  let sofia: TestPerson

  useClock()
  beforeAll(async () => {
    stage = await openStage([subject.vendor], linksOf(DESK, [subject.place]))
    running = await stage.open({ tools: { timeLimitMs: LIMIT_MS } })
    driver = running.driver(subject.vendor)
    ticket = await someTicket(subject, driver)
    sofia = stage.person('U0SOFIA')
  })
  afterAll(() => stage.close())

  beforeEach(async () => {
    // Nothing that was read before is still good, but for the token.
    forward(10)
    await someTicket(subject, driver)
    while (sofia.view()) await sofia.close()
  })

  /** What a fault may come to here: undefined is that all is well. A token that is a setting cannot be renewed. */
  const readCodes = ({ name, read, tolerable = false }: Fault) => {
    const code = read ?? (name === 'expired token' && subject.fixedToken ? 'unauthorized' : undefined)
    return tolerable ? [code, undefined] : [code]
  }

  return {
    get stage() {
      return stage
    },
    get running() {
      return running
    },
    get driver() {
      return driver
    },
    get ticket() {
      return ticket
    },
    get sofia() {
      return sofia
    },
    during: async ({ how }, act, only) => {
      const sandbox = stage.sandbox(subject.vendor)
      sandbox.misbehave(how, only)
      return await act().finally(() => sandbox.misbehave(undefined))
    },
    expectAnswer: (told, fault, answered) => {
      const sentences = readCodes(fault).map((code) => (code === undefined ? answered : sentenceFor(code, driver)))
      expect(
        sentences.filter((sentence) => told.includes(sentence)),
        told,
      ).not.toEqual([])
      for (const untrue of [WORDS.list.none, WORDS.digest.none, 'There is no ticket'])
        expect(told).not.toContain(untrue)
    },
  }
}
