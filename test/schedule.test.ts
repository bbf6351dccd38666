import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSchedule, type Schedule, type ScheduleDeps } from '../src/schedule.ts'
import type { DigestPoster, PostOutcome, Prepared, SlotSighting } from '../src/slack/digest-post.ts'
import { createChanges } from '../src/store/changes.ts'
import { createRows } from '../src/store/rows.ts'
import { type Data, EMPTY } from '../src/store/schema.ts'
import type { DigestSchedule } from '../src/store/store.ts'

/** Every working day at nine in Berlin, which is 08:00 UTC in November. The 23rd is a Monday. */
const lindenhof: DigestSchedule = {
  channel: 'C0LINDENHOF',
  times: ['09:00'],
  days: [1, 2, 3, 4, 5],
  zone: 'Europe/Berlin',
  holidays: [],
  language: 'en',
  skipEmpty: false,
  onlyChanged: false,
  updatedBy: 'U0MARTA',
  updatedAt: '2026-11-22T10:00:00.000Z',
}
/** Due at the same moment. */
const taoyuan: DigestSchedule = {
  ...lindenhof,
  channel: 'C0TAOYUAN',
  times: ['16:00'],
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
}

const NINE = '2026-11-23T08:00:00.000Z'
const at = (time: string): string => `2026-11-23T${time}:00.000Z`

/** A slot in few words: when it was due, in UTC. */
const minuteOf = (slot: string): string => slot.slice(0, 16)

const storeOf = (schedules: readonly DigestSchedule[]) =>
  createRows(createChanges<Data>({ ...EMPTY, schedules }, async (data) => data))

interface Posted {
  readonly channel: string
  readonly slot: string
  readonly late: boolean
  readonly ts: string
}

type Act<T> = (channel: string, slot: string) => Promise<T>

/** A Slack where digests appear. `prepare`, `send` and `look` stand in its way where a test says so. */
const slackOf = (clock: { now: string }) => {
  const posted: Posted[] = []
  const hooks: {
    prepare?: Act<Prepared | undefined>
    send?: Act<PostOutcome | undefined>
    look?: Act<SlotSighting | undefined>
  } = {}
  const looks: { id: string; claimedAt: string; since: string | undefined }[] = []
  let rounds = 0
  const appear = (channel: string, slot: string, late: boolean): string => {
    const ts = `${Date.parse(clock.now) / 1000}.00000${posted.length + 1}`
    posted.push({ channel, slot: minuteOf(slot), late, ts })
    return ts
  }
  const poster: DigestPoster = {
    round: () => {
      rounds += 1
      return {
        prepare: async ({ channel }, { id: slot }) =>
          (await hooks.prepare?.(channel, slot)) ?? {
            post: async (late) =>
              (await hooks.send?.(channel, slot)) ?? {
                outcome: 'sent',
                ts: appear(channel, slot, late),
                partial: false,
                memory: { channel, communities: [] },
              },
          },
        rest: async () => [],
      }
    },
    thread: { post: async () => ({ outcome: 'sent' }), find: async () => ({ seen: 'absent' }) },
    find: async ({ channel, id, claimedAt, since }) => {
      looks.push({ id, claimedAt, since })
      const looked = await hooks.look?.(channel, id)
      const found = posted.find((one) => one.channel === channel && one.slot === minuteOf(id))
      return looked ?? (found ? { seen: 'posted', ts: found.ts, partial: false } : { seen: 'absent' })
    },
  }
  return {
    poster,
    hooks,
    appear,
    posted,
    looks,
    slots: () => posted.map(({ channel, slot }) => `${channel} ${slot}`),
    rounds: () => rounds,
  }
}

