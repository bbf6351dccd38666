import { describe, expect, it } from 'vitest'
import type { Pending, PendingTicket, Scope } from '../../src/tickets/desk.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { Snooze } from '../../src/tickets/followed.ts'
import { sift } from '../../src/tickets/snoozed.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { NOW, ticketOf } from './fakes.ts'

const scope: Scope = { vendor: 'akubela', community: 'r-4407', name: 'Lindenhof' }
const LATER = '2026-11-22T00:00:00.000Z'

const rowOf = (id: string, given: Partial<Ticket> = {}): PendingTicket => ({
  scope,
  ticket: ticketOf(scope.vendor, scope.community, id, given),
})

const snoozeOf = (id: string, end: Pick<Snooze, 'until' | 'whileUnchanged'>): Snooze => ({
  channel: 'C0DESK',
  ref: rowOf(id).ticket.ref,
  number: id,
  by: 'U0SOFIA',
  at: NOW,
  ...end,
})

const liveOf = (tickets: readonly PendingTicket[], given: Partial<Pending> = {}): Pending => ({
  readAt: NOW,
  tickets,
  failures: [],
  unlistable: [],
  cut: [],
  unreadable: [],
  ...given,
})

/** The ids of what is shown, of what is snoozed, and of what is over. */
const sifted = (rows: readonly PendingTicket[], snoozes: readonly Snooze[], live = liveOf(rows), now = NOW) => {
  const { tickets, asleep, over } = sift(rows, snoozes, { scopes: [scope], live, now })
  return {
    shown: tickets.map(({ ticket }) => ticket.ref.id),
    asleep: asleep.map(({ ref }) => ref.id),
    over: over.map(({ ref }) => ref.id),
  }
}

describe('sift', () => {
  it('keeps a ticket back until its date, overdue or not, and no longer', () => {
    const rows = [rowOf('a', { window: { end: '2026-11-20T09:00:00.000Z' } }), rowOf('b')]
    const snoozes = [snoozeOf('a', { until: LATER })]
    expect(sifted(rows, snoozes)).toEqual({ shown: ['b'], asleep: ['a'], over: [] })
    expect(sifted(rows, snoozes, liveOf(rows), LATER)).toEqual({ shown: ['a', 'b'], asleep: [], over: ['a'] })
  })

  it.each([
    ['another status', { status: 'in_progress', updatedAt: NOW }, true],
    ['another time of update', { status: 'new', updatedAt: LATER }, true],
    ['nothing else', { status: 'new', updatedAt: NOW }, false],
    // As what was read while the vendor still answered may be remembered.
    ['no time of update any more', { status: 'new' }, false],
  ] as const)('ends a snooze until it changes when the ticket has %s', (_what, now, ends) => {
    const snoozes = [snoozeOf('a', { whileUnchanged: { status: 'new', updatedAt: NOW } })]
    const expected = ends ? { shown: ['a'], asleep: [], over: ['a'] } : { shown: [], asleep: ['a'], over: [] }
    expect(sifted([rowOf('a', now)], snoozes)).toEqual(expected)
  })

  it('is over with a ticket that is no longer pending, but not because its community could not be read', () => {
    const snoozes = [snoozeOf('a', { whileUnchanged: { status: 'new' } })]
    const failures = [{ scope, error: new TicketError('unreachable', 'down') }]
    expect(sifted([rowOf('b')], snoozes)).toEqual({ shown: ['b'], asleep: [], over: ['a'] })
    expect(sifted([rowOf('b')], snoozes, liveOf([], { failures }))).toEqual({ shown: ['b'], asleep: [], over: [] })
    expect(sifted([rowOf('b')], snoozes, liveOf([], { cut: [scope] })).over).toEqual([])
    expect(sift([], snoozes, { scopes: [], live: liveOf([]), now: NOW }).over).toEqual([])
  })
})
