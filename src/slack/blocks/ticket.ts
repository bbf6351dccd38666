import type { ActionsBlock, KnownBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { say } from '../../i18n/index.ts'
import { type Audience, forAudience, isPersonal } from '../../tickets/for-many.ts'
import { type Instant, isPending, type Status, type Ticket, type TicketDetail } from '../../tickets/ticket.ts'
import type { Language } from '../../tickets/words.ts'
import { ACTIONS } from '../ids.ts'
import { encodeMoment, encodeRef, encodeShown } from '../values.ts'
import { type CardButton, cardButtons } from './card-buttons.ts'
import { attachmentBlocks, moreBlocks } from './detail.ts'
import {
  button,
  buttons,
  clip,
  context,
  dateText,
  escaped,
  escapedName,
  fieldSections,
  LIMITS,
  literalSection,
  type Reply,
  section,
  textLength,
} from './kit.ts'
import { type OpenAct, openActBlocks } from './open-acts.ts'
import { picturesOf } from './photos.ts'

/** For whom a card is drawn. */
export interface CardReader {
  readonly words: Messages
  readonly language: Language
  readonly zone: string
  readonly audience: Audience
}

/** What can be done with a ticket by this reader; a text is what the vendor calls it. */
export interface CardPowers {
  readonly edit?: boolean
  readonly comment?: boolean
  readonly close?: string
  readonly assign?: string
  readonly remove?: boolean
  /** Whether the channel can begin to follow it, or stop. */
  readonly watch?: boolean
  readonly unwatch?: boolean
  readonly share?: boolean
  readonly timeline?: boolean
}

export interface CardOptions {
  /** Escaped. */
  readonly vendorName: string
  /** What the channel calls the community. */
  readonly communityName: string
  /** The visit that was booked should be over by now. */
  readonly isOverdue?: boolean
  /** What can be done with it; when absent it can only be read. */
  readonly powers?: CardPowers
  /** Whether the fields behind "More" are shown. */
  readonly expanded?: boolean
  /** In a modal only what opens a form has an answer. */
  readonly formsOnly?: boolean
  /** What was sent for it and has not come to its end. */
  readonly open?: readonly OpenAct[]
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

/** A ticket as a card. One with detail has "More"; one for many masks what is personal, and shared offers only to open it. */
export const ticketReply = (read: Ticket | TicketDetail, reader: CardReader, options: CardOptions): Reply => {
  const { words } = reader
  const ticket = forAudience(read, reader.audience)
  const more = 'more' in ticket ? ticket.more : []
  const attachments = 'attachments' in ticket ? ticket.attachments : []
  const overdue = options.isOverdue ? `  ·  ${OVERDUE_SIGN} *${words.list.overdue}*` : ''
  const card: KnownBlock[] = [
    section(`${headLine(ticket, reader)}${overdue}`),
    ...descriptionBlocks(ticket, reader),
    ...fieldSections(cardFields(ticket, reader, options)),
    ...attachmentBlocks(attachments, reader, TEXT.attachments),
  ]
  const open = openActBlocks(options.open ?? [], read.ref, words, !options.formsOnly)
  const blocks: KnownBlock[] = [
    ...card,
    ...(options.expanded ? moreBlocks(more, reader, TEXT.card - textLength([...card, ...open])) : []),
    ...open,
    ...(options.footer ? [context(options.footer)] : []),
    ...buttonRow(read, more.length > 0, reader, options),
  ]
  const status = words.statuses[ticket.status]
  return { text: words.card.fallback(escapedName(ticket.number), status), blocks }
}

const headLine = (ticket: Ticket, reader: CardReader): string =>
  [`*${escapedName(ticket.number)}*`, statusLine(ticket, reader), ...priorityFacts(ticket, reader.words)].join('  ·  ')

/** `🔵 In progress (Processing)`: our word, and the vendor's own beside it where that is another. */
export const statusLine = (
  { status, vendorStatus = '', statusWord }: Pick<Ticket, 'status' | 'vendorStatus' | 'statusWord'>,
  { words, language }: Pick<CardReader, 'words' | 'language'>,
): string => {
  const theirs = statusWord ? say(statusWord, language) : vendorStatus
  const isOther = theirs !== '' && theirs.toLowerCase() !== words.statuses[status].toLowerCase()
  return `${SIGNS[status]} ${words.statuses[status]}${isOther ? ` (_${escaped(theirs, 60)}_)` : ''}`
}

/** Beside what is overdue. */
export const OVERDUE_SIGN = '⏰'

export const statusSign = (status: Status): string => SIGNS[status]

/** `🔺 Critical`, where the vendor says that it matters more than others, and only while it is open. */
export const priorityFacts = (ticket: Pick<Ticket, 'status' | 'priority'>, words: Messages): string[] => {
  const { priority } = ticket
  const isUrgent = isPending(ticket) && (priority === 'critical' || priority === 'high')
  return isUrgent ? [`🔺 *${words.priorities[priority]}*`] : []
}

const buttonRow = (
  ticket: Ticket | TicketDetail,
  hasMore: boolean,
  reader: CardReader,
  options: CardOptions,
): ActionsBlock[] => {
  const { card } = reader.words
  const ref = encodeRef(ticket.ref)
  if (ref.length > LIMITS.buttonValue) return []
  if (reader.audience === 'many' && !options.powers) {
    return buttons(button(card.open, isPersonal(ticket) ? ACTIONS.reveal : ACTIONS.open, ref))
  }
  const blockId = encodeShown({ ...ticket, number: clip(ticket.number, 100) })
  return cardButtons(personalButtons(ticket, ref, hasMore, reader, options), ACTIONS.cardMenu, blockId)
}

/** In the order of how often they are wanted, since the last ones may end up in the menu. */
const personalButtons = (
  ticket: Ticket | TicketDetail,
  ref: string,
  hasMore: boolean,
  { words }: CardReader,
  { powers = {}, expanded, formsOnly = false }: CardOptions,
): CardButton[] => {
  const { card, cardActs, watch } = words
  const moment = encodeMoment({ ref: ticket.ref, number: clip(ticket.number, 100), skip: 0 })
  const all: readonly [wanted: unknown, action: string, label: string, value?: string][] = [
    // On an open card, what reads it anew and leaves it open is "More".
    [true, expanded ? ACTIONS.more : ACTIONS.refresh, 'more' in ticket ? card.refresh : card.open],
    [powers.edit, ACTIONS.edit, cardActs.edit],
    [powers.comment, ACTIONS.comment, cardActs.comment],
    [powers.close, ACTIONS.close, powers.close ?? ''],
    [powers.assign, ACTIONS.assign, powers.assign ?? ''],
    [powers.remove, ACTIONS.remove, cardActs.remove],
    [powers.watch, ACTIONS.watch, watch.follow],
    [powers.unwatch, ACTIONS.unwatch, watch.unfollow],
    [picturesOf(ticket).length > 0, ACTIONS.photos, cardActs.photos],
    [powers.share, ACTIONS.share, card.share],
    [powers.timeline && moment.length <= LIMITS.buttonValue, ACTIONS.timeline, card.timeline, moment],
    [hasMore, expanded ? ACTIONS.less : ACTIONS.more, expanded ? card.less : card.more],
  ]
  return all.flatMap(([wanted, action, label, value = ref]) =>
    wanted && (!formsOnly || FORMS.has(action)) ? [{ action, label, value }] : [],
  )
}

const FORMS: ReadonlySet<string> = new Set([
  ACTIONS.edit,
  ACTIONS.comment,
  ACTIONS.close,
  ACTIONS.assign,
  ACTIONS.remove,
])

const descriptionBlocks = (ticket: Ticket, reader: CardReader): KnownBlock[] => {
  const { title, description } = ticket
  if (!title && !description) return [section(reader.words.card.noDescription)]
  return [
    ...(title && title !== description ? [literalSection(title, description ? TEXT.title : LIMITS.section)] : []),
    ...(description ? [literalSection(description)] : []),
  ]
}

const cardFields = (ticket: Ticket, reader: CardReader, options: CardOptions): string[] => {
  const { card } = reader.words
  const person = (someone: Ticket['reporter']): string | undefined =>
    [someone?.name, someone?.phone].filter(Boolean).join(' · ') || undefined
  const date = (at: Instant | undefined) => at && dateText(at, reader.zone, reader.language)
  const { start, end } = ticket.window ?? {}
  const community = [...new Set([options.communityName, ticket.communityName].filter(Boolean))].join(' / ')
  const safe = (text: string | undefined) => text && escaped(text, TEXT.field)
  const fields: [string, string | undefined][] = [
    [card.community, [safe(community), options.vendorName].filter(Boolean).join(' · ')],
    [card.category, safe(ticket.category)],
    [card.place, safe(ticket.place)],
    [card.reporter, safe(person(ticket.reporter))],
    [card.worker, safe(person(ticket.worker))],
    [card.created, date(ticket.createdAt)],
    [card.updated, date(ticket.updatedAt)],
    [card.window, [date(start), date(end)].filter(Boolean).join(' – ') || undefined],
  ]
  return fields.flatMap(([label, value]) => (value ? [`*${label}*\n${value}`] : []))
}
