import type { KnownBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import type { Pending, PendingTicket, Scope } from '../../tickets/desk.ts'
import { summarise } from '../../tickets/digest.ts'
import type { Delta } from '../../tickets/digest-memory.ts'
import type { Stale } from '../../tickets/readings.ts'
import type { Instant, Status } from '../../tickets/ticket.ts'
import { ageOf } from '../../time/words.ts'
import { ACTIONS } from '../ids.ts'
import { pageOf, type Room } from './digest-rows.ts'
import { errorSentence, referred } from './error.ts'
import {
  button,
  buttons,
  context,
  dateText,
  escapedName,
  fitting,
  header,
  LIMITS,
  type Reply,
  textLength,
} from './kit.ts'
import { gapBlocks, type ListReader } from './list.ts'
import { OVERDUE_SIGN, statusSign } from './ticket.ts'

/** What is pending in a channel's communities, and how that came about. */
export interface DigestContent {
  /** With the last known tickets of what could not be read, and without the snoozed ones. */
  readonly pending: Pending
  /** How many tickets are snoozed. */
  readonly snoozed: number
  readonly stale: readonly Stale[]
  /** What vendors count in communities with more than could be read. */
  readonly counted: readonly Counted[]
  readonly delta?: Delta
  /** Where only some statuses are shown: which, and how many tickets that leaves out. */
  readonly limit?: { readonly statuses: readonly Status[]; readonly others: number }
  /** Days; `BANDS` when absent. */
  readonly bands?: readonly number[]
}

export interface Counted {
  readonly scope: Scope
  readonly count: number
}

export interface DigestFrame {
  /** Escaped mrkdwn. */
  readonly footer: string
  /** Whether there is a schedule that a button can end. */
  readonly canEnd: boolean
}

/** A digest's first message, and what did not fit into it. */
export interface DigestHead {
  readonly reply: Reply
  readonly rest: readonly PendingTicket[]
}

/** More rows than that nobody wants to scroll by in a channel. */
const MAX_ROWS = 30
/** What comes below the tickets and the gaps: the footer and the buttons. */
const BELOW = { blocks: 2, text: 1_000 }
const MAX_COUNTED = 5
const MAX_STALE = 10
const STALE_TEXT = 1_500

/** The digest for everybody in the channel. */
export const digestHead = (
  content: DigestContent,
  now: Instant,
  reader: ListReader,
  frame: DigestFrame,
): DigestHead => {
  const { digest } = reader.words
  const { pending } = content
  const total = pending.tickets.length
  const gaps = [...staleBlocks(content.stale, now, reader), ...gapBlocks(pending, reader)]
  const title = titleOf(content, gaps.length > 0, reader)
  const summary = summaryLine(content, now, reader)
  const top: KnownBlock[] = [
    header(title),
    ...(content.limit ? [context(limitLine(content.limit, reader))] : []),
    ...(summary ? [context(summary)] : []),
    ...(content.delta ? [context(deltaLine(content.delta, reader))] : []),
    ...countedBlocks(content.counted, reader),
  ]
  const page = pageOf(pending.tickets, roomBeside([...top, ...gaps]), now, reader)
  const rest = pending.tickets.slice(page.count)
  const blocks: KnownBlock[] = [
    ...top,
    ...page.blocks,
    ...gaps,
    context([...(rest.length > 0 ? [digest.shown(page.count, total), digest.inThread] : []), frame.footer].join(' ')),
    ...buttons(
      total > 0 ? button(digest.showAll, ACTIONS.list) : undefined,
      frame.canEnd ? button(digest.end, ACTIONS.digestEnd) : undefined,
    ),
  ]
  return { reply: { text: title, blocks }, rest }
}

const roomBeside = (blocks: readonly KnownBlock[]): Room => ({
  rows: MAX_ROWS,
  blocks: LIMITS.messageBlocks - BELOW.blocks - blocks.length,
  text: LIMITS.messageText - BELOW.text - textLength(blocks),
})

const titleOf = ({ pending, snoozed, limit }: DigestContent, hasGaps: boolean, { words }: ListReader): string => {
  const total = pending.tickets.length
  if (total > 0) return words.digest.title(total)
  if (hasGaps) return words.list.noneButFailed
  if (snoozed > 0) return words.snooze.allSnoozed
  return limit && limit.others > 0 ? words.digest.noneChosen : words.digest.none
}

/** `🔎 Only New, In progress · 4 with another status are left out` */
const limitLine = ({ statuses, others }: NonNullable<DigestContent['limit']>, { words }: ListReader): string => {
  const { digest } = words
  const only = digest.onlyStatuses(statusNames(statuses, words))
  return `🔎 ${[only, ...(others > 0 ? [digest.othersLeftOut(others)] : [])].join(' · ')}`
}

export const statusNames = (statuses: readonly Status[], words: Messages): string =>
  statuses.map((status) => words.statuses[status]).join(words.comma)

/** `🆕 New: 3 · 🔵 In progress: 4 · 2 older than 3 d · ⏰ 1 overdue · 💤 2 snoozed` */
const summaryLine = ({ pending, snoozed, bands }: DigestContent, now: Instant, reader: ListReader): string => {
  const { digest, snooze, statuses, pair } = reader.words
  const tickets = pending.tickets.map(({ ticket }) => ticket)
  const summary = summarise(tickets, now, bands)
  const counts = summary.statuses.map(({ status, count }) => `${statusSign(status)} ${pair(statuses[status], count)}`)
  const ages = summary.ageing.filter(({ count }) => count > 0).map(({ days, count }) => digest.olderThan(days, count))
  const unknown = summary.ageUnknown > 0 ? [digest.ageUnknown(summary.ageUnknown)] : []
  const overdue = summary.overdue > 0 ? [`${OVERDUE_SIGN} ${digest.overdueCount(summary.overdue)}`] : []
  const asleep = snoozed > 0 ? [snooze.count(snoozed)] : []
  return [...counts, ...ages, ...unknown, ...overdue, ...asleep].join(' · ')
}

/** `Since yesterday 09:00: 3 new, 2 closed` */
const deltaLine = ({ since, added, closed, reopened, moved, woken }: Delta, reader: ListReader): string => {
  const { digest, comma } = reader.words
  const changes = [
    ...(added > 0 ? [digest.added(added)] : []),
    ...(closed > 0 ? [digest.closed(closed)] : []),
    ...(reopened > 0 ? [digest.reopened(reopened)] : []),
    ...(moved > 0 ? [digest.moved(moved)] : []),
    ...(woken > 0 ? [digest.woken(woken)] : []),
  ]
  const when = dateText(since, reader.zone, reader.language)
  return changes.length > 0 ? digest.changes(when, changes.join(comma)) : digest.noChanges(when)
}

/** Where more is pending than can be read: the vendor's own count of it. */
const countedBlocks = (counted: readonly Counted[], { words }: ListReader): KnownBlock[] => {
  const lines = counted.map(({ scope, count }) => words.digest.atVendor(count, `*${escapedName(scope.name)}*`))
  return lines.length > 0 ? [context(lines.slice(0, MAX_COUNTED).join('\n'))] : []
}

/** One line for each vendor whose old figures are shown, and how old they are. */
const staleBlocks = (stale: readonly Stale[], now: Instant, reader: ListReader): KnownBlock[] => {
  const { digest, age } = reader.words
  const lines = stale.map(({ failure, reading: { readAt, tickets, total } }) => {
    const { unit, count } = ageOf(readAt, now)
    const when = dateText(readAt, reader.zone, reader.language)
    const cut = tickets.length < total ? ` ${digest.shown(tickets.length, total)}` : ''
    return referred(`${digest.stale(errorSentence(failure.error, reader), when, age[unit](count))}${cut}`, reader)
  })
  const shown = fitting([...new Set(lines)].slice(0, MAX_STALE), STALE_TEXT)
  return shown.length > 0 ? [context(shown.join('\n'))] : []
}
