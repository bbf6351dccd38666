import { describe, expect, it } from 'vitest'
import { ageText, gapBlocks, listReply, PAGE_SIZE } from '../../../src/slack/blocks/list.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { everyTextIn, expectGoodMessage, mrkdwnIn } from './markup.ts'
import { gapsOf, LONGEST, NOW, pendingOf, readerOf, rowsOf, scopeOf } from './samples.ts'

const SIZES = [0, 1, 10, 50, 51, 500, 5000]
const angry = new TicketError('bad_response', 'odd', {
  vendor: 'lakeside',
  vendorMessage: '<!channel> & '.repeat(50),
  problems: [{ field: 'x', words: { en: '<!here> & '.repeat(500), 'zh-CN': '<!here> & '.repeat(500) } }],
})
describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it.each(SIZES)('a list of %i tickets keeps the limits on its first, second and last page', (size) => {
    for (const text of ['Lift stands still on floor 3', ...Object.values(LONGEST)]) {
      const pending = pendingOf(rowsOf(size, text), gapsOf(20, angry))
      for (const page of [0, 1, 499, 1_000_000, -1]) expectGoodMessage(listReply(pending, page, NOW, reader))
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

it('lets no foreign text ping, and shows a phone number to its one reader', () => {
  const rows = [
    ...rowsOf(3, '<!channel> <@U0SOFIA> <https://evil.example|x>'),
    ...rowsOf(1, '请打13800138000联系王女士'),
  ]
  const reply = listReply(pendingOf(rows), 0, NOW, reader)
  expect(mrkdwnIn(reply).join('')).not.toMatch(/<[@#]|<!(?!date)/)
  expect(shownIn(reply)).toContain('13800138000')
})
