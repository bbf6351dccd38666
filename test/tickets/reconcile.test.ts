import { describe, expect, it } from 'vitest'
import type { Driver, Operations } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { Submission, Write } from '../../src/tickets/submission.ts'
import { driverOf } from './fakes.ts'
import { type Bench, createBench, down, ID, lost, SUBMITTED } from './outbox-bench.ts'

const submit = async (bench: Bench, given: Partial<Submission> = {}): Promise<void> => {
  const submission = { ...SUBMITTED, ...given }
  await bench.outbox.accept(submission)
  await bench.outbox.deliver(submission.id, bench.people.tell)
}

const statesTold = (bench: Bench, id = ID): string[] =>
  bench.told.filter((one) => one.id === id).map(({ outcome }) => outcome.state)

const unanswered = async (): Promise<never> => {
  throw lost()
}

const unreadable = async (): Promise<never> => {
  throw down()
}

/** The vendor takes the ticket, and its answer is lost. */
const takenUnanswered = ({ vendor }: Bench): Operations['create'] => {
  return async (_community, fields) => {
    vendor.file(fields)
    throw lost()
  }
}

describe('a new ticket that the vendor did not answer to', () => {
  it.each([lost(), new TypeError('the answer could not be mapped')])(
    'is found at once when it was taken: %s',
    async (error) => {
      const bench = createBench()
      bench.vendor.answer.create = async (_community, fields) => {
        bench.vendor.file(fields)
        throw error
      }
      await submit(bench)
      expect(await bench.row()).toMatchObject({ state: 'done', ticket: { id: 'L1' }, number: 'L1' })
      expect(bench.told).toMatchObject([{ outcome: { state: 'done', ticket: { number: 'L1' } } }])
      await bench.minutes(10)
      expect(bench.vendor.created).toHaveLength(1)
    },
  )

  it('is found later when the vendor shows it later, and is not sent again', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.list = async () => ({ items: [], unreadable: 0 })
    await submit(bench)
    await bench.minutes(4)
    delete bench.vendor.answer.list
    await bench.minutes(1)
    expect(statesTold(bench)).toEqual(['checking', 'done'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('is sent once more after three looks in five minutes that did not find it', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    delete bench.vendor.answer.create
    await bench.minutes(4)
    expect(bench.vendor.lists()).toBe(2)
    expect(bench.vendor.created).toHaveLength(1)
    await bench.minutes(1)
    expect(statesTold(bench)).toEqual(['checking', 'done'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('is unclear after the second time, and a person may have it sent', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    await bench.minutes(60)
    expect(statesTold(bench)).toEqual(['checking', 'unclear'])
    expect(bench.vendor.created).toHaveLength(2)
    delete bench.vendor.answer.create
    expect(await bench.outbox.retry(ID, 'U0LIWEI')).toBe('checking')
    await bench.outbox.deliver(ID, bench.people.tell)
    expect(statesTold(bench)).toEqual(['checking', 'unclear', 'done'])
  })

  it('is looked for by the next process, where the first was killed', async () => {
    const bench = createBench()
    const { promise: killed, resolve: sent } = Promise.withResolvers<void>()
    bench.vendor.answer.create = async (_community, fields) => {
      bench.vendor.file(fields)
      sent()
      return new Promise(() => {})
    }
    void submit(bench)
    await killed
    bench.restart()
    await bench.outbox.tick(bench.people)
    expect(statesTold(bench)).toEqual(['done'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('goes on being looked for after a restart', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    delete bench.vendor.answer.create
    for (let minute = 0; minute < 6; minute += 1) {
      bench.restart()
      await bench.minutes(1)
    }
    expect(statesTold(bench)).toEqual(['checking', 'done'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('that was given up meanwhile is not sent again, and is known not to be there', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    expect(await bench.row()).toMatchObject({ state: 'discarded', givenUp: 'sought' })
    await bench.minutes(60)
    expect(bench.vendor.created).toHaveLength(1)
    expect(statesTold(bench)).toEqual(['checking'])
    expect((await bench.row())?.givenUp).toBeUndefined()
    expect(bench.ended).toEqual(['discarded'])
  })

  it('that was given up meanwhile is found all the same, and its filer told', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.list = async () => ({ items: [], unreadable: 0 })
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    bench.restart()
    await bench.minutes(2)
    delete bench.vendor.answer.list
    await bench.minutes(10)
    expect(statesTold(bench)).toEqual(['checking', 'done'])
    expect(await bench.row()).toMatchObject({ state: 'done', ticket: { id: 'L1' } })
    expect(bench.vendor.created).toHaveLength(1)
    expect(bench.ended).toEqual(['discarded', 'done'])
  })

  it('that was given up while the vendor cannot be read stays unknown', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.list = unreadable
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    await bench.minutes(140)
    const lists = bench.vendor.lists()
    await bench.minutes(60)
    expect(bench.vendor.lists()).toBe(lists)
    expect(await bench.row()).toMatchObject({ state: 'discarded', givenUp: 'unknown' })
    expect(statesTold(bench)).toEqual(['checking'])
  })

  it('is unclear when there are two that it may be', async () => {
    const bench = createBench()
    bench.vendor.answer.create = async (_community, fields) => {
      bench.vendor.file(fields)
      bench.vendor.file(fields)
      throw lost()
    }
    await submit(bench)
    await bench.minutes(60)
    expect(statesTold(bench)).toEqual(['checking', 'unclear'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('is unclear when part of the list cannot be read', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    bench.vendor.answer.list = async () => ({ items: [], unreadable: 1 })
    await submit(bench)
    await bench.minutes(60)
    expect(statesTold(bench)).toEqual(['checking', 'unclear'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('is looked for over all pages of the list, and never taken for one of another time or content', async () => {
    const bench = createBench()
    bench.vendor.file({ title: '3 号楼电梯异响' })
    await bench.pass(3_600_000)
    bench.vendor.file({ title: '2 号楼电梯异响' })
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.list = async ({ cursor = '0', createdFrom = '' }) => {
      const all = [...bench.vendor.tickets.values()].filter(({ createdAt = '' }) => createdAt >= createdFrom)
      const next = Number(cursor) + 1
      return { items: all.slice(next - 1, next), unreadable: 0, ...(next < all.length ? { next: String(next) } : {}) }
    }
    await submit(bench, { acceptedAt: '2026-11-21T10:00:00.000Z' })
    expect(await bench.row()).toMatchObject({ state: 'done', ticket: { id: 'L3' } })
  })

  it('is told apart from another of the same words by what only the detail shows', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.detail = async ({ vendor, community, id }) => ({
      ...{ ref: { vendor, community, id }, number: id, status: 'new', title: 'of somebody else' },
      ...{ attachments: [], more: [], raw: {}, warnings: [] },
    })
    await submit(bench)
    expect(await bench.row()).toMatchObject({ state: 'checking' })
  })

  it('waits for a vendor that cannot be read, up to two hours, and is not sent to it', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    bench.vendor.answer.list = async () => {
      throw down()
    }
    await submit(bench)
    await bench.minutes(30)
    expect(bench.vendor.lists()).toBeLessThanOrEqual(7)
    await bench.minutes(110)
    expect(statesTold(bench)).toEqual(['checking', 'unclear'])
    expect(bench.vendor.created).toHaveLength(1)
  })

  it.each<[string, Partial<Driver>]>([
    ['has no list', { operations: { create: unanswered } }],
    ['cannot tell what a form makes', { forms: { create: { fields: [] } } }],
  ])('is unclear at once when the vendor %s', async (_why, without) => {
    const bench = createBench([{ ...driverOf('linden', { create: unanswered, list: unanswered }), ...without }])
    await submit(bench, { vendor: 'linden' })
    expect(statesTold(bench)).toEqual(['unclear'])
  })
})

describe('what stayed unclear', () => {
  /** Sent, and then the vendor could not be read for two hours. */
  const startUnclear = async (create: (bench: Bench) => Operations['create']): Promise<Bench> => {
    const bench = createBench()
    bench.vendor.answer = { create: create(bench), list: unreadable }
    await submit(bench)
    await bench.minutes(130)
    expect(await bench.row()).toMatchObject({ state: 'unclear' })
    bench.vendor.answer = {}
    bench.told.splice(0)
    return bench
  }
  const sendAgain = async (bench: Bench): Promise<void> => {
    await bench.outbox.retry(ID, 'U0LIWEI')
    await bench.outbox.deliver(ID, bench.people.tell)
  }

  it('is found when a person wants it sent again, and not sent', async () => {
    const bench = await startUnclear(takenUnanswered)
    await sendAgain(bench)
    expect(statesTold(bench)).toEqual(['done'])
    expect([bench.vendor.created.length, bench.vendor.tickets.size]).toEqual([1, 1])
  })

  it('is sent when a person wants it and it is certainly not there', async () => {
    const bench = await startUnclear(() => unanswered)
    await sendAgain(bench)
    expect(statesTold(bench)).toEqual(['done'])
    expect([bench.vendor.created.length, bench.vendor.tickets.size]).toEqual([2, 1])
  })

  it('stays unclear where nobody can look, and says why', async () => {
    const bench = await startUnclear(takenUnanswered)
    bench.vendor.answer.list = unreadable
    await sendAgain(bench)
    expect(bench.told).toMatchObject([{ outcome: { state: 'unclear', error: { code: 'unreachable' } } }])
    expect(await bench.row()).toMatchObject({ state: 'unclear', reason: 'unreachable' })
    delete bench.vendor.answer.list
    await sendAgain(bench)
    expect([statesTold(bench), bench.vendor.tickets.size]).toEqual([['unclear', 'done'], 1])
  })

  it('stays unclear where what is there does not settle it', async () => {
    const bench = await startUnclear(takenUnanswered)
    bench.vendor.file({ title: '3 号楼电梯异响' })
    await sendAgain(bench)
    expect([statesTold(bench), bench.vendor.created.length]).toEqual([['unclear'], 1])
  })

  it('is looked for by the next process, where the first was killed just then', async () => {
    const bench = await startUnclear(takenUnanswered)
    await bench.outbox.retry(ID, 'U0LIWEI')
    bench.restart()
    await bench.minutes(1)
    expect([statesTold(bench), bench.vendor.tickets.size]).toEqual([['done'], 1])
  })

  it('and was given up is not known to be there or not', async () => {
    const bench = await startUnclear(takenUnanswered)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    expect(await bench.row()).toMatchObject({ state: 'discarded', givenUp: 'unknown' })
    await bench.minutes(10)
    expect([statesTold(bench), bench.vendor.created.length]).toEqual([[], 1])
  })

  const CORRECTED = { id: 'V0CORRECTED.1', replaces: ID }
  const correct = async (bench: Bench, given: Partial<Submission> = {}): Promise<void> => {
    expect(await bench.outbox.giveWay(ID, 'U0LIWEI')).toBe(true)
    await submit(bench, { ...CORRECTED, write: { kind: 'create', fields: { title: '4 号楼电梯异响' } }, ...given })
  }

  it('is looked for before another is sent in its place, and told where it is found', async () => {
    const bench = await startUnclear(takenUnanswered)
    await correct(bench)
    expect(statesTold(bench, CORRECTED.id)).toEqual(['discarded'])
    expect(await bench.row(CORRECTED.id)).toMatchObject({ state: 'discarded', reason: 'conflict' })
    await bench.minutes(1)
    expect(statesTold(bench)).toEqual(['done'])
    expect([bench.vendor.created.length, bench.vendor.tickets.size]).toEqual([1, 1])
  })

  it('gives way to another that is sent in its place when it is certainly not there', async () => {
    const bench = await startUnclear(() => unanswered)
    await correct(bench)
    expect(statesTold(bench, CORRECTED.id)).toEqual(['done'])
    expect([...bench.vendor.tickets.values()].map(({ title }) => title)).toEqual(['4 号楼电梯异响'])
    expect(await bench.row()).toMatchObject({ state: 'done', ticket: { id: 'L1' } })
  })

  it('keeps another waiting that is to be sent in its place, while nobody can look', async () => {
    const bench = await startUnclear(takenUnanswered)
    bench.vendor.answer.list = unreadable
    const acceptedAt = new Date(bench.now()).toISOString()
    await correct(bench, { acceptedAt })
    await bench.minutes(5)
    expect(statesTold(bench, CORRECTED.id)).toEqual(['queued'])
    expect(bench.vendor.created).toHaveLength(1)
    delete bench.vendor.answer.list
    await bench.minutes(10)
    expect([statesTold(bench, CORRECTED.id), statesTold(bench)]).toEqual([['queued', 'discarded'], ['done']])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('is looked for also through others that were given up in between', async () => {
    const bench = await startUnclear(takenUnanswered)
    bench.vendor.answer.list = unreadable
    await correct(bench, { acceptedAt: new Date(bench.now()).toISOString() })
    expect(await bench.outbox.giveWay(CORRECTED.id, 'U0LIWEI')).toBe(true)
    delete bench.vendor.answer.list
    await submit(bench, { id: 'V0THIRD.1', replaces: CORRECTED.id })
    expect(statesTold(bench, 'V0THIRD.1')).toEqual(['discarded'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('does not let another be sent in its place where what is there does not settle it', async () => {
    const bench = await startUnclear(takenUnanswered)
    bench.vendor.file({ title: '3 号楼电梯异响' })
    await correct(bench)
    expect(await bench.row(CORRECTED.id)).toMatchObject({ state: 'failed', reason: 'unclear' })
    expect(bench.vendor.created).toHaveLength(1)
  })

  it('of a change is put right by another change, which is sent in any case', async () => {
    const bench = createBench()
    bench.vendor.file({ title: '3 号楼电梯异响' })
    await bench.leave({
      ...{ ...SUBMITTED, state: 'unclear', reason: 'unclear', told: 'unclear' },
      write: { kind: 'update', id: 'L1', fields: { title: '3 号楼电梯异响' } },
    })
    await correct(bench, { write: { kind: 'update', id: 'L1', fields: { title: '4 号楼电梯异响' } } })
    expect(bench.vendor.tickets.get('L1')?.title).toBe('4 号楼电梯异响')
    await bench.minutes(1)
    expect([statesTold(bench), statesTold(bench, CORRECTED.id)]).toEqual([['done'], ['done']])
  })

  it.each(['sending', 'checking'] as const)('gives no way to another while it is %s', async (state) => {
    const bench = createBench()
    await bench.leave({ ...SUBMITTED, state })
    expect(await bench.outbox.giveWay(ID, 'U0LIWEI')).toBe(false)
    expect(await bench.row()).toMatchObject({ state })
  })

  it('gives no way to another while it is sought, though it was given up', async () => {
    const bench = createBench()
    await bench.leave({ ...SUBMITTED, state: 'checking' })
    await bench.outbox.withdraw(ID)
    expect(await bench.outbox.giveWay(ID, 'U0LIWEI')).toBe(false)
    expect(await bench.row()).toMatchObject({ givenUp: 'sought' })
  })
})

describe('two that ask for the same', () => {
  const OTHER = 'V0OTHER.1'

  it('are not sent again when both answers were lost: which of them was taken is for a person to judge', async () => {
    const bench = createBench()
    bench.vendor.answer.create = takenUnanswered(bench)
    await submit(bench)
    bench.vendor.answer.create = unanswered
    await submit(bench, { id: OTHER })
    delete bench.vendor.answer.create
    await bench.minutes(10)
    const [first, second] = [await bench.row(), await bench.row(OTHER)]
    expect([first?.state, second?.state]).toEqual(['done', 'unclear'])
    expect(bench.vendor.tickets.size).toBe(1)
  })

  it('do not take each other’s ticket while one is on its way', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>()
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
    bench.vendor.answer.create = async (_community, fields) => {
      const ticket = bench.vendor.file(fields)
      arrive()
      await answered
      return ticket
    }
    const second = submit(bench, { id: OTHER })
    await arrived
    await bench.minutes(6)
    expect(await bench.row()).toMatchObject({ state: 'checking' })
    answer()
    await second
    await bench.minutes(30)
    expect((await bench.row(OTHER))?.ticket).toMatchObject({ id: 'L1' })
    expect(await bench.row()).toMatchObject({ state: 'unclear' })
    expect(bench.vendor.tickets.size).toBe(1)
  })
})

describe('another write that the vendor did not answer to', () => {
  const startWith = async (write: Write, answer: (bench: Bench) => Bench['vendor']['answer']): Promise<Bench> => {
    const bench = createBench()
    bench.vendor.file({ title: '3 号楼电梯异响' })
    bench.vendor.answer = answer(bench)
    await submit(bench, { write })
    return bench
  }
  const REMOVAL: Write = { kind: 'remove', ids: ['L1'] }
  const CHANGE: Write = { kind: 'update', id: 'L1', fields: { title: '4 号楼电梯异响' } }

  it('to remove is done when the ticket is gone', async () => {
    const bench = await startWith(REMOVAL, ({ vendor }) => ({
      remove: async () => {
        vendor.tickets.clear()
        throw lost()
      },
    }))
    expect(await bench.row()).toMatchObject({ state: 'done', removals: ['removed'] })
  })

  it('to remove is sent once more while the ticket is still there', async () => {
    const bench = await startWith(REMOVAL, () => ({ remove: unanswered }))
    delete bench.vendor.answer.remove
    await bench.minutes(10)
    expect(statesTold(bench)).toEqual(['checking', 'done'])
    expect(bench.vendor.tickets.size).toBe(0)
  })

  it('to change is done when the ticket shows it', async () => {
    const bench = await startWith(CHANGE, ({ vendor }) => ({
      update: async () => {
        const [ticket] = vendor.tickets.values()
        if (ticket) vendor.tickets.set('L1', { ...ticket, title: '4 号楼电梯异响' })
        throw lost()
      },
    }))
    expect(statesTold(bench)).toEqual(['done'])
  })

  it('to change is unclear when the ticket does not show it, and never sent again by itself', async () => {
    let sent = 0
    const bench = await startWith(CHANGE, () => ({
      update: async () => {
        sent += 1
        throw lost()
      },
    }))
    await bench.minutes(60)
    expect(statesTold(bench)).toEqual(['checking', 'unclear'])
    expect(sent).toBe(1)
  })

  it.each<Write>([
    { kind: 'comment', id: 'L1', text: '师傅明早到。' },
    { kind: 'transition', id: 'L1', step: 'finish', fields: {} },
  ])('is unclear at once where nothing could show it: $kind', async (write) => {
    const bench = await startWith(write, () => ({ comment: unanswered, transition: unanswered }))
    expect(statesTold(bench)).toEqual(['unclear'])
  })
})

describe('every kind of write', () => {
  it.each<[Write, unknown[]]>([
    [{ kind: 'update', id: 'L1', fields: { title: 'x' } }, [{ id: 'L1' }, { title: 'x' }]],
    [{ kind: 'remove', ids: ['L1', 'L2'] }, [[{ id: 'L1' }, { id: 'L2' }]]],
    [{ kind: 'comment', id: 'L1', text: ' 师傅明早到。 ' }, [{ id: 'L1' }, '师傅明早到。']],
    [{ kind: 'transition', id: 'L1', step: 'finish', fields: { why: ' ' } }, [{ id: 'L1' }, 'finish', {}]],
  ])('reaches the vendor as what it is, once: $kind', async (write, expected) => {
    const asked: unknown[][] = []
    const heard = async (...args: unknown[]): Promise<never> => {
      asked.push(args)
      throw new TicketError('frozen', 'no', { vendor: 'lake' })
    }
    const bench = createBench()
    bench.vendor.answer = { update: heard, remove: heard, comment: heard, transition: heard }
    await submit(bench, { write })
    expect(asked).toMatchObject([[...expected, { language: 'zh-CN' }]])
    expect(statesTold(bench)).toEqual(['failed'])
  })

  it('keeps what became of each ticket that it removed', async () => {
    const bench = createBench()
    bench.vendor.file({ title: '3 号楼电梯异响' })
    await submit(bench, { write: { kind: 'remove', ids: ['L1', 'L9'] } })
    expect(await bench.row()).toMatchObject({ state: 'done', removals: ['removed', 'not_found'] })
  })
})
