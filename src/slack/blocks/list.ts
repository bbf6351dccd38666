import type { KnownBlock } from '@slack/types'
import type { Failure, Pending, PendingTicket, Scope } from '../../tickets/desk.ts'
import { isOverdue } from '../../tickets/digest.ts'
import { can } from '../../tickets/driver.ts'
import { type Audience, forAudience } from '../../tickets/for-many.ts'
import { createdMs } from '../../tickets/order.ts'
import { type Instant, isPending, type Ticket } from '../../tickets/ticket.ts'
import { ageOf } from '../../time/words.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { type ErrorReader, errorSentence, referred, vendorName } from './error.ts'
import {
  button,
  buttons,
  context,
  dateText,
  escaped,
  escapedName,
  fitting,
  fittingButton,
  type Reply,
  section,
} from './kit.ts'
import { filterMenus, filterText, orderName } from './list-controls.ts'
import { encodeState, isNarrowed, type ListState } from './list-state.ts'
import { type Paged, paged } from './paging.ts'
import { OVERDUE_SIGN, priorityFacts, statusSign } from './ticket.ts'

export interface ListReader extends ErrorReader {
  readonly zone: string
}

export const PAGE_SIZE = 10

/** What a list shows, before it is cut into pages. */
export interface ListContent {
  readonly state: ListState
  /** All that the state lets through, in its order, and what was missing when it was read. */
  readonly pending: Pending
  /** The channel's communities, read or not. */
  readonly links: readonly Scope[]
  /** Those that rest, and were not read. */
  readonly paused: readonly Scope[]
  readonly bulk: Bulk
}

/** What the reader may do to several tickets at once, where it is shown. */
export interface Bulk {
  readonly remove: boolean
  readonly follow: boolean
}

/** Some rows of a list. */
type ListPage = Paged<PendingTicket>

export const pageOf = (rows: readonly PendingTicket[], page: number): ListPage => paged(rows, page, PAGE_SIZE)

/** One page of a list, with buttons and menus that change it in place. `page` counts from 0 and may be out of range. */
export const listReply = (content: ListContent, page: number, now: Instant, reader: ListReader): Reply => {
  const { list } = reader.words
  const { pending, state, bulk } = content
  const shown = pageOf(pending.tickets, page)
  const gaps = gapTexts(pending, content.paused, reader).map(context)
  const title = titleOf(content, gaps.length > 0, reader)
  const filter = filterText(state, content.links, reader)
  const asOf = list.asOf(dateText(pending.readAt, reader.zone, reader.language))
  const blocks: KnownBlock[] = [
    section(`*${title}*`),
    ...(filter ? [context(`🔎 ${filter}`)] : []),
    context([...rangeText(shown, content, reader), asOf].join(' · ')),
    ...shown.rows.map((row) => rowBlock(row, now, reader)),
    ...gaps,
    ...pageButtons(
      shown,
      state,
      shown.rows.some((row) => isSelectable(row, bulk, reader)),
      reader,
    ),
    ...filterMenus(state, content.links, reader),
  ]
  return { text: title, blocks }
}

const titleOf = ({ pending, state }: ListContent, hasGaps: boolean, { words: { list } }: ListReader): string => {
  const total = pending.tickets.length
  if (isNarrowed(state)) {
    if (total > 0) return list.found(total)
    return hasGaps ? list.noneFoundButFailed : list.noneFound
  }
  if (total > 0) return list.title(total)
  return hasGaps ? list.noneButFailed : list.none
}

/** `11–20 of 33, oldest first`; nothing where there is nothing. */
const rangeText = ({ rows, from }: ListPage, { pending, state }: ListContent, { words }: ListReader): string[] => {
  if (rows.length === 0) return []
  const { list } = words
  return [list.range(from + 1, from + rows.length, pending.tickets.length, orderName(state.sort, words))]
}

/** The state is in the id of the row, so that a button needs to carry no more than a page. */
const pageButtons = (
  { page, last }: ListPage,
  state: ListState,
  canSelect: boolean,
  { words }: ListReader,
): KnownBlock[] => {
  const { list } = words
  const row = buttons(
    // Next comes first, so that it stays where it is pressed.
    page < last ? button(words.buttons.next, ACTIONS.listNext, String(page + 1)) : undefined,
    page > 0 ? button(words.buttons.previous, ACTIONS.listPrevious, String(page - 1)) : undefined,
    button(list.refresh, ACTIONS.listRefresh, String(page)),
    canSelect ? button(list.select, ACTIONS.listSelect, String(page)) : undefined,
    button(list.export, ACTIONS.listExport),
    isNarrowed(state) ? button(list.clear, ACTIONS.listClear) : undefined,
  )
  return row.map((one) => ({ ...one, block_id: encodeState('list_page', state) }))
}

