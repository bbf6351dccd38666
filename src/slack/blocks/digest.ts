import type { KnownBlock } from '@slack/types'
import type { Pending, PendingTicket, Scope } from '../../tickets/desk.ts'
import { isOverdue, summarise } from '../../tickets/digest.ts'
import type { Delta } from '../../tickets/digest-memory.ts'
import type { Stale } from '../../tickets/readings.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ageOf } from '../../time/words.ts'
import { ACTIONS } from '../ids.ts'
import { errorSentence } from './error.ts'
import { button, buttons, context, dateText, escaped, fitting, header, lineSections, type Reply } from './kit.ts'
import { aboutText, ageText, gapBlocks, type ListReader } from './list.ts'
import { statusSign } from './ticket.ts'

/** What is pending in a channel's communities, and how that came about. */
export interface DigestContent {
  readonly scopes: readonly Scope[]
  /** With the last known tickets of what could not be read. */
  readonly pending: Pending
  readonly stale: readonly Stale[]
  readonly delta?: Delta
}

export interface DigestFrame {
  /** Escaped mrkdwn. */
  readonly footer: string
  /** Whether there is a schedule that a button can end. */
  readonly canEnd: boolean
}

/** As many tickets as fit into one message beside the communities' names and the gaps, in blocks and in text. */
const MAX_SHOWN = 30
const ROWS_TEXT = 5_500
const MAX_STALE = 10
const STALE_TEXT = 1_500

/** The digest for everybody in the channel. */
export const digestReply = (content: DigestContent, now: Instant, reader: ListReader, frame: DigestFrame): Reply => {
  const { digest, list } = reader.words
  const { scopes, pending } = content
  const total = pending.tickets.length
  const first = pending.tickets.slice(0, MAX_SHOWN)
  const lines = fitting(
    first.map((row) => rowText(row, now, reader)),
    ROWS_TEXT,
  )
  const shown = first.slice(0, lines.length).map((row, i) => ({ ...row, line: lines[i] ?? '' }))
  const gaps = [...staleBlocks(content.stale, now, reader), ...gapBlocks(pending, reader)]
  const title = total > 0 ? digest.title(total) : gaps.length > 0 ? list.noneButFailed : digest.none
  const blocks: KnownBlock[] = [
    header(title),
    ...(total > 0 ? [context(summaryLine(pending, now, reader))] : []),
    ...(content.delta ? [context(deltaLine(content.delta, reader))] : []),
    ...scopes.flatMap((scope) => communityBlocks(scope, shown)),
    ...gaps,
    context([...(total > shown.length ? [digest.shown(shown.length, total)] : []), frame.footer].join(' ')),
    ...buttons(
      total > 0 ? button(digest.showAll, ACTIONS.list) : undefined,
      frame.canEnd ? button(digest.end, ACTIONS.digestEnd) : undefined,
    ),
  ]
  return { text: title, blocks }
}

/** `🆕 New: 3 · 🔵 In progress: 4 · 2 older than 3 d · ⏰ 1 overdue` */
const summaryLine = (pending: Pending, now: Instant, reader: ListReader): string => {
  const { digest, statuses } = reader.words
  const tickets = pending.tickets.map(({ ticket }) => ticket)
  const summary = summarise(tickets, now)
  const counts = summary.statuses.map(({ status, count }) => `${statusSign(status)} ${statuses[status]}: ${count}`)
  const ages = summary.ageing.filter(({ count }) => count > 0).map(({ days, count }) => digest.olderThan(days, count))
  const unknown = summary.ageUnknown > 0 ? [digest.ageUnknown(summary.ageUnknown)] : []
  const overdue = summary.overdue > 0 ? [`${OVERDUE} ${digest.overdueCount(summary.overdue)}`] : []
  return [...counts, ...ages, ...unknown, ...overdue].join(' · ')
}

const OVERDUE = '⏰'

/** `Since yesterday 09:00: 3 new, 2 closed` */
const deltaLine = ({ since, added, closed, reopened, moved }: Delta, reader: ListReader): string => {
  const { digest, comma } = reader.words
  const changes = [
    ...(added > 0 ? [digest.added(added)] : []),
    ...(closed > 0 ? [digest.closed(closed)] : []),
    ...(reopened > 0 ? [digest.reopened(reopened)] : []),
    ...(moved > 0 ? [digest.moved(moved)] : []),
  ]
  const when = dateText(since, reader.zone, reader.language)
  return changes.length > 0 ? digest.changes(when, changes.join(comma)) : digest.noChanges(when)
}

const rowText = ({ ticket }: PendingTicket, now: Instant, reader: ListReader): string =>
  [
    aboutText(ticket, reader, 'many'),
    ageText(ticket, now, reader),
    ...(isOverdue(ticket, now) ? [`${OVERDUE} ${reader.words.digest.overdue}`] : []),
    escaped(ticket.number, 80),
  ].join(' · ')

const communityBlocks = (scope: Scope, shown: readonly (PendingTicket & { readonly line: string })[]): KnownBlock[] => {
  const rows = shown.filter((row) => row.scope.vendor === scope.vendor && row.scope.community === scope.community)
  return rows.length === 0 ? [] : lineSections([`*${escaped(scope.name, 80)}*`, ...rows.map(({ line }) => line)])
}

/** One line for each vendor whose old figures are shown, and how old they are. */
const staleBlocks = (stale: readonly Stale[], now: Instant, reader: ListReader): KnownBlock[] => {
  const { digest, age } = reader.words
  const lines = stale.map(({ failure, reading: { readAt, tickets, total } }) => {
    const { unit, count } = ageOf(readAt, now)
    const when = dateText(readAt, reader.zone, reader.language)
    const cut = tickets.length < total ? ` ${digest.shown(tickets.length, total)}` : ''
    return `${digest.stale(errorSentence(failure.error, reader), when, age[unit](count))}${cut}`
  })
  const shown = fitting([...new Set(lines)].slice(0, MAX_STALE), STALE_TEXT)
  return shown.length > 0 ? [context(shown.join('\n'))] : []
}
