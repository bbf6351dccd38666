import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oldestFirst, SORTS, sorted } from '../../src/tickets/order.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'

const ticket = (vendor: string, community: string, number: string, createdAt?: string): Ticket => ({
  ref: { vendor, community, id: number },
  number,
  status: 'new',
  ...(createdAt === undefined ? {} : { createdAt }),
})

const lift = ticket('tuya-community', 'lindenhof', 'BX-2', '2026-11-01T08:00:00.000Z')
const heating = ticket('tuya-community', 'lindenhof', 'BX-10', '2026-11-19T08:00:00Z')
const gate = ticket('akubela', 'taoyuan', 'BX-1', '2026-11-19T08:00:00.000Z')
const undated = ticket('akubela', 'taoyuan', 'BX-3')

const numbers = (tickets: readonly Ticket[]): string[] => tickets.map(({ number }) => number)

describe('oldestFirst', () => {
  it('begins with the longest-waiting and ends with those of unknown age', () => {
    const garbled = ticket('akubela', 'taoyuan', 'BX-4', '昨天')
    expect(numbers(oldestFirst([garbled, undated, gate, lift]))).toEqual(['BX-2', 'BX-1', 'BX-3', 'BX-4'])
  })

  it('puts equal ages in order of vendor, community and number, counting as people do', () => {
    const at = '2026-11-19T08:00:00.000Z'
    const expected = [
      ticket('akubela', 'taoyuan', '1', at),
      ticket('tuya-community', 'birkenweg', '3', at),
      ticket('tuya-community', 'lindenhof', '2', at),
      ticket('tuya-community', 'lindenhof', '10', at),
    ]
    expect(oldestFirst(expected.toReversed())).toEqual(expected)
    expect(numbers(oldestFirst([heating, gate]))).toEqual(['BX-1', 'BX-10'])
  })

  it('keeps every ticket, whatever order they came in, and leaves the given list alone', () => {
    const sorted = [lift, gate, heating, undated]
    fc.assert(
      fc.property(fc.shuffledSubarray(sorted, { minLength: 4 }), (tickets) => {
        const given = [...tickets]
        expect(oldestFirst(tickets)).toEqual(sorted)
        expect(tickets).toEqual(given)
      }),
    )
  })
})

describe('the orders that a reader may choose', () => {
  const NOW = '2026-11-21T09:00:00.000Z'
  const booked = (number: string, window: Ticket['window'] = {}, given: Partial<Ticket> = {}): Ticket => ({
    ...ticket('akubela', 'taoyuan', number, '2026-11-20T08:00:00.000Z'),
    window,
    ...given,
  })
  const order = (tickets: readonly Ticket[], sort: (typeof SORTS)[number]): string[] =>
    sorted(
      tickets.map((one) => ({ ticket: one })),
      sort,
      NOW,
    ).map((row) => row.ticket.number)

  it('newest and oldest both end with those of unknown age', () => {
    expect(order([undated, lift, heating], 'oldest')).toEqual(['BX-2', 'BX-10', 'BX-3'])
    expect(order([undated, lift, heating], 'newest')).toEqual(['BX-10', 'BX-2', 'BX-3'])
  })

  it('the most urgent: the longest overdue, then the visit that is soonest, then the oldest; what is over comes last', () => {
    const rows = [
      ...[lift, undated],
      booked('soon', { start: '2026-11-21T10:00:00.000Z', end: '2026-11-21T18:00:00.000Z' }),
      booked('tomorrow', { start: '2026-11-22T10:00:00.000Z' }),
      booked('under way', { start: '2026-11-21T08:00:00.000Z', end: '2026-11-21T18:00:00.000Z' }),
      booked('overdue by an hour', { end: '2026-11-21T08:00:00.000Z' }),
      booked('overdue by a day', { start: '2026-11-20T07:00:00.000Z', end: '2026-11-20T08:00:00.000Z' }),
      booked('over', { end: '2026-11-01T08:00:00.000Z' }, { status: 'done' }),
      booked('garbled', { end: '下周' }),
    ]
    expect(order(rows.toReversed(), 'urgent')).toEqual([
      'overdue by a day',
      'overdue by an hour',
      'under way',
      'soon',
      'tomorrow',
      'BX-2',
      'garbled',
      'BX-3',
      'over',
    ])
  })

  it('the most urgent: what its vendor calls so comes after what is overdue, and before what is booked or old', () => {
    const called = (number: string, given: Partial<Ticket>): Ticket => ({ ...heating, number, ...given })
    const soon = { start: '2026-11-21T10:00:00.000Z' }
    const rows = [
      called('late', { window: { end: '2026-11-21T08:00:00.000Z' }, priority: 'low' }),
      called('critical', { priority: 'critical' }),
      called('high, soon', { priority: 'high', window: soon }),
      called('high', { priority: 'high' }),
      called('soon', { window: soon }),
      // Of another vendor, that has no priorities: neither in front of what is high nor behind what is low.
      lift,
      called('medium', { priority: 'medium' }),
      called('low', { priority: 'low', createdAt: '2026-10-01T08:00:00.000Z' }),
      called('over', { priority: 'critical', status: 'done' }),
    ]
    expect(order(rows.toReversed(), 'urgent')).toEqual(rows.map(({ number }) => number))
    expect(order(rows.toReversed(), 'oldest')[0]).toBe('low')
  })

  it('are the same however the tickets came in', () => {
    const rows = [lift, heating, gate, undated, booked('a', { end: NOW }), booked('b', { end: NOW })]
    for (const sort of SORTS) {
      fc.assert(
        fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
          expect(order(shuffled, sort)).toEqual(order(rows, sort))
        }),
      )
    }
  })
})