/** A schedule over the given channels, its clock, what it posted, and how to start another over what it left. */
const setUp = (schedules: DigestSchedule[], overrides: Partial<ScheduleDeps['store']> = {}) => {
  const clock = { now: at('07:59') }
  const slack = slackOf(clock)
  const store = storeOf(schedules)
  const errors: unknown[] = []
  const log = { error: (details: object) => void errors.push(details), warn: () => {} }
  const deps: ScheduleDeps = { store: { ...store, ...overrides }, now: () => clock.now, poster: slack.poster, log }
  const restarted = () => createSchedule({ ...deps, store })
  const schedule = createSchedule(deps)
  const tickAt = (now: string, by: Schedule = schedule): Promise<void> => {
    clock.now = now
    return by.tick()
  }
  const ledger = async (channel?: string) =>
    (await store.slots(channel)).map(({ channel: where, id, state, ...rest }) => ({ where, id, state, ...rest }))
  const states = async () => (await store.slots()).map(({ id, state }) => `${minuteOf(id)} ${state}`)
  return { schedule, deps, clock, store, slack, errors, tickAt, restarted, ledger, states }
}

const never = <T>(): Promise<T> => new Promise<T>(() => {})
const refused = (reason: string, retryAfterMs?: number): PostOutcome => ({
  outcome: 'not_sent',
  reason,
  error: new Error(reason),
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
})
const unclear: PostOutcome = { outcome: 'unclear', reason: 'http_502', error: new Error('502') }

