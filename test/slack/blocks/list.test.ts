import { describe, expect, it } from 'vitest'
import { digestReply } from '../../../src/slack/blocks/digest.ts'
import { ageText, gapBlocks, listReply, PAGE_SIZE } from '../../../src/slack/blocks/list.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { everyTextIn, expectGoodMessage, mrkdwnIn, tokensIn } from './markup.ts'
import { gapsOf, LONGEST, NOW, pendingOf, readerOf, rowsOf, scopeOf, ticketOf } from './samples.ts'

const SIZES = [0, 1, 10, 50, 51, 500, 5000]
const FOOTER = 'Asked for by <@U0MEILIN>.'
const angry = new TicketError('bad_response', 'odd', {
  vendor: 'lakeside',
  vendorMessage: '<!channel> & '.repeat(50),
  problems: [{ field: 'x', words: { en: '<!here> & '.repeat(500), 'zh-CN': '<!here> & '.repeat(500) } }],
})
const scopesOf = (rows: ReturnType<typeof rowsOf>) => [
  ...new Map(rows.map(({ scope }) => [scope.community, scope])).values(),
]

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it.each(SIZES)('a list of %i tickets keeps the limits on its first, second and last page', (size) => {
    for (const text of ['Lift stands still on floor 3', ...Object.values(LONGEST)]) {
      const pending = pendingOf(rowsOf(size, text), gapsOf(20, angry))
      for (const page of [0, 1, 499, 1_000_000, -1]) expectGoodMessage(listReply(pending, page, NOW, reader))
    }
  })

  it.each(SIZES)('a digest of %i tickets keeps the limits in one community and in two hundred', (size) => {
    for (const text of ['Lift stands still on floor 3', ...Object.values(LONGEST)]) {
      for (const communities of [1, 200]) {
        const rows = rowsOf(size, text, communities)
        const pending = pendingOf(rows, gapsOf(20, angry))
        expectGoodMessage(digestReply(scopesOf(rows), pending, NOW, reader, FOOTER))
      }
    }
  })
})

const reader = readerOf('en')
const shownIn = (shown: unknown): string => everyTextIn(shown).join('\n')

describe('a list', () => {
  it('shows each ticket on exactly one page', () => {
    const rows = rowsOf(51, 'lift ')
    const pages = Array.from({ length: 6 }, (_, page) => shownIn(listReply(pendingOf(rows), page, NOW, reader)))
    for (const { ticket } of rows) {
      expect(pages.filter((page) => page.includes(` · ${ticket.number}\n`))).toHaveLength(1)
    }
    expect(pages[5]).toContain('51–51 of 51')
    expect(shownIn(listReply(pendingOf(rows), 99, NOW, reader))).toBe(pages[5])
  })

  it('turns no further than there are pages', () => {
    const rows = rowsOf(PAGE_SIZE + 1, 'lift ')
    const labels = (page: number) => shownIn(listReply(pendingOf(rows), page, NOW, reader).blocks.at(-1)).split('\n')
    expect(labels(0)).toEqual(['Next', 'Refresh'])
    expect(labels(1)).toEqual(['Previous', 'Refresh'])
  })

  it('does not call it calm when a vendor could not be asked', () => {
    const failures = [{ scope: scopeOf(), error: new TicketError('unreachable', 'late', { vendor: 'lakeside' }) }]
    expect(listReply(pendingOf([], { failures }), 0, NOW, reader).text).toBe('Nothing is pending in what I could read.')
    expect(listReply(pendingOf([]), 0, NOW, reader).text).toContain('Nothing is pending in this channel')
  })

  it('says one line for each vendor that failed, and how many gaps it leaves out', () => {
    const error = new TicketError('unreachable', 'late', { vendor: 'lakeside' })
    const { failures = [] } = gapsOf(30, error)
    expect(gapBlocks(pendingOf([], { failures }), reader)).toHaveLength(1)
    const lines = everyTextIn(gapBlocks(pendingOf([], gapsOf(30, error)), reader))
    expect(lines.at(-1)).toBe(`There are ${92 - lines.length} more remarks like these.`)
  })

  it('shows a ticket whose time cannot be read as one of unknown age', () => {
    expect(ageText({ createdAt: '昨天' }, NOW, reader)).toBe('age unknown')
    expect(ageText({}, NOW, reader)).toBe('age unknown')
    expect(ageText({ createdAt: '2026-11-21T08:01:00.000Z' }, NOW, reader)).toBe('59 min')
  })
})

describe('a digest', () => {
  it('says how many of how many it shows', () => {
    const rows = rowsOf(500, 'lift ')
    const shown = shownIn(digestReply(scopesOf(rows), pendingOf(rows), NOW, reader, FOOTER))
    expect(shown).toContain('30 of 500 shown.')
    expect(rows.filter(({ ticket }) => shown.includes(` · ${ticket.number}\n`))).toHaveLength(30)
  })

  it('shows fewer when they are long, and counts them truthfully', () => {
    const rows = rowsOf(40, LONGEST.ampersands ?? '', 40)
    const shown = shownIn(digestReply(scopesOf(rows), pendingOf(rows), NOW, reader, FOOTER))
    const count = Number(/(\d+) of 40 shown/.exec(shown)?.[1])
    expect(count).toBeGreaterThan(10)
    expect(shown.match(/ · 7 d/g)).toHaveLength(count)
  })

  it('masks phone numbers in what the tickets are about', () => {
    const ticket = ticketOf({ title: '请打13800138000联系王女士' })
    const row = { ticket, scope: scopeOf() }
    const shown = shownIn(digestReply([scopeOf()], pendingOf([row]), NOW, reader, FOOTER))
    expect(shown).not.toContain('13800138000')
    expect(shownIn(listReply(pendingOf([row]), 0, NOW, reader))).toContain('13800138000')
  })

  it('lets no foreign text ping', () => {
    const rows = rowsOf(3, '<!channel> <@U0SOFIA> <https://evil.example|x>')
    const reply = digestReply(scopesOf(rows), pendingOf(rows, gapsOf(1, angry)), NOW, reader, FOOTER)
    expect(tokensIn(reply)).toEqual(['@U0MEILIN'])
    expect(mrkdwnIn(listReply(pendingOf(rows), 0, NOW, reader)).join('')).not.toMatch(/<[@#]|<!(?!date)/)
  })
})
