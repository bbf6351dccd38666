import { describe, expect, it } from 'vitest'
import { TicketError } from '../../src/tickets/errors.ts'
import type { People } from '../../src/tickets/outbox.ts'
import type { Submission } from '../../src/tickets/submission.ts'
import { driverOf, NOW } from './fakes.ts'
import { type Bench, COMMUNITY, createBench, down, ID, SUBMITTED } from './outbox-bench.ts'

const FILED = { vendor: 'lake', community: COMMUNITY, id: 'L1' }
const QUEUED: Submission = { ...SUBMITTED, state: 'queued' }

const throwing = (error: Error) => async (): Promise<never> => {
  throw error
}

/** Accepts and delivers, as a journey does. */
const submit = async (bench: Bench, submission = SUBMITTED): Promise<void> => {
  await bench.outbox.accept(submission)
  await bench.outbox.deliver(submission.id, bench.people.tell)
}

const statesTold = (bench: Bench): string[] => bench.told.map(({ outcome }) => outcome.state)

describe('a submission', () => {
  it('is kept before it is sent, sent once without what was left empty, and told', async () => {
    const bench = createBench()
    expect(await bench.outbox.accept(SUBMITTED)).toBe(true)
    expect(await bench.row()).toEqual(QUEUED)
    expect(bench.vendor.created).toEqual([])
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(bench.vendor.created).toEqual([
      { fields: { title: '3 号楼电梯异响', photos: ['https://files.example/1.jpg'] }, language: 'zh-CN' },
    ])
    expect(await bench.row()).toEqual({
      ...SUBMITTED,
      sentAt: SUBMITTED.acceptedAt,
      state: 'done',
      told: 'done',
      recorded: 'done',
      ticket: FILED,
      number: 'L1',
    })
    expect(bench.told).toMatchObject([{ id: ID, outcome: { state: 'done', ticket: { ref: FILED } } }])
  })

  it('is one however often Slack brings it, and is not sent a second time', async () => {
    const bench = createBench()
    await submit(bench)
    expect(await bench.outbox.accept(SUBMITTED)).toBe(false)
    await bench.outbox.deliver(ID, bench.people.tell)
    await bench.outbox.deliver('V0UNKNOWN.1', bench.people.tell)
    await bench.minutes(3)
    expect(bench.vendor.created).toHaveLength(1)
    expect(statesTold(bench)).toEqual(['done'])
  })

  it.each(['invalid', 'unauthorized'] as const)('that the vendor refuses as %s has failed', async (code) => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(new TicketError(code, 'no', { vendor: 'lake' }))
    await submit(bench)
    expect(await bench.row()).toMatchObject({ state: 'failed', reason: code })
    expect(bench.told).toMatchObject([{ outcome: { state: 'failed', error: { code } } }])
    await bench.minutes(10)
    expect(bench.vendor.created).toHaveLength(1)
  })

  it.each(['linden', 'elsewhere'])('for %s, which takes no tickets, has failed', async (vendor) => {
    const bench = createBench([driverOf('linden', {})])
    await submit(bench, { ...SUBMITTED, vendor })
    expect(bench.told).toMatchObject([{ outcome: { state: 'failed', error: { code: 'unsupported', vendor } } }])
    expect(bench.vendor.created).toEqual([])
  })

  it('that was given up is never sent, and that is no news', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    await bench.outbox.deliver(ID, bench.people.tell)
    await bench.minutes(3)
    expect(await bench.outbox.retry(ID, 'U0LIWEI')).toBeUndefined()
    expect(await bench.row()).toMatchObject({ state: 'discarded' })
    expect(bench.vendor.created).toEqual([])
    expect(bench.told).toEqual([])
  })

  it('that is done cannot be given up', async () => {
    const bench = createBench()
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(false)
    expect(await bench.outbox.withdraw('V0UNKNOWN.1')).toBe(false)
    expect(await bench.row()).toMatchObject({ state: 'done' })
  })

  it('is sent by the clock when it never came to its delivery', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.tick(bench.people)
    expect(bench.vendor.created).toEqual([])
    await bench.minutes(1)
    expect(statesTold(bench)).toEqual(['done'])
  })

  it('that repeats others is done for all of them, whenever it is', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(new TicketError('invalid', 'no'))
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    bench.vendor.answer.create = throwing(down())
    await submit(bench, { ...SUBMITTED, id: 'V0SECOND.1', replaces: ID })
    expect(await bench.row()).toMatchObject({ state: 'discarded' })
    expect(await bench.outbox.withdraw('V0SECOND.1')).toBe(true)
    await submit(bench, { ...SUBMITTED, id: 'V0THIRD.1', replaces: 'V0SECOND.1' })
    delete bench.vendor.answer.create
    await bench.minutes(1)
    for (const id of [ID, 'V0SECOND.1', 'V0THIRD.1']) {
      expect(await bench.row(id)).toMatchObject({ state: 'done', ticket: FILED, number: 'L1' })
      expect(await bench.outbox.retry(id, 'U0LIWEI')).toBeUndefined()
    }
    await bench.minutes(2)
    expect(statesTold(bench)).toEqual(['failed', 'queued', 'queued', 'done'])
  })
})

