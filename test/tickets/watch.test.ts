import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Progress, TimelineEntry } from '../../src/tickets/driver.ts'
import { TicketError } from '../../src/tickets/errors.ts'
import type { OwnAct, Watch } from '../../src/tickets/followed.ts'
import { isPending, STATUSES } from '../../src/tickets/ticket.ts'
import { type News, newsIn, newsOf, type Sight, seenOf, takenIn } from '../../src/tickets/watch.ts'
import { afterFailure, afterReport, afterSight } from '../../src/tickets/watch-course.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')
const MINUTE_MS = 60_000
const at = (minutes: number): string => new Date(NOW + minutes * MINUTE_MS).toISOString()

const entry = (when: number, text = 'a word'): TimelineEntry => ({
  at: at(when),
  what: { kind: 'text', text },
  more: [],
})

const minute = fc.integer({ min: -1_000, max: 1_000 })
const word = fc.constantFrom('Processing', 'Dispatched', '处理中')
const sights: fc.Arbitrary<Sight> = fc
  .record(
    {
      status: fc.constantFrom(...STATUSES),
      vendorStatus: word,
      end: minute,
      entries: fc.array(minute.map((when) => entry(when))),
      at: minute,
      isReported: fc.boolean(),
    },
    { requiredKeys: ['status', 'at'] },
  )
  .map(({ status, vendorStatus, end, entries, at: when, isReported }) => ({
    ticket: {
      status,
      ...(vendorStatus === undefined ? {} : { vendorStatus }),
      ...(end === undefined ? {} : { window: { end: at(end) } }),
    },
    ...(entries === undefined ? {} : { entries }),
    ...(isReported === undefined ? {} : { isReported }),
    at: at(when),
  }))

/** That a ticket has ended is said whenever it is seen, because the watch ends with it. */
const kinds = (news: readonly News[]): string[] => news.map(({ is }) => is).filter((is) => is !== 'ended')

describe('what is new of a ticket', () => {
  it('is nothing that was seen: no news comes twice', () => {
    fc.assert(
      fc.property(sights, fc.array(sights), (first, others) => {
        let seen = seenOf(first)
        for (const sight of [first, ...others]) {
          seen = takenIn(seen, sight)
          expect(kinds(newsIn(seen, sight))).toEqual([])
        }
      }),
    )
  })

  it('is no entry that was told before, whatever was looked at in between', () => {
    fc.assert(
      fc.property(sights, sights, sights, (first, second, third) => {
        const seen = takenIn(takenIn(seenOf(first), second), third)
        for (const { entries } of [first, second, third]) {
          const again = entries ? newsIn(seen, { ...third, entries }) : []
          expect(kinds(again)).not.toContain('entries')
        }
      }),
    )
  })

  it('is every change of status, and whether the ticket has ended', () => {
    fc.assert(
      fc.property(sights, sights, (before, now) => {
        const news = newsIn(seenOf(before), now)
        if (before.ticket.status !== now.ticket.status) expect(kinds(news)).toContain('status')
        expect(news.some(({ is }) => is === 'ended')).toBe(!isPending(now.ticket))
      }),
    )
  })

  it('is nothing that one of two looks does not tell', () => {
    fc.assert(
      fc.property(sights, ({ ticket: { status }, at: when }) => {
        const bare: Sight = { ticket: { status }, at: when }
        const full: Sight = {
          ticket: { status, vendorStatus: 'Processing', window: { end: at(-2_000) } },
          entries: [entry(-5)],
          at: when,
        }
        expect(kinds(newsIn(seenOf(bare), full))).toEqual([])
        expect(kinds(newsIn(seenOf(full), bare))).toEqual([])
      }),
    )
  })

  it('is the first comment on a ticket that had none', () => {
    const quiet: Sight = { ticket: { status: 'new' }, entries: [], at: at(0) }
    const news = newsIn(seenOf(quiet), { ...quiet, entries: [entry(2, 'hello'), entry(1)], at: at(5) })
    expect(news).toEqual([{ is: 'entries', count: 2, newest: entry(2, 'hello') }])
  })

  it('is once that the booked time is over, and again when the visit was moved and missed again', () => {
    const booked = (end: number, when: number): Sight => ({
      ticket: { status: 'pending', window: { end: at(end) } },
      at: at(when),
    })
    let seen = seenOf(booked(10, 0))
    const told = [booked(10, 11), booked(10, 16), booked(30, 21), booked(30, 31)].map((sight) => {
      const news = newsIn(seen, sight)
      seen = takenIn(seen, sight)
      return news
    })
    expect(told).toEqual([[{ is: 'overdue', since: at(10) }], [], [], [{ is: 'overdue', since: at(30) }]])
  })
})

