import type { KnownBlock } from '@slack/types'
import type { Pending, PendingTicket, Scope } from '../../tickets/desk.ts'
import { summarise } from '../../tickets/digest.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { button, buttons, context, escaped, header, lineSections, type Reply } from './kit.ts'
import { gapBlocks, type ListReader, ticketLine } from './list.ts'
import { statusSign } from './ticket.ts'

/** As many tickets as fit under Slack's limit of text in one message. */
const MAX_SHOWN = 30

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
  const shown = pending.tickets.slice(0, MAX_SHOWN)
  const incomplete = pending.failures.length > 0
  const title = total > 0 ? digest.title(total) : incomplete ? list.noneButFailed : digest.none
  const blocks: KnownBlock[] = [
    header(title),
    ...(total > 0 ? [context(summaryLine(pending, now, reader))] : []),
    ...scopes.flatMap((scope) => communityBlocks(scope, shown, now, reader)),
    ...gapBlocks(pending, reader),
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

const communityBlocks = (
  scope: Scope,
  shown: readonly PendingTicket[],
  now: Instant,
  reader: ListReader,
): KnownBlock[] => {
  const rows = shown.filter(
    ({ ticket }) => ticket.ref.vendor === scope.vendor && ticket.ref.community === scope.community,
  )
  if (rows.length === 0) return []
  return lineSections([
    `*${escaped(scope.name, 80)}*`,
    ...rows.map((row) => ticketLine(row, now, reader, { audience: 'many', community: false })),
  ])
}
