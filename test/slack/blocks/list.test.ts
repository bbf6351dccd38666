import { describe, expect, it } from 'vitest'
import { ageText, gapBlocks, type ListContent, listReply, PAGE_SIZE } from '../../../src/slack/blocks/list.ts'
import { selectReply } from '../../../src/slack/blocks/list-select.ts'
import { EVERYTHING, type ListState, placeKey, vendorKey } from '../../../src/slack/blocks/list-state.ts'
import type { Pending, Scope } from '../../../src/tickets/desk.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import { SORTS } from '../../../src/tickets/order.ts'
import { type Priority, STATUSES } from '../../../src/tickets/ticket.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { everyTextIn, expectGoodMessage, mrkdwnIn } from './markup.ts'
import { contentOf, deletingReader, gapsOf, LONGEST, NOW, pendingOf, readerOf, rowsOf, scopeOf } from './samples.ts'

const TEXTS = ['Lift stands still on floor 3', ...Object.values(LONGEST)]
const SIZES = [0, 1, 10, 50, 51, 500, 5000]
const angry = new TicketError('bad_response', 'odd', {
  vendor: 'lakeside',
  vendorMessage: '<!channel> & '.repeat(50),
  problems: [{ field: 'x', words: { en: '<!here> & '.repeat(500), 'zh-CN': '<!here> & '.repeat(500) } }],
})
/** The longest filter that there is. */
const narrowState = (links: readonly Scope[], text: string): ListState => ({
  statuses: STATUSES.slice(1),
  overdue: true,
  mine: true,
  places: [vendorKey('lakeside'), ...links.slice(0, 7).map(placeKey)],
  text: [text.slice(0, 60)],
  sort: 'urgent',
})

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = deletingReader(language)

  it.each(SIZES)('a list of %i tickets keeps the limits on its first, second and last page', (size) => {
    for (const text of TEXTS) {
      const content = contentOf(pendingOf(rowsOf(size, text), gapsOf(20, angry)))
      for (const page of [0, 1, 499, 1_000_000, -1]) expectGoodMessage(listReply(content, page, NOW, reader))
    }
  })

  it.each([0, 1, 10])('one of %i with all its filters and hundreds of communities keeps them too', (size) => {
    for (const text of TEXTS) {
      const links = Array.from({ length: 300 }, (_, i) => scopeOf(i, `${i} ${text.slice(0, 80)}`))
      const given = { state: narrowState(links, text), links, paused: links, bulk: { remove: true, follow: true } }
      const content = contentOf(pendingOf(rowsOf(size, text), gapsOf(20, angry)), given)
      expectGoodMessage(listReply(content, 0, NOW, reader))
      const select = selectReply(content, 0, NOW, reader)
      expect(select === undefined).toBe(size === 0)
      if (select) expectGoodMessage(select)
    }
  })
})

const reader = readerOf('en')
const drawn = (pending: Pending, page = 0, given: Partial<ListContent> = {}) =>
  listReply(contentOf(pending, given), page, NOW, reader)
const shownIn = (shown: unknown): string => everyTextIn(shown).join('\n')