describe('a report', () => {
  const report = (when: number, status: Progress['status'] = 'in_progress'): Progress => ({
    ...entry(when, 'on the way'),
    ref: { vendor: 'dayu', community: '*', id: '4780' },
    number: 'SP4780',
    status,
  })
  const seen = { status: 'in_progress', latest: at(0) } as const

  it('is told, and not again by the next look', () => {
    const told = newsOf(seen, report(3), at(4))
    expect(told?.news.map(({ is }) => is)).toEqual(['report'])
    expect(told && newsIn(told.seen, { ticket: { status: 'in_progress' }, at: at(5), isReported: true })).toEqual([])
    expect(told && newsOf(told.seen, report(3), at(6))).toBeUndefined()
  })

  it('of what a look has told is not told again', () => {
    const look: Sight = { ticket: { status: 'waiting_user' }, at: at(5), isReported: true }
    expect(kinds(newsIn(seen, look))).toEqual(['status'])
    expect(newsOf(takenIn(seen, look), report(4, 'waiting_user'), at(6))).toBeUndefined()
  })

  it('of what no look has shown is told, however late it comes', () => {
    const look: Sight = { ticket: { status: 'in_progress' }, at: at(5), isReported: true }
    expect(newsOf(takenIn(seen, look), report(4), at(6))?.news).toHaveLength(1)
  })
})

const WATCH: Watch = {
  channel: 'C1',
  ref: { vendor: 'tuya-community', community: '1', id: 'BX1' },
  number: 'BX1',
  by: 'U1',
  at: at(0),
  seen: { status: 'pending' },
}

const WORD = { en: 'Note', 'zh-CN': '备注' }

/** Of entries how many, and what the newest says; of all else only what it is. */
const sayAll = (news: readonly News[]) => ({
  id: 'line',
  text: news
    .map((one) => {
      if (one.is !== 'entries') return one.is
      const { what } = one.newest
      return `${one.count} ${'text' in what ? what.text : what.kind}`
    })
    .join(),
})

describe('a watch', () => {
  const watch = WATCH
  const say = (news: readonly News[]) => ({ id: 'line', text: news.map(({ is }) => is).join() })
  const down = new TicketError('unreachable', 'no answer')

  it('waits longer after each failure, an hour at most, and for as long as the vendor asks', () => {
    let failed = watch
    const pauses = [0, 1, 2, 3, 4, 5].map(() => {
      failed = afterFailure(failed, down, at(0), say)
      return (Date.parse(failed.nextLookAt ?? '') - NOW) / MINUTE_MS
    })
    expect(pauses).toEqual([5, 10, 20, 40, 60, 60])
    const limited = new TicketError('rate_limited', 'too much', { retryAfterMs: 90 * MINUTE_MS })
    expect(afterFailure(watch, limited, at(0), say).nextLookAt).toBe(at(90))
  })

  it('tells once that its vendor has been out of reach for a day, and forgets that when it is back', () => {
    const day = 24 * 60
    let failed = afterFailure(watch, down, at(0), say)
    failed = afterFailure(failed, down, at(day - 1), say)
    expect(failed.lines).toBeUndefined()
    for (const when of [day, day + 60, 3 * day]) failed = afterFailure(failed, down, at(when), say)
    expect(failed.lines?.map(({ text }) => text)).toEqual(['unreadable'])
    const back = afterSight(
      { ...failed, lines: [] },
      { ticket: { status: 'pending' }, at: at(4 * day) },
      at(4 * day),
      say,
    )
    expect(back).toEqual({ ...watch, lines: [], nextLookAt: at(4 * day + 5) })
  })

  it('ends when the ticket is missing twice in a row, and not before', () => {
    const missing = new TicketError('not_found', 'no such ticket')
    const once = afterFailure(watch, missing, at(0), say)
    expect(once).toEqual({ ...watch, missing: true, nextLookAt: at(5) })
    const seen = afterSight(once, { ticket: { status: 'pending' }, at: at(5) }, at(5), say)
    expect(afterFailure(seen, missing, at(10), say).over).toBeUndefined()
    expect(afterFailure(once, missing, at(5), say)).toMatchObject({ over: true, lines: [{ text: 'gone' }] })
  })
})