describe('tick', () => {
  it('posts when a slot is due and not before, once however often it ticks', async () => {
    const { tickAt, slack, ledger } = setUp([lindenhof])
    await tickAt('2026-11-23T07:59:59.000Z')
    expect(slack.posted).toEqual([])
    for (const time of ['08:00', '08:01', '09:59']) await tickAt(at(time))
    expect(slack.posted).toMatchObject([{ channel: 'C0LINDENHOF', slot: '2026-11-23T08:00', late: false }])
    expect(await ledger()).toEqual([
      {
        where: 'C0LINDENHOF',
        id: NINE,
        state: 'sent',
        claimedAt: NINE,
        dueAt: NINE,
        ts: slack.posted[0]?.ts,
      },
    ])
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00', 'C0LINDENHOF 2026-11-24T08:00'])
  })

  it('posts once when ticks overlap and when two processes share the store', async () => {
    const { tickAt, restarted, slack, schedule } = setUp([lindenhof, taoyuan])
    const other = restarted()
    await Promise.all([tickAt(NINE), schedule.tick(), other.tick(), other.tick()])
    expect(slack.slots().toSorted()).toEqual(['C0LINDENHOF 2026-11-23T08:00', 'C0TAOYUAN 2026-11-23T08:00'])
  })

  it('has claimed the slot when it posts, and not yet while it reads', async () => {
    const { tickAt, slack, states } = setUp([lindenhof])
    const seen: string[][] = []
    slack.hooks.prepare = async () => void seen.push(await states())
    slack.hooks.send = async () => void seen.push(await states())
    await tickAt(NINE)
    expect(seen).toEqual([[], ['2026-11-23T08:00 claimed']])
  })

  it('lets the digests that are due together share what is read', async () => {
    const { tickAt, slack } = setUp([lindenhof, taoyuan])
    await tickAt(NINE)
    expect([slack.posted.length, slack.rounds()]).toEqual([2, 1])
  })

  it('posts nothing more for a channel once it is switched off', async () => {
    const { tickAt, slack, store } = setUp([lindenhof, taoyuan])
    await tickAt(NINE)
    await store.removeSchedule(lindenhof.channel)
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(slack.slots()).toEqual([
      'C0LINDENHOF 2026-11-23T08:00',
      'C0TAOYUAN 2026-11-23T08:00',
      'C0TAOYUAN 2026-11-24T08:00',
    ])
  })

  it('does not fire at once for a time that had passed when the schedule was made', async () => {
    const { tickAt, slack, states } = setUp([{ ...lindenhof, updatedAt: at('09:00') }])
    await tickAt(at('09:01'))
    expect([slack.posted, await states()]).toEqual([[], []])
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-24T08:00'])
  })

  it('posts again at the same time of day when the zone was corrected since, and not for a zone that says the same', async () => {
    const { tickAt, slack, store } = setUp([lindenhof])
    await tickAt(NINE)
    await store.putSchedule({ ...lindenhof, zone: 'Europe/Paris' })
    await tickAt(at('08:01'))
    await store.putSchedule({ ...lindenhof, zone: 'America/New_York', updatedAt: at('08:10') })
    for (const time of ['13:59', '14:00', '14:01']) await tickAt(at(time))
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00', 'C0LINDENHOF 2026-11-23T14:00'])
  })

  it('posts what is due though the same time of day was missed in the zone that was set before', async () => {
    const { tickAt, slack, store, states } = setUp([{ ...lindenhof, zone: 'Asia/Shanghai' }])
    await tickAt(at('07:00'))
    await store.putSchedule({ ...lindenhof, updatedAt: at('07:10') })
    await tickAt(NINE)
    expect(await states()).toEqual(['2026-11-23T01:00 missed', '2026-11-23T08:00 sent'])
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
  })

  it.each([
    ['by its local time', { dueAt: undefined }],
    ['and the moment too', { dueAt: NINE }],
  ])('knows what an earlier release kept, %s', async (_how, { dueAt }) => {
    const { tickAt, slack, store, ledger } = setUp([lindenhof])
    const kept = { channel: lindenhof.channel, id: '2026-11-23T09:00', ...(dueAt ? { dueAt } : {}) }
    await store.claimSlot(kept, NINE)
    await tickAt(at('08:01'))
    await tickAt(at('08:02'))
    expect(slack.posted).toHaveLength(1)
    expect(await ledger()).toMatchObject([{ id: '2026-11-23T09:00', state: 'sent', dueAt: NINE }])
  })

  it('notes what had nothing to say, and does not ask again', async () => {
    const { tickAt, slack, ledger } = setUp([lindenhof])
    slack.hooks.prepare = vi.fn(async () => ({ skip: 'empty' as const }))
    await tickAt(NINE)
    await tickAt(at('08:01'))
    expect(slack.posted).toEqual([])
    expect(slack.hooks.prepare).toHaveBeenCalledTimes(1)
    expect(await ledger()).toMatchObject([{ state: 'skipped', reason: 'empty' }])
  })

  it('does not let a slow channel hold back another, in the same tick or the next, nor starts it twice', async () => {
    const evening = { ...taoyuan, channel: 'C0EVENING', times: ['16:01'] }
    const { tickAt, slack, states } = setUp([lindenhof, taoyuan, evening])
    const slow = Promise.withResolvers<undefined>()
    const asked: string[] = []
    slack.hooks.send = (channel) => {
      asked.push(channel)
      return channel === lindenhof.channel ? slow.promise : Promise.resolve(undefined)
    }
    const first = tickAt(NINE)
    await tickAt(at('08:01'))
    await tickAt(at('08:02'))
    expect(asked).toEqual(['C0LINDENHOF', 'C0TAOYUAN', 'C0EVENING'])
    expect(await states()).toEqual(['2026-11-23T08:00 claimed', '2026-11-23T08:00 sent', '2026-11-23T08:01 sent'])
    slow.resolve(undefined)
    await first
    expect((await states())[0]).toBe('2026-11-23T08:00 sent')
  })

  it('goes on with the other channels when the zone of one is no longer known', async () => {
    const { tickAt, slack, errors } = setUp([{ ...lindenhof, zone: 'Europe/Atlantis' }, taoyuan])
    await tickAt(NINE)
    expect([slack.slots(), errors.length]).toEqual([['C0TAOYUAN 2026-11-23T08:00'], 1])
  })

  it('logs when the store fails it, and posts on the tick after', async () => {
    const store = storeOf([lindenhof])
    const faults = ['schedules', 'claim']
    const { tickAt, slack, errors } = setUp([lindenhof], {
      schedules: async () =>
        faults[0] === 'schedules' ? Promise.reject(new Error(faults.shift())) : store.schedules(),
      claimSlot: async (...slot) =>
        faults[0] === 'claim' ? Promise.reject(new Error(faults.shift())) : store.claimSlot(...slot),
      settleSlot: store.settleSlot,
    })
    await tickAt(NINE)
    await tickAt(at('08:01'))
    expect([slack.posted, errors.length]).toEqual([[], 2])
    await tickAt(at('08:02'))
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
  })
})

