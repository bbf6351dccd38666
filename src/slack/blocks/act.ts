import type { KnownBlock, ModalView } from '@slack/types'
import { can, type Driver } from '../../tickets/driver.ts'
import { canComment, stepsFor } from '../../tickets/powers.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { vendorName } from './error.ts'
import { escapedName, LIMITS, literal, plain, section } from './kit.ts'
import { aboutText, type ListReader } from './list.ts'

/** A modal in which somebody does something to a ticket. */
export interface ActDrawing {
  readonly callbackId: string
  readonly metadata: ModalMetadata
  readonly title: string
  readonly submit: string
  /** Escaped mrkdwn above everything: why it is shown again. */
  readonly notice?: string | undefined
  /** What it is about, and what is to be known before. */
  readonly head: readonly KnownBlock[]
  readonly inputs: readonly KnownBlock[]
}

export const actView = (drawing: ActDrawing, { words }: ListReader): ModalView => ({
  type: 'modal',
  callback_id: drawing.callbackId,
  title: plain(drawing.title, LIMITS.viewTitle),
  submit: plain(literal(drawing.submit), LIMITS.viewTitle),
  close: plain(words.buttons.cancel, LIMITS.viewTitle),
  private_metadata: encodeMetadata(drawing.metadata),
  blocks: [...(drawing.notice ? [section(`⚠️ ${drawing.notice}`)] : []), ...drawing.head, ...drawing.inputs],
})

/** Which ticket a modal is about: what it says where it was just read, else its number and vendor. */
export const aboutSection = (metadata: ModalMetadata, ticket: Ticket | undefined, reader: ListReader): KnownBlock => {
  const number = ticket?.number ?? metadata.tickets?.[0]?.number ?? ''
  const about = ticket ? aboutText(ticket, reader, 'one') : metadata.about
  const head = `*${escapedName(number)}* · ${vendorName(metadata.vendor ?? '', reader)}`
  return section(about ? `${head}\n${about}` : head)
}

/** Why this cannot be done with the ticket, and what can be done here instead. */
export const cannotText = (
  act: 'comment' | 'close' | 'assign',
  ticket: Ticket,
  driver: Driver,
  reader: ListReader,
): string => {
  const { acts, statuses } = reader.words
  const vendor = vendorName(driver.vendor, reader)
  const isOffered = act === 'comment' ? can(driver, 'comment') : hasSteps(driver, act)
  const why = isOffered ? acts.notNow[act](vendor, statuses[ticket.status]) : acts.never[act](vendor)
  const instead = commandsFor(ticket, driver).map((verb) => `\`/ticket ${verb} ${escapedName(ticket.number)}\``)
  if (instead.length > 0) return `${why} ${acts.instead(instead.join(reader.words.comma))}`
  // Nobody is needed any more to take care of what has ended.
  return isOffered ? why : `${why} ${acts.onlyRead}`
}

const hasSteps = (driver: Driver, kind: 'close' | 'assign'): boolean =>
  stepsFor(driver, kind, { status: 'pending' }).length > 0

const commandsFor = (ticket: Ticket, driver: Driver): string[] =>
  [
    canComment(driver, ticket) && 'comment',
    can(driver, 'update') && driver.forms.update && 'edit',
    stepsFor(driver, 'assign', ticket).length > 0 && 'assign',
    stepsFor(driver, 'close', ticket).length > 0 && 'close',
  ].filter((verb) => typeof verb === 'string')