describe('what somebody in the channel did', () => {
  const seen = { status: 'pending', latest: at(-60) } as const
  const told = (acts: readonly OwnAct[], shown: Partial<Sight>): string[] => {
    const sight: Sight = { ticket: { status: 'pending' }, at: at(1), ...shown }
    const watch: Watch = { ...WATCH, seen, actedAt: at(0), acts }
    const { lines = [], acts: left, actedAt } = afterSight(watch, sight, at(1), sayAll)
    expect([left, actedAt]).toEqual([undefined, undefined])
    return lines.map(({ text }) => text)
  }
  const now = { from: at(0), until: at(0) }
  const reply: OwnAct = { ...now, said: 'A locksmith is on the way.' }
  const finish: OwnAct = { ...now, moves: true }
  const ours = entry(0, 'A locksmith\nis on the way. ')

  it('is taken in without a word, also when it ended the ticket', () => {
    const acted: Watch = { ...WATCH, actedAt: at(0), acts: [finish] }
    const done = afterSight(acted, { ticket: { status: 'done' }, at: at(1) }, at(1), sayAll)
    expect(done).toEqual({ ...WATCH, seen: { status: 'done' }, nextLookAt: at(6), over: true })
    expect(told([reply], { entries: [ours] })).toEqual([])
    expect(told([finish], { entries: [entry(0, 'close')], ticket: { status: 'done' } })).toEqual([])
  })

  it('leaves what others wrote before and after it to be told', () => {
    const before = entry(-2, 'Is anybody coming?')
    const after = entry(0.5, 'They are here.')
    expect(told([reply], { entries: [ours, before] })).toEqual(['1 Is anybody coming?'])
    expect(told([reply], { entries: [after, ours, before] })).toEqual(['2 They are here.'])
    expect(told([finish], { entries: [after, entry(0, 'close'), before] })).toEqual(['2 They are here.'])
  })

  it('is one entry for each act, by its words before all else', () => {
    const theirs = entry(0.3, 'A locksmith, please!')
    expect(told([finish, reply], { entries: [theirs, ours, entry(0.02, 'close')] })).toEqual(['1 A locksmith, please!'])
    expect(told([reply], { entries: [entry(0.6, 'A locksmith is on the way.'), ours] })).toHaveLength(1)
    expect(told([reply, reply], { entries: [entry(0.6, 'A locksmith is on the way.'), ours] })).toEqual([])
  })

  it('is found where its words are beside the entry, or are not shown at all', () => {
    const note: TimelineEntry = { at: at(0), what: { kind: 'word', word: WORD, raw: 'Iternal' }, more: [] }
    const said = { name: 'description', label: WORD, value: { kind: 'text', text: String(reply.said) } } as const
    const theirs = entry(0.1, 'Hello?')
    expect(told([reply], { entries: [theirs, { ...note, more: [said] }] })).toEqual(['1 Hello?'])
    expect(told([reply], { entries: [theirs, note] })).toEqual(['1 Hello?'])
  })

  it('is nothing that was there long before it was sent', () => {
    expect(told([finish], { entries: [entry(-2, 'Is anybody coming?')] })).toEqual(['1 Is anybody coming?'])
    expect(told([reply], { entries: [entry(-2, 'Is anybody coming?')] })).toEqual(['1 Is anybody coming?'])
  })

  it('is found after an answer that took its time, whenever the vendor did it', () => {
    const slow: OwnAct = { from: at(-30), until: at(0), moves: true }
    expect(told([slow], { entries: [entry(0, 'close'), entry(-15, 'Hello?')] })).toEqual(['1 Hello?'])
    expect(told([slow], { entries: [entry(-15, 'Hello?'), entry(-30, 'close')] })).toEqual(['1 Hello?'])
  })

  it('hides no status but that of a step, and no visit that was missed meanwhile', () => {
    const late = { status: 'pending', window: { end: at(0) } } as const
    expect(told([reply], { ticket: { status: 'in_progress' } })).toEqual(['status'])
    expect(told([reply], { ticket: { status: 'done' }, entries: [ours] })).toEqual(['status,ended'])
    const watch: Watch = { ...WATCH, seen: { ...seen, overdue: false }, actedAt: at(0), acts: [finish] }
    expect(afterSight(watch, { ticket: late, at: at(1) }, at(1), sayAll).lines).toMatchObject([{ text: 'overdue' }])
  })

  it('is no news when the vendor reports it, and what else it reports is', () => {
    const reported = (when: number, status: Progress['status'] = 'pending'): Progress => ({
      ...entry(when, 'changed'),
      ref: WATCH.ref,
      number: WATCH.number,
      status,
    })
    const linesAfter = (watch: Watch | undefined) => watch?.lines?.map(({ text }) => text) ?? []
    const acted: Watch = { ...WATCH, seen, actedAt: at(0), acts: [now] }
    expect(linesAfter(afterReport(acted, reported(-2), at(0.5), sayAll))).toEqual(['report'])
    const own = afterReport(acted, reported(0), at(0.5), sayAll)
    expect(linesAfter(own)).toEqual([])
    expect(own && linesAfter(afterReport(own, reported(0.3), at(0.5), sayAll))).toEqual(['report'])
    expect(own && linesAfter(afterSight(own, { ticket: { status: 'pending' }, at: at(1) }, at(1), sayAll))).toEqual([])
    expect(linesAfter(afterReport(acted, reported(0, 'done'), at(0.5), sayAll))).toEqual(['status,ended'])
    const stepped = afterReport({ ...acted, acts: [finish] }, reported(0, 'done'), at(0.5), sayAll)
    expect(stepped).toMatchObject({ over: true, seen: { status: 'done' } })
    expect(linesAfter(stepped)).toEqual([])
  })
})

