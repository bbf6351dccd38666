import type { KnownBlock } from '@slack/types'
import type { Failure, Pending, PendingTicket } from '../../tickets/desk.ts'
import { createdMs } from '../../tickets/order.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { ageOf } from '../../time/words.ts'
import { ACTIONS, encodeRef } from '../ids.ts'
import { type ErrorReader, errorSentence, vendorName } from './error.ts'
import { button, buttons, context, dateText, escaped, fitting, LIMITS, type Reply, section } from './kit.ts'
import { type Audience, maskText } from './mask.ts'
import { statusSign } from './ticket.ts'

export interface ListReader extends ErrorReader {
  readonly zone: string
}

export const PAGE_SIZE = 10

/** One page of the pending tickets, with buttons to turn it in place. `page` counts from 0 and may be out of range. */
export const listReply = (pending: Pending, page: number, now: Instant, reader: ListReader): Reply => {
  const { list } = reader.words
  const total = pending.tickets.length
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1)
  const current = Math.min(Math.max(0, page), last)
  const from = current * PAGE_SIZE
  const shown = pending.tickets.slice(from, from + PAGE_SIZE)
  const gaps = gapBlocks(pending, reader)
  const title = total > 0 ? list.title(total) : gaps.length > 0 ? list.noneButFailed : list.none
  const range = total > 0 ? `${list.range(from + 1, from + shown.length, total)} · ` : ''
  const blocks: KnownBlock[] = [
    section(`*${title}*`),
    context(`${range}${list.asOf(dateText(pending.readAt, reader.zone, reader.language))}`),
    ...shown.map((row) => rowBlock(row, now, reader)),
    ...gaps,
    ...buttons(
      // Next comes first, so that it stays where it is pressed.
      current < last ? button(list.next, ACTIONS.listNext, String(current + 1)) : undefined,
      current > 0 ? button(list.previous, ACTIONS.listPrevious, String(current - 1)) : undefined,
      button(list.refresh, ACTIONS.listRefresh, String(current)),
    ),
  ]
  return { text: title, blocks }
}

/** What a ticket is about, on one line of escaped mrkdwn with its status sign. */
export const aboutText = (ticket: Ticket, reader: ListReader, audience: Audience): string => {
  const about = (ticket.title ?? ticket.description ?? '').replace(/\s+/g, ' ').trim()
  const safe = escaped(audience === 'many' ? maskText(about) : about, 140)
  return `${statusSign(ticket.status)} ${safe || reader.words.card.noDescription}`
}

export const ageText = (ticket: Pick<Ticket, 'createdAt'>, now: Instant, reader: ListReader): string => {
  const { age } = reader.words
  if (!ticket.createdAt || createdMs(ticket) === undefined) return age.unknown
  const { unit, count } = ageOf(ticket.createdAt, now)
  return age[unit](count)
}

/** What it is about comes first, since people look for that; then status, age, community and number. */
const rowBlock = ({ ticket, scope }: PendingTicket, now: Instant, reader: ListReader): KnownBlock => {
  const ref = encodeRef(ticket.ref)
  const open = ref.length > LIMITS.buttonValue ? undefined : button(reader.words.card.open, ACTIONS.open, ref)
  const facts = [
    reader.words.statuses[ticket.status],
    ageText(ticket, now, reader),
    escaped(scope.name, 80),
    escaped(ticket.number, 80),
  ]
  return section(`${aboutText(ticket, reader, 'one')}\n${facts.join(' · ')}`, open)
}

/** What keeps a list from being complete, one line each. */
export const gapBlocks = (pending: Pending, reader: ErrorReader): KnownBlock[] => {
  const lines = gapLines(pending, reader)
  const shown = fitting(lines.slice(0, MAX_GAPS), GAPS_TEXT)
  const rest = lines.length - shown.length
  return [...shown, ...(rest > 0 ? [reader.words.list.moreGaps(rest)] : [])].map(context)
}

/** A channel may have hundreds of communities; its list must still fit into one message. */
const MAX_GAPS = 10
const GAPS_TEXT = 2000

const gapLines = (pending: Pending, reader: ErrorReader): string[] => {
  const { list } = reader.words
  const name = (scope: { vendor: string }) => vendorName(scope.vendor, reader)
  return [
    ...failureLines(pending.failures, reader),
    ...pending.unlistable.map((scope) => list.cannotList(name(scope), escaped(scope.name, 80))),
    ...pending.cut.map((scope) => list.cut(name(scope), escaped(scope.name, 80))),
    ...pending.unreadable.map(({ scope, rows }) => list.unreadable(rows, name(scope))),
  ]
}

/** One line per vendor that failed, however many communities it has here. */
const failureLines = (failures: readonly Failure[], reader: ErrorReader): string[] => {
  const sentences = failures.map(({ error }) => reader.words.failure.missingHere(errorSentence(error, reader)))
  return [...new Set(sentences)]
}
