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
    expect(await bench.outbox.retry(ID, 'U0LIWEI')).toBe(true)
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

  it('that was given up meanwhile is not sent again', async () => {
    const bench = createBench()
    bench.vendor.answer.create = unanswered
    await submit(bench)
    expect(await bench.outbox.withdraw(ID)).toBe(true)
    await bench.minutes(60)
    expect(bench.vendor.created).toHaveLength(1)
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
