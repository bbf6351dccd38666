import type { Button, KnownBlock } from '@slack/types'
import type { Similar } from '../../tickets/similar.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { context, escapedName, fittingButton, section } from './kit.ts'
import { aboutText, ageText, type ListReader } from './list.ts'

/** Open tickets that look like the one being filed. */
export const similarBlocks = (similar: readonly Similar[], now: Instant, reader: ListReader): KnownBlock[] => {
  if (similar.length === 0) return []
  const rows = similar.map(({ ticket }) => section(similarText(ticket, now, reader), joinButton(ticket, reader)))
  return [section(`👀 *${reader.words.similar.title}*`), ...rows, context(reader.words.similar.look)]
}

/** Of those that are merely in the same place, or of the same kind. */
const MAX_BESIDE = 3

/** Under a heading, the first of the open tickets beside which this one would stand, and how many more there are. */
export const besideBlocks = (
  beside: readonly Ticket[],
  heading: string,
  now: Instant,
  reader: ListReader,
): KnownBlock[] => {
  if (beside.length === 0) return []
  const rows = beside
    .slice(0, MAX_BESIDE)
    .map((ticket) => section(besideText(ticket, now, reader), joinButton(ticket, reader)))
  const more = beside.length - rows.length
  return [context(`📌 ${heading}`), ...rows, ...(more > 0 ? [context(reader.words.similar.more(more))] : [])]
}

/** Instead of filing another one, the channel follows the one that is open. */
const joinButton = ({ ref }: Ticket, { words }: ListReader): Button | undefined =>
  fittingButton(words.join.join, ACTIONS.join, encodeRef(ref))

/** `🔵 Water under the sink … · 3 h`: short, because the form is what people came for. */
const besideText = (ticket: Ticket, now: Instant, reader: ListReader): string =>
  [aboutText(ticket, reader, 'many'), ageText(ticket, now, reader)].join(' · ')

/** `*BX2026…* · Water under the sink … · 🔵 In progress · 3 h` */
const similarText = (ticket: Ticket, now: Instant, reader: ListReader): string =>
  [
    `*${escapedName(ticket.number)}*`,
    // A form that is drawn anew does not know whether a guest looks at it.
    aboutText(ticket, reader, 'many'),
    reader.words.statuses[ticket.status],
    ageText(ticket, now, reader),
  ].join(' · ')
