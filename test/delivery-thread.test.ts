import { describe, expect, it, vi } from 'vitest'
import { createSchedule } from '../src/schedule.ts'
import type { DigestPart } from '../src/slack/blocks/digest-parts.ts'
import type { DigestPoster, SlotSighting } from '../src/slack/digest-post.ts'
import type { DigestThread } from '../src/slack/digest-thread.ts'
import { createChanges } from '../src/store/changes.ts'
import { createRows } from '../src/store/rows.ts'
import { type Data, EMPTY } from '../src/store/schema.ts'
import type { DigestSchedule } from '../src/store/store.ts'
import type { Mark } from '../src/tickets/order.ts'

const CHANNEL = 'C0LINDENHOF'
const SLOT = '2026-11-23T08:00:00.000Z'
const at = (time: string): string => `2026-11-23T${time}.000Z`

const schedule: DigestSchedule = {
  channel: CHANNEL,
  times: ['09:00'],
  days: [1],
  zone: 'Europe/Berlin',
  holidays: [],
  language: 'en',
  skipEmpty: false,
  onlyChanged: false,
  updatedBy: 'U0MARTA',
  updatedAt: '2026-11-22T10:00:00.000Z',
}

const markOf = (id: string): Mark => ({ ref: { vendor: 'akubela', community: 'r-1', id }, number: id })

type Posting = Awaited<ReturnType<DigestThread['post']>>
type Looked = Awaited<ReturnType<DigestThread['find']>>

/** A channel with six tickets, of which a message holds two. What is posted is `1: a b`, `2: c d`, `3: e f`. */
const setUp = () => {
  const clock = { now: at('08:00:00') }
  const world = { tickets: ['a', 'b', 'c', 'd', 'e', 'f'] }
  const posted: string[] = []
  const hooks: {
    /** Before a part is posted; what it answers is the outcome. */
    post?: (part: DigestPart) => Promise<Posting | undefined>
    look?: () => Promise<Looked>
    findHead?: SlotSighting
  } = {}
  const partsFrom = (after: string, first: number): DigestPart[] => {
    const left = world.tickets.filter((id) => id > after)
    return Array.from({ length: Math.ceil(left.length / 2) }, (_, i) => {
      const ids = left.slice(i * 2, i * 2 + 2)
      return { number: first + i, last: markOf(ids.at(-1) ?? ''), reply: { text: ids.join(' '), blocks: [] } }
    })
  }
  const appear = ({ number, reply }: DigestPart): void => void posted.push(`${number}: ${reply.text}`)
  const poster: DigestPoster = {
    round: () => ({
      prepare: async () => ({
        post: async () => {
          posted.push('1: a b')
          const rest = { after: markOf('b'), parts: partsFrom('b', 2) }
          return { outcome: 'sent', ts: '1.1', partial: false, memory: { channel: CHANNEL, communities: [] }, rest }
        },
      }),
      rest: async (_schedule, { next, after }) => partsFrom(after.number, next),
    }),
    find: async () => hooks.findHead ?? { seen: 'absent' },
    thread: {
      post: async (_digest, part) => {
        const outcome = await hooks.post?.(part)
        if (!outcome) appear(part)
        return outcome ?? { outcome: 'sent' }
      },
      find: async (_digest, number) => {
        const found = posted.some((one) => one.startsWith(`${number}:`))
        return (await hooks.look?.()) ?? (found ? { seen: 'posted', ts: '1.2', payload: {} } : { seen: 'absent' })
      },
    },
  }
  const rows = createRows(createChanges<Data>({ ...EMPTY, schedules: [schedule] }, async (data) => data))
  const log = { error: () => {}, warn: () => {} }
  const process = () => createSchedule({ store: rows, now: () => clock.now, poster, log })
  const first = process()
  const tickAt = (time: string, by = first): Promise<void> => {
    clock.now = at(time)
    return by.tick()
  }
  const slot = async () => (await rows.slots(CHANNEL))[0]
  /** A process that is killed at nine while it posts the second message, with or without Slack having it. */
  const killedAtNine = async (reached: boolean) => {
    const posting = Promise.withResolvers<void>()
    hooks.post = (part) => {
      if (reached) appear(part)
      posting.resolve()
      return new Promise(() => {})
    }
    void tickAt('08:00:00')
    await posting.promise
    delete hooks.post
    return process()
  }
  return { clock, world, posted, hooks, rows, process, tickAt, slot, killedAtNine, appear }
}

const ALL = ['1: a b', '2: c d', '3: e f']