describe('after a standstill', () => {
  it('posts nothing that took too long to read', async () => {
    const { tickAt, slack, clock, states } = setUp([lindenhof])
    const slow = Promise.withResolvers<undefined>()
    slack.hooks.prepare = () => slow.promise
    const ticking = tickAt(at('09:59'))
    await vi.waitFor(() => expect(slack.rounds()).toBe(1))
    clock.now = at('10:00')
    slow.resolve(undefined)
    await ticking
    await tickAt(at('10:01'))
    expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 missed']])
  })

  it.each([
    ['2026-11-23T08:04:59.000Z', [{ slot: '2026-11-23T08:00', late: false }]],
    ['2026-11-23T09:59:00.000Z', [{ slot: '2026-11-23T08:00', late: true }]],
    ['2026-11-23T10:00:00.000Z', []],
    ['2026-11-25T09:00:00.000Z', [{ slot: '2026-11-25T08:00', late: true }]],
  ])('at %s, makes up for the last two hours only, and says that it is late', async (now, expected) => {
    const { tickAt, slack } = setUp([lindenhof])
    await tickAt(now)
    expect(slack.posted.map(({ slot, late }) => ({ slot, late }))).toEqual(expected)
  })

  it.each([
    [0, '08:04', 1],
    [0, '08:05', 0],
    [30, '08:29', 1],
    [30, '08:30', 0],
    [1440, '23:00', 1],
  ])('makes up for so much as it is told to: %i minutes, at %s', async (minutes, time, expected) => {
    const { deps, tickAt, slack } = setUp([lindenhof])
    await tickAt(at(time), createSchedule({ ...deps, catchUpMs: minutes * 60_000 }))
    expect(slack.posted).toHaveLength(expected)
  })

  it('sends the latest of several, and keeps the others as missed', async () => {
    const { tickAt, slack, states } = setUp([{ ...lindenhof, times: ['08:00', '09:00', '10:00', '17:00'] }])
    await tickAt('2026-11-24T09:30:00.000Z')
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-24T09:00'])
    expect((await states()).toSorted()).toEqual([
      '2026-11-23T07:00 missed',
      '2026-11-23T08:00 missed',
      '2026-11-23T09:00 missed',
      '2026-11-23T16:00 missed',
      '2026-11-24T07:00 missed',
      '2026-11-24T08:00 missed',
      '2026-11-24T09:00 sent',
    ])
  })
})

describe('a clock that was ahead for a minute', () => {
  it.each(['2026-11-23T10:05:00.000Z', '2026-11-24T07:00:00.000Z'])(
    'and said %s costs no digest what was noted as missed',
    async (ahead) => {
      const { tickAt, slack, states } = setUp([lindenhof])
      for (const now of [at('07:00'), ahead, at('07:01')]) await tickAt(now)
      expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 missed']])
      for (const time of ['08:00', '08:01', '10:10']) await tickAt(at(time))
      expect(slack.posted).toMatchObject([{ slot: '2026-11-23T08:00', late: false }])
      expect(await states()).toEqual(['2026-11-23T08:00 sent'])
    },
  )

  it('leaves as missed what really is', async () => {
    const { tickAt, slack, states } = setUp([lindenhof])
    for (const now of ['2026-11-24T07:00:00.000Z', at('10:05'), at('10:06')]) await tickAt(now)
    expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 missed']])
  })
})

