import { afterAll, beforeAll, beforeEach, describe, expect, vi } from 'vitest'
import type { Driver } from '../../src/tickets/driver.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { formOf } from '../journeys/filing.ts'
import { linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { beforeNextDigest, forward, letTimePass, useClock } from './clock.ts'
import { digestsIn } from './digests.ts'
import { FAULTS } from './faults.ts'
import { expectTruth, fillForm } from './filing.ts'
import { row } from './row.ts'
import { openStage, type Running, type Stage } from './stage.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT, someTicket } from './subjects.ts'
import { WORDS } from './words.ts'

const TARGET = 'Slack'

/** Caretaker gives Slack ten seconds for a call. Here nobody waits for so long. */
const PATIENCE_MS = 10_000
const SHORT_MS = 400

useClock()

beforeAll(() => {
  const { timeout } = AbortSignal
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) =>
    timeout.call(AbortSignal, ms < PATIENCE_MS ? ms : SHORT_MS),
  )
})
afterAll(() => {
  vi.restoreAllMocks()
})

describe.each(FAULTS)('$name', (fault) => {
  let stage: Stage
  let running: Running
  let driver: Driver
  let ticket: Ticket
  let sofia: TestPerson

  const open = async (): Promise<void> => {
    running = await stage.open()
    driver = running.driver(SUBJECT.vendor)
  }

  /** Once everything that it has to say has been tried. */
  const restart = async (): Promise<void> => {
    await running.stop()
    await open()
  }

  beforeAll(async () => {
    stage = await openStage([SUBJECT.vendor], linksOf(DESK, [SUBJECT.place]))
    await open()
    ticket = await someTicket(SUBJECT, driver)
    sofia = stage.person('U0SOFIA')
    await say(stage.person('U0JONAS'), DESK, '/ticket digest 09:00')
  })
  afterAll(() => stage.close())

  beforeEach(async () => {
    // Who reads is known for five minutes; then Slack is asked again.
    forward(10)
    while (sofia.view()) await sofia.close()
  })

  const during = async <T>(act: () => Promise<T>): Promise<T> => {
    stage.slack.misbehave(fault.how)
    return await act().finally(() => stage.slack.misbehave(undefined))
  }

  const reading = (journey: string, line: () => string, answered: () => string): void =>
    row({ fault: fault.name, target: TARGET, journey }, async (note) => {
      const told = await during(() => say(sofia, DESK, line()))
      note({ outcome: 'answered', told })
      expect(told).toContain(answered())
      expect(await say(sofia, DESK, line())).toContain(answered())
      expect(await running.isReady()).toBe(true)
    })

  const opening = (): void =>
    row({ fault: fault.name, target: TARGET, journey: 'open the form' }, async (note) => {
      const told = await during(() => say(sofia, DESK, '/ticket new'))
      note({ outcome: 'told why not', told })
      expect(told).toContain(WORDS.failure.slack)
      while (sofia.view()) await sofia.close()
      expect(textOf(await formOf(sofia, DESK))).toContain(WORDS.create.title)
      expect(await running.isReady()).toBe(true)
    })

  /** Slack fails from the moment on that it has handed the form over. */
  const creating = (): void =>
    row({ fault: fault.name, target: TARGET, journey: 'create' }, async (note) => {
      const text = `Cellar light flickers (${fault.name})`
      const held = (): Promise<number> => countTickets(SUBJECT, driver, text)
      const filing = await fillForm(sofia, SUBJECT.form?.(text) ?? {})
      await during(async () => {
        await filing.send()
        await vi.waitFor(async () => expect(await held()).toBe(1))
        await running.stop()
      })
      const first = filing.heard()
      await open()
      note({ outcome: first?.told ?? 'silent', told: first?.text ?? '' })
      if (first) expectTruth(first, await held())

      await letTimePass(running.caretaker)
      const last = filing.heard()
      note({ outcome: last?.told ?? 'silent', tickets: await held(), posts: filing.posts(), told: last?.text ?? '' })
      expect(last?.told).toBe('filed')
      expect(await held()).toBe(1)
      expect(filing.posts()).toBeLessThanOrEqual(1)

      const next = await fillForm(sofia, SUBJECT.form?.(`${text}, again`) ?? {})
      await next.send()
      expect((await next.hear()).told).toBe('filed')
      expect(await running.isReady()).toBe(true)
    })

  const posting = (): void =>
    row({ fault: fault.name, target: TARGET, journey: 'digest' }, async (note) => {
      beforeNextDigest(0)
      const before = digestsIn(sofia).length
      const posted = (): readonly Message[] => digestsIn(sofia).slice(before)
      await during(() => running.caretaker.tick())
      await letTimePass(running.caretaker)
      const told = posted().map(textOf).join('\n')
      note({ outcome: posted().length === 0 ? 'missing' : 'posted', posts: posted().length, told })
      expect(posted()).toHaveLength(1)

      beforeNextDigest(0)
      await running.caretaker.tick()
      expect(posted()).toHaveLength(2)
      expect(textOf(posted().at(-1) ?? [])).toContain(ticket.number)
      // Whatever Slack answered, the store can be read again.
      await restart()
      await letTimePass(running.caretaker)
      expect(posted()).toHaveLength(2)
      expect(await running.isReady()).toBe(true)
    })

  reading(
    'show',
    () => `/ticket ${ticket.number}`,
    () => ticket.number,
  )
  reading(
    'list',
    () => '/ticket list',
    () => 'tickets pending',
  )
  opening()
  creating()
  posting()
})
