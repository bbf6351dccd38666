import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/slack/blocks/kit.ts'
import { ticketReply } from '../../../src/slack/blocks/ticket.ts'
import { timelineReply } from '../../../src/slack/blocks/timeline.ts'
import { ACTIONS } from '../../../src/slack/ids.ts'
import { decodeMoment, encodeMoment, type Moment } from '../../../src/slack/values.ts'
import type { Page, TimelineEntry } from '../../../src/tickets/driver.ts'
import { type DetailValue, refKey } from '../../../src/tickets/ticket.ts'
import { LANGUAGES, type Language } from '../../../src/tickets/words.ts'
import { objectsIn } from '../../../src/workspace/validate/tree.ts'
import { everyTextIn, expectGoodMessage, tokensIn } from './markup.ts'
import { LONGEST, NOW, readerOf, scopeOf, ticketOf } from './samples.ts'

const readerIn = (language: Language) => ({ ...readerOf(language), audience: 'one' as const })
const reader = readerIn('en')

const FIRST: Moment = { ref: ticketOf().ref, number: 'BX2026112100017', skip: 0 }

const label = { en: 'Remark of the engineer', 'zh-CN': '师傅备注' }

const entryOf = (text: string, given: Partial<TimelineEntry> = {}): TimelineEntry => ({
  at: NOW,
  who: 'Maja Lindqvist',
  what: { kind: 'text', text },
  more: [],
  ...given,
})

/** An entry that says the same of everything, in every kind of value. */
const fullEntry = (text: string): TimelineEntry => {
  const values: DetailValue[] = [
    { kind: 'text', text },
    { kind: 'personal', text },
    { kind: 'word', word: { en: text, 'zh-CN': text }, raw: `${text}!` },
    { kind: 'links', links: [{ url: `https://files.example/${'x'.repeat(1900)}?a=1&b=2`, name: text }] },
    { kind: 'unreadable', raw: text },
    { kind: 'instant', at: NOW },
    { kind: 'money', money: { minor: -1310n, currency: 'CNY', assumed: true } },
  ]
  const more = values.map((value, i) => ({ name: `f${i}`, label: { en: text, 'zh-CN': text }, value }))
  return entryOf(text, { who: text, more })
}

const pageOf = (items: readonly TimelineEntry[], given: Partial<Page<TimelineEntry>> = {}): Page<TimelineEntry> => ({
  items,
  unreadable: 0,
  ...given,
})

const numbered = (count: number, words = ''): TimelineEntry[] =>
  Array.from({ length: count }, (_, i) => entryOf(`Entry ${i}. ${words}`))

const shownIn = (shown: unknown): string => everyTextIn(shown).join('\n')
const entriesIn = (shown: unknown): number[] => [...shownIn(shown).matchAll(/Entry (\d+)\./g)].map(([, n]) => Number(n))

/** Where "Earlier" goes on, if it is offered. */
const earlierIn = (shown: unknown): Moment | undefined => {
  const [button] = [...objectsIn(shown)].filter(({ node }) => node.action_id === ACTIONS.timeline)
  return decodeMoment(button && String(button.node.value))
}

describe.each(LANGUAGES)('a timeline in %s', (language) => {
  it.each([0, 1, 50, 500])('of %i entries keeps the limits, whatever they say', (size) => {
    for (const text of ['Lift stands still on floor 3', ...Object.values(LONGEST)]) {
      const items = Array.from({ length: size }, () => fullEntry(text))
      const pages = [
        pageOf(items),
        pageOf(items, { next: 'next' }),
        pageOf(items, { next: 'x'.repeat(5000), unreadable: 3 }),
      ]
      for (const [i, page] of pages.entries()) {
        const moment = { ...FIRST, number: text, skip: Math.floor((size * i) / 2) }
        expectGoodMessage(timelineReply(moment, page, readerIn(language)))
      }
    }
  })
})

