import { afterEach, describe, expect } from 'vitest'
import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { ask, press, say } from '../journeys/asking.ts'
import { textOf } from '../support/text-of.ts'
import { forward, letTimePass } from './clock.ts'
import { FAULTS, type Fault } from './faults.ts'
import { cardsIn, linesIn } from './in-channel.ts'
import { row } from './row.ts'
import { type News, SUBJECTS } from './subjects.ts'
import { useVendor } from './vendor-scene.ts'
import { WORDS } from './words.ts'

/* What everybody in a channel reads of single tickets, while their vendor fails. */

describe.each(SUBJECTS)('$vendor', (subject) => {
  const scene = useVendor(subject)

  afterEach(async () => {
    // Of a card that is still there nobody posts another one.
    for (const card of cardsIn(scene.sofia)) await scene.stage.unsay(card)
  })

  const sharing = (fault: Fault): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'share' }, async (note) => {
      const { running, ticket, sofia, during, expectAnswer } = scene
      const cardOf = () => ask(sofia, DESK, `/ticket ${subject.ticket ?? ticket.number}`)
      const share = async (card: Message) => textOf(await press(sofia, card, 'Share to channel'))
      const card = await cardOf()
      const told = await during(fault, () => share(card))
      const posts = cardsIn(sofia).length
      note({ outcome: posts > 0 ? 'shared' : 'told why not', posts, told })
      expectAnswer(told, fault, WORDS.card.shared)
      expect(posts).toBe(told.includes(WORDS.card.shared) ? 1 : 0)

      // A second press of the same button would be taken for a double click.
      if (posts === 0) expect(await share(await cardOf())).toContain(WORDS.card.shared)
      expect(cardsIn(sofia)).toHaveLength(1)
      expect(await running.isReady()).toBe(true)
    })

  /** The news came before the fault, and is told once, however late. */
  const following = (fault: Fault, news: News): void =>
    row({ fault: fault.name, target: subject.vendor, journey: 'watch line' }, async (note) => {
      const { running, driver, sofia, during } = scene
      const text = `The plumber comes at ten (${fault.name})`
      const { ref, number } = await news.ticket(subject, driver, text)
      await say(sofia, DESK, `/ticket watch ${number}`)
      const before = linesIn(sofia).length
      const told = (): string[] => linesIn(sofia).slice(before)
      await news.happen(driver, ref, text)
      forward(5)
      await during(fault, () => running.caretaker.tick())
      const early = told().length
      await letTimePass(running.caretaker)
      note({ outcome: early > 0 ? 'told' : 'told later', posts: told().length, told: told()[0] ?? '' })
      expect(told()).toEqual([expect.stringContaining(news.sign(text))])
      await say(sofia, DESK, `/ticket unwatch ${number}`)
      expect(await running.isReady()).toBe(true)
    })

  describe.each(FAULTS)('$name', (fault) => {
    sharing(fault)
    // Nothing can happen in the sandbox of Tuya's communities, and what Dayu reports asks nothing of Dayu.
    if (subject.news) following(fault, subject.news)
  })
})
