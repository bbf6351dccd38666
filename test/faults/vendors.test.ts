import { beforeAll, describe, expect } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { textOf } from '../support/text-of.ts'
import { expectActTruth, openAct, openRemoval } from './acting.ts'
import { beforeNextDigest, forward, letTimePass } from './clock.ts'
import { digestsIn } from './digests.ts'
import { FAULTS, type Fault } from './faults.ts'
import { expectTruth, fillForm } from './filing.ts'
import { row } from './row.ts'
import {
  type Act,
  countTickets,
  FEEDBACK_SUBJECT,
  FINISH,
  fileRepair,
  SUBJECTS,
  type Subject,
  someTicket,
} from './subjects.ts'
import { useVendor, type VendorScene } from './vendor-scene.ts'
import { nameOf } from './words.ts'

const acting = (scene: VendorScene, subject: Subject, fault: Fault, act: Act): void =>
  row({ fault: fault.name, target: subject.vendor, journey: act.journey }, async (note) => {
    const { running, driver, sofia, during } = scene
    const text = `The plumber comes at ten (${fault.name}, ${act.journey})`
    const ticketOf = (typed: string) => act.ticket?.(driver, typed) ?? scene.ticket
    const { ref, number } = await ticketOf(text)
    const held = (): Promise<number> => act.count(driver, ref, text)
    const acted = await openAct(sofia, number, act, text)
    const first = await during(fault, acted.send, act.isIt)
    note({ outcome: first.told, told: first.text, tickets: await held() })
    expectActTruth(first, await held())
    if (first.told === 'not done' || first.told === 'unclear') expect(acted.isTypedKept()).toBe(true)

    await letTimePass(running.caretaker)
    const later = acted.heard() ?? first
    note({ outcome: `${first.told} → ${later.told}`, told: later.text, tickets: await held() })
    expectActTruth(later, await held())
    expect(['done', 'not done', 'unclear'], later.text).toContain(later.told)

    const again = await ticketOf(`${text}, again`)
    const next = await openAct(sofia, again.number, act, `${text}, again`)
    expect((await next.send()).told).toBe('done')
    expect(await act.count(driver, again.ref, `${text}, again`)).toBe(1)
    expect(await running.isReady()).toBe(true)
  })

describe.each(SUBJECTS)('$vendor', (subject) => {
  const scene = useVendor(subject)

  beforeAll(async () => {
    await say(scene.stage.person('U0JONAS'), DESK, '/ticket digest 09:00')
  })

  const reading = (fault: Fault, journey: string, line: () => string, answered: () => string): void =>
    row({ fault: fault.name, target: subject.vendor, journey }, async (note) => {
      const { running, sofia, during, expectAnswer } = scene
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
      const { running, driver, sofia, during } = scene
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

  const removing = (fault: Fault, isIt: Act['isIt']): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'delete' }, async (note) => {
      const { stage, running, driver, during } = scene
      const text = `Filed by mistake (${fault.name})`
      const held = (): Promise<number> => countTickets(subject, driver, text)
      const { number } = await fileRepair(driver, text)
      const removal = await openRemoval(stage.person('U0JONAS'), number)
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
      const { running, driver, ticket, sofia, during, expectAnswer } = scene
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

  const shownBy = (): string => subject.ticket ?? scene.ticket.number

  describe.each(FAULTS)('$name', (fault) => {
    reading(fault, 'show', () => `/ticket ${shownBy()}`, shownBy)
    const { form, acts = [], isRemoval } = subject
    if (subject.ticket === undefined)
      reading(
        fault,
        'list',
        () => '/ticket list',
        () => 'open tickets',
      )
    if (form) creating(fault, form)
    for (const act of acts) acting(scene, subject, fault, act)
    if (isRemoval) removing(fault, isRemoval)
    if (subject.ticket === undefined) posting(fault)
  })
})

describe.each(FAULTS)(`${FEEDBACK_SUBJECT.vendor}, $name`, (fault) => {
  // Nobody can file another ticket there, so each fault finds all of them open.
  acting(useVendor(FEEDBACK_SUBJECT), FEEDBACK_SUBJECT, fault, FINISH)
})