describe('killed', () => {
  it('while reading: the next start sends it', async () => {
    const { tickAt, slack, restarted, states } = setUp([lindenhof])
    slack.hooks.prepare = never
    void tickAt(NINE)
    await vi.waitFor(() => expect(slack.rounds()).toBe(1))
    expect(await states()).toEqual([])
    delete slack.hooks.prepare
    await tickAt(at('08:01'), restarted())
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
  })

  /** What a process leaves that is killed at nine, before or after Slack had the message. */
  const killedAtNine = async (reached: boolean) => {
    const bench = setUp([lindenhof])
    bench.slack.hooks.send = (channel, slot) => {
      if (reached) bench.slack.appear(channel, slot, false)
      return never()
    }
    void bench.tickAt(NINE)
    await vi.waitFor(async () => expect(await bench.states()).toEqual(['2026-11-23T08:00 claimed']))
    delete bench.slack.hooks.send
    return bench
  }

  it('between claim and post: the next tick looks, does not find it, and posts it once', async () => {
    const { tickAt, slack, restarted, ledger } = await killedAtNine(false)
    const next = restarted()
    for (const time of ['08:06', '08:07', '08:08']) await tickAt(at(time), next)
    expect(slack.posted).toMatchObject([{ slot: '2026-11-23T08:00', late: true }])
    expect(await ledger()).toMatchObject([{ state: 'sent', late: true, claimedAt: at('08:06'), dueAt: NINE }])
  })

  it('between claim and post, found after the window: missed', async () => {
    const { tickAt, slack, restarted, states } = await killedAtNine(false)
    await tickAt(at('10:01'), restarted())
    expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 missed']])
  })

  it('between post and settle: the next tick finds it, and posts nothing', async () => {
    const { tickAt, slack, restarted, ledger } = await killedAtNine(true)
    const next = restarted()
    for (const time of ['08:01', '08:02']) await tickAt(at(time), next)
    expect(slack.posted).toHaveLength(1)
    expect(await ledger()).toMatchObject([{ state: 'sent', ts: slack.posted[0]?.ts, claimedAt: NINE }])
  })

  it.each([false, true])(
    'where history cannot be read (posted: %s): unknown, and never posted again',
    async (reached) => {
      const { tickAt, slack, restarted, ledger } = await killedAtNine(reached)
      slack.hooks.look = async () => ({ seen: 'unreadable', reason: 'missing_scope', error: undefined })
      const next = restarted()
      for (const time of ['08:01', '08:02']) await tickAt(at(time), next)
      expect(slack.posted).toHaveLength(reached ? 1 : 0)
      expect(await ledger()).toMatchObject([{ state: 'unknown', reason: 'missing_scope' }])
    },
  )

  it('while Slack does not answer, it looks until it does, or until there is no time left', async () => {
    const { tickAt, slack, restarted, ledger } = await killedAtNine(false)
    slack.hooks.look = async () => ({ seen: 'not_now', reason: 'unreachable', error: undefined })
    const next = restarted()
    for (const time of ['08:01', '09:59']) await tickAt(at(time), next)
    expect(await ledger()).toMatchObject([{ state: 'claimed' }])
    await tickAt(at('10:01'), next)
    expect(await ledger()).toMatchObject([{ state: 'unknown', reason: 'unreachable' }])
    expect(slack.posted).toEqual([])
  })

  it('does not take over a claim that may still be worked on', async () => {
    const { tickAt, slack, restarted, states } = await killedAtNine(false)
    await tickAt('2026-11-23T08:00:30.000Z', restarted())
    expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 claimed']])
  })

  it('is posted also where something was set before it was looked for', async () => {
    const { tickAt, slack, store, restarted } = await killedAtNine(false)
    await store.putSchedule({ ...lindenhof, skipEmpty: true, updatedAt: '2026-11-23T08:00:30.000Z' })
    const next = restarted()
    for (const time of ['08:01', '08:02']) await tickAt(at(time), next)
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
  })

  it('is settled also where the schedule is gone', async () => {
    const { tickAt, slack, store, restarted, states } = await killedAtNine(false)
    await store.removeSchedule(lindenhof.channel)
    await tickAt(at('08:01'), restarted())
    expect([slack.posted, await states()]).toEqual([[], ['2026-11-23T08:00 missed']])
  })
})