/** So much later than the start. */
const inMs = (ms: number): string => new Date(Date.parse(NOW) + ms).toISOString()

describe('a submission that is held', () => {
  it.each([8_000, 59_999, 60_000, 90_000])('is sent at its time and not before, %i ms later', async (ms) => {
    const bench = createBench()
    await bench.outbox.tick(bench.people)
    await bench.outbox.accept(SUBMITTED, inMs(ms))
    await bench.outbox.deliver(ID, bench.people.tell)
    if (ms > 60_000) await bench.minutes(1)
    await bench.pass(Date.parse(NOW) + ms - 1 - bench.now())
    expect([bench.vendor.created, bench.told]).toEqual([[], []])
    await bench.pass(1)
    expect(statesTold(bench)).toEqual(['done'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('is sent at its time by the next process too', async () => {
    const bench = createBench()
    await bench.outbox.tick(bench.people)
    await bench.outbox.accept(SUBMITTED, inMs(30_000))
    bench.restart()
    await bench.pass(20_000)
    await bench.outbox.tick(bench.people)
    await bench.pass(9_999)
    expect(bench.vendor.created).toEqual([])
    await bench.pass(1)
    expect(statesTold(bench)).toEqual(['done'])
  })

  it('does not wait for a round that is at something else', async () => {
    const bench = createBench()
    bench.vendor.answer.detail = () => new Promise(() => {})
    await bench.leave({ ...QUEUED, id: 'V0STUCK.1', write: { kind: 'remove', ids: ['L1'] }, state: 'checking' })
    void bench.outbox.tick(bench.people)
    await bench.outbox.accept(SUBMITTED, inMs(8_000))
    await bench.outbox.accept({ ...SUBMITTED, id: 'V0SOONER.1' }, inMs(7_000))
    await bench.pass(8_000)
    expect(bench.told.map(({ id }) => id)).toEqual(['V0SOONER.1', ID])
  })

  it('is not sent after the outbox was closed, which waits for what is under way', async () => {
    const bench = createBench()
    await bench.outbox.tick(bench.people)
    await bench.outbox.accept(SUBMITTED, inMs(8_000))
    await bench.outbox.accept({ ...SUBMITTED, id: 'V0SOONER.1' }, inMs(7_000))
    const answer = Promise.withResolvers<void>()
    bench.vendor.answer.create = async (_community, fields) => {
      await answer.promise
      return bench.vendor.file(fields)
    }
    await bench.pass(7_000)
    const closed = bench.outbox.close()
    answer.resolve()
    await closed
    expect(bench.told).toMatchObject([{ id: 'V0SOONER.1', outcome: { state: 'done' } }])
    await bench.pass(60_000)
    expect(bench.vendor.created).toHaveLength(1)
  })
})

describe('when it is closed', () => {
  it('the rest of a round is left for the next process', async () => {
    const bench = createBench()
    for (const id of ['first', 'second']) await bench.leave({ ...QUEUED, id })
    const [arrival, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    bench.vendor.answer.create = async (_community, fields) => {
      arrival.resolve()
      await answer.promise
      return bench.vendor.file(fields)
    }
    const round = bench.outbox.tick(bench.people)
    await arrival.promise
    const closed = bench.outbox.close()
    answer.resolve()
    await Promise.all([closed, round])
    await bench.outbox.tick(bench.people)
    expect(bench.vendor.created).toHaveLength(1)
    expect(await bench.row('second')).toEqual({ ...QUEUED, id: 'second' })
  })
})

describe('taking back', () => {
  it('ends what is held, once', async () => {
    const bench = createBench()
    await bench.outbox.tick(bench.people)
    await bench.outbox.accept(SUBMITTED, inMs(8_000))
    expect(await bench.outbox.takeBack(ID)).toBe(true)
    expect(await bench.outbox.takeBack(ID)).toBe(false)
    await bench.minutes(2)
    expect([bench.vendor.created, bench.told, bench.ended]).toEqual([[], [], ['discarded']])
  })

  it.each(['sending', 'checking', 'unclear', 'done', 'failed'] as const)('is refused for what is %s', async (state) => {
    const bench = createBench()
    await bench.leave({ ...QUEUED, state })
    expect(await bench.outbox.takeBack(ID)).toBe(false)
    expect(await bench.row()).toMatchObject({ state })
  })

  it('is refused for what is sent a second time', async () => {
    const bench = createBench()
    await bench.leave({ ...QUEUED, resent: true })
    expect(await bench.outbox.takeBack(ID)).toBe(false)
  })
})

describe('when the store fails', () => {
  it('at accepting, the filer hears of it', async () => {
    const bench = createBench()
    bench.failDisk(() => true)
    await expect(bench.outbox.accept(SUBMITTED)).rejects.toThrow('ENOSPC')
    expect(await bench.row()).toBeUndefined()
  })

  it.each(['sending', 'any change'])(
    'before sending, at %s, it is kept, its filer told so, and it is sent later',
    async (what) => {
      const bench = createBench()
      await bench.outbox.accept(SUBMITTED)
      bench.failDisk(({ state }) => what !== 'sending' || state === 'sending')
      await bench.outbox.deliver(ID, bench.people.tell)
      await bench.minutes(1)
      expect(bench.vendor.created).toEqual([])
      expect(await bench.row()).toEqual(QUEUED)
      expect(bench.told).toEqual([{ id: ID, outcome: { state: 'queued' } }])
      bench.failDisk(() => false)
      await bench.minutes(2)
      expect(statesTold(bench)).toEqual(['queued', 'done'])
      expect(bench.vendor.created).toHaveLength(1)
    },
  )

  it('before sending, it is sent once by the next process too', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    bench.failDisk(() => true)
    await bench.outbox.deliver(ID, bench.people.tell)
    bench.failDisk(() => false)
    bench.restart()
    await bench.minutes(2)
    expect(statesTold(bench)).toEqual(['queued', 'done'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('after sending, the ticket is filed all the same, and found instead of sent again', async () => {
    const bench = createBench()
    bench.failDisk(({ state }) => state === 'done')
    await submit(bench)
    expect(statesTold(bench)).toEqual(['done'])
    expect(await bench.row()).toMatchObject({ state: 'sending' })
    bench.failDisk(() => false)
    bench.restart()
    await bench.outbox.tick(bench.people)
    expect(await bench.row()).toMatchObject({ state: 'done', ticket: FILED })
    expect(bench.vendor.created).toHaveLength(1)
  })

  const COMMENT = { ...SUBMITTED, write: { kind: 'comment', id: 'L1', text: 'Tomorrow.' } } as const
  it.each([
    ['a comment that was taken', COMMENT, undefined, 'done'],
    ['a comment that was refused', COMMENT, new TicketError('invalid', 'no'), 'failed'],
    ['a comment that nobody knows of', COMMENT, new TicketError('unclear', 'reset'), 'unclear'],
    ['a ticket that was filed', SUBMITTED, undefined, 'done'],
    ['a ticket that was refused', SUBMITTED, new TicketError('invalid', 'no'), 'failed'],
  ] as const)(
    'after the answer, the end of %s is remembered, told once and written',
    async (_what, sent, error, end) => {
      const bench = createBench()
      if (error) bench.vendor.answer = { create: throwing(error), comment: throwing(error) }
      bench.failDisk(({ state }) => state !== 'queued' && state !== 'sending')
      await submit(bench, sent)
      await bench.minutes(3)
      expect(await bench.row()).toMatchObject({ state: 'sending' })
      bench.vendor.answer = { comment: throwing(new Error('sent again')), create: throwing(new Error('sent again')) }
      bench.failDisk(() => false)
      await bench.outbox.tick(bench.people)
      expect(await bench.row()).toMatchObject({ state: end, told: end, recorded: end })
      await bench.minutes(10)
      expect([statesTold(bench), bench.ended]).toEqual([[end], [end]])
    },
  )

  it('after the answer, who wants it sent again is heard as soon as that can be kept', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(new TicketError('invalid', 'no'))
    bench.failDisk(({ state }) => state === 'failed')
    await submit(bench)
    delete bench.vendor.answer.create
    expect(await bench.outbox.retry(ID, 'U0LIWEI')).toBe('queued')
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(statesTold(bench)).toEqual(['failed', 'done'])
    expect(await bench.row()).toMatchObject({ state: 'done', told: 'done' })
  })

  it('after the answer, what the outbox remembers is written before it closes', async () => {
    const bench = createBench()
    bench.failDisk(({ state }) => state === 'done')
    await submit(bench)
    bench.failDisk(() => false)
    await bench.outbox.close()
    expect(await bench.row()).toMatchObject({ state: 'done', told: 'done' })
  })

  it('at keeping that its filer was told, they are not told again', async () => {
    const bench = createBench()
    bench.failDisk(({ told }) => told === 'done')
    await submit(bench)
    await bench.minutes(3)
    bench.failDisk(() => false)
    await bench.minutes(3)
    expect([statesTold(bench), bench.ended]).toEqual([['done'], ['done']])
    expect(await bench.row()).toMatchObject({ state: 'done', told: 'done', recorded: 'done' })
  })
})

describe('after a start', () => {
  it('what was waiting is sent, and its filer told', async () => {
    const bench = createBench()
    await bench.leave(QUEUED)
    await bench.outbox.tick(bench.people)
    expect(statesTold(bench)).toEqual(['done'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('whoever has not heard how it ended does, once', async () => {
    const bench = createBench()
    const states = ['unclear', 'done', 'failed', 'discarded'] as const
    for (const state of states) await bench.leave({ ...QUEUED, id: state, state, reason: 'invalid' })
    for (const state of states) await bench.leave({ ...QUEUED, id: `${state}, told`, state, told: state })
    await bench.outbox.tick(bench.people)
    await bench.minutes(2)
    expect(bench.told.map(({ id, outcome }) => [id, outcome.state])).toEqual(states.map((state) => [state, state]))
    expect(bench.vendor.created).toEqual([])
  })

  it('who could not be told is told later', async () => {
    const bench = createBench()
    await bench.leave({ ...QUEUED, state: 'failed', reason: 'invalid' })
    const silent: People = { ...bench.people, tell: throwing(new Error('channel_not_found')) }
    await bench.outbox.tick(silent)
    expect(bench.errors).toHaveLength(1)
    await bench.outbox.tick(bench.people)
    expect(bench.told).toEqual([])
    await bench.minutes(1)
    expect(statesTold(bench)).toEqual(['failed'])
  })

  it('what a guest had sent is given up, and the guest hears of it', async () => {
    const bench = createBench()
    await bench.leave(QUEUED)
    const isTheirs = ({ user }: Submission): boolean => user === SUBMITTED.user
    await bench.outbox.tick({ ...bench.people, mayWrite: async (row) => (isTheirs(row) ? 'no' : 'yes') })
    await bench.minutes(2)
    expect(bench.vendor.created).toEqual([])
    expect(await bench.row()).toMatchObject({ state: 'discarded', reason: 'forbidden' })
    expect(statesTold(bench)).toEqual(['discarded'])
  })

  it('what nobody can say the role for waits until somebody can', async () => {
    const bench = createBench()
    await bench.leave(QUEUED)
    bench.mayWrite = async () => 'unknown'
    await bench.minutes(100)
    expect([bench.vendor.created, bench.ended]).toEqual([[], []])
    expect(bench.told).toMatchObject([{ outcome: { state: 'queued', error: { code: 'forbidden' } } }])
    bench.mayWrite = async () => 'yes'
    await bench.minutes(15)
    expect(statesTold(bench)).toEqual(['queued', 'done'])
  })

  it('what nobody can say the role for in two hours is given up', async () => {
    const bench = createBench()
    await bench.leave(QUEUED)
    bench.mayWrite = async () => 'unknown'
    await bench.minutes(140)
    expect(await bench.row()).toMatchObject({ state: 'discarded', reason: 'unclear' })
    expect([bench.vendor.created, statesTold(bench), bench.ended]).toEqual([[], ['queued', 'discarded'], ['discarded']])
  })

  it('one that cannot be brought to its end does not hold up the others', async () => {
    const bench = createBench()
    for (const id of ['first', 'second']) await bench.leave({ ...QUEUED, id })
    await bench.outbox.tick({
      ...bench.people,
      mayWrite: async ({ id }) => {
        if (id === 'first') throw new Error('nobody knows')
        return 'yes'
      },
    })
    expect(bench.told.map(({ id }) => id)).toEqual(['second'])
    expect(bench.errors).toHaveLength(1)
  })

  it('a store that takes no change sends nothing and ends all the same', async () => {
    const bench = createBench()
    await bench.leave(QUEUED)
    bench.failDisk(() => true)
    await bench.outbox.tick(bench.people)
    expect(bench.vendor.created).toEqual([])
    expect(bench.told).toEqual([])
  })

  it('what this process accepted itself is left to it', async () => {
    const bench = createBench()
    await bench.outbox.accept(SUBMITTED)
    await bench.outbox.tick(bench.people)
    expect(bench.vendor.created).toEqual([])
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(statesTold(bench)).toEqual(['done'])
  })
})

describe('a vendor that cannot be reached', () => {
  it('gets the ticket when it is back, and the filer hears of both', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(down())
    await submit(bench)
    expect(bench.told).toMatchObject([{ outcome: { state: 'queued', error: { code: 'unreachable' } } }])
    await bench.minutes(20)
    delete bench.vendor.answer.create
    await bench.minutes(15)
    expect(statesTold(bench)).toEqual(['queued', 'done'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('is asked less and less often, and no more after two hours; then a person may have it sent', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(down())
    await submit(bench)
    await bench.minutes(30)
    expect(bench.vendor.created.length).toBeLessThanOrEqual(7)
    await bench.minutes(100)
    expect(statesTold(bench)).toEqual(['queued', 'failed'])
    const sent = bench.vendor.created.length
    expect(sent).toBeLessThanOrEqual(14)
    await bench.minutes(60)
    expect(bench.vendor.created).toHaveLength(sent)
    delete bench.vendor.answer.create
    expect(await bench.outbox.retry(ID, 'U0LIWEI')).toBe('queued')
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(statesTold(bench)).toEqual(['queued', 'failed', 'done'])
  })

  it('has the pause that it asks for', async () => {
    const bench = createBench()
    const pause = { vendor: 'lake', retryAfterMs: 10 * 60_000 }
    bench.vendor.answer.create = throwing(new TicketError('rate_limited', '429', pause))
    await submit(bench)
    await bench.minutes(9)
    expect(bench.vendor.created).toHaveLength(1)
    await bench.minutes(1)
    expect(bench.vendor.created).toHaveLength(2)
  })

  it('does not get what was given up meanwhile, and gets the rest after a restart', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(down())
    await submit(bench)
    await submit(bench, { ...SUBMITTED, id: 'V0SECOND.1' })
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    delete bench.vendor.answer.create
    bench.restart()
    await bench.minutes(2)
    expect(await bench.row()).toMatchObject({ state: 'discarded' })
    expect(await bench.row('V0SECOND.1')).toMatchObject({ state: 'done' })
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('that fails again after a person had it sent again is told again', async () => {
    const bench = createBench()
    bench.vendor.answer.create = throwing(new TicketError('invalid', 'no'))
    await submit(bench)
    await bench.outbox.retry(ID, 'U0LIWEI')
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(statesTold(bench)).toEqual(['failed', 'failed'])
    expect(bench.vendor.created).toHaveLength(2)
  })
})
