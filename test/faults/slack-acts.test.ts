import { afterEach, describe, expect, vi } from 'vitest'
import { demand } from '../../src/tickets/driver.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { ask, press, say } from '../journeys/asking.ts'
import { textOf } from '../support/text-of.ts'
import { expectActTruth, openAct, openRemoval } from './acting.ts'
import { forward, letTimePass } from './clock.ts'
import { FAULTS } from './faults.ts'
import { cardsIn, linesIn } from './in-channel.ts'
import { row } from './row.ts'
import { useSlack } from './slack-scene.ts'
import {
  type Act,
  AICC_SUBJECT,
  AKUBELA_SUBJECT,
  countTickets,
  FEEDBACK_SUBJECT,
  FINISH,
  fileRepair,
  type Subject,
  someTicket,
  ticketFor,
} from './subjects.ts'
import { WORDS } from './words.ts'

/* What people do to tickets, while Slack fails from the moment on that it has handed over what they did. */

const TARGET = 'Slack'

describe.each(FAULTS)('$name', (fault) => {
  const scene = useSlack(fault, [AKUBELA_SUBJECT, AICC_SUBJECT, FEEDBACK_SUBJECT])
  const place = (journey: string) => ({ fault: fault.name, target: TARGET, journey })
  const someCase = () => someTicket(AICC_SUBJECT, scene.stage.outsider(AICC_SUBJECT.vendor))

  afterEach(async () => {
    // Of a card that is still there nobody posts another one.
    for (const card of cardsIn(scene.sofia)) await scene.stage.unsay(card)
  })

  const acting = (subject: Subject, act: Act): void =>
    row(place(act.journey), async (note) => {
      const { stage, sofia, during } = scene
      const outsider = stage.outsider(subject.vendor)
      const text = `The plumber comes at ten (${fault.name}, ${act.journey})`
      const { ref, number } = await ticketFor(act, subject, outsider, text)
      const held = (): Promise<number> => act.count(outsider, ref, text)
      const acted = await openAct(sofia, number, act, text)
      await during(async () => {
        await acted.submit()
        await vi.waitFor(async () => expect(await held()).toBe(1), { timeout: 5_000 })
        await scene.stop()
      })
      const first = acted.heard()
      if (first) expectActTruth(first, await held())

      await scene.open()
      await letTimePass(scene.running.caretaker)
      const last = acted.heard()
      note({
        outcome: `${first?.told ?? 'silent'} → ${last?.told ?? 'silent'}`,
        tickets: await held(),
        told: last?.text ?? '',
      })
      expect(last?.told).toBe('done')
      expect(await held()).toBe(1)
      expect(await scene.running.isReady()).toBe(true)
    })

  const removing = (): void =>
    row(place('delete'), async (note) => {
      const { stage, running, during } = scene
      const text = `Filed by mistake (${fault.name})`
      const driver = () => scene.running.driver(AKUBELA_SUBJECT.vendor)
      const { number } = await fileRepair(driver(), text)
      const removal = await openRemoval(stage.person('U0JONAS'), number)
      await during(async () => {
        await removal.submit()
        forward(1)
        await running.caretaker.tick()
        await scene.stop()
      })
      await scene.open()
      await letTimePass(scene.running.caretaker)
      const held = await countTickets(AKUBELA_SUBJECT, driver(), text)
      note({ outcome: removal.told(), tickets: held, told: removal.text() })
      expect([removal.told(), held]).toEqual(['deleted', 0])
      expect(await scene.running.isReady()).toBe(true)
    })

  const sharing = (): void =>
    row(place('share'), async (note) => {
      const { running, sofia, during } = scene
      const { number } = await someCase()
      const card = await ask(sofia, DESK, `/ticket ${number}`)
      forward(10)
      const told = await during(async () => textOf(await press(sofia, card, 'Share to channel')))
      const posts = cardsIn(sofia).length
      note({ outcome: posts > 0 ? 'shared' : 'told why not', posts, told })
      expect(posts).toBeLessThanOrEqual(1)
      const [said = ''] = told.split('\n')
      expect([WORDS.card.shared, WORDS.failure.slack], told).toContain(said)
      if (said === WORDS.card.shared) expect(posts).toBe(1)

      const again = textOf(await press(sofia, await ask(sofia, DESK, `/ticket ${number}`), 'Share to channel'))
      expect(again).toContain('hared')
      expect(await running.isReady()).toBe(true)
    })

  const following = (): void =>
    row(place('watch line'), async (note) => {
      const { stage, running, sofia, during } = scene
      const { ref, number } = await someCase()
      const text = `The motor is there (${fault.name})`
      await say(sofia, DESK, `/ticket watch ${number}`)
      const before = linesIn(sofia).length
      const told = (): string[] => linesIn(sofia).slice(before)
      await demand(stage.outsider(AICC_SUBJECT.vendor), 'comment')(ref, text)
      forward(5)
      await during(() => running.caretaker.tick())
      const early = told().length
      await letTimePass(running.caretaker)
      note({ outcome: early > 0 ? 'told' : 'told later', posts: told().length, told: told()[0] ?? '' })
      expect(told()).toEqual([expect.stringContaining('Internal note')])
      await say(sofia, DESK, `/ticket unwatch ${number}`)
      expect(await running.isReady()).toBe(true)
    })

  for (const act of AICC_SUBJECT.acts ?? []) acting(AICC_SUBJECT, act)
  acting(FEEDBACK_SUBJECT, FINISH)
  removing()
  sharing()
  following()
})
