import type { Button, KnownBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { say } from '../../i18n/index.ts'
import type {
  Attachment,
  DetailField,
  DetailValue,
  Instant,
  Money,
  Status,
  Ticket,
  TicketDetail,
} from '../../tickets/ticket.ts'
import type { Language } from '../../tickets/words.ts'
import { formatInstant } from '../../time/words.ts'
import { ACTIONS, encodeRef } from '../ids.ts'
import {
  button,
  buttons,
  context,
  escaped,
  fieldSections,
  LIMITS,
  lineSections,
  link,
  literalSection,
  type Reply,
  section,
} from './kit.ts'
import { type Audience, maskName, maskPhone, maskPlace, maskText } from './mask.ts'

/** For whom a card is drawn. */
export interface CardReader {
  readonly words: Messages
  readonly language: Language
  readonly zone: string
  readonly audience: Audience
}

export interface CardOptions {
  /** The vendor's name and the name that the channel gave the community. */
  readonly vendorName: string
  readonly communityName: string
  /** Whether the fields behind "More" are shown. */
  readonly expanded?: boolean
  /** Escaped mrkdwn under the card. */
  readonly footer?: string
}

const SIGNS: Readonly<Record<Status, string>> = {
  new: '🆕',
  pending: '🟡',
  in_progress: '🔵',
  waiting_user: '🟠',
  done: '✅',
  closed: '⚪',
  cancelled: '🚫',
  unknown: '❔',
}

/** A ticket as a card. One with detail has "More"; a shared one masks what is personal and offers only to open it. */
export const ticketReply = (ticket: Ticket | TicketDetail, reader: CardReader, options: CardOptions): Reply => {
  const { words } = reader
  const more = 'more' in ticket ? ticket.more : []
  const attachments = 'attachments' in ticket ? ticket.attachments : []
  const blocks: KnownBlock[] = [
    section(`*${escaped(ticket.number, 100)}*  ·  ${statusLine(ticket, words)}`),
    ...descriptionBlocks(ticket, reader),
    ...fieldSections(cardFields(ticket, reader, options)),
    ...attachmentBlocks(attachments, reader),
    ...(options.expanded ? moreBlocks(more, reader) : []),
    ...(options.footer ? [context(options.footer)] : []),
    ...buttons(...cardButtons(ticket, more.length > 0, reader, options)),
  ]
  const status = words.statuses[ticket.status]
  return { text: words.card.fallback(escaped(ticket.number, 100), status), blocks }
}

/** `🔵 In progress (Processing)`: our word, and the vendor's own beside it. */
export const statusLine = (ticket: Pick<Ticket, 'status' | 'vendorStatus'>, words: Messages): string => {
  const own = ticket.vendorStatus ? ` (_${escaped(ticket.vendorStatus, 60)}_)` : ''
  return `${SIGNS[ticket.status]} ${words.statuses[ticket.status]}${own}`
}

export const statusSign = (status: Status): string => SIGNS[status]

/** `<!date^…>`, which Slack draws in each reader's own zone; `zone` is for what cannot draw it. */
export const dateText = (at: Instant, zone: string, language: Language): string => {
  const fallback = formatInstant(at, zone, language)
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${fallback}>`
}

const cardButtons = (
  ticket: Ticket,
  hasMore: boolean,
  reader: CardReader,
  options: CardOptions,
): (Button | undefined)[] => {
  const { card } = reader.words
  const ref = encodeRef(ticket.ref)
  if (ref.length > LIMITS.buttonValue) return []
  if (reader.audience === 'many') return [button(card.open, ACTIONS.open, ref)]
  const toggle = options.expanded ? button(card.less, ACTIONS.less, ref) : button(card.more, ACTIONS.more, ref)
  return [
    button(card.refresh, ACTIONS.refresh, ref),
    hasMore ? toggle : undefined,
    button(card.share, ACTIONS.share, ref),
  ]
}

const descriptionBlocks = (ticket: Ticket, reader: CardReader): KnownBlock[] => {
  const texts = [ticket.title, ticket.description].filter((text): text is string => Boolean(text))
  const distinct = new Set(texts)
  if (distinct.size === 0) return [section(reader.words.card.noDescription)]
  return [...distinct].map((text) => literalSection(reader.audience === 'many' ? maskText(text) : text))
}

const cardFields = (ticket: Ticket, reader: CardReader, options: CardOptions): string[] => {
  const { card } = reader.words
  const many = reader.audience === 'many'
  const person = (someone: Ticket['reporter']): string | undefined => {
    const name = someone?.name && (many ? maskName(someone.name) : someone.name)
    const phone = someone?.phone && (many ? maskPhone(someone.phone) : someone.phone)
    return [name, phone].filter(Boolean).join(' · ') || undefined
  }
  const date = (at: Instant | undefined) => at && dateText(at, reader.zone, reader.language)
  const { start, end } = ticket.window ?? {}
  const place = ticket.place && (many ? maskPlace(ticket.place) : ticket.place)
  const community = [...new Set([options.communityName, ticket.communityName].filter(Boolean))].join(' / ')
  const foreign: [string, string | undefined][] = [
    [card.community, `${community} · ${options.vendorName}`],
    [card.category, ticket.category],
    [card.place, place],
    [card.reporter, person(ticket.reporter)],
    [card.worker, person(ticket.worker)],
  ]
  const dates: [string, string | undefined][] = [
    [card.created, date(ticket.createdAt)],
    [card.updated, date(ticket.updatedAt)],
    [card.window, [date(start), date(end)].filter(Boolean).join(' – ') || undefined],
  ]
  return [
    ...foreign.flatMap(([label, value]) => (value ? [`*${label}*\n${escaped(value, 500)}`] : [])),
    ...dates.flatMap(([label, value]) => (value ? [`*${label}*\n${value}`] : [])),
  ]
}

const attachmentBlocks = (attachments: readonly Attachment[], reader: CardReader): KnownBlock[] =>
  attachments.length === 0
    ? []
    : lineSections([`*${reader.words.card.attachments}*`, ...attachments.map((one, i) => linkText(one, i, reader))])

const linkText = (attachment: Attachment, index: number, reader: CardReader): string =>
  link(attachment.url, attachment.name ?? reader.words.card.attachment(index + 1))

/** Text that is left for the fields behind "More" once the card itself has its share. */
const MORE_TEXT = 6_500

const moreBlocks = (more: readonly DetailField[], reader: CardReader): KnownBlock[] => {
  const longest = Math.max(80, Math.floor(MORE_TEXT / Math.max(1, more.length)))
  const whole = more.map((field) => fieldLine(field, reader, LIMITS.field))
  const fits = whole.reduce((sum, line) => sum + line.length + 1, 0) <= MORE_TEXT
  const lines = fits ? whole : more.map((field) => fieldLine(field, reader, longest))
  const clipped = fits ? [] : [context(reader.words.card.fieldsClipped)]
  return [{ type: 'divider' }, ...lineSections(lines), ...clipped]
}

const fieldLine = (field: DetailField, reader: CardReader, max: number): string =>
  `*${say(field.label, reader.language)}:* ${valueText(field.value, reader, max)}`

const valueText = (value: DetailValue, reader: CardReader, max: number): string => {
  const { words, audience } = reader
  switch (value.kind) {
    case 'text':
      return escaped(audience === 'many' ? maskText(value.text) : value.text, max)
    case 'personal':
      return audience === 'many' ? maskPhone(escaped(value.text, max)) : escaped(value.text, max)
    case 'word': {
      const word = say(value.word, reader.language)
      return word === value.raw ? escaped(word, max) : `${escaped(word, max)} (_${escaped(value.raw, 60)}_)`
    }
    case 'instant':
      return dateText(value.at, reader.zone, reader.language)
    case 'money':
      return moneyText(value.money, reader)
    case 'links':
      return value.links.map((link, i) => linkText(link, i, reader)).join(' · ')
    case 'unreadable':
      return words.card.unreadable(escaped(value.raw, 100))
  }
}

const moneyText = (money: Money, reader: CardReader): string => {
  const options = { style: 'currency', currency: money.currency } as const
  const format = new Intl.NumberFormat(reader.language, options)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const negative = money.minor < 0n
  const text = (negative ? -money.minor : money.minor).toString().padStart(digits + 1, '0')
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  const shown = format.format(`${negative ? '-' : ''}${decimal}` as Intl.StringNumericLiteral)
  return money.assumed ? `${shown} ${reader.words.card.assumed}` : shown
}