describe('a list', () => {
  it('shows each ticket on exactly one page', () => {
    const rows = rowsOf(51, 'lift ')
    const pages = Array.from({ length: 6 }, (_, page) => shownIn(drawn(pendingOf(rows), page)))
    for (const { ticket } of rows) {
      expect(pages.filter((page) => page.includes(` · ${ticket.number}\n`))).toHaveLength(1)
    }
    expect(pages[5]).toContain('51–51 of 51')
    expect(shownIn(drawn(pendingOf(rows), 99))).toBe(pages[5])
  })

  it('turns no further than there are pages', () => {
    const rows = rowsOf(PAGE_SIZE + 1, 'lift ')
    const labels = (page: number) =>
      shownIn(drawn(pendingOf(rows), page).blocks.filter(({ type }) => type === 'actions')).split('\n')
    expect(labels(0)).toEqual(['Next', 'Refresh', 'Export'])
    expect(labels(1)).toEqual(['Previous', 'Refresh', 'Export'])
  })

  it('does not call it calm when a vendor could not be asked', () => {
    const failures = [{ scope: scopeOf(), error: new TicketError('unreachable', 'late', { vendor: 'lakeside' }) }]
    expect(drawn(pendingOf([], { failures })).text).toBe('Nothing is open in what I could read.')
    expect(drawn(pendingOf([])).text).toContain('Nothing is open in this channel')
  })

  it('says one line for each vendor that failed, and how many gaps it leaves out', () => {
    const error = new TicketError('unreachable', 'late', { vendor: 'lakeside' })
    const { failures = [] } = gapsOf(30, error)
    expect(gapBlocks(pendingOf([], { failures }), reader)).toHaveLength(1)
    const lines = everyTextIn(gapBlocks(pendingOf([], gapsOf(30, error)), reader))
    expect(lines.at(-1)).toBe(`There are ${92 - lines.length} more remarks like these.`)
  })

  it('says of a row that it matters more than others', () => {
    const [row] = rowsOf(1, 'lift ')
    const of = (priority: Priority) =>
      shownIn(drawn(pendingOf(row ? [{ ...row, ticket: { ...row.ticket, priority } }] : [])))
    expect(of('critical')).toContain('\n🔺 *Critical* · New · ')
    expect(of('low')).toContain('\nNew · ')
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
  const reply = drawn(pendingOf(rows))
  expect(mrkdwnIn(reply).join('')).not.toMatch(/<[@#]|<!(?!date)/)
  expect(shownIn(reply)).toContain('13800138000')
})

describe('a list that is narrowed', () => {
  const linden = { vendor: 'lindenhof', community: 'r-4407', name: 'Lindenhof <!here>' }
  const narrow = (state: Partial<ListState>, links: readonly Scope[] = [scopeOf()]) =>
    drawn(pendingOf(rowsOf(1, 'lift ')), 0, { state: { ...EVERYTHING, ...state }, links })

  it('says in one line how it was understood', () => {
    const places = [vendorKey('lakeside'), placeKey(linden)]
    const state: Partial<ListState> = {
      overdue: true,
      mine: true,
      statuses: ['new', 'done'],
      text: ['lift', '<!channel>'],
    }
    expect(shownIn(narrow({ ...state, places }, [scopeOf(), linden]))).toContain(
      '🔎 overdue · mine · New, Done · All of Vendor &amp; Sons lakeside, Lindenhof &lt;!here&gt; · contains “lift”, “&lt;!channel&gt;”',
    )
    expect(shownIn(narrow({ statuses: STATUSES }))).toContain('🔎 every status')
    expect(shownIn(narrow({}))).not.toContain('🔎')
  })

  it('can be widened again, and only then', () => {
    expect(shownIn(narrow({ overdue: true }))).toContain('Clear filters')
    expect(shownIn(narrow({ sort: 'newest' }))).not.toContain('Clear filters')
  })

  it('does not call nothing found a calm day', () => {
    const state = { ...EVERYTHING, text: ['lift'] }
    const cut = { cut: [scopeOf()] }
    expect(drawn(pendingOf([]), 0, { state }).text).toBe('No ticket fits this.')
    expect(drawn(pendingOf([], cut), 0, { state }).text).toBe('No ticket fits this in what I could read.')
  })

  it.each(SORTS)('shows in its menu that it is ordered by %s', (sort) => {
    expect(narrow({ sort }).blocks.at(-1)).toMatchObject({ accessory: { initial_option: { value: sort } } })
  })

  it('offers what is linked and what was chosen, and says how much more there is', () => {
    const links = Array.from({ length: 300 }, (_, i) => scopeOf(i, `Birch Street ${i}`))
    const shown = shownIn(narrow({ places: links.slice(-1).map(placeKey) }, links))
    expect(shown).toContain('Birch Street 299')
    expect(shown).toMatch(/\d+ more: write a part of the name/)
    expect(shownIn(narrow({}, links.slice(0, 1)))).not.toContain('Birch Street')
  })
})

it('names what rests', () => {
  const shown = shownIn(drawn(pendingOf([]), 0, { paused: [scopeOf(0, 'Quay <b>'), scopeOf(1, '翠湖')] }))
  expect(shown).toContain('⏸️ Paused and not read: *Quay &lt;b&gt;*, *翠湖*.')
  expect(shown).toContain('Nothing is open in what I could read.')
})

it('marks what is overdue', () => {
  const rows = rowsOf(2, 'lift ')
  const late = rows.slice(0, 1).map(({ ticket, scope }) => {
    const window = { end: '2026-11-21T08:00:00.000Z' }
    return { scope, ticket: { ...ticket, window } }
  })
  expect(shownIn(drawn(pendingOf([...late, ...rows.slice(1)]))).match(/⏰ \*overdue\* · New/g)).toHaveLength(1)
})