describe('from a store that may lack the last changes', () => {
  const doubted = { ...lindenhof, doubtedAt: at('08:10') }
  const failed = { state: 'failed', reason: 'rate_limited', attempts: 1, retryAt: at('08:05') } as const

  it.each([
    ['nothing of it', true],
    ['nothing of it', false],
    ['that it failed', true],
    ['that it failed', false],
  ])('that knows %s, it is looked for before it is posted (posted: %s)', async (known, reached) => {
    const { tickAt, slack, store, clock, ledger } = setUp([doubted])
    if (known === 'that it failed') {
      await store.claimSlot({ channel: lindenhof.channel, id: NINE, dueAt: NINE }, NINE)
      await store.settleSlot(lindenhof.channel, NINE, failed)
    }
    clock.now = at('08:06')
    if (reached) slack.appear(lindenhof.channel, NINE, true)
    for (const time of ['08:10', '08:11', '08:12', '08:13']) await tickAt(at(time))
    expect(slack.posted).toHaveLength(1)
    expect(slack.looks).toEqual([{ id: NINE, claimedAt: at('08:10'), since: NINE }])
    expect(await ledger()).toMatchObject([{ state: 'sent', ts: slack.posted[0]?.ts }])
  })

  it('it goes on as ever with what is due later, and with what fails later', async () => {
    const { tickAt, slack } = setUp([{ ...doubted, times: ['09:15'] }])
    slack.hooks.send = async () => refused('rate_limited')
    await tickAt(at('08:15'))
    delete slack.hooks.send
    await tickAt(at('08:16'))
    expect([slack.posted.length, slack.looks]).toEqual([1, []])
  })
})

describe('a post that fails', () => {
  it('for certain is tried again, later and later, while there is time', async () => {
    const { tickAt, slack, ledger } = setUp([lindenhof, taoyuan])
    const tried: string[] = []
    let now = ''
    slack.hooks.send = async (channel) => {
      if (channel !== lindenhof.channel) return undefined
      tried.push(now)
      return refused('not_in_channel')
    }
    for (let minute = 0; minute <= 130; minute++) {
      now = new Date(Date.parse(NINE) + minute * 60_000).toISOString()
      await tickAt(now)
    }
    expect(tried.map((when) => when.slice(11, 16))).toEqual([
      '08:00',
      '08:01',
      '08:03',
      '08:07',
      '08:15',
      '08:31',
      '09:01',
      '09:31',
    ])
    expect(await ledger(lindenhof.channel)).toMatchObject([{ state: 'failed', reason: 'not_in_channel', attempts: 8 }])
    expect(slack.slots()).toEqual(['C0TAOYUAN 2026-11-23T08:00'])
  })

  it('and is let in afterwards goes out, once', async () => {
    const { tickAt, slack, ledger } = setUp([lindenhof])
    slack.hooks.send = async () => refused('not_in_channel')
    await tickAt(NINE)
    delete slack.hooks.send
    for (const time of ['08:01', '08:02']) await tickAt(at(time))
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
    expect((await ledger())[0]).not.toHaveProperty('reason')
  })

  it('because Slack asked for a pause waits as long', async () => {
    const { tickAt, slack } = setUp([lindenhof])
    slack.hooks.send = async () => refused('rate_limited', 10 * 60_000)
    await tickAt(NINE)
    delete slack.hooks.send
    await tickAt(at('08:09'))
    expect(slack.posted).toEqual([])
    await tickAt(at('08:10'))
    expect(slack.posted).toHaveLength(1)
  })

  it('because Slack asked for a pause is never tried a second too soon, however long the reading took', async () => {
    const { tickAt, slack, clock, ledger } = setUp([lindenhof])
    const tried: string[] = []
    slack.hooks.prepare = async () => {
      if (clock.now === NINE) clock.now = '2026-11-23T08:00:40.000Z'
      return undefined
    }
    slack.hooks.send = async () => {
      tried.push(clock.now)
      return refused('rate_limited', 55_000)
    }
    await tickAt(NINE)
    expect(await ledger()).toMatchObject([{ state: 'failed', retryAt: at('08:02') }])
    for (const time of ['08:01', '08:02']) await tickAt(at(time))
    expect(tried).toEqual(['2026-11-23T08:00:40.000Z', at('08:02')])
  })

  it('is not said to be tried again when there will be no time for it', async () => {
    const { tickAt, slack, ledger } = setUp([lindenhof])
    slack.hooks.send = async () => refused('rate_limited', 5 * 60_000)
    await tickAt(at('09:54'))
    expect((await ledger())[0]).toMatchObject({ retryAt: at('09:59') })
    await tickAt(at('09:59'))
    expect((await ledger())[0]).toMatchObject({ state: 'failed', attempts: 2 })
    expect((await ledger())[0]).not.toHaveProperty('retryAt')
  })

  it.each([
    ['nothing of its times', {}, 1],
    ['other times beside it', { times: ['09:00', '09:02', '17:00'] }, 1],
    ['another zone with the same clocks', { zone: 'Europe/Paris' }, 1],
    ['other times in its place', { times: ['09:02', '17:00'] }, 0],
  ])('is not given up where %s is set meanwhile', async (_what, settings, expected) => {
    const { tickAt, slack, store } = setUp([lindenhof])
    slack.hooks.send = async () => refused('rate_limited', 10 * 60_000)
    await tickAt(NINE)
    delete slack.hooks.send
    await store.putSchedule({ ...lindenhof, ...settings, updatedAt: at('08:05') })
    for (const time of ['08:06', '08:10', '08:11']) await tickAt(at(time))
    expect(slack.slots()).toEqual(Array.from({ length: expected }, () => 'C0LINDENHOF 2026-11-23T08:00'))
  })

  it.each([false, true])(
    'without an answer is looked for before anything is posted again (posted: %s)',
    async (reached) => {
      const { tickAt, slack, states } = setUp([lindenhof])
      slack.hooks.send = async (channel, slot) => {
        if (reached) slack.appear(channel, slot, false)
        return unclear
      }
      await tickAt(NINE)
      expect(await states()).toEqual(['2026-11-23T08:00 claimed'])
      delete slack.hooks.send
      for (const time of ['08:01', '08:02']) await tickAt(at(time))
      expect([slack.posted.length, await states()]).toEqual([1, ['2026-11-23T08:00 sent']])
    },
  )

  it('in being kept is not posted again, and is kept when the store can', async () => {
    const { tickAt, slack, states, restarted, errors } = setUp([lindenhof], {
      settleSlot: () => Promise.reject(new Error('ENOSPC')),
    })
    for (const time of ['08:00', '08:01', '08:02']) await tickAt(at(time))
    expect([slack.posted.length, errors.length, await states()]).toEqual([1, 3, ['2026-11-23T08:00 claimed']])
    await tickAt(at('08:03'), restarted())
    expect([slack.posted.length, await states()]).toEqual([1, ['2026-11-23T08:00 sent']])
  })
})

