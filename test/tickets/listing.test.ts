import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/tickets/desk.ts'
import type { ListQuery, Operations, Page } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { readListing } from '../../src/tickets/listing.ts'
import type { Status, Ticket } from '../../src/tickets/ticket.ts'
import { driverOf, NOW, ticketOf } from './fakes.ts'

const LAKE = { vendor: 'lake', community: 'c-1', name: '翠湖花园' }

/** A vendor with one ticket in each status that it is asked for on every page, and so many pages. */
const vendorWith = (pages: number) => {
  const asked: ListQuery[] = []
  const list: Operations['list'] = async (query): Promise<Page<Ticket>> => {
    asked.push(query)
    const page = Number(query.cursor ?? 1)
    const items = (query.statuses ?? []).map((status) => ticketOf('lake', 'c-1', `${status} ${page}`, { status }))
    return { items, unreadable: 0, ...(page < pages ? { next: String(page + 1) } : {}) }
  }
  const desk = createDesk({ drivers: [driverOf('lake', { list })], now: () => NOW })
  const read = async (statuses: readonly Status[], isRecentEnough = false) =>
    readListing(desk, [LAKE], statuses, isRecentEnough, { language: 'en' })
  return { asked, read }
}

describe('a listing', () => {
  it('of pending statuses is the pending list, so that what was just read will do', async () => {
    const { asked, read } = vendorWith(1)
    const first = await read(['new', 'in_progress'])
    expect(await read(['waiting_user'], true)).toBe(first)
    expect(asked).toHaveLength(1)
  })

  it('of what is over asks for just that', async () => {
    const { asked, read } = vendorWith(1)
    expect((await read(['done', 'closed'])).tickets.map(({ ticket }) => ticket.status)).toEqual(['closed', 'done'])
    expect(asked.map(({ statuses }) => statuses)).toEqual([['done', 'closed']])
  })

  it('of both has both, each community’s end marked once', async () => {
    const { read } = vendorWith(300)
    const { tickets, cut } = await read(['new', 'done'])
    const of = (status: Status) => tickets.filter(({ ticket }) => ticket.status === status)
    expect([of('new').length, of('done').length]).toEqual([200, 5])
    expect(cut).toEqual([LAKE])
  })

  it('reads a few pages of what is over, and says where there is more', async () => {
    const { asked, read } = vendorWith(6)
    expect((await read(['done'])).cut).toEqual([LAKE])
    expect(asked).toHaveLength(5)
    expect((await vendorWith(5).read(['done'])).cut).toEqual([])
  })

  it('keeps what was over a moment ago apart from other statuses', async () => {
    const { asked, read } = vendorWith(1)
    await read(['done'])
    await read(['done'], true)
    await read(['closed'], true)
    await read(['done'])
    expect(asked.map(({ statuses }) => statuses)).toEqual([['done'], ['closed'], ['done']])
  })

  it('names a vendor that failed for both', async () => {
    const list = async () => {
      throw new TicketError('unreachable', 'down')
    }
    const desk = createDesk({ drivers: [driverOf('lake', { list })], now: () => NOW })
    const { failures } = await readListing(desk, [LAKE], ['new', 'done'], false)
    expect(failures.map(({ error }) => error.code)).toEqual(['unreachable', 'unreachable'])
  })
})
