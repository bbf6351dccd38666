import { describe, expect, it } from 'vitest'
import type { Driver } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { Watch, WatchLine } from '../../src/tickets/followed.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import { refKey, type Status, type TicketDetail, type TicketRef } from '../../src/tickets/ticket.ts'
import type { Herald, Posted } from '../../src/tickets/watch-telling.ts'
import { createWatcher } from '../../src/tickets/watcher.ts'
import { detailOf, driverOf } from './fakes.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')
const MINUTE_MS = 60_000
const instant = (ms: number): string => new Date(ms).toISOString()

const REF: TicketRef = { vendor: 'acme', community: '1', id: 'A1' }
const WATCH: Watch = {
  channel: 'C1',
  ref: REF,
  number: 'A-1',
  by: 'U1',
  at: instant(NOW),
  thread: '1.2',
  seen: { status: 'pending' },
}

const write = (standing: Partial<Submission>): Submission => ({
  id: 's1',
  channel: 'C1',
  user: 'U1',
  vendor: REF.vendor,
  community: REF.community,
  write: { kind: 'comment', id: REF.id, text: 'hello' },
  language: 'en',
  acceptedAt: instant(NOW),
  state: 'sending',
  ...standing,
})

const step = (standing: Partial<Submission>): Submission =>
  write({ write: { kind: 'transition', id: REF.id, step: 'begin', fields: {} }, ...standing })

interface Play {
  readonly watches?: readonly Watch[]
  /** How each post ends, in turn; then all are sent. */
  readonly posts?: Posted[]
  readonly found?: Awaited<ReturnType<Herald['find']>>
  readonly paused?: boolean
  /** What the vendor's tickets are filed under. */
  readonly scope?: Driver['scope']
}

/** A watcher of one vendor, with a clock, a store and a channel in memory. */
const play = ({ watches = [WATCH], posts = [], found = 'absent', paused = false, scope = 'ids' }: Play = {}) => {
  let now = NOW
  let kept = [...watches]
  let submissions: Submission[] = []
  let status: Status | TicketError = 'pending'
  let onRead = async (): Promise<void> => {}
  const said: { thread: string | undefined; text: string }[] = []
  const read: string[] = []
  let isCardThere = true
  let onRefresh = (): void => {}

  const detail = async (ref: TicketRef): Promise<TicketDetail> => {
    read.push(ref.id)
    const shown = status
    await onRead()
    if (typeof shown !== 'string') throw shown
    return { ...detailOf(ref.vendor, ref.community, ref.id), status: shown }
  }
  const acme: Driver = { ...driverOf(REF.vendor, { detail }), scope }
  const isOne = (channel: string, ref: TicketRef) => (one: Watch) =>
    one.channel === channel && refKey(one.ref) === refKey(ref)

  const watcher = createWatcher({
    store: {
      watches: async (channel) => kept.filter((one) => channel === undefined || one.channel === channel),
      changeWatch: async (channel, ref, change) => {
        const before = kept.find(isOne(channel, ref))
        const after = before && change(before)
        if (after) kept = kept.map((one) => (one === before ? after : one))
        return after
      },
      removeWatch: async (channel, ref) => {
        const left = kept.filter((one) => !isOne(channel, ref)(one))
        const isGone = left.length < kept.length
        kept = left
        return isGone
      },
      links: async () => ['C1', 'C2'].map((channel) => ({ channel, ...REF, ...(paused ? { paused: {} } : {}) })),
      submissions: async () => submissions,
    },
    desk: { driver: (vendor) => (vendor === acme.vendor ? acme : undefined) },
    herald: {
      voice: async () => {
        const say = (news: readonly { is: string }[]) => ({
          id: `line ${said.length}`,
          text: news.map(({ is }) => is).join(),
        })
        return { language: 'en', say }
      },
      refresh: async () => {
        onRefresh()
        return isCardThere
      },
      post: async ({ thread }: Watch, { text }: WatchLine) => {
        said.push({ thread, text })
        return posts.shift() ?? 'sent'
      },
      find: async () => found,
    },
    now: () => instant(now),
    log: { warn: () => {}, error: () => {} },
  })
  return {
    watcher,
    read,
    texts: () => said.map(({ text }) => text),
    threads: () => said.map(({ thread }) => thread),
    kept: () => kept,
    turns: (to: Status | TicketError) => {
      status = to
    },
    whileReading: (run: () => Promise<void>) => {
      onRead = run
    },
    unfollow: () => {
      kept = []
    },
    whileRefreshing: (run: () => void) => {
      onRefresh = run
    },
    submit: (...some: Submission[]) => {
      submissions = some
    },
    deleteCard: () => {
      isCardThere = false
    },
    pass: async (minutes: number) => {
      now += minutes * MINUTE_MS
      await watcher.tick()
    },
  }
}