describe('start and stop', () => {
  const started: Schedule[] = []

  afterEach(async () => {
    await Promise.all(started.splice(0).map((schedule) => schedule.stop()))
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  const startAt = (instant: string, overrides: Partial<ScheduleDeps['store']> = {}) => {
    vi.useFakeTimers({ now: new Date(instant) })
    const made = setUp([lindenhof], overrides)
    const schedule = createSchedule({ ...made.deps, now: () => new Date().toISOString() })
    schedule.start()
    started.push(schedule)
    return { ...made, schedule }
  }

  it('ticks at every full minute until it is stopped', async () => {
    const { schedule, slack } = startAt('2026-11-23T07:58:30.000Z')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(slack.posted).toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(slack.slots()).toEqual(['C0LINDENHOF 2026-11-23T08:00'])
    await schedule.stop()
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(slack.posted).toHaveLength(1)
  })

  it('ticks on, in a process that runs in UTC, through the hour that other clocks repeat', async () => {
    vi.stubEnv('TZ', 'UTC')
    const ticks: string[] = []
    startAt('2026-10-25T00:57:30.000Z', {
      schedules: async () => {
        ticks.push(new Date().toISOString().slice(11, 16))
        return []
      },
    })
    expect(new Date().getTimezoneOffset()).toBe(0)
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(ticks).toEqual(['00:58', '00:59', '01:00', '01:01', '01:02'])
  })

  it('waits, when stopped, for the post under way and its settling', async () => {
    const slow = Promise.withResolvers<undefined>()
    const { schedule, slack, states } = startAt('2026-11-23T07:59:30.000Z')
    slack.hooks.send = () => slow.promise
    await vi.advanceTimersByTimeAsync(60_000)
    let stopped = false
    const stopping = schedule.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([stopped, await states()]).toEqual([false, ['2026-11-23T08:00 claimed']])
    slow.resolve(undefined)
    await stopping
    expect(await states()).toEqual(['2026-11-23T08:00 sent'])
  })
})
