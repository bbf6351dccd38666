import { describe, expect, it } from 'vitest'
import type { PendingTicket } from '../../src/tickets/desk.ts'
import { type Filter, matching } from '../../src/tickets/filter.ts'
import { STATUSES, type Ticket } from '../../src/tickets/ticket.ts'
import { NOW, ticketOf } from './fakes.ts'

const EVERYTHING: Filter = { statuses: [], overdue: false, text: [] }

const row = (id: string, given: Partial<Ticket> = {}, name = '翠湖花园'): PendingTicket => ({
  ticket: ticketOf('lake', 'c-1', id, given),
  scope: { vendor: 'lake', community: 'c-1', name },
})

const idsOf = (rows: readonly PendingTicket[], filter: Partial<Filter>): string[] =>
  matching(rows, { ...EVERYTHING, ...filter }, NOW).map(({ ticket }) => ticket.ref.id)

const OVER = { end: '2026-11-21T08:59:59.000Z' }

describe('a filter', () => {
  const each = STATUSES.map((status) => row(status, { status }))

  it('lets through what is pending, or exactly the statuses that are asked for', () => {
    expect(idsOf(each, {})).toEqual(['new', 'pending', 'in_progress', 'waiting_user', 'unknown'])
    expect(idsOf(each, { statuses: ['done', 'new'] })).toEqual(['new', 'done'])
  })

  it('knows what is overdue: not what is booked for later, nor what is over', () => {
    const rows = [
      row('overdue', { window: OVER }),
      row('later', { window: { end: NOW } }),
      row('never booked'),
      row('done', { status: 'done', window: OVER }),
    ]
    expect(idsOf(rows, { overdue: true })).toEqual(['overdue'])
    expect(idsOf(rows, { overdue: true, statuses: ['done'] })).toEqual([])
  })

  it('lets through what is mine', () => {
    expect(idsOf([row('1'), row('2')], { isMine: ({ id }) => id === '2' })).toEqual(['2'])
  })
})

describe('a search', () => {
  it.each([
    ['the title', 'LIFT', { title: 'The lift stands still' }],
    ['the description, over a line break', 'still since', { description: 'stands still\nsince noon' }],
    ['the number', 'bx2026', { number: 'BX20261121' }],
    ['the category', 'heating', { category: 'Heating' }],
    ['the place', '3栋', { place: '３栋 2单元' }],
    ['Chinese in the middle of it', '异响', { title: '电梯异响三天' }],
    ['full-width letters', 'ｌｉｆｔ', { title: 'Lift' }],
    ['the vendor’s name of the community', 'phase two', { communityName: 'Lake Garden, Phase Two' }],
    ['the channel’s name of the community', '翠湖', {}],
  ])('finds %s', (_, word, given) => {
    expect(idsOf([row('1', given)], { text: [word] })).toEqual(['1'])
  })

  it('wants every word, wherever each of them stands', () => {
    const rows = [row('both', { title: 'Lift', place: 'House 3' }), row('one', { title: 'Lift' })]
    expect(idsOf(rows, { text: ['house', 'lift'] })).toEqual(['both'])
  })

  it('takes no word for a pattern', () => {
    expect(idsOf([row('1', { title: 'a.b' }), row('2', { title: 'axb' })], { text: ['a.b'] })).toEqual(['1'])
  })

  it('does not find what the list is silent about: who reported it', () => {
    expect(idsOf([row('1', { reporter: { name: 'Anna', phone: '13800138000' } })], { text: ['anna'] })).toEqual([])
  })
})
