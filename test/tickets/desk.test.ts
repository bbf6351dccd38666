import { describe, expect, it, vi } from 'vitest'
import { createDesk, type Scope } from '../../src/tickets/desk.ts'
import type { Call, Driver, ListQuery, Operations, Page } from '../../src/tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../../src/tickets/errors.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { isHeld } from '../support/garbage.ts'
import { detailOf, driverOf, NOW, ticketOf } from './fakes.ts'

const LAKE: Scope = { vendor: 'lake', community: '1544963578', name: '翠湖花园' }
const LINDEN: Scope = { vendor: 'linden', community: 'r-4407', name: 'Lindenhof' }

const fails = (code: TicketErrorCode) => async (): Promise<never> => {
  throw new TicketError(code, `fails as ${code}`)
}
const page = (items: readonly Ticket[], next?: string, unreadable = 0): Page<Ticket> => ({
  items,
  unreadable,
  ...(next === undefined ? {} : { next }),
})

/** A desk over these vendors, whose clock the test moves. */
const deskOver = (...drivers: Driver[]) => {
  const clock = { now: Date.parse(NOW) }
  const desk = createDesk({ drivers, now: () => new Date(clock.now).toISOString() })
  return { desk, clock }
}

/** Pages by cursor, and every query and call that asked for them. */
const pagesOf = (pages: Readonly<Record<string, () => Page<Ticket>>>) => {
  const asked: { query: ListQuery; call: Call | undefined }[] = []
  const list: Operations['list'] = async (query, call) => {
    asked.push({ query, call })
    const found = pages[query.cursor ?? 'first']
    if (!found) throw new TicketError('bad_response', `no page ${query.cursor}`)
    return found()
  }
  return { list, asked }
}

describe('what is pending', () => {
  it('is every pending ticket of every page and community, oldest first', async () => {
    const { list, asked } = pagesOf({
      first: () =>
        page(
          [ticketOf('lake', LAKE.community, 'L1'), ticketOf('lake', LAKE.community, 'L2', { status: 'done' })],
          'second',
        ),
      second: () => page([ticketOf('lake', LAKE.community, 'L3', { createdAt: '2026-11-01T08:00:00.000Z' })]),
    })
    const other = ticketOf('linden', LINDEN.community, 'M1', { createdAt: '2026-11-11T08:00:00.000Z' })
    const { desk } = deskOver(driverOf('lake', { list }), driverOf('linden', { list: async () => page([other]) }))
    const pending = await desk.pending([LAKE, LINDEN], { language: 'zh-CN' })
    expect(pending.tickets.map(({ ticket, scope }) => [ticket.number, scope.name])).toEqual([
      ['L3', '翠湖花园'],
      ['M1', 'Lindenhof'],
      ['L1', '翠湖花园'],
    ])
    expect(pending).toMatchObject({ readAt: NOW, failures: [], unlistable: [], cut: [], unreadable: [] })
    expect(asked.map(({ query }) => query.cursor)).toEqual([undefined, 'second'])
    for (const { query, call } of asked) {
      expect(query).toMatchObject({ community: LAKE.community })
      expect(query.statuses).not.toContain('done')
      expect(call).toEqual({ language: 'zh-CN' })
    }
  })

  it('keeps what was read before a failure, and says what failed', async () => {
    const { list } = pagesOf({ first: () => page([ticketOf('lake', LAKE.community, 'L1')], 'lost', 2) })
    const { desk } = deskOver(driverOf('lake', { list }), driverOf('linden', { list: fails('unreachable') }))
    const pending = await desk.pending([LAKE, LINDEN])
    expect(pending.tickets.map(({ ticket }) => ticket.number)).toEqual(['L1'])
    expect(pending.failures.map(({ scope, error }) => [scope, error.code])).toEqual([
      [LAKE, 'bad_response'],
      [LINDEN, 'unreachable'],
    ])
    expect(pending.unreadable).toEqual([{ scope: LAKE, rows: 2 }])
  })

  it('says which communities cannot be listed, or are of a vendor that is not set up', async () => {
    const { desk } = deskOver(driverOf('lake', {}))
    const pending = await desk.pending([LAKE, LINDEN])
    expect(pending.unlistable).toEqual([LAKE])
    expect(pending.failures).toMatchObject([{ scope: LINDEN, error: { code: 'unsupported', vendor: 'linden' } }])
  })

  it('has a ticket once that comes by way of two links, by the first, unless ids are only of their community', async () => {
    const list: Operations['list'] = async ({ community }) => page([ticketOf('lake', community, 'L1')])
    const lakes = [LAKE, { ...LAKE, community: '*', name: 'Every lake' }]
    const namesUnder = async (driver: Driver) =>
      (await deskOver(driver).desk.pending(lakes)).tickets.map(({ scope }) => scope.name)
    const lake = driverOf('lake', { list })
    expect(await namesUnder({ ...lake, scope: 'either' })).toEqual(['翠湖花园'])
    expect((await namesUnder(lake)).toSorted()).toEqual(['Every lake', '翠湖花园'])
  })

  it('takes what a driver did not mean to throw for a bad answer', async () => {
    const list = async () => {
      throw new TypeError('items is not iterable')
    }
    const { desk } = deskOver(driverOf('lake', { list }))
    expect((await desk.pending([LAKE])).failures).toMatchObject([{ error: { code: 'bad_response', vendor: 'lake' } }])
  })

  it('ends with a vendor whose pages do not, shows each ticket once, and says so', async () => {
    let pages = 0
    const list = async () => page([ticketOf('lake', LAKE.community, 'L1')], `page ${++pages}`)
    const { desk } = deskOver(driverOf('lake', { list }))
    const pending = await desk.pending([LAKE])
    expect(pages).toBe(200)
    expect(pending.tickets).toHaveLength(1)
    expect(pending.cut).toEqual([LAKE])
  })

  it('is not cut when the last page is the last that is read', async () => {
    let pages = 0
    const list = async () => page([], ++pages < 200 ? 'more' : undefined)
    const { desk } = deskOver(driverOf('lake', { list }))
    expect((await desk.pending([LAKE])).cut).toEqual([])
  })
})

