import type { KnownBlock, PlainTextOption } from '@slack/types'
import type { PendingTicket } from '../../tickets/desk.ts'
import type { Instant, TicketRef } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { decodeRefs, encodeRefs } from '../values.ts'
import { type FormState, readChosen } from './form.ts'
import { button, buttons, context, LIMITS, literal, plain, type Reply, section } from './kit.ts'
import { ageText, isDeletable, isFollowable, isSelectable, type ListContent, type ListReader, pageOf } from './list.ts'
import { encodeState } from './list-state.ts'
import { statusSign } from './ticket.ts'

const PICK_BLOCK = 'list_pick'

/** A page of a list with a box beside each ticket that can be followed or deleted; undefined where none of them can. */
export const selectReply = (
  content: ListContent,
  page: number,
  now: Instant,
  reader: ListReader,
): Reply | undefined => {
  const { list } = reader.words
  const { bulk } = content
  const shown = pageOf(content.pending.tickets, page)
  const rows = fittingRows(shown.rows.filter((row) => isSelectable(row, bulk, reader)))
  if (rows.length === 0) return undefined
  const others = shown.rows.length - rows.length
  const kept = rows.filter((row) => !isDeletable(row, reader)).length
  const removes = bulk.remove && kept < rows.length
  const follows = bulk.follow && rows.some((row) => isFollowable(row, reader))
  const notes = [
    ...(removes ? [list.selectNote] : []),
    ...(others > 0 ? [list.notSelectable(others)] : []),
    ...(removes && kept > 0 ? [list.notDeletable(kept)] : []),
  ]
  const [back, refs] = [String(shown.page), encodeRefs(rows.map(({ ticket }) => ticket.ref))]
  const blocks: KnownBlock[] = [
    section(`*${list.selectTitle}*`),
    {
      type: 'input',
      block_id: PICK_BLOCK,
      label: plain(list.selectLabel, LIMITS.inputLabel),
      element: {
        type: 'checkboxes',
        action_id: ACTIONS.listPick,
        options: rows.map((row, i) => ticketOption(row, String(i), now, reader)),
      },
    },
    ...(notes.length > 0 ? [context(notes.join(' '))] : []),
    ...buttons(
      follows ? button(list.follow, ACTIONS.listFollow, refs) : undefined,
      removes ? button(list.delete, ACTIONS.listDelete, refs, 'danger') : undefined,
      button(list.back, ACTIONS.listBack, back),
    ).map((row) => ({ ...row, block_id: encodeState('list_selection', content.state) })),
  ]
  return { text: list.selectTitle, blocks }
}

/** The buttons hold the tickets, because an option holds too little. */
const fittingRows = (rows: readonly PendingTicket[]): readonly PendingTicket[] => {
  const refs = rows.map(({ ticket }) => ticket.ref)
  const end = refs.findIndex((_, i) => encodeRefs(refs.slice(0, i + 1)).length > LIMITS.buttonValue)
  return end < 0 ? rows : rows.slice(0, end)
}

/** As much of a row as an option holds: what it is about, and what tells it from others. */
const ticketOption = (
  { ticket, scope }: PendingTicket,
  value: string,
  now: Instant,
  reader: ListReader,
): PlainTextOption => {
  const about = (ticket.title ?? ticket.description ?? '').replace(/\s+/g, ' ').trim() || ticket.number
  const facts = [literal(ticket.number, 32), ageText(ticket, now, reader), literal(scope.name, 24)]
  return {
    text: plain(`${statusSign(ticket.status)} ${literal(about, LIMITS.option)}`, LIMITS.option),
    description: plain(facts.join(' · '), LIMITS.option),
    value,
  }
}

/** The tickets that were ticked, of those that the button holds. */
export const readPicked = (held: string, state: FormState = {}): TicketRef[] => {
  const places = new Set(readChosen(state[PICK_BLOCK]?.[ACTIONS.listPick]))
  return decodeRefs(held).filter((_, i) => places.has(String(i)))
}
