import { describe, expect, it } from 'vitest'
import type { Pending, Scope } from '../../src/tickets/desk.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import { type Reading, readingsOf, withLastKnown } from '../../src/tickets/readings.ts'
import type { Ticket } from '../../src/tickets/ticket.ts'
import { ticketOf } from './fakes.ts'

const lindenhof: Scope = { vendor: 'akubela', community: 'r-4407', name: 'Lindenhof' }
const taoyuan: Scope = { vendor: 'tuya-community', community: '1544', name: '桃源小区' }
const READ_AT = '2026-11-23T08:00:00.000Z'

const lift: Ticket = ticketOf('akubela', 'r-4407', 'c1', {
  title: 'Lift stuck, Elif Yıldız waits at stair 2, flat 14',
  createdAt: '2026-11-20T08:00:00.000Z',
  window: { end: '2026-11-22T10:00:00.000Z' },
  reporter: { name: 'Elif Yıldız', phone: '+49 30 5550 1007' },
  place: 'Stair 2, flat 14',
})

const answer = (tickets: Pending['tickets'], more: Partial<Pending> = {}): Pending => ({
  readAt: READ_AT,
  tickets,
  failures: [],
  unlistable: [],
  cut: [],
  unreadable: [],
  ...more,
})

const down = (scope: Scope) => ({ scope, error: new TicketError('unreachable', 'down', { vendor: scope.vendor }) })

describe('what is kept of a community', () => {
  it('is what a digest shows, without people and places, and not of those that could not be read', () => {
    const pending = answer([{ ticket: lift, scope: lindenhof }], { failures: [down(taoyuan)] })
    const kept = readingsOf([lindenhof, taoyuan], pending)
    expect(kept).toMatchObject([{ vendor: 'akubela', community: 'r-4407', readAt: READ_AT, total: 1 }])
    for (const personal of ['Elif Y', 'Yıldız', '5550', 'flat 14']) expect(JSON.stringify(kept)).not.toContain(personal)
  })

  it('is nothing where a whole account is linked beside its parts, whose tickets stand under one of the two', () => {
    const account = { ...lindenhof, community: '*', name: 'Everything' }
    const pending = answer([{ ticket: lift, scope: account }])
    expect(readingsOf([account, lindenhof], pending)).toEqual([])
    expect(readingsOf([account, taoyuan], pending).map(({ community, total }) => [community, total])).toEqual([
      ['*', 1],
      ['1544', 0],
    ])
  })

  it('stays small: the fifty oldest, each in a few words, and how many there were', () => {
    const wordy = { description: '水管漏水'.repeat(500) }
    const rows = Array.from({ length: 200 }, (_, i) => ({
      ticket: ticketOf('akubela', 'r-4407', `c${i}`, wordy),
      scope: lindenhof,
    }))
    const [kept] = readingsOf([lindenhof], answer(rows))
    expect([kept?.tickets.length, kept?.total]).toEqual([50, 200])
    expect(JSON.stringify(kept).length).toBeLessThan(20_000)
  })
})

describe('what could not be read', () => {
  const [reading] = readingsOf([lindenhof], answer([{ ticket: lift, scope: lindenhof }]))
  const known: Reading[] = reading ? [reading] : []
  const leak = {
    ticket: ticketOf('tuya-community', '1544', 'BX-7', { createdAt: '2026-11-21T08:00:00.000Z' }),
    scope: taoyuan,
  }
  const later = (readAt: string) => answer([leak], { readAt, failures: [down(lindenhof)] })

  it('is shown as it was known last, in its place by age, and no longer counts as missing', () => {
    const { pending, stale } = withLastKnown(later('2026-11-24T08:00:00.000Z'), known)
    expect(pending.tickets.map(({ ticket }) => ticket.number)).toEqual(['c1', 'BX-7'])
    expect(pending.tickets[0]).toMatchObject({
      scope: lindenhof,
      ticket: { ref: lift.ref, title: 'Lift stuck, E*** waits at ***', createdAt: lift.createdAt, window: lift.window },
    })
    expect(pending.failures).toEqual([])
    expect(stale).toMatchObject([{ failure: { scope: lindenhof }, reading: { readAt: READ_AT } }])
  })

  it('is missing when it was never read, or more than three days ago', () => {
    for (const [readAt, readings] of [
      ['2026-11-24T08:00:00.000Z', []],
      ['2026-11-26T08:00:00.001Z', known],
    ] as const) {
      const { pending, stale } = withLastKnown(later(readAt), readings)
      expect([pending.tickets, pending.failures.length, stale]).toEqual([[leak], 1, []])
    }
  })

  it('gives way to what was read before the failure', () => {
    const now = { ticket: { ...lift, status: 'in_progress' as const }, scope: lindenhof }
    const { pending } = withLastKnown(answer([now], { failures: [down(lindenhof)] }), known)
    expect(pending.tickets).toEqual([now])
  })
})