/** Whether its vendor lets tickets be deleted. */
export const isDeletable = ({ ticket }: PendingTicket, reader: ErrorReader): boolean => {
  const driver = reader.driver(ticket.ref.vendor)
  return driver !== undefined && can(driver, 'remove')
}

/** Whether there is something to follow, and something that shows it. */
export const isFollowable = ({ ticket }: PendingTicket, reader: ErrorReader): boolean => {
  const driver = reader.driver(ticket.ref.vendor)
  return isPending(ticket) && driver !== undefined && can(driver, 'detail')
}

/** Whether anything can be done to it together with others. */
export const isSelectable = (row: PendingTicket, bulk: Bulk, reader: ErrorReader): boolean =>
  (bulk.remove && isDeletable(row, reader)) || (bulk.follow && isFollowable(row, reader))

const pausedLine = (paused: readonly Scope[], { words: { list, comma, help } }: ErrorReader): string[] => {
  if (paused.length === 0) return []
  const named = paused.slice(0, MAX_GAPS).map(({ name }) => `*${escapedName(name)}*`)
  const more = paused.length - named.length
  const names = named.join(comma)
  return [list.paused(more > 0 ? help.andMore(names, more) : names)]
}

/** What a ticket is about, on one line of escaped mrkdwn with its status sign. */
export const aboutText = (ticket: Ticket, reader: ListReader, audience: Audience): string => {
  const { title, description = '' } = forAudience(ticket, audience)
  const safe = escaped((title ?? description).replace(/\s+/g, ' ').trim(), 140)
  return `${statusSign(ticket.status)} ${safe || reader.words.card.noDescription}`
}

export const ageText = (ticket: Pick<Ticket, 'createdAt'>, now: Instant, reader: ListReader): string => {
  const { age } = reader.words
  if (!ticket.createdAt || createdMs(ticket) === undefined) return age.unknown
  const { unit, count } = ageOf(ticket.createdAt, now)
  return age[unit](count)
}

/** What it is about comes first, since people look for that; then whether it is overdue or matters much, status, age, community and number. */
const rowBlock = ({ ticket, scope }: PendingTicket, now: Instant, reader: ListReader): KnownBlock => {
  const open = fittingButton(reader.words.card.open, ACTIONS.open, encodeRef(ticket.ref))
  const facts = [
    ...(isOverdue(ticket, now) ? [`${OVERDUE_SIGN} *${reader.words.list.overdue}*`] : []),
    ...priorityFacts(ticket, reader.words),
    reader.words.statuses[ticket.status],
    ageText(ticket, now, reader),
    escapedName(scope.name),
    escapedName(ticket.number),
  ]
  return section(`${aboutText(ticket, reader, 'one')}\n${facts.join(' · ')}`, open)
}

/** What keeps a list from being complete, one line of mrkdwn each. */
export const gapBlocks = (pending: Pending, reader: ErrorReader): KnownBlock[] =>
  gapTexts(pending, [], reader).map(context)

/** As `gapBlocks`, and what rests. */
export const gapTexts = (pending: Pending, paused: readonly Scope[], reader: ErrorReader): string[] => {
  const lines = [...pausedLine(paused, reader), ...gapLines(pending, reader)]
  const shown = fitting(lines.slice(0, MAX_GAPS), GAPS_TEXT)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [reader.words.list.moreGaps(rest)] : [])]
}

/** A channel may have hundreds of communities; its list must still fit into one message. */
const MAX_GAPS = 10
const GAPS_TEXT = 2000

const gapLines = (pending: Pending, reader: ErrorReader): string[] => {
  const { list } = reader.words
  const name = (scope: { vendor: string }) => vendorName(scope.vendor, reader)
  return [
    ...failureLines(pending.failures, reader),
    ...pending.unlistable.map((scope) => list.cannotList(name(scope), escapedName(scope.name))),
    ...pending.cut.map((scope) => list.cut(name(scope), escapedName(scope.name))),
    ...pending.unreadable.map(({ scope, rows }) => list.unreadable(rows, name(scope))),
  ]
}

/** One line per vendor that failed, however many communities it has here. */
const failureLines = (failures: readonly Failure[], reader: ErrorReader): string[] => {
  const sentences = failures.map(({ error }) =>
    referred(reader.words.failure.missingHere(errorSentence(error, reader)), reader),
  )
  return [...new Set(sentences)]
}
