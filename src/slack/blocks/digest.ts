import type { KnownBlock } from '@slack/types'
import type { Pending, PendingTicket, Scope } from '../../tickets/desk.ts'
import { summarise } from '../../tickets/digest.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { button, buttons, context, escaped, fitting, header, lineSections, type Reply } from './kit.ts'
import { aboutText, ageText, gapBlocks, type ListReader } from './list.ts'
import { statusSign } from './ticket.ts'

/** As many tickets as fit into one message beside the communities' names and the gaps, in blocks and in text. */
const MAX_SHOWN = 30
const ROWS_TEXT = 6_500

/** What is pending in a channel's communities, for everybody in it. `footer` is escaped mrkdwn. */
export const digestReply = (
  scopes: readonly Scope[],
  pending: Pending,
  now: Instant,
  reader: ListReader,
  footer: string,
): Reply => {
  const { digest, list } = reader.words
  const total = pending.tickets.length
  const first = pending.tickets.slice(0, MAX_SHOWN)
  const lines = fitting(
    first.map((row) => rowText(row, now, reader)),
    ROWS_TEXT,
  )
  const shown = first.slice(0, lines.length).map((row, i) => ({ ...row, line: lines[i] ?? '' }))
  const gaps = gapBlocks(pending, reader)
  const title = total > 0 ? digest.title(total) : gaps.length > 0 ? list.noneButFailed : digest.none
  const blocks: KnownBlock[] = [
    header(title),
    ...(total > 0 ? [context(summaryLine(pending, now, reader))] : []),
    ...scopes.flatMap((scope) => communityBlocks(scope, shown)),
    ...gaps,
    context([...(total > shown.length ? [digest.shown(shown.length, total)] : []), footer].join(' ')),
    ...buttons(total > 0 ? button(digest.showAll, ACTIONS.list) : undefined),
  ]
  return { text: title, blocks }
}

/** `🆕 3 · 🔵 4 · 2 older than 3 d` */
const summaryLine = (pending: Pending, now: Instant, reader: ListReader): string => {
  const { digest, statuses } = reader.words
  const tickets = pending.tickets.map(({ ticket }) => ticket)
  const summary = summarise(tickets, now)
  const counts = summary.statuses.map(({ status, count }) => `${statusSign(status)} ${statuses[status]}: ${count}`)
  const ages = summary.ageing.filter(({ count }) => count > 0).map(({ days, count }) => digest.olderThan(days, count))
  const unknown = summary.ageUnknown > 0 ? [digest.ageUnknown(summary.ageUnknown)] : []
  return [...counts, ...ages, ...unknown].join(' · ')
}

const rowText = ({ ticket }: PendingTicket, now: Instant, reader: ListReader): string =>
  [aboutText(ticket, reader, 'many'), ageText(ticket, now, reader), escaped(ticket.number, 80)].join(' · ')

const communityBlocks = (scope: Scope, shown: readonly (PendingTicket & { readonly line: string })[]): KnownBlock[] => {
  const rows = shown.filter(({ ticket: { ref } }) => ref.vendor === scope.vendor && ref.community === scope.community)
  return rows.length === 0 ? [] : lineSections([`*${escaped(scope.name, 80)}*`, ...rows.map(({ line }) => line)])
}
