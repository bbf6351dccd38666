import { describe, expect } from 'vitest'
import { demand } from '../../src/tickets/driver.ts'
import type { View } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { namesIn, say } from '../journeys/asking.ts'
import { crowd } from '../journeys/crowd.ts'
import { formOf, openForm } from '../journeys/filing.ts'
import { AKUBELA, AKUBELA_EXAMPLE, KASTANIENALLEE, linksOf, XIXI_LAKE } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { openRemoval, type Removing } from './acting.ts'
import { type Child, startChild } from './child.ts'
import { MINUTE_MS } from './clock.ts'
import { digestsIn } from './digests.ts'
import { expectTruth, fillForm } from './filing.ts'
import { digestIn, type Later, openLater } from './later.ts'
import { type Note, row } from './row.ts'
import { openStage, type Stage } from './stage.ts'
import { countTickets, AKUBELA_SUBJECT as SUBJECT } from './subjects.ts'

/*
 * A process that is killed after any step of any write of its store. Here everything goes by the real clock, because
 * the killed process does.
 */

const TARGET = 'kill -9'

interface Journey {
  readonly name: string
  /** Comes before the first write that counts. */
  prepare(stage: Stage): Promise<Prepared>
}

interface Prepared {
  /** What somebody does, or the clock. Resolves when it is done, or will never be: the process may be gone by then. */
  act(child: Child): Promise<void>
  /** What must be true in the next process. */
  judge(next: Later, note: Note): Promise<void>
}

const create = (name: string, open = (sofia: TestPerson) => formOf(sofia, DESK)): Journey => ({
  name,
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
const createFrom: Journey = {
  name: 'create from a message',
  prepare: async (stage) => {
    const message = (someone: TestPerson) => someone.messages(DESK).find(({ text }) => text.includes('door stations'))
    const formFrom = async (someone: TestPerson): Promise<View> => {
      const found = message(someone)
      if (found) await someone.messageShortcut(found, 'File a ticket 提交工单')
      return openForm(someone)
    }
    const jonas = stage.person('U0JONAS')
    const { act, judge } = await create('', formFrom).prepare(stage)
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

/** A deletion, which the clock carries out once it has been held. `act` is what somebody does after confirming it. */
const removal = (name: string, act: (removing: Removing, child: Child) => Promise<unknown>): Journey => ({
  name,
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

/** A change of what the channel is linked to: all of it is there afterwards or none, and all of it if it was told. */
const linking = (
  name: string,
  line: string,
  told: string,
  before: readonly string[],
  after: readonly string[],
): Journey => ({
  name,
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

const digest: Journey = {
  name: 'digest',
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
const longDigest: Journey = {
  name: 'digest in parts',
  prepare: async (stage) => {
    const houses = Array.from({ length: MANY }, (_, house) => house)
    await crowd(
      stage,
      houses.map((house) => `House ${house}: the lamp over the door is broken.`),
    )
    const ready = await digest.prepare(stage)
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
const watch: Journey = {
  name: 'watch',
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    const [, number = ''] = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(jonas, DESK, '/ticket list')) ?? []
    await say(jonas, DESK, `/ticket watch ${number}`)
    const told = () => jonas.messages(DESK).filter(({ threadTs }) => threadTs !== undefined)
    await say(jonas, DESK, `/ticket unlink ${KASTANIENALLEE.name}`)
    return {
      act: async (child) => {
        await child.order({ do: 'tick', aheadMs: MINUTE_MS })
      },
      judge: async ({ pass }, note) => {
        await pass(2, 1, 5, 10)
        note({ outcome: 'told', posts: told().length })
        expect(told().map(textOf)).toEqual([expect.stringContaining('no longer looks after its community')])
        expect(await say(jonas, DESK, `/ticket unwatch ${number}`)).toContain('does not follow')
      },
    }
  },
}

/** With what is there already, more than two messages hold. */
const MANY = 85

/** Two, because a store without any link is taken for a new one. */
const LINKED = [KASTANIENALLEE, AKUBELA_EXAMPLE]
const NEW_NAME = 'Villa am See'

const JOURNEYS: readonly Journey[] = [
  create('create'),
  createFrom,
  removal('delete', (_removing, child) => child.order({ do: 'tick', aheadMs: MINUTE_MS })),
  removal('delete, undone', (removing) => removing.undo()),
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
]

/** Runs a journey in a process of its own, which is killed at the given step. @returns how many steps there were */
const run = async (journey: Journey, kill?: { at: number; note: Note }): Promise<number> => {
  const stage = await openStage([AKUBELA], linksOf(DESK, LINKED))
  try {
    const child = await startChild(stage)
    const { act, judge } = await journey.prepare(stage)
    await child.order({ do: 'count steps', ...(kill ? { killAt: kill.at } : {}) })
    if (!kill) {
      await act(child)
      const stopped = await child.order({ do: 'stop', withinMs: 5_000 })
      return stopped?.done === 'stop' ? stopped.steps : 0
    }
    await Promise.race([act(child), child.ended])
    expect(await child.ended).toEqual({ how: 'SIGKILL', complaint: '' })
    await judge(await openLater(stage), kill.note)
    return kill.at
  } finally {
    await stage.close()
  }
}

const counted = await Promise.all(JOURNEYS.map(async (journey) => ({ journey, steps: await run(journey) })))

describe.concurrent.each(counted)('$journey.name', ({ journey, steps }) => {
  for (let at = 1; at <= steps; at += 1) {
    row({ fault: `killed after step ${at}`, target: TARGET, journey: journey.name }, async (note) => {
      await run(journey, { at, note })
    })
  }
})
