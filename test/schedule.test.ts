import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSchedule, type Schedule, type ScheduleDeps } from '../src/schedule.ts'
import type { DigestSchedule, Slot } from '../src/store/store.ts'

/** Every working day at nine in Berlin, which is 08:00 UTC in November. The 23rd is a Monday. */
const lindenhof: DigestSchedule = {
  channel: 'C0LINDENHOF',
  time: '09:00',
  days: [1, 2, 3, 4, 5],
  zone: 'Europe/Berlin',
  language: 'en',
  updatedBy: 'U0MARTA',
  updatedAt: '2026-11-01T10:00:00.000Z',
}
/** Due at the same moment. */
const taoyuan: DigestSchedule = {
  ...lindenhof,
  channel: 'C0TAOYUAN',
  time: '16:00',
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
}

const memoryStore = (schedules: DigestSchedule[]) => {
  const ledger = new Map<string, Slot>()
  const store: ScheduleDeps['store'] = {
    schedules: async () => [...schedules],
    claimSlot: async (channel, id, claimedAt) => {
      if (ledger.has(`${channel} ${id}`)) return false
      ledger.set(`${channel} ${id}`, { channel, id, claimedAt, state: 'claimed' })
      return true
    },
    settleSlot: async (channel, id, outcome) => {
      const slot = ledger.get(`${channel} ${id}`)
      if (!slot) throw new Error(`nobody claimed ${id}`)
      ledger.set(`${channel} ${id}`, { ...slot, ...outcome })
    },
  }
  return { store, ledger: () => [...ledger.values()] }
}

/** A schedule over the given channels, its clock, and what it posted. */
const setUp = (schedules: DigestSchedule[], overrides: Partial<ScheduleDeps> = {}) => {
  const { store, ledger } = memoryStore(schedules)
  const clock = { now: '2026-11-23T07:59:00.000Z' }
  const posted: string[] = []
  const errors: unknown[] = []
  const deps: ScheduleDeps = {
    store,
    now: () => clock.now,
    post: async ({ channel }, slot) => {
      posted.push(`${channel} ${slot}`)
      return { ts: `1795420800.00000${posted.length}` }
    },
    log: { error: (...logged: unknown[]) => errors.push(logged) },
    ...overrides,
  }
  const schedule = createSchedule(deps)
  const tickAt = (now: string): Promise<void> => {
    clock.now = now
    return schedule.tick()
  }
  return { schedule, deps, ledger, posted, errors, tickAt }
}

