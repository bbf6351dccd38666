import { describe, expect, it } from 'vitest'
import { type DigestContent, digestHead } from '../../../src/slack/blocks/digest.ts'
import { digestView, readDigestForm } from '../../../src/slack/blocks/digest-form.ts'
import { digestParts } from '../../../src/slack/blocks/digest-parts.ts'
import type { Reply } from '../../../src/slack/blocks/kit.ts'
import type { ListReader } from '../../../src/slack/blocks/list.ts'
import { decodeShown, scopeKey } from '../../../src/slack/values.ts'
import type { PendingTicket } from '../../../src/tickets/desk.ts'
import { CHOOSABLE } from '../../../src/tickets/digest.ts'
import { TicketError } from '../../../src/tickets/errors.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectGoodMessage, tokensIn } from './markup.ts'
import { gapsOf, LONGEST, NOW, pendingOf, readerOf, rowsOf, scopeOf, ticketOf } from './samples.ts'

const FRAME = { footer: 'Asked for by <@U0MEILIN>.', canEnd: true }
const angry = new TicketError('bad_response', 'odd', {
  vendor: 'lakeside',
  vendorMessage: '<!channel> & '.repeat(50),
  problems: [{ field: 'x', words: { en: '<!here> & '.repeat(500), 'zh-CN': '<!here> & '.repeat(500) } }],
})
const DELTA = { since: '2026-11-20T09:00:00.000Z', added: 3, closed: 2, reopened: 1, moved: 4, woken: 0 }

const staleOf = (count: number, readAt = (_index: number) => '2026-11-21T06:40:00.000Z'): DigestContent['stale'] =>
  Array.from({ length: count }, (_, i) => {
    const scope = scopeOf(i)
    return { failure: { scope, error: angry }, reading: { ...scope, readAt: readAt(i), total: 51, tickets: [] } }
  })

const contentOf = (rows: readonly PendingTicket[], more: Partial<DigestContent> = {}): DigestContent => ({
  pending: pendingOf(rows),
  snoozed: 0,
  stale: [],
  counted: [],
  ...more,
})

/** The digest and everything in the thread under it. */
const messagesOf = (content: DigestContent, by: ListReader): Reply[] => {
  const { reply, rest } = digestHead(content, NOW, by, FRAME)
  return [reply, ...digestParts(rest, 2, NOW, by).map((part) => part.reply)]
}

const reader = readerOf('en')
const shownIn = (shown: unknown): string => everyTextIn(shown).join('\n')
const shown = (content: DigestContent): string => shownIn(digestHead(content, NOW, reader, FRAME).reply)

describe.each(LANGUAGES)('in %s', (language) => {
  it.each([0, 1, 10, 50, 51, 500, 5000])(
    'a digest of %i tickets keeps the limits in one community and in two hundred',
    (size) => {
      for (const text of ['Lift stands still on floor 3', ...Object.values(LONGEST)]) {
        for (const communities of [1, 200]) {
          const rows = rowsOf(size, text, communities)
          const stale = staleOf(50, (i) => `2026-11-21T06:${String(i + 10)}:00.000Z`)
          const counted = gapsOf(20, angry).cut?.map((scope) => ({ scope, count: 41_000 })) ?? []
          const limit = { statuses: CHOOSABLE, others: 5000 }
          const more = { pending: pendingOf(rows, gapsOf(20, angry)), stale, counted, delta: DELTA, snoozed: 12, limit }
          expectGoodMessage(digestHead(contentOf(rows, more), NOW, readerOf(language), FRAME).reply)
        }
      }
    },
  )

  it.each([50, 51, 500, 5000])('the thread of %i tickets keeps the limits, and is not endless', (size) => {
    for (const text of ['Lift stands still', '&'.repeat(400), '电梯异响'.repeat(100)]) {
      const [, ...parts] = messagesOf(contentOf(rowsOf(size, text, 3)), readerOf(language))
      parts.forEach(expectGoodMessage)
      expect(parts.length).toBeGreaterThan(0)
      expect(parts.length).toBeLessThan(10)
    }
  })

  it('the form keeps the limits with five hundred communities of long names', () => {
    const scopes = Array.from({ length: 500 }, (_, i) => scopeOf(i, `${i} ${'Lindenhof & Söhne '.repeat(20)}`))
    const typed = { days: [1, 7], times: '09:00', zone: 'Europe/Berlin', holidays: '2026-12-25\n'.repeat(300) }
    const rest = {
      ...{ language, only: scopes.slice(0, 3).map(scopeKey), skipEmpty: true, onlyChanged: false },
      ...{ statuses: CHOOSABLE, bands: '3, 7, 14' },
    }
    const metadata = { channel: 'C0DESK', language, zone: 'UTC', attempt: 1 }
    expect(validateView(digestView(scopes, { ...typed, ...rest }, metadata, 'Next: …', readerOf(language)))).toEqual([])
  })
})