describe('what was pending a moment ago', () => {
  const setUp = () => {
    const { list, asked } = pagesOf({ first: () => page([ticketOf('lake', LAKE.community, `L${asked.length}`)]) })
    return { ...deskOver(driverOf('lake', { list })), asked }
  }

  it('is the same answer for a minute, and not longer', async () => {
    const { desk, clock, asked } = setUp()
    const first = await desk.pending([LAKE])
    clock.now += 59_999
    expect(await desk.recentlyPending([LAKE])).toBe(first)
    clock.now += 1
    const second = await desk.recentlyPending([LAKE])
    expect(second.tickets[0]?.ticket.number).toBe('L2')
    expect(await desk.recentlyPending([LAKE])).toBe(second)
    expect(asked).toHaveLength(2)
  })

  it('is read anew when somebody asks for that', async () => {
    const { desk } = setUp()
    await desk.pending([LAKE])
    const fresh = await desk.pending([LAKE])
    expect(fresh.tickets[0]?.ticket.number).toBe('L2')
    expect(await desk.recentlyPending([LAKE])).toBe(fresh)
  })

  it('is of exactly these communities under these names', async () => {
    const { desk, asked } = setUp()
    await desk.pending([LAKE])
    expect((await desk.recentlyPending([])).tickets).toEqual([])
    const renamed = await desk.recentlyPending([{ ...LAKE, name: '翠湖' }])
    expect(renamed.tickets[0]?.scope.name).toBe('翠湖')
    expect(asked).toHaveLength(2)
  })

  it('is in the language that is asked for, since vendors translate', async () => {
    const { desk, asked } = setUp()
    await desk.pending([LAKE], { language: 'zh-CN' })
    await desk.recentlyPending([LAKE], { language: 'en' })
    expect(asked.map(({ call }) => call?.language)).toEqual(['zh-CN', 'en'])
  })
})

describe('what is known of a community', () => {
  it('is what was pending there when anybody read it in the last quarter of an hour, and asks nobody', async () => {
    const { asked, list } = pagesOf({ first: () => page([ticketOf('lake', LAKE.community, 'L1')]) })
    const { desk, clock } = deskOver(driverOf('lake', { list }), driverOf('linden', { list: fails('unreachable') }))
    expect(desk.known(LAKE)).toBeUndefined()
    await desk.pending([LINDEN, { ...LAKE, name: '翠湖' }], { language: 'zh-CN' })
    expect(desk.known(LAKE)).toMatchObject([{ number: 'L1' }])
    expect(desk.known(LINDEN)).toBeUndefined()
    clock.now += 15 * 60_000
    expect(desk.known(LAKE)).toBeUndefined()
    expect(asked).toHaveLength(1)
  })
})

