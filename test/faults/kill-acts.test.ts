import { expect } from 'vitest'
import { demand } from '../../src/tickets/driver.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { AKUBELA, KASTANIENALLEE } from '../journeys/places.ts'
import { expectActTruth, openAct, openRemoval, type Removing } from './acting.ts'
import type { Child } from './child.ts'
import { MINUTE_MS } from './clock.ts'
import { type Killed, killRows } from './killing.ts'
import { type Act, AICC_SUBJECT, FEEDBACK_SUBJECT, FINISH, type Subject, ticketFor } from './subjects.ts'

/** Something that is done to a ticket by a form: at most once, and whoever sent it hears of it. */
const acting = (subject: Subject, act: Act): Killed => ({
  name: act.journey,
  places: [subject.place],
  prepare: async (stage) => {
    const { vendor } = subject
    const text = 'The engineer brings another motor.'
    const sofia = stage.person('U0SOFIA')
    const ticketOf = (typed: string) => ticketFor(act, subject, stage.outsider(vendor), typed)
    const { number, ref } = await ticketOf(text)
    const acted = await openAct(sofia, number, act, text)
    let isAcknowledged = false
    return {
      act: async () => {
        isAcknowledged = await acted.submit().then(
          () => true,
          () => false,
        )
        if (isAcknowledged) await acted.hear()
      },
      judge: async ({ driver, pass }, note) => {
        await pass(1, 5, 10, 30)
        const held = await act.count(driver(vendor), ref, text)
        const heard = acted.heard()
        note({ outcome: heard?.told ?? 'nothing sent', tickets: held, told: heard?.text ?? '' })
        if (heard) expectActTruth(heard, held)
        if (isAcknowledged || held > 0) expect(['done', 'unclear']).toContain(heard?.told)
        if (heard?.told === 'unclear') expect(acted.isTypedKept()).toBe(true)
        const again = await ticketOf(`${text} Again.`)
        const next = await openAct(sofia, again.number, act, `${text} Again.`)
        expect((await next.send()).told).toBe('done')
        expect(await act.count(driver(vendor), again.ref, `${text} Again.`)).toBe(1)
      },
    }
  },
})

/** A deletion, which the clock carries out once it has been held. `act` is what somebody does after confirming it. */
const removal = (name: string, act: (removing: Removing, child: Child) => Promise<unknown>): Killed => ({
  name,
  places: [KASTANIENALLEE],
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    const [, number = ''] = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(jonas, DESK, '/ticket list')) ?? []
    const removing = await openRemoval(jonas, number)
    let isSent = false
    let heard: ReturnType<Removing['told']> | undefined
    return {
      act: async (child) => {
        isSent = await removing.send().then(
          () => true,
          () => false,
        )
        if (!isSent) return
        await act(removing, child)
        heard = removing.told()
      },
      judge: async ({ driver, pass }, note) => {
        await pass(1, 1, 5, 10, 30)
        const { items } = await demand(driver(AKUBELA), 'list')({ community: KASTANIENALLEE.community })
        const held = items.filter((ticket) => ticket.number === number).length
        // Killed just before its answer, a press of Undo has to be repeated to hear that it was heard.
        if (removing.told() === 'waits' && isSent) await removing.undo()
        note({ outcome: removing.told(), tickets: held, told: removing.text() })
        if (heard === 'kept') expect(held).toBe(1)
        if (held === 0) await jonas.until(() => removing.told() === 'deleted', 'that it is deleted')
        if (held === 1 && isSent) await jonas.until(() => removing.told() === 'kept', 'that it is kept')
        if (name === 'delete' && isSent) expect(held).toBe(0)
      },
    }
  },
})

/** What is kept of a step is the same for each: one that leaves its words, and one that ends its ticket, stand for all. */
const KILLED = (AICC_SUBJECT.acts ?? []).filter(({ ticket }) => !ticket)

await killRows([
  ...KILLED.map((act) => acting(AICC_SUBJECT, act)),
  acting(FEEDBACK_SUBJECT, FINISH),
  removal('delete', (_removing, child) => child.order({ do: 'tick', aheadMs: MINUTE_MS })),
  removal('delete, undone', (removing) => removing.undo()),
])
