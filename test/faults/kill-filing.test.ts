import { expect } from 'vitest'
import type { View } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { formOf, openForm } from '../journeys/filing.ts'
import { AKUBELA } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { expectTruth, fillForm } from './filing.ts'
import { type Killed, killRows } from './killing.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT } from './subjects.ts'

const create = (name: string, open = (sofia: TestPerson) => formOf(sofia, DESK)): Killed => ({
  name,
  places: [SUBJECT.place],
  prepare: async (stage) => {
    const text = 'The bicycle cellar is flooded.'
    const sofia = stage.person('U0SOFIA')
    const filing = await fillForm(sofia, SUBJECT.form?.(text) ?? {}, () => open(sofia))
    let isAcknowledged = false
    return {
      act: async () => {
        isAcknowledged = await filing.send().then(
          () => true,
          () => false,
        )
        if (isAcknowledged) await filing.hear()
      },
      judge: async ({ driver, pass }, note) => {
        await pass(1, 5, 10, 30)
        const held = await countTickets(SUBJECT, driver(AKUBELA), text)
        const heard = filing.heard()
        const posts = filing.posts()
        note({ outcome: heard?.told ?? 'nothing sent', tickets: held, posts, told: heard?.text ?? '' })
        if (heard) expectTruth(heard, held)
        if (isAcknowledged || held > 0) expect(heard?.told).toBe('filed')
        expect(posts).toBe(heard?.told === 'filed' ? 1 : 0)
        const next = await fillForm(sofia, SUBJECT.form?.('Nobody answers the intercom at the gate.') ?? {})
        await next.send()
        expect((await next.hear()).told).toBe('filed')
      },
    }
  },
})

/** From a message: told in its thread alone, and whoever files it again is told so, once it is filed. */
const createFrom: Killed = {
  name: 'create from a message',
  places: [SUBJECT.place],
  prepare: async (stage, child) => {
    const message = (someone: TestPerson) => someone.messages(DESK).find(({ text }) => text.includes('door stations'))
    const formFrom = async (someone: TestPerson): Promise<View> => {
      const found = message(someone)
      if (found) await someone.messageShortcut(found, 'File a ticket 提交工单')
      return openForm(someone)
    }
    const jonas = stage.person('U0JONAS')
    const { act, judge } = await create('', formFrom).prepare(stage, child)
    return {
      act,
      judge: async (next, note) => {
        await judge(next, note)
        const told = (thread: string | undefined) =>
          jonas.messages(DESK).filter(({ text, threadTs }) => text.includes('filed ticket') && threadTs === thread)
        // What was filed by the command afterwards, and nothing else, is told in the channel.
        await jonas.until(() => told(undefined).length > 0, 'that the other ticket is filed')
        expect(told(undefined)).toHaveLength(1)
        const isTold = told(message(jonas)?.ts).length === 1
        expect(textOf(await formFrom(jonas)).includes('has a ticket already')).toBe(isTold)
      },
    }
  },
}

await killRows([create('create'), createFrom])