describe('what a channel is told', () => {
  const known = { reporter: { name: 'Elif Yıldız' }, place: 'Stair 2, flat 14' }
  const said = { ...entry(5, 'Elif Yıldız (stair 2, flat 14) rang on 13800005678'), who: 'Elif Yıldız' }
  const hidden = { who: 'E***', what: { kind: 'text', text: 'E*** (***) rang on ****78' } }
  const ticket = { ...known, status: 'pending', vendorStatus: 'Waits for Elif Yıldız' } as const

  it('names nobody whom the ticket knows, when it is looked at and when it is reported', () => {
    const seen = { status: 'new', latest: at(0) } as const
    expect(newsIn(seen, { ticket, entries: [said], at: at(10) })).toMatchObject([
      { is: 'status', now: { vendorStatus: 'Waits for E***' } },
      { is: 'entries', newest: hidden },
    ])
    const ref = { vendor: 'lakeside', community: '1', id: 'BX1' }
    const detail = { ...ticket, ref, number: 'BX1', attachments: [], more: [], raw: {}, warnings: [] }
    const report: Progress = { ...said, ref, number: 'BX1', status: 'pending', ticket: detail }
    expect(newsOf(seen, report, at(10))?.news[0]).toMatchObject({ is: 'report', entry: hidden })
  })
})