describe('a digest that takes several messages', () => {
  it('is followed by its parts, each claimed before it is posted', async () => {
    const { tickAt, posted, hooks, slot } = setUp()
    const claims: unknown[] = []
    hooks.post = async () => void claims.push((await slot())?.rest)
    await tickAt('08:00:00')
    expect(posted).toEqual(ALL)
    expect(claims).toEqual([
      { next: 2, after: markOf('b'), claim: { at: at('08:00:00'), last: markOf('d') } },
      { next: 3, after: markOf('d'), claim: { at: at('08:00:00'), last: markOf('f') } },
    ])
    expect(await slot()).toEqual({
      channel: CHANNEL,
      id: SLOT,
      state: 'sent',
      claimedAt: at('08:00:00'),
      dueAt: at('08:00:00'),
      ts: '1.1',
    })
    await tickAt('08:01:00')
    expect(posted).toEqual(ALL)
  })

  it('comes once from two processes that are at it together', async () => {
    const { tickAt, posted, process } = setUp()
    const other = process()
    await Promise.all([tickAt('08:00:00'), other.tick()])
    await Promise.all([tickAt('08:01:00'), other.tick()])
    expect(posted).toEqual(ALL)
  })

  it('is whole also where only its first message was found after a crash', async () => {
    const { tickAt, posted, hooks, rows, slot } = setUp()
    await rows.claimSlot({ channel: CHANNEL, id: SLOT, dueAt: at('08:00:00') }, at('08:00:00'))
    posted.push('1: a b')
    hooks.findHead = { seen: 'posted', ts: '1.1', partial: false, after: markOf('b') }
    for (const time of ['08:01:00', '08:02:00']) await tickAt(time)
    expect(posted).toEqual(ALL)
    expect((await slot())?.rest).toBeUndefined()
  })
})

describe('killed between two parts', () => {
  it.each([false, true])(
    'the next process looks, and no part comes twice or is missing (posted: %s)',
    async (reached) => {
      const { tickAt, posted, killedAtNine, slot } = setUp()
      const next = await killedAtNine(reached)
      for (const time of ['08:01:00', '08:02:00']) await tickAt(time, next)
      expect(posted).toEqual(ALL)
      expect((await slot())?.rest).toBeUndefined()
    },
  )

  it('names every ticket once, although some came and went meanwhile', async () => {
    const { tickAt, posted, killedAtNine, world } = setUp()
    const next = await killedAtNine(true)
    world.tickets = ['b', 'd', 'e', 'f', 'g']
    await tickAt('08:01:00', next)
    expect(posted).toEqual(['1: a b', '2: c d', '3: e f', '4: g'])
  })

  it.each([false, true])('a part that nobody can look for is not posted again (posted: %s)', async (reached) => {
    const { tickAt, posted, killedAtNine, hooks } = setUp()
    const next = await killedAtNine(reached)
    hooks.look = async () => ({ seen: 'unreadable', reason: 'missing_scope', error: undefined })
    for (const time of ['08:01:00', '08:02:00']) await tickAt(time, next)
    expect(posted).toEqual(reached ? ALL : ['1: a b', '3: e f'])
  })

  it('does not take over a part that may still be worked on', async () => {
    const { tickAt, posted, killedAtNine } = setUp()
    const next = await killedAtNine(false)
    await tickAt('08:00:30', next)
    expect(posted).toEqual(['1: a b'])
  })

  it('waits while Slack does not answer, and gives up after half an hour', async () => {
    const { tickAt, posted, killedAtNine, hooks, slot } = setUp()
    const next = await killedAtNine(false)
    hooks.look = async () => ({ seen: 'not_now', reason: 'unreachable', error: undefined })
    await tickAt('08:29:00', next)
    expect(await slot()).toMatchObject({ state: 'sent', rest: { next: 2 } })
    await tickAt('08:31:00', next)
    expect(posted).toEqual(['1: a b'])
    expect(await slot()).toMatchObject({ state: 'sent', cut: true })
    expect((await slot())?.rest).toBeUndefined()
  })

  it('says nothing more where the digest was switched off since', async () => {
    const { tickAt, posted, killedAtNine, rows, slot } = setUp()
    const next = await killedAtNine(false)
    await rows.removeSchedule(CHANNEL)
    await tickAt('08:01:00', next)
    expect(posted).toEqual(['1: a b'])
    expect(await slot()).toMatchObject({ cut: true })
  })
})

describe('a part that fails', () => {
  it('because Slack asked for a pause is posted after it, once', async () => {
    const { tickAt, posted, hooks } = setUp()
    const pause = { outcome: 'not_sent', reason: 'rate_limited', error: undefined, retryAfterMs: 120_000 } as const
    hooks.post = vi.fn(async () => pause)
    await tickAt('08:00:00')
    await tickAt('08:01:00')
    expect(hooks.post).toHaveBeenCalledTimes(1)
    delete hooks.post
    await tickAt('08:02:00')
    expect(posted).toEqual(ALL)
  })

  it.each([false, true])('without an answer is looked for first (posted: %s)', async (reached) => {
    const { tickAt, posted, hooks, appear } = setUp()
    hooks.post = async (part) => {
      if (reached) appear(part)
      return { outcome: 'unclear', reason: 'http_502', error: undefined }
    }
    await tickAt('08:00:00')
    delete hooks.post
    await tickAt('08:01:00')
    expect(posted).toEqual(ALL)
  })
})

it('a process that is told to stop ends with the part at hand, and the next goes on at once', async () => {
  const { tickAt, posted, hooks, process, clock } = setUp()
  const leaving = process()
  const slow = Promise.withResolvers<undefined>()
  const posting = Promise.withResolvers<void>()
  hooks.post = () => {
    posting.resolve()
    return slow.promise
  }
  clock.now = at('08:00:00')
  const ticking = leaving.tick()
  await posting.promise
  const stopping = leaving.stop()
  slow.resolve(undefined)
  await Promise.all([ticking, stopping])
  expect(posted).toEqual(['1: a b', '2: c d'])
  delete hooks.post
  await tickAt('08:00:10', process())
  expect(posted).toEqual(ALL)
})
