import { beforeAll, describe, expect, vi } from 'vitest'
import type { Ticket } from '../../src/tickets/ticket.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { formOf } from '../journeys/filing.ts'
import { textOf } from '../support/text-of.ts'
import { beforeNextDigest, letTimePass } from './clock.ts'
import { digestsIn } from './digests.ts'
import { FAULTS } from './faults.ts'
import { expectTruth, fillForm } from './filing.ts'
import { row } from './row.ts'
import { useSlack } from './slack-scene.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT, someTicket } from './subjects.ts'
import { WORDS } from './words.ts'

const TARGET = 'Slack'

describe.each(FAULTS)('$name', (fault) => {
  const scene = useSlack(fault, [SUBJECT])
  let ticket: Ticket

  beforeAll(async () => {
    ticket = await someTicket(SUBJECT, scene.running.driver(SUBJECT.vendor))
    await say(scene.stage.person('U0JONAS'), DESK, '/ticket digest 09:00')
  })

  const reading = (journey: string, line: () => string, answered: () => string): void =>
    row({ fault: fault.name, target: TARGET, journey }, async (note) => {
      const { running, sofia, during } = scene
      const told = await during(() => say(sofia, DESK, line()))
      note({ outcome: 'answered', told })
      expect(told).toContain(answered())
      expect(await say(sofia, DESK, line())).toContain(answered())
      expect(await running.isReady()).toBe(true)
    })

  const opening = (): void =>
    row({ fault: fault.name, target: TARGET, journey: 'open the form' }, async (note) => {
      const { running, sofia, during } = scene
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
      const { sofia, during } = scene
      const text = `Cellar light flickers (${fault.name})`
      const held = (): Promise<number> => countTickets(SUBJECT, scene.running.driver(SUBJECT.vendor), text)
      const filing = await fillForm(sofia, SUBJECT.form?.(text) ?? {})
      await during(async () => {
        await filing.send()
        await vi.waitFor(async () => expect(await held()).toBe(1))
        await scene.stop()
      })
      const first = filing.heard()
      await scene.open()
      const { running } = scene
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
      const { running, sofia, during } = scene
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
      await scene.stop()
      await scene.open()
      await letTimePass(scene.running.caretaker)
      expect(posted()).toHaveLength(2)
      expect(await scene.running.isReady()).toBe(true)
    })

  reading(
    'show',
    () => `/ticket ${ticket.number}`,
    () => ticket.number,
  )
  reading(
    'list',
    () => '/ticket list',
    () => 'open tickets',
  )
  opening()
  creating()
  posting()
})
