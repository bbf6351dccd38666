import { describe, expect, it } from 'vitest'
import { summarise } from '../../src/tickets/digest.ts'
import type { Status, Ticket } from '../../src/tickets/ticket.ts'

const NOW = '2026-11-21T09:00:00.000Z'

const ticket = (status: Status, createdAt?: string): Ticket => ({
  ref: { vendor: 'tuya-community', community: 'lindenhof', id: '31' },
  number: 'BX-31',
  status,
  ...(createdAt === undefined ? {} : { createdAt }),
})

describe('summarise', () => {
  it('counts the pending by status, in the order of the statuses', () => {
    const statuses: Status[] = ['unknown', 'in_progress', 'new', 'done', 'closed', 'cancelled', 'new']
    expect(
      summarise(
        statuses.map((status) => ticket(status, NOW)),
        NOW,
      ),
    ).toEqual({
      pending: 4,
      statuses: [
        { status: 'new', count: 2 },
        { status: 'in_progress', count: 1 },
        { status: 'unknown', count: 1 },
      ],
      ageing: [
        { days: 3, count: 0 },
        { days: 7, count: 0 },
        { days: 14, count: 0 },
      ],
      ageUnknown: 0,
      overdue: 0,
    })
  })

  it('counts whose booked visit is over, as long as they are pending', () => {
    const visit = (status: Status, end: string): Ticket => ({ ...ticket(status), window: { end } })
    const before = '2026-11-21T08:59:59.999Z'
    const tickets = [
      visit('new', before),
      visit('new', NOW),
      visit('done', before),
      visit('unknown', '昨天'),
      ticket('new'),
    ]
    expect(summarise(tickets, NOW).overdue).toBe(1)
  })

  it('counts in each band what is older than so many days, to the millisecond', () => {
    const tickets = [
      ticket('new', '2026-11-18T09:00:00.000Z'),
      ticket('new', '2026-11-18T08:59:59.999Z'),
      ticket('pending', '2026-11-10T09:00:00.000Z'),
      ticket('waiting_user', '2025-11-21T09:00:00.000Z'),
      ticket('done', '2025-11-21T09:00:00.000Z'),
    ]
    expect(summarise(tickets, NOW).ageing).toEqual([
      { days: 3, count: 3 },
      { days: 7, count: 2 },
      { days: 14, count: 1 },
    ])
    expect(summarise(tickets, NOW, [30]).ageing).toEqual([{ days: 30, count: 1 }])
  })

  it('counts apart what does not say when it was made, and loses none of it', () => {
    const tickets = [ticket('new'), ticket('new', '昨天'), ticket('new', NOW), ticket('closed')]
    expect(summarise(tickets, NOW)).toMatchObject({ pending: 3, ageUnknown: 2 })
  })

  it('is all zeros for no tickets', () => {
    expect(summarise([], NOW, [])).toEqual({ pending: 0, statuses: [], ageing: [], ageUnknown: 0, overdue: 0 })
  })
})
