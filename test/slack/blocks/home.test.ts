import { describe, expect, it } from 'vitest'
import { createInView } from '../../../src/slack/blocks/create-in.ts'
import { doctorReply, fine, problem } from '../../../src/slack/blocks/doctor.ts'
import { type HomeContent, homeUnknownView, homeView, pageRows } from '../../../src/slack/blocks/home.ts'
import { button, escaped } from '../../../src/slack/blocks/kit.ts'
import { ACTIONS } from '../../../src/slack/ids.ts'
import { HOME_PARTS, type HomePages } from '../../../src/slack/values.ts'
import { summarise } from '../../../src/tickets/digest.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import type { Submission } from '../../../src/tickets/submission.ts'
import { LANGUAGES, type Language } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectGoodMessage, expectIntact } from './markup.ts'
import { LONGEST, NOW, readerOf, ticketOf } from './samples.ts'

/** How much there is, and how it is called. */
const CASES: readonly (readonly [count: number, text: string])[] = [
  ...[0, 1, 9, 500].map((count) => [count, '翠湖花园'] as const),
  ...Object.values(LONGEST).map((text) => [51, text] as const),
]
const EVERY_STATUS = summarise([ticketOf(), ticketOf({ status: 'waiting_user' }), ticketOf({ status: 'unknown' })], NOW)

const contentOf = (count: number, text: string): HomeContent => {
  const many = <T>(make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
  const link = (i: number) => ({ channel: `C${i}`, vendor: 'lakeside', community: `${i}`, name: text })
  const submission = (i: number): Submission => ({
    ...{ id: `V${i}.1`, channel: `C${i}`, user: 'U1', vendor: 'lakeside', community: '1', language: 'en' },
    ...{ acceptedAt: NOW, state: 'failed', reason: 'invalid', numbers: [text] },
    write: { kind: 'comment', id: `${i}`, text },
  })
  const error = new TicketError('unreachable', 'internal', { vendor: 'lakeside', vendorMessage: text })
  const figures = { readAt: NOW, total: 9_999, summary: EVERY_STATUS, isCut: true }
  return {
    communities: many((i) => ({ ...link(i), paused: i % 5 === 4, canList: true, isRead: false, figures, error })),
    watches: many((i) => ({ channel: `C${i}`, ref: ticketOf().ref, number: text, seen: { status: 'new' } })),
    submissions: many(submission),
    digests: many((i) => ({ channel: `C${i}`, next: NOW })),
    links: many((i) => ({ ...link(i), ...(i % 2 ? { paused: { reason: 'by_person', at: NOW } } : {}) })),
    outbox: many(submission),
    outboxElsewhere: count,
    canCreate: true,
  }
}

const expectGoodView = (view: ReturnType<typeof homeView> | ReturnType<typeof createInView>): void => {
  expect(validateView(view)).toEqual([])
  expectIntact(view)
}

describe.each(LANGUAGES)('the Home tab in %s', (language: Language) => {
  const reader = readerOf(language)

  it('keeps the limits, however much there is and on every page', () => {
    const last = Object.fromEntries(HOME_PARTS.map((part) => [part, 9_999]))
    const second = Object.fromEntries(HOME_PARTS.map((part) => [part, 1]))
    for (const [count, text] of CASES) {
      for (const pages of [{}, second, last]) expectGoodView(homeView(contentOf(count, text), pages, NOW, reader))
    }
    expectGoodView(homeUnknownView(reader))
  })

  it('asks for a channel within the limits', () => {
    const metadata = { channel: '', language, zone: 'UTC', attempt: 1 }
    for (const [count, text] of CASES) {
      const places = Array.from({ length: count }, (_, i) => ({
        channel: `C${i}`,
        communities: Array(count).fill(text),
      }))
      expectGoodView(createInView(places, metadata, reader.words))
    }
  })

  it('says what was found within the limits, problems first', () => {
    for (const [count, text] of CASES) {
      const mend = button('Join', ACTIONS.doctorJoin)
      const line = escaped(text, 700)
      const findings = Array.from({ length: count }, (_, i) => (i % 2 ? problem(line, mend) : fine(line, 'x')))
      for (const isOpen of [true, false]) expectGoodMessage(doctorReply(findings, isOpen, reader.words))
    }
    const [, first] = doctorReply([fine('well'), problem('ill')], true, reader.words).blocks
    expect(everyTextIn([first])).toEqual(['⚠️ ill'])
  })
})

it('every row is on exactly one page', () => {
  const rows = Array.from({ length: 101 }, (_, i) => i)
  for (const part of HOME_PARTS) {
    const seen: number[] = []
    for (let page = 0; seen.length < rows.length; page++) {
      const pages: HomePages = { [part]: page }
      seen.push(...pageRows(part, rows, pages))
    }
    expect(seen).toEqual(rows)
  }
})