describe('a timeline', () => {
  it('says when, who and what, and below it everything else', () => {
    const more = [{ name: 'remark', label, value: { kind: 'text', text: 'needs a second key' } as const }]
    const items = [
      entryOf('Door opened', { more }),
      { what: { kind: 'text', text: 'Nobody knows when' } as const, more: [] },
    ]
    const [title, text] = everyTextIn(timelineReply(FIRST, pageOf(items), reader).blocks)
    expect(title).toBe('*What happened to BX2026112100017, newest first*')
    expect(text).toMatch(
      /^\*<!date\^1795251600\^[^>]+\|21 Nov 2026, 10:00> · Maja Lindqvist\* {2}Door opened\nRemark of the engineer: needs a second key\nNobody knows when$/,
    )
    const [, inChinese] = everyTextIn(timelineReply(FIRST, pageOf(items), readerIn('zh-CN')).blocks)
    expect(inChinese).toContain('师傅备注：needs a second key')
  })

  it('shows each entry once, over as many messages as it takes', () => {
    for (const words of ['', '门'.repeat(400), '&'.repeat(2000)]) {
      const pages = new Map([
        [undefined, pageOf(numbered(500, words), { next: 'second' })],
        ['second', pageOf(numbered(3, words))],
      ])
      const seen: number[] = []
      for (let moment: Moment | undefined = FIRST; moment; ) {
        const reply = timelineReply(moment, pages.get(moment.cursor) ?? pageOf([]), reader)
        expect(entriesIn(reply).length).toBeGreaterThan(0)
        seen.push(...entriesIn(reply))
        moment = earlierIn(reply)
      }
      expect(seen).toEqual([...Array(500).keys(), 0, 1, 2])
    }
  })

  it('offers nothing earlier after the last entry', () => {
    expect(earlierIn(timelineReply(FIRST, pageOf(numbered(2)), reader))).toBeUndefined()
    expect(shownIn(timelineReply(FIRST, pageOf([]), reader))).toContain('Nothing is told of this ticket.')
  })

  it('says so where it cannot go on, and which entries could not be read', () => {
    const reply = timelineReply(FIRST, pageOf(numbered(2), { next: 'x'.repeat(2000), unreadable: 2 }), reader)
    expect(earlierIn(reply)).toBeUndefined()
    expect(shownIn(reply)).toContain('What is earlier cannot be shown here.')
    expect(shownIn(reply)).toContain('2 rows from Vendor &amp; Sons lakeside could not be read and are not shown.')
  })

  it('lets no foreign text ping', () => {
    const reply = timelineReply(FIRST, pageOf([fullEntry('<!channel> <@U0SOFIA> <https://evil.example|x>')]), reader)
    const foreign = tokensIn(reply).filter((token) => !/^(?:!date\^|https:\/\/files\.example\/)/.test(token))
    expect(foreign).toEqual([])
  })

  it('masks who did it, and what is personal, where more than one person reads', () => {
    const more = [{ name: 'phone', label, value: { kind: 'personal', text: '13800138000' } as const }]
    const page = pageOf([entryOf('ring 13800138000', { more })])
    const many = shownIn(timelineReply(FIRST, page, { ...reader, audience: 'many' }))
    expect(many).not.toMatch(/Lindqvist|13800138000/)
    expect(many).toContain(' · M∗∗∗')
    expect(shownIn(timelineReply(FIRST, page, reader)).match(/13800138000/g)).toHaveLength(2)
    const known = { reporter: { name: 'Elif Yıldız' } }
    const told = timelineReply(FIRST, pageOf([entryOf('Elif Yıldız rang')]), { ...reader, audience: 'many' }, known)
    expect(shownIn(told)).toContain('E∗∗∗ rang')
  })
})

describe('what its buttons carry', () => {
  const text = fc.string({ unit: 'binary' })
  const moment = fc.record(
    {
      ref: fc.record({ vendor: text, community: text, id: text }),
      number: text,
      skip: fc.nat(),
      cursor: text,
    },
    { requiredKeys: ['ref', 'number', 'skip'] },
  )

  it('comes back as it went', () => {
    fc.assert(
      fc.property(moment, (given) => {
        expect(decodeMoment(encodeMoment(given))).toEqual(given)
      }),
    )
  })

  it.each([
    undefined,
    '',
    '[]',
    'null',
    '["a","b","c"]',
    '["a","b","c","d",-1]',
    '["a","b","c","d",0.5]',
    '{"skip":0}',
  ])('is nothing when it is %j', (value) => {
    expect(decodeMoment(value)).toBeUndefined()
  })

  it('fits into the button of a card, or the card has none', () => {
    const options = { vendorName: 'Lakeside', communityName: scopeOf().name, powers: { timeline: true } }
    for (const id of ['i'.repeat(1900), `${'"'.repeat(960)}`, 'i'.repeat(1960)]) {
      const ref = { ...ticketOf().ref, id }
      expect(refKey(ref).length).toBeLessThanOrEqual(LIMITS.buttonValue)
      for (const number of ['BX1', 'n'.repeat(3000)]) {
        expectGoodMessage(ticketReply(ticketOf({ ref, number }), reader, options))
      }
    }
    expect(earlierIn(ticketReply(ticketOf(), reader, options))).toEqual(FIRST)
  })
})
