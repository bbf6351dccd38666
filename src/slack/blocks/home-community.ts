import type { SectionBlock } from '@slack/types'
import type { Scope } from '../../tickets/desk.ts'
import type { DigestSummary } from '../../tickets/digest.ts'
import type { TicketError } from '../../tickets/errors.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodePlace } from '../values.ts'
import { errorSentence, referred, vendorName } from './error.ts'
import { dateText, escaped, escapedName, fittingButton, section } from './kit.ts'
import type { ListReader } from './list.ts'
import { OVERDUE_SIGN, statusSign } from './ticket.ts'

/** What is known of a community's pending tickets. */
export interface Figures {
  readonly readAt: Instant
  readonly total: number
  /** By status and age; absent where not all of the tickets are known. */
  readonly summary?: DigestSummary
  /** The vendor has more than were read. */
  readonly isCut?: boolean
}

/** A community of a channel that the reader is in. */
export interface HomeCommunity extends Scope {
  readonly channel: string
  readonly paused: boolean
  readonly canList: boolean
  readonly figures?: Figures
  /** Why there are no newer ones. */
  readonly error?: TicketError
  /** It is being read at this moment. */
  readonly isRead: boolean
}

/** A channel that the reader is in, as something to be pressed. */
export const channelText = (channel: string): string => `<#${escaped(channel, 40)}>`

/** A community with its figures, and the way to its list. */
export const communityRow = (row: HomeCommunity, reader: ListReader): SectionBlock => {
  const { home } = reader.words
  const vendor = vendorName(row.vendor, reader)
  const facts = [`*${escapedName(row.name)}*`, vendor, channelText(row.channel)]
  if (row.paused) return section([...facts, `⏸️ ${home.paused}`].join(' · '))
  const lines = [facts.join(' · '), ...(row.canList ? figureLines(row, reader) : [home.cannotList(vendor)])]
  const list = row.canList ? fittingButton(home.list, ACTIONS.homeList, encodePlace(row)) : undefined
  return section(lines.join('\n'), list)
}

const figureLines = ({ figures, error, isRead }: HomeCommunity, reader: ListReader): string[] => {
  const { home } = reader.words
  const failure = error ? [`⚠️ ${referred(errorSentence(error, reader), reader)}`] : []
  if (!figures) return failure.length > 0 ? failure : [isRead ? home.reading : home.notKnown]
  const { readAt, total, summary, isCut } = figures
  const counts = [total === 0 ? home.nonePending : home.pendingCount(total), ...summaryFacts(summary, reader)]
  const asOf = home.asOf(dateText(readAt, reader.zone, reader.language))
  return [counts.join(' · '), ...(isCut ? [home.atLeast] : []), asOf, ...failure]
}

/** Of the bands only the longest that has any: whoever waits for 14 days waits for 3 as well. */
const summaryFacts = (summary: DigestSummary | undefined, { words }: ListReader): string[] => {
  if (!summary) return []
  const oldest = summary.ageing.findLast(({ count }) => count > 0)
  return [
    ...summary.statuses.map(
      ({ status, count }) => `${statusSign(status)} ${words.statuses[status]} ${words.number(count)}`,
    ),
    ...(summary.overdue > 0 ? [`${OVERDUE_SIGN} ${words.digest.overdueCount(summary.overdue)}`] : []),
    ...(oldest ? [words.digest.olderThan(oldest.days, oldest.count)] : []),
  ]
}
