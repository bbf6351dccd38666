import { expect } from 'vitest'
import { demand } from '../../src/tickets/driver.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { namesIn, say } from '../journeys/asking.ts'
import { crowd } from '../journeys/crowd.ts'
import { AKUBELA_EXAMPLE, KASTANIENALLEE, XIXI_LAKE } from '../journeys/places.ts'
import { textOf } from '../support/text-of.ts'
import { MINUTE_MS } from './clock.ts'
import { digestsIn } from './digests.ts'
import { linesIn } from './in-channel.ts'
import { type Killed, killRows } from './killing.ts'
import { digestIn } from './later.ts'
import { FEEDBACK_SUBJECT, someTicket } from './subjects.ts'

const LINKED = [KASTANIENALLEE, AKUBELA_EXAMPLE]
const NEW_NAME = 'Villa am See'

/** With what is there already, more than two messages hold. */
const MANY = 85

/** A change of what the channel is linked to: all of it is there afterwards or none, and all of it if it was told. */
const linking = (
  name: string,
  line: string,
  told: string,
  before: readonly string[],
  after: readonly string[],
): Killed => ({
  name,
  places: LINKED,
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    const heard = (): string | undefined => {
      const text = textOf(jonas.lastEphemeral(DESK) ?? [])
      return text.includes(told) ? text : undefined
    }
    return {
      act: async () => {
        await jonas.command(DESK, line)
        await jonas.until(heard, told)
      },
      judge: async (_next, note) => {
        const heardBefore = heard()
        const names = await namesIn(jonas, DESK)
        const isDone = names.length === after.length
        note({ outcome: isDone ? 'done' : 'not done', told: heardBefore ?? '' })
        expect(names).toEqual(isDone ? after : before)
        if (heardBefore !== undefined) expect(isDone).toBe(true)
        await say(jonas, DESK, line)
        expect(await namesIn(jonas, DESK)).toEqual(after)
      },
    }
  },
})

const digest: Killed = {
  name: 'digest',
  places: [KASTANIENALLEE],
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    await say(jonas, DESK, digestIn(2))
    const before = digestsIn(jonas).length
    return {
      act: async (child) => {
        await child.order({ do: 'tick', aheadMs: 3 * MINUTE_MS })
      },
      judge: async ({ pass }, note) => {
        await pass(4, 1, 5, 10, 30)
        const posted = digestsIn(jonas).slice(before)
        note({ outcome: posted.length === 0 ? 'missing' : 'posted', posts: posted.length })
        expect(posted).toHaveLength(1)
      },
    }
  },
}

/** A digest of three messages: one of them in the channel, and no ticket named twice or left out. */
const longDigest: Killed = {
  name: 'digest in parts',
  places: [KASTANIENALLEE],
  prepare: async (stage, child) => {
    const houses = Array.from({ length: MANY }, (_, house) => house)
    await crowd(
      stage,
      houses.map((house) => `House ${house}: the lamp over the door is broken.`),
    )
    const ready = await digest.prepare(stage, child)
    const jonas = stage.person('U0JONAS')
    return {
      act: ready.act,
      judge: async (next, note) => {
        await ready.judge(next, note)
        const posted = jonas.messages(DESK).filter((one) => !one.ephemeralTo)
        const named = posted.flatMap((one) =>
          [...textOf(one).matchAll(/House (\d+):/g)].map(([, house]) => Number(house)),
        )
        note({ outcome: 'posted', posts: posted.filter(({ threadTs }) => threadTs).length + 1 })
        expect(named.sort((a, b) => a - b)).toEqual(houses)
      },
    }
  },
}

/** A channel stops looking after the community of a ticket that it follows: it hears once that it no longer does. */
const watchUnlinked: Killed = {
  name: 'watch line, unlinked',
  places: LINKED,
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    const [, number = ''] = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(jonas, DESK, '/ticket list')) ?? []
    await say(jonas, DESK, `/ticket watch ${number}`)
    await say(jonas, DESK, `/ticket unlink ${KASTANIENALLEE.name}`)
    return {
      act: async (child) => {
        await child.order({ do: 'tick', aheadMs: MINUTE_MS })
      },
      judge: async ({ pass }, note) => {
        await pass(2, 1, 5, 10)
        note({ outcome: 'told', posts: linesIn(jonas).length })
        expect(linesIn(jonas)).toEqual([expect.stringContaining('no longer looks after its community')])
        expect(await say(jonas, DESK, `/ticket unwatch ${number}`)).toContain('does not follow')
      },
    }
  },
}

/** News of a ticket that a channel follows: told once, and so is what comes after it. */
const watch: Killed = {
  name: 'watch line',
  places: [FEEDBACK_SUBJECT.place],
  prepare: async (stage, child) => {
    // It is followed by a clock that is behind, so that it is looked at by one that goes as Slack's does.
    await child.order({ do: 'tick', aheadMs: -6 * MINUTE_MS })
    const jonas = stage.person('U0JONAS')
    const vendor = stage.outsider(FEEDBACK_SUBJECT.vendor)
    const { ref, number } = await someTicket(FEEDBACK_SUBJECT, vendor)
    await say(jonas, DESK, `/ticket watch ${number}`)
    await demand(vendor, 'comment')(ref, 'The locksmith comes at ten.')
    return {
      act: async (child) => {
        await child.order({ do: 'tick', aheadMs: 0 })
      },
      judge: async ({ pass }, note) => {
        await pass(1, 1, 5, 10)
        note({ outcome: 'told', posts: linesIn(jonas).length })
        expect(linesIn(jonas)).toEqual([expect.stringContaining('The locksmith comes at ten.')])
        await demand(vendor, 'comment')(ref, 'He is at the door.')
        await pass(10)
        expect(linesIn(jonas).slice(1)).toEqual([expect.stringContaining('He is at the door.')])
      },
    }
  },
}

await killRows([
  linking(
    'link',
    `/ticket link akubela ${XIXI_LAKE.community} ${NEW_NAME}`,
    'is now linked to',
    LINKED.map(({ name }) => name),
    [...LINKED.map(({ name }) => name), NEW_NAME],
  ),
  linking(
    'unlink',
    `/ticket unlink ${KASTANIENALLEE.name}`,
    'no longer linked',
    LINKED.map(({ name }) => name),
    [AKUBELA_EXAMPLE.name],
  ),
  digest,
  longDigest,
  watch,
  watchUnlinked,
])