describe('what is kept', () => {
  const communities = (count: number): Scope[] =>
    Array.from({ length: count }, (_, n) => ({ ...LAKE, community: `lake-${n}` }))
  const setUp = (size: number) => {
    const asked: string[] = []
    const list: Operations['list'] = async ({ community }) => {
      asked.push(community)
      return page(Array.from({ length: size }, (_, n) => ticketOf('lake', community, `L${n}`)))
    }
    return { ...deskOver(driverOf('lake', { list })), asked }
  }

  it('is let go of once it is too old to be shown, though nobody asks for it again', async () => {
    const { desk, clock } = setUp(1)
    const [first, later] = communities(2)
    const ticketIn = async (scope: Scope | undefined): Promise<WeakRef<Ticket>> => {
      const { tickets } = await desk.pending(scope ? [scope] : [])
      if (!tickets[0]) throw new Error('there is no ticket')
      return new WeakRef(tickets[0].ticket)
    }
    const [old, over] = [await ticketIn(first), new WeakRef(await desk.ended(first ? [first] : [], ['done'], false))]
    clock.now += 60_000
    const young = await ticketIn(later)
    expect(await isHeld(over)).toBe(false)
    expect(await isHeld(old)).toBe(true)
    clock.now += 14 * 60_000
    await desk.pending([])
    await desk.pending(communities(3).slice(2))
    expect(await isHeld(old)).toBe(false)
    expect(await isHeld(young)).toBe(true)
  })

  it('is no more than fifty thousand tickets, the latest', async () => {
    const { desk, asked } = setUp(10_000)
    const scopes = communities(6)
    for (const scope of scopes) await desk.pending([scope])
    for (const scope of scopes.toReversed()) await desk.recentlyPending([scope])
    // With what stands around them, five lists are a little too much.
    expect(asked.slice(6)).toEqual(['lake-1', 'lake-0'])
    expect(scopes.map((scope) => desk.known(scope) !== undefined)).toEqual([true, true, false, false, true, true])
  })
})

