import type { Button, KnownBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import type { Instant, Status, Ticket, TicketDetail } from '../../tickets/ticket.ts'
import type { Language } from '../../tickets/words.ts'
import { ACTIONS, encodeMoment, encodeRef } from '../ids.ts'
import { attachmentBlocks, moreBlocks } from './detail.ts'
import {
  button,
  buttons,
  clip,
  context,
  dateText,
  escaped,
  fieldSections,
  LIMITS,
  literalSection,
  type Reply,
  section,
  textLength,
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
  /** Escaped. */
  readonly vendorName: string
  /** What the channel calls the community. */
  readonly communityName: string
  /** Whether the vendor tells what happened to it. */
  readonly hasTimeline?: boolean
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

/** Shares of the text that one message may hold: a vendor's longest values together are more than that. */
const TEXT = { card: 11_500, title: 300, field: 200, attachments: 3000 } as const

/** A ticket as a card. One with detail has "More"; a shared one masks what is personal and offers only to open it. */
export const ticketReply = (ticket: Ticket | TicketDetail, reader: CardReader, options: CardOptions): Reply => {
  const { words } = reader
  const more = 'more' in ticket ? ticket.more : []
  const attachments = 'attachments' in ticket ? ticket.attachments : []
  const card: KnownBlock[] = [
    section(`*${escaped(ticket.number, 100)}*  ·  ${statusLine(ticket, words)}`),
    ...descriptionBlocks(ticket, reader),
    ...fieldSections(cardFields(ticket, reader, options)),
    ...attachmentBlocks(attachments, reader, TEXT.attachments),
  ]
  const blocks: KnownBlock[] = [
    ...card,
    ...(options.expanded ? moreBlocks(more, reader, TEXT.card - textLength(card)) : []),
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
    // On an open card, what reads it anew and leaves it open is "More".
    button(card.refresh, options.expanded ? ACTIONS.more : ACTIONS.refresh, ref),
    hasMore ? toggle : undefined,
    options.hasTimeline ? historyButton(ticket, card.timeline) : undefined,
    button(card.share, ACTIONS.share, ref),
  ]
}

const historyButton = (ticket: Ticket, label: string): Button | undefined => {
  const moment = encodeMoment({ ref: ticket.ref, number: clip(ticket.number, 100), skip: 0 })
  return moment.length > LIMITS.buttonValue ? undefined : button(label, ACTIONS.timeline, moment)
}

const descriptionBlocks = (ticket: Ticket, reader: CardReader): KnownBlock[] => {
  const { title, description } = ticket
  const shown = (text: string) => (reader.audience === 'many' ? maskText(text) : text)
  if (!title && !description) return [section(reader.words.card.noDescription)]
  return [
    ...(title && title !== description
      ? [literalSection(shown(title), description ? TEXT.title : LIMITS.section)]
      : []),
    ...(description ? [literalSection(shown(description))] : []),
  ]
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
  const safe = (text: string | undefined) => text && escaped(text, TEXT.field)
  const fields: [string, string | undefined][] = [
    [card.community, [safe(community), options.vendorName].filter(Boolean).join(' · ')],
    [card.category, safe(ticket.category && (many ? maskText(ticket.category) : ticket.category))],
    [card.place, safe(place)],
    [card.reporter, safe(person(ticket.reporter))],
    [card.worker, safe(person(ticket.worker))],
    [card.created, date(ticket.createdAt)],
    [card.updated, date(ticket.updatedAt)],
    [card.window, [date(start), date(end)].filter(Boolean).join(' – ') || undefined],
  ]
  return fields.flatMap(([label, value]) => (value ? [`*${label}*\n${value}`] : []))
}