describe('a line', () => {
  it('that may have been posted is looked for, and not posted again where it is, or nobody can look', async () => {
    for (const found of ['posted', 'unreadable'] as const) {
      const { turns, pass, texts, kept } = play({ posts: ['unclear'], found })
      turns('in_progress')
      await pass(5)
      expect(kept()[0]?.lines).toHaveLength(1)
      await pass(1)
      await pass(5)
      expect(texts()).toEqual(['status'])
      expect(kept()[0]?.lines).toBeUndefined()
    }
  })

  it('that is certainly not there is posted again, in the end once', async () => {
    const { turns, pass, texts, kept } = play({ posts: ['unclear', 'not_sent'], found: 'absent' })
    turns('in_progress')
    await pass(5)
    await pass(1)
    expect(texts()).toHaveLength(2)
    await pass(1)
    expect(texts()).toHaveLength(2)
    await pass(5)
    await pass(5)
    expect(texts()).toEqual(['status', 'status', 'status'])
    expect(kept()).toEqual([expect.objectContaining({ seen: { status: 'in_progress' } })])
  })

  it('waits while nobody can look, for ten minutes', async () => {
    const { turns, pass, kept } = play({ posts: ['unclear'], found: 'not_now' })
    turns('in_progress')
    await pass(5)
    await pass(5)
    expect(kept()[0]?.lines).toHaveLength(1)
    await pass(5)
    expect(kept()[0]?.lines).toBeUndefined()
  })

  it('goes into the channel itself where its thread is gone', async () => {
    const refused = play({ posts: ['no_thread'] })
    refused.turns('in_progress')
    await refused.pass(5)
    expect(refused.threads()).toEqual(['1.2', undefined])
    const deleted = play()
    deleted.turns('in_progress')
    deleted.deleteCard()
    await deleted.pass(5)
    expect(deleted.threads()).toEqual([undefined])
  })

  it('is not told when nobody follows the ticket any more', async () => {
    const { turns, pass, texts, unfollow, whileRefreshing } = play()
    turns('in_progress')
    whileRefreshing(unfollow)
    await pass(5)
    expect(texts()).toEqual([])
  })

  it('is not told while the community rests, and not at all when it is a day old', async () => {
    const { pass, texts, kept } = play({
      watches: [{ ...WATCH, lines: [{ id: 'old', at: instant(NOW - 25 * 60 * MINUTE_MS), text: 'old' }] }],
    })
    await pass(0)
    expect(texts()).toEqual([])
    expect(kept()[0]?.lines).toBeUndefined()
    const resting = play({
      watches: [{ ...WATCH, lines: [{ id: 'new', at: instant(NOW), text: 'new' }] }],
      paused: true,
    })
    await resting.pass(1)
    expect(resting.texts()).toEqual([])
    expect(resting.kept()[0]?.lines).toHaveLength(1)
  })
})

describe('what is done here', () => {
  it('is no news to the channel, at whatever moment a look comes between', async () => {
    const states: Partial<Submission>[] = [
      { state: 'sending' },
      { state: 'checking' },
      { state: 'done' },
      { state: 'done', recorded: 'done' },
    ]
    for (const standing of states) {
      const { watcher, turns, pass, texts, submit, whileReading } = play()
      turns('in_progress')
      // The vendor has taken it, and the look that shows so ends before that is known here.
      whileReading(async () => {
        submit(step(standing))
        if (standing.recorded) await watcher.acted(step(standing))
      })
      await pass(5)
      expect(texts(), JSON.stringify(standing)).toEqual([])
      whileReading(async () => {})
      submit(step({ state: 'done', told: 'done', recorded: 'done' }))
      await watcher.acted(step({ state: 'done' }))
      await pass(1)
      await pass(5)
      expect(texts()).toEqual([])
      turns('waiting_user')
      await pass(5)
      expect(texts()).toEqual(['status'])
    }
  })

  it('hides nothing that somebody else did meanwhile', async () => {
    const { watcher, turns, pass, texts } = play()
    await watcher.acted(write({ state: 'done' }))
    turns('in_progress')
    await pass(1)
    expect(texts()).toEqual(['status'])
  })

  it('is news to other channels, and read once for all of them', async () => {
    const { watcher, turns, pass, texts, kept, read } = play({ watches: [WATCH, { ...WATCH, channel: 'C2' }] })
    turns('done')
    await watcher.acted(step({ state: 'done' }))
    await pass(0)
    expect(read).toEqual(['A1'])
    expect(texts()).toEqual(['status,ended'])
    expect(kept()).toEqual([])
  })

  it('is about one ticket for all who see it, by a part of the account or by all of it', async () => {
    const watches = [WATCH, { ...WATCH, channel: 'C2' }].map((one) => ({ ...one, nextLookAt: instant(NOW + 1) }))
    const byAll = step({ state: 'done', community: '*' })
    const { watcher, turns, pass, texts, kept } = play({ watches, scope: 'either' })
    turns('in_progress')
    await watcher.acted(byAll)
    await pass(0)
    expect(texts()).toEqual(['status'])
    expect(kept().map(({ seen }) => seen.status)).toEqual(['in_progress', 'in_progress'])
    const apart = play({ watches })
    apart.turns('in_progress')
    await apart.watcher.acted(byAll)
    await apart.pass(0)
    expect(apart.read).toEqual([])
  })

  it('ends the watch here when it deletes the ticket', async () => {
    const remove = (outcome: 'removed' | 'failed'): Submission =>
      write({ state: 'done', write: { kind: 'remove', ids: [REF.id] }, removals: [outcome] })
    const { watcher, kept, texts } = play()
    await watcher.acted(remove('failed'))
    expect(kept()).toHaveLength(1)
    await watcher.acted(remove('removed'))
    expect(kept()).toEqual([])
    expect(texts()).toEqual([])
  })
})

describe('the clock', () => {
  const many = (count: number): Watch[] =>
    Array.from({ length: count }, (_, i) => ({ ...WATCH, ref: { ...REF, id: `A${i}` }, number: `A-${i}` }))

  it('looks at so many tickets in a minute and no more, those first that wait the longest', async () => {
    const { pass, read } = play({ watches: many(100) })
    await pass(1)
    expect(read).toHaveLength(40)
    await pass(1)
    await pass(1)
    expect(read).toHaveLength(100)
    expect(new Set(read).size).toBe(100)
    await pass(1)
    expect(read).toHaveLength(100)
  })

  it('asks a vendor that does not answer for a few only', async () => {
    const { pass, read, turns, texts } = play({ watches: many(100) })
    turns(new TicketError('unreachable', 'no answer'))
    await pass(1)
    expect(read).toHaveLength(4)
    expect(texts()).toEqual([])
  })
})
