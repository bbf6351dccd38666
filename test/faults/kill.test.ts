import { describe, expect } from 'vitest'
import { DESK } from '../../src/workspace/seed.ts'
import { namesIn, say } from '../journeys/asking.ts'
import { AKUBELA, AKUBELA_EXAMPLE, KASTANIENALLEE, linksOf, XIXI_LAKE } from '../journeys/places.ts'
import { textOf } from '../support/text-of.ts'
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

const create: Journey = {
  name: 'create',
  prepare: async (stage) => {
    const text = 'The bicycle cellar is flooded.'
    const sofia = stage.person('U0SOFIA')
    const filing = await fillForm(sofia, SUBJECT.form?.(text) ?? {})
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
        expect(posts).toBeLessThanOrEqual(1)
        const next = await fillForm(sofia, SUBJECT.form?.(`${text} Again.`) ?? {})
        await next.send()
        expect((await next.hear()).told).toBe('filed')
      },
    }
  },
}

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

/** Two, because a store without any link is taken for a new one. */
const LINKED = [KASTANIENALLEE, AKUBELA_EXAMPLE]
const NEW_NAME = 'Villa am See'

const JOURNEYS: readonly Journey[] = [
  create,
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
