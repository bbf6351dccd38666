import { symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import type { Step } from '../../src/store/durable-file.ts'
import { type Driver, demand } from '../../src/tickets/driver.ts'
import { DESK } from '../../src/workspace/seed.ts'
import { say } from '../journeys/asking.ts'
import { AKUBELA, KASTANIENALLEE, linksOf } from '../journeys/places.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'
import { isNotKept, openAct, openRemoval } from './acting.ts'
import { fillForm } from './filing.ts'
import { type Later, openLater } from './later.ts'
import { type Note, row } from './row.ts'
import { openStage, type Stage, type StageLink } from './stage.ts'
import { AICC_SUBJECT, AKUBELA_SUBJECT, countTickets, someTicket } from './subjects.ts'
import { asksToSendAgain, WORDS } from './words.ts'

/*
 * The disk of the store is full from a given write on, while somebody writes to a vendor. Then there is room again, in
 * the same process or for the next one.
 */

/** What somebody was told by now of what they sent. */
type Told = 'done' | 'not kept' | 'under way' | 'unclear' | 'nothing'

interface Sent {
  readonly told: Told
  readonly text: string
}

interface Writing {
  readonly journey: string
  readonly place: Omit<StageLink, 'channel'>
  /** Comes before the first write that counts. */
  prepare(stage: Stage): Promise<{
    /** Sends the form once; resolves when Slack has its answer and the person theirs. */
    send(): Promise<void>
    told(): Sent
    /** How often it is done at the vendor. */
    held(driver: (vendor: string) => Driver): Promise<number>
  }>
}

/** Reads how it stands out of how each journey says it. */
const sentOf = (text: string, signs: Readonly<Record<Exclude<Told, 'nothing'>, boolean>>): Sent => {
  const order = ['done', 'not kept', 'unclear', 'under way'] as const
  return { told: order.find((one) => signs[one]) ?? 'nothing', text }
}

const submitOnce = async (someone: TestPerson, isAnswered: () => boolean): Promise<void> => {
  const answer = await someone.submit()
  if (!answer.ok) throw new Error(answer.notice)
  await someone.until(isAnswered, 'how it stands')
}

const create: Writing = {
  journey: 'create',
  place: AKUBELA_SUBJECT.place,
  prepare: async (stage) => {
    const text = 'The bicycle cellar is flooded.'
    const sofia = stage.person('U0SOFIA')
    const filing = await fillForm(sofia, AKUBELA_SUBJECT.form?.(text) ?? {})
    const isLeft = () => asksToSendAgain(textOf(sofia.view() ?? []))
    const told = (): Sent => {
      const { told: heard, text: said = textOf(sofia.view() ?? []) } = filing.heard() ?? {}
      const isWaiting = heard === 'kept' || heard === 'checking'
      return sentOf(said, {
        ...{ done: heard === 'filed', 'not kept': isLeft() && heard === undefined },
        ...{ unclear: heard === 'unclear', 'under way': isWaiting },
      })
    }
    return {
      send: () => submitOnce(sofia, () => told().told !== 'nothing'),
      told,
      held: (driver) => countTickets(AKUBELA_SUBJECT, driver(AKUBELA), text),
    }
  },
}

const comment: Writing = {
  journey: 'comment',
  place: AICC_SUBJECT.place,
  prepare: async (stage) => {
    const act = AICC_SUBJECT.acts?.find(({ journey }) => journey === 'comment')
    if (!act) throw new Error('AICC takes no comments')
    const { vendor } = AICC_SUBJECT
    const text = 'The engineer brings another motor.'
    const sofia = stage.person('U0SOFIA')
    const { number, ref } = await someTicket(AICC_SUBJECT, stage.outsider(vendor))
    const acted = await openAct(sofia, number, act, text)
    const told = (): Sent => {
      const { told: heard, text: said = '' } = acted.heard() ?? {}
      const isWaiting = heard === 'kept' || heard === 'checking'
      return sentOf(said, {
        ...{ done: heard === 'done', 'not kept': isNotKept(sofia) && heard === undefined },
        ...{ unclear: heard === 'unclear', 'under way': isWaiting },
      })
    }
    return {
      send: () => submitOnce(sofia, () => told().told !== 'nothing'),
      told,
      held: (driver) => act.count(driver(vendor), ref, text),
    }
  },
}

const removal: Writing = {
  journey: 'delete',
  place: KASTANIENALLEE,
  prepare: async (stage) => {
    const jonas = stage.person('U0JONAS')
    const [, number = ''] = /Water stain[\s\S]*?(m[0-9a-f]{32})/.exec(await say(jonas, DESK, '/ticket list')) ?? []
    const removing = await openRemoval(jonas, number)
    const isLeft = () => textOf(jonas.view() ?? []).includes(WORDS.removal.notKept)
    const told = (): Sent => {
      const heard = removing.told()
      return sentOf(`${removing.text()}\n${textOf(jonas.view() ?? [])}`, {
        ...{ done: heard === 'deleted', 'not kept': isLeft() },
        ...{ unclear: removing.text().includes('❔'), 'under way': heard === 'waits' },
      })
    }
    return {
      send: () => submitOnce(jonas, () => told().told !== 'nothing'),
      told,
      held: async (driver) => {
        const { items } = await demand(driver(AKUBELA), 'list')({ community: KASTANIENALLEE.community })
        return items.some((ticket) => ticket.number === number) ? 0 : 1
      },
    }
  },
}

/** The store's disk, which is full once so many writes have been made from now on. */
const createDisk = (stage: Stage) => {
  const path = join(stage.folder, 'store.json.next')
  let left = Number.POSITIVE_INFINITY
  let writes = 0
  const fill = (): void => {
    if (left === 0) symlinkSync('/dev/full', path)
  }
  return {
    onStep: (step: Step): void => {
      if (step !== 'flushed') return
      writes += 1
      left -= 1
      fill()
    },
    fillAfter: (count: number): void => {
      left = count
      writes = 0
      fill()
    },
    /** Since then. */
    writes: () => writes,
    free: (): void => {
      if (left <= 0) unlinkSync(path)
      left = Number.POSITIVE_INFINITY
    },
  }
}

type Disk = ReturnType<typeof createDisk>

const onStage = async <T>(
  { place, prepare }: Writing,
  run: (scene: Awaited<ReturnType<Writing['prepare']>> & { stage: Stage; first: Later; disk: Disk }) => Promise<T>,
): Promise<T> => {
  const stage = await openStage([place.vendor], linksOf(DESK, [place]))
  const disk = createDisk(stage)
  try {
    const first = await openLater(stage, { onStep: disk.onStep })
    return await run({ ...(await prepare(stage)), stage, first, disk })
  } finally {
    await stage.close()
  }
}

/** How many writes it takes where there is room. */
const writesOf = (writing: Writing): Promise<number> =>
  onStage(writing, async ({ send, told, first, disk }) => {
    disk.fillAfter(Number.POSITIVE_INFINITY)
    await send()
    await first.pass(1, 1)
    expect(told().told).toBe('done')
    return disk.writes()
  })

const fullRow = (writing: Writing, count: number, freed: 'in time' | 'for the next process'): void =>
  row({ fault: `disk full after write ${count}`, target: `room ${freed}`, journey: writing.journey }, (note: Note) =>
    onStage(writing, async ({ send, told, held, stage, first, disk }) => {
      disk.fillAfter(count)
      await send()
      await first.pass(1, 1, 5)
      const meanwhile = { ...told(), held: await held(first.driver) }
      expect(meanwhile.held, 'at the vendor').toBeLessThanOrEqual(1)
      if (meanwhile.told !== 'nothing') expect(meanwhile.text).not.toContain(WORDS.failure.unexpected)
      if (meanwhile.told === 'done') expect(meanwhile.held, meanwhile.text).toBe(1)
      if (meanwhile.told === 'not kept') expect(meanwhile.held, meanwhile.text).toBe(0)

      if (freed === 'for the next process') await first.stop()
      disk.free()
      const later = freed === 'in time' ? first : await openLater(stage)
      await later.pass(10, 1, 5, 15)
      const atLast = { ...told(), held: await held(later.driver) }
      note({ outcome: atLast.told, tickets: atLast.held, told: atLast.text })
      expect(atLast.held, 'at the vendor').toBeLessThanOrEqual(1)
      if (meanwhile.told === 'not kept') expect([atLast.told, atLast.held]).toEqual(['not kept', 0])
      else if (freed === 'in time') expect([atLast.told, atLast.held]).toEqual(['done', 1])
      else
        expect([
          ['done', 1],
          ['unclear', 1],
        ]).toContainEqual([atLast.told, atLast.held])
    }),
  )

const counted: { writing: Writing; writes: number }[] = []
for (const writing of [create, comment, removal]) counted.push({ writing, writes: await writesOf(writing) })

describe.each(counted)('$writing.journey', ({ writing, writes }) => {
  for (let count = 0; count < writes; count += 1) {
    fullRow(writing, count, 'in time')
    fullRow(writing, count, 'for the next process')
  }
})