describe('tick', () => {
  it('posts when a slot is due and not before, once however often it ticks', async () => {
    const { tickAt, posted, ledger } = setUp([lindenhof])
    await tickAt('2026-11-23T07:59:59.000Z')
    expect(posted).toEqual([])
    await tickAt('2026-11-23T08:00:00.000Z')
    await tickAt('2026-11-23T08:01:00.000Z')
    await tickAt('2026-11-23T09:59:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF 2026-11-23T09:00'])
    expect(ledger()).toEqual([
      {
        channel: 'C0LINDENHOF',
        id: '2026-11-23T09:00',
        state: 'sent',
        claimedAt: '2026-11-23T08:00:00.000Z',
        ts: '1795420800.000001',
      },
    ])
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF 2026-11-23T09:00', 'C0LINDENHOF 2026-11-24T09:00'])
  })

  it('posts once when ticks overlap and when two processes share the store', async () => {
    const one = setUp([lindenhof, taoyuan])
    const other = createSchedule(one.deps)
    await Promise.all([one.tickAt('2026-11-23T08:00:00.000Z'), one.schedule.tick(), other.tick(), other.tick()])
    expect(one.posted.toSorted()).toEqual(['C0LINDENHOF 2026-11-23T09:00', 'C0TAOYUAN 2026-11-23T16:00'])
  })

  it('has claimed the slot before it posts', async () => {
    const seen: Slot[] = []
    const { tickAt, ledger } = setUp([lindenhof], {
      post: async () => {
        seen.push(...ledger())
        return { ts: '1795420800.000001' }
      },
    })
    await tickAt('2026-11-23T08:00:00.000Z')
    expect(seen).toMatchObject([{ id: '2026-11-23T09:00', state: 'claimed' }])
  })

  it('posts nothing more for a channel once it is switched off', async () => {
    const schedules = [lindenhof, taoyuan]
    const { tickAt, posted } = setUp(schedules)
    await tickAt('2026-11-23T08:00:00.000Z')
    schedules.shift()
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF 2026-11-23T09:00', 'C0TAOYUAN 2026-11-23T16:00', 'C0TAOYUAN 2026-11-24T16:00'])
  })

  it.each([
    ['2026-11-23T09:59:00.000Z', ['C0LINDENHOF 2026-11-23T09:00']],
    ['2026-11-23T10:00:00.000Z', []],
    ['2026-11-25T09:00:00.000Z', ['C0LINDENHOF 2026-11-25T09:00']],
  ])('after a standstill, at %s, makes up for the last two hours only', async (now, expected) => {
    const { tickAt, posted } = setUp([lindenhof])
    await tickAt(now)
    expect(posted).toEqual(expected)
  })

  it('does not fire at once for a time that had passed when the schedule was made', async () => {
    const { tickAt, posted } = setUp([{ ...lindenhof, updatedAt: '2026-11-23T09:00:00.000Z' }])
    await tickAt('2026-11-23T09:01:00.000Z')
    expect(posted).toEqual([])
    await tickAt('2026-11-24T08:00:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF 2026-11-24T09:00'])
  })

  it('settles a failed post with its reason, goes on with the other channels, and does not try again', async () => {
    const attempts: string[] = []
    const { tickAt, ledger, errors } = setUp([lindenhof, taoyuan], {
      post: async ({ channel }) => {
        attempts.push(channel)
        if (channel === lindenhof.channel) throw new Error('channel_not_found')
        return { ts: '1795420800.000002' }
      },
    })
    await tickAt('2026-11-23T08:00:00.000Z')
    await tickAt('2026-11-23T08:01:00.000Z')
    expect(ledger()).toMatchObject([
      { channel: 'C0LINDENHOF', state: 'failed', reason: 'channel_not_found' },
      { channel: 'C0TAOYUAN', state: 'sent', ts: '1795420800.000002' },
    ])
    expect(attempts).toEqual(['C0LINDENHOF', 'C0TAOYUAN'])
    expect(errors).toHaveLength(1)
  })

  it('does not let a slow channel hold back another, in the same tick or the next', async () => {
    const slow = Promise.withResolvers<{ ts: string }>()
    const posted: string[] = []
    const evening = { ...taoyuan, channel: 'C0EVENING', time: '16:01' }
    const { tickAt, ledger } = setUp([lindenhof, taoyuan, evening], {
      post: ({ channel }) => {
        posted.push(channel)
        return channel === lindenhof.channel ? slow.promise : Promise.resolve({ ts: '1795420800.000002' })
      },
    })
    const first = tickAt('2026-11-23T08:00:00.000Z')
    await tickAt('2026-11-23T08:01:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF', 'C0TAOYUAN', 'C0EVENING'])
    expect(ledger().map(({ state }) => state)).toEqual(['claimed', 'sent', 'sent'])
    slow.resolve({ ts: '1795420800.000001' })
    await first
    expect(ledger().map(({ state }) => state)).toEqual(['sent', 'sent', 'sent'])
  })

  it('goes on with the other channels when the zone of one is no longer known', async () => {
    const { tickAt, posted, errors } = setUp([{ ...lindenhof, zone: 'Europe/Atlantis' }, taoyuan])
    await tickAt('2026-11-23T08:00:00.000Z')
    expect([posted, errors.length]).toEqual([['C0TAOYUAN 2026-11-23T16:00'], 1])
  })

  it('logs when the store fails it, and posts on the tick after', async () => {
    const { store } = memoryStore([lindenhof])
    const faults = ['schedules', 'claim']
    const { tickAt, posted, errors } = setUp([], {
      store: {
        ...store,
        schedules: async () =>
          faults[0] === 'schedules' ? Promise.reject(new Error(faults.shift())) : store.schedules(),
        claimSlot: async (...slot) =>
          faults[0] === 'claim' ? Promise.reject(new Error(faults.shift())) : store.claimSlot(...slot),
      },
    })
    await tickAt('2026-11-23T08:00:00.000Z')
    await tickAt('2026-11-23T08:01:00.000Z')
    expect([posted, errors.length]).toEqual([[], 2])
    await tickAt('2026-11-23T08:02:00.000Z')
    expect(posted).toEqual(['C0LINDENHOF 2026-11-23T09:00'])
  })

  it('never posts again what was posted but could not be settled', async () => {
    const { store } = memoryStore([lindenhof])
    const { tickAt, posted, errors } = setUp([], {
      store: { ...store, settleSlot: () => Promise.reject(new Error('ENOSPC')) },
    })
    await tickAt('2026-11-23T08:00:00.000Z')
    await tickAt('2026-11-23T08:01:00.000Z')
    expect([posted, errors.length]).toEqual([['C0LINDENHOF 2026-11-23T09:00'], 1])
  })
})

describe('start and stop', () => {
  const started: Schedule[] = []

  afterEach(async () => {
    await Promise.all(started.splice(0).map((schedule) => schedule.stop()))
    vi.useRealTimers()
    vi.unstubAllEnvs()
  })

  const startAt = (instant: string, overrides: Partial<ScheduleDeps> = {}) => {
    vi.useFakeTimers({ now: new Date(instant) })
    const made = setUp([lindenhof], { now: () => new Date().toISOString(), ...overrides })
    made.schedule.start()
    started.push(made.schedule)
    return made
  }

  it('ticks at every full minute until it is stopped', async () => {
    const { schedule, posted } = startAt('2026-11-23T07:58:30.000Z')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(posted).toEqual([])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(posted).toEqual(['C0LINDENHOF 2026-11-23T09:00'])
    await schedule.stop()
    await vi.advanceTimersByTimeAsync(86_400_000)
    expect(posted).toHaveLength(1)
  })

  it('ticks on, in a process that runs in UTC, through the hour that other clocks repeat', async () => {
    vi.stubEnv('TZ', 'UTC')
    const ticks: string[] = []
    startAt('2026-10-25T00:57:30.000Z', {
      store: {
        ...memoryStore([]).store,
        schedules: async () => {
          ticks.push(new Date().toISOString().slice(11, 16))
          return []
        },
      },
    })
    expect(new Date().getTimezoneOffset()).toBe(0)
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(ticks).toEqual(['00:58', '00:59', '01:00', '01:01', '01:02'])
  })

  it('waits, when stopped, for the post under way and its settling', async () => {
    const slow = Promise.withResolvers<{ ts: string }>()
    const { schedule, ledger } = startAt('2026-11-23T07:59:30.000Z', { post: () => slow.promise })
    await vi.advanceTimersByTimeAsync(60_000)
    let stopped = false
    const stopping = schedule.stop().then(() => {
      stopped = true
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect([stopped, ledger()[0]?.state]).toEqual([false, 'claimed'])
    slow.resolve({ ts: '1795420800.000001' })
    await stopping
    expect(ledger()[0]?.state).toBe('sent')
  })
})
