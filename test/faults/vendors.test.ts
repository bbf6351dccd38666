import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import { type Driver, demand } from '../../src/tickets/driver.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { expectActTruth, openAct, openRemoval } from './acting.ts'
import { beforeNextDigest, forward, letTimePass, useClock } from './clock.ts'
import { digestsIn } from './digests.ts'
import { FAULTS, type Fault } from './faults.ts'
import { expectTruth, fillForm } from './filing.ts'
import { row } from './row.ts'
import { openStage, type Running, type Stage } from './stage.ts'
import { type Act, countTickets, SUBJECTS, type Subject, someTicket } from './subjects.ts'
import { nameOf, sentenceFor, WORDS } from './words.ts'

/** Caretaker's patience with a vendor; long enough for a busy machine to answer in. */
const LIMIT_MS = 700

useClock()

describe.each(SUBJECTS)('$vendor', (subject) => {
  let stage: Stage
  let running: Running
  let driver: Driver
  let ticket: Ticket
  let sofia: TestPerson

  beforeAll(async () => {
    stage = await openStage([subject.vendor], linksOf(DESK, [subject.place]))
    running = await stage.open({ tools: { timeLimitMs: LIMIT_MS } })
    driver = running.driver(subject.vendor)
    ticket = await someTicket(subject, driver)
    sofia = stage.person('U0SOFIA')
    await say(stage.person('U0JONAS'), DESK, '/ticket digest 09:00')
  })
  afterAll(() => stage.close())

  beforeEach(async () => {
    // Nothing that was read before is still good, but for the token.
    forward(10)
    await someTicket(subject, driver)
    while (sofia.view()) await sofia.close()
  })

  const misbehave = (how?: Fault['how'], only?: Act['isIt']): void => {
    stage.sandbox(subject.vendor).misbehave(how, only)
  }

  /** Does something while the vendor misbehaves, in all requests or those that match. */
  const during = async <T>({ how }: Fault, act: () => Promise<T>, only?: Act['isIt']): Promise<T> => {
    misbehave(how, only)
    return await act().finally(() => misbehave())
  }

  /** What a fault may come to here: undefined is that all is well. A token that is a setting cannot be renewed. */
  const codesOf = ({ name, tolerable = false, ...codes }: Fault, kind: 'read' | 'write') => {
    const code = codes[kind] ?? (name === 'expired token' && subject.fixedToken ? 'unauthorized' : undefined)
    return tolerable ? [code, undefined] : [code]
  }

  /** What somebody reads is the answer, or says whose fault it is that there is none. */
  const expectAnswer = (told: string, fault: Fault, answered: string): void => {
    const sentences = codesOf(fault, 'read').map((code) => (code === undefined ? answered : sentenceFor(code, driver)))
    expect(
      sentences.filter((sentence) => told.includes(sentence)),
      told,
    ).not.toEqual([])
    for (const untrue of [WORDS.list.none, WORDS.digest.none, 'There is no ticket']) expect(told).not.toContain(untrue)
  }

  const reading = (fault: Fault, journey: string, line: () => string, answered: () => string): void =>
    row({ fault: fault.name, target: subject.vendor, journey }, async (note) => {
      const told = await during(fault, () => say(sofia, DESK, line()))
      note({
        outcome: told.startsWith('I did not find') || told.includes('could read') ? 'told why not' : 'answered',
        told,
      })
      expectAnswer(told, fault, answered())
      expect(await say(sofia, DESK, line())).toContain(answered())
      expect(await running.isReady()).toBe(true)
    })

  const creating = (fault: Fault, form: NonNullable<Subject['form']>): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'create' }, async (note) => {
      const text = `Gate 3 stays open (${fault.name})`
      const held = (): Promise<number> => countTickets(subject, driver, text)
      const filing = await fillForm(sofia, form(text))
      const first = await during(fault, async () => {
        await filing.send()
        return filing.hear()
      })
      note({ outcome: first.told, told: first.text })
      expectTruth(first, await held())
      expect(first.text).toContain(first.told === 'filed' ? text : nameOf(driver))
      if (first.told === 'not filed' || first.told === 'unclear') expect(filing.isTypedKept(text)).toBe(true)

      await letTimePass(running.caretaker)
      const later = filing.heard() ?? first
      note({ outcome: `${first.told} → ${later.told}`, told: later.text, tickets: await held(), posts: filing.posts() })
      expectTruth(later, await held())
      expect(later.told, 'the vendor takes it again').toBe('filed')
      expect(filing.posts()).toBe(1)

      const next = await fillForm(sofia, form(`${text}, again`))
      await next.send()
      await sofia.until(() => next.heard()?.told === 'filed', 'that the next one is filed')
      expect(await countTickets(subject, driver, `${text}, again`)).toBe(1)
      expect(await running.isReady()).toBe(true)
    })

  const acting = (fault: Fault, act: Act): void =>
    row({ fault: fault.name, target: subject.vendor, journey: act.journey }, async (note) => {
      const text = `The plumber comes at ten (${fault.name}, ${act.journey})`
      const held = (): Promise<number> => act.count(driver, ticket.ref, text)
      const acted = await openAct(sofia, `/ticket ${act.verb} ${ticket.number}`, act.form(text))
      const first = await during(fault, acted.send, act.isIt)
      note({ outcome: first.told, told: first.text, tickets: await held() })
      expectActTruth(first, await held())
      if (first.told === 'not done' || first.told === 'unclear') expect(acted.isTypedKept(text)).toBe(true)

      await letTimePass(running.caretaker)
      const later = acted.heard() ?? first
      note({ outcome: `${first.told} → ${later.told}`, told: later.text, tickets: await held() })
      expectActTruth(later, await held())
      expect(['done', 'not done', 'unclear'], later.text).toContain(later.told)

      const next = await openAct(sofia, `/ticket ${act.verb} ${ticket.number}`, act.form(`${text}, again`))
      expect((await next.send()).told).toBe('done')
      expect(await act.count(driver, ticket.ref, `${text}, again`)).toBe(1)
      expect(await running.isReady()).toBe(true)
    })

  const removing = (fault: Fault, form: NonNullable<Subject['form']>, isIt: Act['isIt']): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'delete' }, async (note) => {
      const text = `Filed by mistake (${fault.name})`
      const held = (): Promise<number> => countTickets(subject, driver, text)
      const filing = await fillForm(sofia, form(text))
      await filing.send()
      await filing.hear()
      const { items } = await demand(driver, 'list')({ community: subject.place.community })
      const { number = '' } = items.find(({ description }) => description === text) ?? {}
      const jonas = stage.person('U0JONAS')
      const removal = await openRemoval(jonas, number)
      await removal.send()
      expect(await held()).toBe(1)

      forward(1)
      await during(fault, () => running.caretaker.tick(), isIt)
      const first = removal.told()
      note({ outcome: first, tickets: await held(), told: removal.text() })
      if (first === 'deleted') expect(await held()).toBe(0)
      if (first === 'not deleted') expect(await held()).toBe(1)

      await letTimePass(running.caretaker)
      note({ outcome: `${first} → ${removal.told()}`, tickets: await held(), told: removal.text() })
      expect(removal.told(), 'the vendor deletes again').toBe('deleted')
      expect(await held()).toBe(0)
      expect(await running.isReady()).toBe(true)
    })

  const posting = (fault: Fault): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'digest' }, async (note) => {
      beforeNextDigest(2)
      await someTicket(subject, driver)
      const before = digestsIn(sofia).length
      const posted = (): readonly Message[] => digestsIn(sofia).slice(before)
      forward(2)
      await during(fault, () => running.caretaker.tick())
      await letTimePass(running.caretaker)
      const told = posted().map(textOf).join('\n')
      note({ outcome: told.includes(ticket.number) ? 'whole' : 'partial', posts: posted().length, told })
      expect(posted()).toHaveLength(1)
      expectAnswer(told, fault, ticket.number)

      beforeNextDigest(0)
      await running.caretaker.tick()
      expect(posted()).toHaveLength(2)
      expect(textOf(posted().at(-1) ?? [])).toContain(ticket.number)
      expect(await running.isReady()).toBe(true)
    })

  const shownBy = (): string => subject.ticket ?? ticket.number

  describe.each(FAULTS)('$name', (fault) => {
    reading(fault, 'show', () => `/ticket ${shownBy()}`, shownBy)
    const { form, acts = [], isRemoval } = subject
    if (subject.ticket === undefined)
      reading(
        fault,
        'list',
        () => '/ticket list',
        () => 'tickets pending',
      )
    if (form) creating(fault, form)
    for (const act of acts) acting(fault, act)
    if (form && isRemoval) removing(fault, form, isRemoval)
    if (subject.ticket === undefined) posting(fault)
  })
})