describe('one ticket', () => {
  it('is opened in its community only, and a stranger is refused without asking the vendor', async () => {
    const asked: string[] = []
    const detail: Operations['detail'] = async ({ vendor, community, id }) => {
      asked.push(id)
      return detailOf(vendor, community, id)
    }
    const { desk } = deskOver(driverOf('lake', { detail }), driverOf('linden', { detail }))
    const ref = { vendor: 'lake', community: LAKE.community, id: 'L1' }
    expect(await desk.open([LINDEN, LAKE], ref)).toMatchObject({ ticket: { ref }, scope: LAKE })
    for (const strange of [
      { ...ref, community: 'r-4407' },
      { ...ref, vendor: 'linden' },
      { ...ref, vendor: '' },
    ]) {
      await expect(desk.open([LAKE, LINDEN], strange)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(asked).toEqual(['L1'])
  })

  it('is not opened at a vendor that cannot', async () => {
    const { desk } = deskOver(driverOf('lake', {}))
    const opening = (scope: Scope) => desk.open([scope], { ...scope, id: 'L1' })
    await expect(opening(LAKE)).rejects.toMatchObject({ code: 'unsupported' })
    await expect(opening(LINDEN)).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('a number', () => {
  const knows =
    (known: string, asked: string[]): Operations['detail'] =>
    async ({ vendor, community, id }) => {
      asked.push(`${community} ${id}`)
      if (id !== known) throw new TicketError('not_found', 'no such ticket')
      return detailOf(vendor, community, id)
    }

  it('is looked up only where it is recognised', async () => {
    const asked: string[] = []
    const drivers = [
      driverOf('lake', { detail: knows('L1', asked) }, 'L'),
      driverOf('linden', { detail: fails('forbidden') }),
    ]
    const { desk } = deskOver(...drivers)
    expect(await desk.find([LINDEN, LAKE], 'L1')).toMatchObject({
      outcome: 'found',
      scope: LAKE,
      ticket: { number: 'L1' },
    })
    expect(await desk.find([LINDEN, LAKE], 'L2')).toEqual({ outcome: 'not_found', failures: [] })
    expect(asked).toEqual(['1544963578 L1', '1544963578 L2'])
  })

  it('is looked up everywhere when nobody recognises it', async () => {
    const asked: string[] = []
    const detail = knows('31', asked)
    const { desk } = deskOver(driverOf('lake', { detail }), driverOf('linden', { detail }))
    expect(await desk.find([LAKE, LINDEN], '31')).toMatchObject({ outcome: 'found' })
    expect(asked.toSorted()).toEqual(['1544963578 31', 'r-4407 31'])
    expect(await desk.find([], '31')).toEqual({ outcome: 'not_found', failures: [] })
  })

  it('of a vendor that the channel has nothing of is not looked up at all', async () => {
    const asked: string[] = []
    const linden = driverOf('linden', { detail: knows('M1', asked) }, 'M')
    const { desk } = deskOver(driverOf('lake', { detail: knows('L1', asked) }, 'L'), linden)
    expect(await desk.find([LAKE], 'M1')).toEqual({ outcome: 'not_linked', driver: linden })
    expect(asked).toEqual([])
  })

  it('may be where nobody could look', async () => {
    const { desk } = deskOver(
      driverOf('lake', { detail: fails('not_found') }),
      driverOf('linden', { detail: fails('rate_limited') }),
    )
    expect(await desk.find([LAKE, LINDEN], '31')).toMatchObject({
      outcome: 'not_found',
      failures: [{ scope: LINDEN, error: { code: 'rate_limited' } }],
    })
  })

  it('may be where the vendor knows it for its own and cannot look it up', async () => {
    const { desk } = deskOver(driverOf('lake', { detail: fails('unsupported') }, 'L'))
    expect(await desk.find([LAKE], 'L1')).toMatchObject({ outcome: 'not_found', failures: [{ scope: LAKE }] })
    expect(await desk.find([LAKE], '31')).toEqual({ outcome: 'not_found', failures: [] })
  })

  it('is found although another vendor fails', async () => {
    const { desk } = deskOver(
      driverOf('lake', { detail: knows('31', []) }),
      driverOf('linden', { detail: fails('unreachable') }),
    )
    expect(await desk.find([LINDEN, LAKE], '31')).toMatchObject({ outcome: 'found', scope: LAKE })
  })

  it('cannot be looked up where no vendor shows single tickets', async () => {
    const { desk } = deskOver(driverOf('lake', {}), driverOf('linden', { detail: knows('31', []) }))
    expect(await desk.find([LAKE], '31')).toEqual({ outcome: 'no_lookup' })
    expect(await desk.find([LAKE, LINDEN], '32')).toEqual({ outcome: 'not_found', failures: [] })
  })
})

describe('probe', () => {
  it('gives the name that the vendor has for the community, where its tickets carry one', async () => {
    const named = ticketOf('lake', LAKE.community, 'L2', { communityName: '翠湖花园一期' })
    const { list, asked } = pagesOf({ first: () => page([ticketOf('lake', LAKE.community, 'L1'), named]) })
    const { desk } = deskOver(driverOf('lake', { list }), driverOf('linden', { list: fails('forbidden') }))
    expect(await desk.probe('lake', LAKE.community)).toEqual({ asked: true, name: '翠湖花园一期' })
    expect(asked).toHaveLength(1)
    await expect(desk.probe('linden', 'r-4407')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(desk.probe('elsewhere', '1')).rejects.toMatchObject({ code: 'unsupported', vendor: 'elsewhere' })
  })

  it('prefers the name under which the vendor lists the community, and does without when it cannot say', async () => {
    const { list } = pagesOf({ first: () => page([]) })
    const communities = async () => [{ id: LAKE.community, name: '翠湖花园' }]
    const { desk } = deskOver(
      driverOf('lake', { list, communities }),
      driverOf('linden', { list, communities: fails('forbidden') }),
    )
    expect(await desk.probe('lake', LAKE.community)).toEqual({ asked: true, name: '翠湖花园' })
    expect(await desk.probe('linden', 'r-4407')).toEqual({ asked: true })
  })

  it('asks nothing more of a whole account than whether it can be read', async () => {
    const { list, asked } = pagesOf({ first: () => page([]) })
    const communities = vi.fn(async () => [])
    const { desk } = deskOver(driverOf('lake', { list, communities }))
    expect(await desk.probe('lake', '*')).toEqual({ asked: true })
    expect([asked.length, communities.mock.calls]).toEqual([1, []])
  })

  it('says so when the vendor has nothing that could be asked for', async () => {
    const { desk } = deskOver(driverOf('lake', {}))
    expect(await desk.probe('lake', '*')).toEqual({ asked: false })
  })
})