describe('a digest', () => {
  it('of some statuses alone says which, and what that leaves out', () => {
    const limit = { statuses: ['new', 'waiting_user'] as const, others: 4 }
    const text = shown(contentOf(rowsOf(2, 'lift '), { limit }))
    expect(text).toContain('🔎 Only New, Waiting for the resident · 4 with another status are left out')
    expect(shown(contentOf([], { limit }))).toContain('Nothing of this is open.')
    const none = shown(contentOf([], { limit: { ...limit, others: 0 } }))
    expect(none).toContain('Nothing is open. 🎉')
    expect(none).not.toContain('another status')
  })

  it('counts what is older than the days that were chosen', () => {
    const [row] = rowsOf(1, 'lift ')
    const old = (days: number) => new Date(Date.parse(NOW) - days * 86_400_000 - 1).toISOString()
    const rows = [2, 5, 40].flatMap((days) =>
      row ? [{ ...row, ticket: { ...row.ticket, createdAt: old(days) } }] : [],
    )
    expect(shown(contentOf(rows))).toContain('2 older than 3 d · 1 older than 7 d · 1 older than 14 d')
    const text = shown(contentOf(rows, { bands: [1, 30] }))
    expect(text).toContain('3 older than 1 d · 1 older than 30 d')
    expect(text).not.toContain('older than 3 d')
  })

  it('says how many of how many it shows', () => {
    const rows = rowsOf(500, 'lift ')
    const text = shown(contentOf(rows))
    expect(text).toContain('30 of 500 shown.')
    expect(rows.filter(({ ticket }) => text.includes(` · ${ticket.number}\n`))).toHaveLength(30)
  })

  it('names every ticket once, in the order of waiting, over as many messages as that takes', () => {
    const rows = rowsOf(100, 'lift ', 3)
    const messages = messagesOf(contentOf(rows), reader)
    const numbers = messages.map((message) => shownIn(message).match(/ · lift \d+$/gm) ?? [])
    expect(numbers.flat().toSorted()).toEqual(rows.map(({ ticket }) => ` · ${ticket.number}`).toSorted())
    const [head = [], second = []] = numbers
    expect(head.toSorted()).toEqual(
      rows
        .slice(0, 30)
        .map(({ ticket }) => ` · ${ticket.number}`)
        .toSorted(),
    )
    expect(second).toContain(' · lift 30')
    expect(messages.slice(1).map(({ text }) => text)).toEqual(['2/3', '3/3'])
    expect(shownIn(messages[0])).toContain('30 of 100 shown. The next ones are in this message’s thread.')
    expect(shownIn(messages.at(-1))).not.toContain('more: `/ticket list`')
  })

  it('says in the last message how many are not named anywhere', () => {
    const messages = messagesOf(contentOf(rowsOf(5000, 'lift ')), reader)
    const named =
      messages
        .map(shownIn)
        .join('\n')
        .match(/ · lift \d+$/gm)?.length ?? 0
    expect(messages).toHaveLength(10)
    expect(shownIn(messages.at(-1))).toContain(`… and ${(5000 - named).toLocaleString('en')} more: \`/ticket list\``)
  })

  it('has a menu at every row that tells which ticket it is, but for one whose ids are too long', () => {
    const [short, long] = [ticketOf({ updatedAt: NOW }), ticketOf({ ref: { ...ticketOf().ref, id: 'i'.repeat(255) } })]
    const { reply } = digestHead(
      contentOf([short, long].map((ticket) => ({ ticket, scope: scopeOf() }))),
      NOW,
      reader,
      FRAME,
    )
    const rows = reply.blocks.flatMap((block) => (block.type === 'section' && block.accessory ? [block] : []))
    expect(rows.map(({ block_id }) => decodeShown(block_id))).toEqual([
      { ref: short.ref, number: short.number, status: short.status, updatedAt: NOW },
    ])
    expect(shownIn(rows)).toContain(
      'Open\nSnooze until tomorrow\nSnooze for a week\nSnooze until a date…\nSnooze until it changes',
    )
  })

  it('counts what is snoozed, also where nothing else is pending', () => {
    expect(shown(contentOf(rowsOf(1, 'lift'), { snoozed: 2 }))).toContain('💤 2 snoozed (`/ticket digest status`)')
    expect(shown(contentOf([], { snoozed: 2 }))).toMatch(/^Everything that is open is snoozed\.\n💤 2 snoozed/)
  })

  it('says how many the vendor counts where they cannot all be read', () => {
    const counted = [{ scope: scopeOf(), count: 41_000 }]
    expect(shown(contentOf(rowsOf(1, 'lift'), { counted }))).toContain('*翠湖花园*: about 41,000 at the vendor')
  })

  it('shows fewer when they are long, and counts them truthfully', () => {
    const text = shown(contentOf(rowsOf(40, LONGEST.ampersands ?? '', 40)))
    const count = Number(/(\d+) of 40 shown/.exec(text)?.[1])
    expect(count).toBeGreaterThan(10)
    expect(text.match(/ · 7 d/g)).toHaveLength(count)
  })

  it('masks phone numbers in what the tickets are about', () => {
    const ticket = ticketOf({ title: '请打13800138000联系王女士' })
    expect(shown(contentOf([{ ticket, scope: scopeOf() }]))).not.toContain('13800138000')
  })

  it('lets no foreign text ping', () => {
    const rows = rowsOf(3, '<!channel> <@U0SOFIA> <https://evil.example|x>')
    const content = contentOf(rows, { pending: pendingOf(rows, gapsOf(1, angry)), stale: staleOf(1) })
    const tokens = messagesOf(content, reader).flatMap(tokensIn)
    expect(tokens.filter((token) => !token.startsWith('!date^'))).toEqual(['@U0MEILIN'])
  })

  it('marks what is overdue, and counts it', () => {
    const late = ticketOf({ window: { end: '2026-11-21T08:00:00.000Z' } })
    const soon = ticketOf({ window: { end: '2026-11-21T10:00:00.000Z' }, ref: { ...late.ref, id: '2' } })
    const text = shown(contentOf([late, soon].map((ticket) => ({ ticket, scope: scopeOf() }))))
    expect(text.match(/⏰ overdue/g)).toHaveLength(1)
    expect(text).toContain('⏰ 1 overdue')
  })

  it('says what has changed since when, and leaves out what has not', () => {
    expect(shown(contentOf([], { delta: DELTA }))).toMatch(
      /Since <!date.*>: 3 new, 2 closed, 1 re-opened, 4 with another status/,
    )
    expect(shown(contentOf([], { delta: { ...DELTA, added: 0, reopened: 0, moved: 0 } }))).toMatch(
      /Since <!date.*>: 2 closed$/m,
    )
    const same = { ...DELTA, added: 0, closed: 0, reopened: 0, moved: 0 }
    expect(shown(contentOf([], { delta: same }))).toContain('Nothing has changed since')
    expect(shown(contentOf([]))).not.toContain('ince <!date')
    expect(shown(contentOf([], { delta: { ...same, woken: 1 } }))).toMatch(/Since <!date.*>: 1 no longer snoozed$/m)
  })

  it('says once for each vendor how old the figures are that stand in, and how many of them are shown', () => {
    const text = shown(contentOf([], { stale: staleOf(3) }))
    expect(text.match(/\(2 h ago\)\. 0 of 51 shown/g)).toHaveLength(1)
    expect(text).toContain('Nothing is open in what I could read.')
  })

  it('has no button that ends it where there is nothing to end', () => {
    const content = contentOf(rowsOf(1, 'lift'))
    const labels = (canEnd: boolean) =>
      shownIn(digestHead(content, NOW, reader, { ...FRAME, canEnd }).reply.blocks.at(-1))
    expect([labels(true), labels(false)]).toEqual(['Show all\nSwitch off', 'Show all'])
  })
})

it('a form that came back empty or broken is read as nothing chosen', () => {
  const nothing = {
    times: '',
    days: [],
    zone: '',
    holidays: '',
    language: 'en',
    only: [],
    skipEmpty: false,
    onlyChanged: false,
    statuses: [],
    bands: '',
  }
  expect(readDigestForm({})).toEqual(nothing)
  expect(readDigestForm({ 'field.days': { value: { selected_options: 'x' } } })).toEqual(nothing)
})
