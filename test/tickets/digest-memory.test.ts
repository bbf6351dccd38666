import { describe, expect, it } from 'vitest'
import type { Failure, Pending, Scope } from '../../src/tickets/desk.ts'
import { compareWithLast, type DigestMemory, isUnchanged } from '../../src/tickets/digest-memory.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { Status } from '../../src/tickets/ticket.ts'
import { ticketOf } from './fakes.ts'

const lindenhof: Scope = { vendor: 'akubela', community: 'r-4407', name: 'Lindenhof' }
const taoyuan: Scope = { vendor: 'tuya-community', community: '1544', name: '桃源小区' }
const CHANNEL = 'C0DESK'
const [MONDAY, TUESDAY] = ['2026-11-23T08:00:00.000Z', '2026-11-24T08:00:00.000Z']

type Rows = Readonly<Record<string, Status>>

const rowsOf = (scope: Scope, rows: Rows): Pending['tickets'] =>
  Object.entries(rows).map(([id, status]) => ({
    scope,
    ticket: ticketOf(scope.vendor, scope.community, id, { status }),
  }))

const answer = (readAt: string, tickets: Pending['tickets'], failed: readonly Scope[] = []): Pending => ({
  readAt,
  tickets,
  failures: failed.map((scope): Failure => ({ scope, error: new TicketError('unreachable', 'down') })),
  unlistable: [],
  cut: [],
  unreadable: [],
})

/** Digests one after the other, as one channel gets them. */
const digests = (...answers: readonly (readonly [Pending, readonly Scope[]])[]) => {
  let memory: DigestMemory | undefined
  return answers.map(([pending, scopes]) => {
    const compared = compareWithLast(CHANNEL, scopes, pending, memory)
    memory = compared.memory
    return compared.delta
  })
}

const lindenhofDays = (...days: readonly Rows[]) =>
  digests(...days.map((rows) => [answer(MONDAY, rowsOf(lindenhof, rows)), [lindenhof]] as const))

describe('compareWithLast', () => {
  it('says nothing the first time, and then what came, went and moved', () => {
    expect(
      lindenhofDays({ a: 'new', b: 'new', c: 'pending' }, { a: 'in_progress', c: 'pending', d: 'new', e: 'new' }),
    ).toEqual([undefined, { since: MONDAY, added: 2, closed: 1, reopened: 0, moved: 1, woken: 0 }])
  })

  it('tells one that comes back from a new one, also after several digests', () => {
    const [, , , last] = lindenhofDays({ a: 'new' }, {}, {}, { a: 'new', b: 'new' })
    expect(last).toEqual({ since: MONDAY, added: 1, closed: 0, reopened: 1, moved: 0, woken: 0 })
  })

  it('closes nothing because of an outage, and goes on afterwards from what was known before it', () => {
    const both = [lindenhof, taoyuan]
    const there = rowsOf(taoyuan, { x: 'new', y: 'new' })
    const [, during, after] = digests(
      [answer(MONDAY, [...rowsOf(lindenhof, { a: 'new' }), ...there]), both],
      [answer(TUESDAY, rowsOf(lindenhof, { a: 'new', b: 'new' }), [taoyuan]), both],
      [answer(TUESDAY, [...rowsOf(lindenhof, { a: 'new', b: 'new' }), ...rowsOf(taoyuan, { x: 'new' })]), both],
    )
    expect(during).toEqual({ since: MONDAY, added: 1, closed: 0, reopened: 0, moved: 0, woken: 0 })
    expect(after).toEqual({ since: MONDAY, added: 0, closed: 1, reopened: 0, moved: 0, woken: 0 })
  })

  it('does not call the tickets of a community new that was linked since', () => {
    const [, then] = digests(
      [answer(MONDAY, rowsOf(lindenhof, { a: 'new' })), [lindenhof]],
      [answer(TUESDAY, [...rowsOf(lindenhof, { a: 'new' }), ...rowsOf(taoyuan, { x: 'new' })]), [lindenhof, taoyuan]],
    )
    expect(then).toEqual({ since: MONDAY, added: 0, closed: 0, reopened: 0, moved: 0, woken: 0 })
  })

  it('says nothing of what is snoozed until it no longer is', () => {
    const { ref } = ticketOf(lindenhof.vendor, lindenhof.community, 'a')
    const compare = (rows: Rows, last: DigestMemory | undefined, snoozed: boolean) =>
      compareWithLast(CHANNEL, [lindenhof], answer(MONDAY, rowsOf(lindenhof, rows)), last, {
        snoozed: snoozed ? [ref] : [],
      })
    const first = compare({ a: 'new', b: 'new' }, undefined, false)
    const asleep = compare({ a: 'pending', b: 'new' }, first.memory, true)
    const still = compare({ a: 'in_progress', b: 'new' }, asleep.memory, true)
    const awake = compare({ a: 'in_progress', b: 'new' }, still.memory, false)
    const after = compare({ a: 'in_progress', b: 'new' }, awake.memory, false)
    const none = { since: MONDAY, added: 0, closed: 0, reopened: 0, moved: 0, woken: 0 }
    expect([asleep.delta, still.delta, awake.delta, after.delta]).toEqual([none, none, { ...none, woken: 1 }, none])
  })

  it('of a digest of some statuses counts what it shows, and closes nothing that only moved on', () => {
    const compare = (rows: Rows, last: DigestMemory | undefined) =>
      compareWithLast(CHANNEL, [lindenhof], answer(MONDAY, rowsOf(lindenhof, rows)), last, { statuses: ['new'] })
    const first = compare({ a: 'new', b: 'new', c: 'in_progress', d: 'pending' }, undefined)
    const second = compare({ a: 'in_progress', b: 'new', c: 'pending', e: 'new', f: 'pending' }, first.memory)
    expect(second.delta).toEqual({ since: MONDAY, added: 1, closed: 0, reopened: 0, moved: 1, woken: 0 })
    const third = compare({ a: 'in_progress', c: 'new', e: 'new', f: 'unknown' }, second.memory)
    expect(third.delta).toEqual({ since: MONDAY, added: 0, closed: 1, reopened: 0, moved: 2, woken: 0 })
  })

  it('stays small: of too many it remembers nothing, and of the closed the last three hundred', () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, i) => [`t${i}`, 'new' as const]))
    const { t1000: _one, ...fewer } = many
    const remember = (rows: Rows, last?: DigestMemory) =>
      compareWithLast(CHANNEL, [lindenhof], answer(MONDAY, rowsOf(lindenhof, rows)), last).memory
    expect(remember(many).communities).toEqual([])
    const full = remember(fewer)
    expect(Object.keys(full.communities[0]?.pending ?? {})).toHaveLength(1_000)
    expect(remember({}, full).communities[0]?.closed).toHaveLength(300)
    expect(JSON.stringify(full).length).toBeLessThan(30_000)
  })
})

describe('isUnchanged', () => {
  const same = { since: MONDAY, added: 0, closed: 0, reopened: 0, moved: 0, woken: 0 }

  it('needs something to compare with, all of it readable, and no change of any kind', () => {
    expect(isUnchanged(answer(TUESDAY, []), same)).toBe(true)
    expect(isUnchanged(answer(TUESDAY, []), undefined)).toBe(false)
    expect(isUnchanged(answer(TUESDAY, [], [taoyuan]), same)).toBe(false)
    for (const change of ['added', 'closed', 'reopened', 'moved', 'woken']) {
      expect(isUnchanged(answer(TUESDAY, []), { ...same, [change]: 1 })).toBe(false)
    }
  })
})
