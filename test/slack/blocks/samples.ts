import { messages } from '../../../src/i18n/index.ts'
import type { ListContent, ListReader } from '../../../src/slack/blocks/list.ts'
import { EVERYTHING } from '../../../src/slack/blocks/list-state.ts'
import type { Pending, PendingTicket, Scope } from '../../../src/tickets/desk.ts'
import type { Driver, Form } from '../../../src/tickets/driver.ts'
import type { TicketError } from '../../../src/tickets/errors.ts'
import { STATUSES, type Ticket, type TicketDetail } from '../../../src/tickets/ticket.ts'
import type { Language } from '../../../src/tickets/words.ts'

export const NOW = '2026-11-21T09:00:00.000Z'

/** Texts as long as a vendor can send them, each of another width in UTF-16 and after escaping. */
export const LONGEST: Readonly<Record<string, string>> = {
  ampersands: '&'.repeat(20_000),
  emoji: '🏚️'.repeat(7_000),
  Chinese: '电梯异响'.repeat(5_000),
  brackets: '<'.repeat(20_000),
}

export const driverOf = (vendor: string, form: Form = { fields: [] }): Driver => ({
  vendor,
  name: { en: `Vendor & Sons ${vendor}`, 'zh-CN': `厂商 ${vendor}` },
  communityHint: { en: 'The number beside the name of the estate.', 'zh-CN': '小区名称旁的编号。' },
  operations: { create: async (community) => ticketOf({ ref: { vendor, community, id: '1' } }) },
  forms: { create: form },
  recognise: () => false,
  close: async () => {},
})

export const readerOf = (language: Language): ListReader => {
  const drivers = new Map(['lakeside', 'lindenhof'].map((vendor) => [vendor, driverOf(vendor)]))
  return { words: messages(language), language, zone: 'Europe/Berlin', driver: (vendor) => drivers.get(vendor) }
}

export const scopeOf = (index = 0, name = '翠湖花园'): Scope => ({
  vendor: 'lakeside',
  community: String(1_544_963_578 + index),
  name,
})

export const ticketOf = (given: Partial<Ticket> = {}): Ticket => ({
  ref: { vendor: 'lakeside', community: scopeOf().community, id: 'BX2026112100017' },
  number: 'BX2026112100017',
  status: 'new',
  createdAt: '2026-11-14T08:00:00.000Z',
  ...given,
})

export const detailOf = (given: Partial<TicketDetail> = {}): TicketDetail => ({
  ...ticketOf(),
  attachments: [],
  more: [],
  raw: {},
  warnings: [],
  ...given,
})

/** A ticket with every field filled by the same text. */
export const fullTicket = (text: string): TicketDetail => {
  const label = { en: 'Remark of the customer service', 'zh-CN': '客服备注' }
  return detailOf({
    ref: { vendor: 'lakeside', community: 'c'.repeat(255), id: 'i'.repeat(255) },
    number: text,
    priority: 'critical',
    vendorStatus: text,
    title: `${text} `,
    description: text,
    communityName: text,
    category: text,
    place: text,
    reporter: { name: text, phone: text },
    worker: { name: text, phone: text },
    updatedAt: NOW,
    window: { start: NOW, end: NOW },
    attachments: [
      ...Array.from({ length: 50 }, (_, i) => ({ url: `https://files.example/${i}?a=1&b=${'x'.repeat(2970)}` })),
      { url: 'https://files.example/lift.jpg?a=1&b=2', name: text },
    ],
    more: [
      { name: 'links', label, value: { kind: 'links', links: [{ url: 'https://files.example/1', name: text }] } },
      { name: 'word', label, value: { kind: 'word', word: { en: text, 'zh-CN': text }, raw: `${text}!` } },
      { name: 'personal', label, value: { kind: 'personal', text } },
      { name: 'unreadable', label, value: { kind: 'unreadable', raw: text } },
      { name: 'instant', label, value: { kind: 'instant', at: NOW } },
      { name: 'money', label, value: { kind: 'money', money: { minor: -1310n, currency: 'CNY', assumed: true } } },
      ...Array.from({ length: 54 }, (_, i) => ({
        name: `remark_${i}`,
        label,
        value: { kind: 'text' as const, text: text.slice(0, 3000) },
      })),
    ],
  })
}

export const pendingOf = (rows: readonly PendingTicket[], gaps: Partial<Pending> = {}): Pending => ({
  readAt: NOW,
  tickets: rows,
  failures: [],
  unlistable: [],
  cut: [],
  unreadable: [],
  ...gaps,
})

/** A list of these in one community, for a member. */
export const contentOf = (pending: Pending, given: Partial<ListContent> = {}): ListContent => ({
  ...{ state: EVERYTHING, pending, links: [scopeOf()], paused: [], bulk: { remove: false, follow: false } },
  ...given,
})

/** As `readerOf`, where `lakeside` lets tickets be deleted. */
export const deletingReader = (language: Language): ListReader => {
  const { driver, ...reader } = readerOf(language)
  const deleting = { ...driverOf('lakeside'), operations: { remove: async () => [] } }
  const reference = 'A1B2C3'
  return { ...reader, reference, driver: (vendor) => (vendor === 'lakeside' ? deleting : driver(vendor)) }
}

/** So many tickets over so many communities, each in another status and with the same text. */
export const rowsOf = (count: number, text: string, communities = 1): PendingTicket[] =>
  Array.from({ length: count }, (_, i) => {
    const scope = scopeOf(i % communities, text)
    const ref = { vendor: scope.vendor, community: scope.community, id: String(i) }
    const status = STATUSES[i % STATUSES.length] ?? 'new'
    return { scope, ticket: ticketOf({ ref, status, number: `${text}${i}`, title: text }) }
  })

/** Everything that can keep a list from being complete, in so many communities. */
export const gapsOf = (count: number, error: TicketError): Partial<Pending> => {
  const scopes = Array.from({ length: count }, (_, i) => scopeOf(i, `Lindenhof & Söhne ${i} ${'<>'.repeat(60)}`))
  return {
    failures: scopes.map((scope) => ({ scope, error })),
    unlistable: scopes,
    cut: scopes,
    unreadable: scopes.map((scope) => ({ scope, rows: 3 })),
  }
}
