import type { KnownBlock, Overflow, SectionBlock } from '@slack/types'
import type { PendingTicket } from '../../tickets/desk.ts'
import { isOverdue } from '../../tickets/digest.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodeScope, encodeShown, ROW_CHOICES, type RowChoice } from '../values.ts'
import { escapedName, overflow, section, textLength } from './kit.ts'
import { aboutText, ageText, type ListReader } from './list.ts'
import { OVERDUE_SIGN } from './ticket.ts'

/** What a message has left for rows. */
export interface Room {
  readonly blocks: number
  readonly text: number
  readonly rows: number
}

/** Rows as they stand in one message. */
export interface Page {
  /** How many of those that were given. */
  readonly count: number
  readonly blocks: readonly KnownBlock[]
}

/**
 * The longest-waiting rows that fit. Communities come in the order in which their first row does; every row has a menu
 * where its ticket fits into it.
 */
export const pageOf = (rows: readonly PendingTicket[], room: Room, now: Instant, reader: ListReader): Page => {
  const communities = new Map<string, { readonly name: SectionBlock; readonly rows: SectionBlock[] }>()
  let { blocks, text } = room
  let count = 0
  for (const { ticket, scope } of rows.slice(0, room.rows)) {
    const key = encodeScope(scope)
    const known = communities.get(key)
    const row = rowBlock(ticket, now, reader)
    const community = known ?? { name: section(`*${escapedName(scope.name)}*`), rows: [] }
    const needed = known ? [row] : [community.name, row]
    blocks -= needed.length
    text -= textLength(needed)
    if (blocks < 0 || text < 0) break
    community.rows.push(row)
    communities.set(key, community)
    count += 1
  }
  const blocksOf = [...communities.values()].flatMap((one) => [one.name, ...one.rows])
  return { count, blocks: blocksOf }
}

const rowBlock = (ticket: Ticket, now: Instant, reader: ListReader): SectionBlock => {
  const facts = [
    aboutText(ticket, reader, 'many'),
    ageText(ticket, now, reader),
    ...(isOverdue(ticket, now) ? [`${OVERDUE_SIGN} ${reader.words.digest.overdue}`] : []),
    escapedName(ticket.number),
  ]
  const id = encodeShown(ticket)
  const line = facts.join(' · ')
  return id === undefined ? section(line) : { ...section(line, rowMenu(reader)), block_id: id }
}

const rowMenu = ({ words: { card, snooze } }: ListReader): Overflow => {
  const labels: Record<RowChoice, string> = {
    open: card.open,
    tomorrow: snooze.tomorrow,
    week: snooze.week,
    date: snooze.date,
    change: snooze.change,
  }
  return overflow(
    ACTIONS.digestRow,
    ROW_CHOICES.map((value) => ({ label: labels[value], value })),
  )
}
