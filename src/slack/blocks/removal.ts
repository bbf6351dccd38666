import type { KnownBlock, ModalView } from '@slack/types'
import { isSettled, type Submission } from '../../tickets/submission.ts'
import type { Ticket } from '../../tickets/ticket.ts'
import { ACTIONS, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { encodeIds } from '../values.ts'
import { referenceBlocks, vendorName } from './error.ts'
import { button, buttons, escapedName, LIMITS, lineSections, plain, type Reply, section, sentence } from './kit.ts'
import { aboutText, type ListReader } from './list.ts'
import { referenceOf } from './submission.ts'

/** Long enough to see what one has done, and to press Undo. */
export const HOLD_SECONDS = 10

/** A ticket that is about to be deleted, and what the channel calls its community. */
export interface Doomed {
  readonly ticket: Ticket
  readonly name: string
}

/** Names everything that will go, and what will not and why. */
export const removalView = (
  drawing: { metadata: ModalMetadata; doomed: readonly Doomed[]; obstacles: readonly string[] },
  reader: ListReader,
): ModalView => {
  const { removal } = reader.words
  const { metadata, doomed, obstacles } = drawing
  return {
    type: 'modal',
    callback_id: VIEWS.remove,
    title: plain(removal.title, LIMITS.viewTitle),
    submit: plain(removal.submit(doomed.length), LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      section(removal.sure(doomed.length, HOLD_SECONDS)),
      ...lineSections(doomed.map((one) => doomedLine(one, reader))),
      ...lineSections(obstacles),
    ],
  }
}

const doomedLine = ({ ticket, name }: Doomed, reader: ListReader): string =>
  `• *${escapedName(ticket.number)}* · ${escapedName(name)} · ${vendorName(ticket.ref.vendor, reader)}\n${aboutText(ticket, reader, 'one')}`

/** How the submissions of one deletion stand, ticket by ticket, and what can still be done about each. */
export const removalReply = (submissions: readonly Submission[], reader: ListReader): Reply => {
  const { removal } = reader.words
  const held = submissions.filter(isHeld)
  const count = held.reduce((sum, { write }) => sum + idsOf(write).length, 0)
  const settled = submissions.every(isSettled)
  const title = count > 0 ? removal.held(count, HOLD_SECONDS) : settled ? removal.over : removal.underWay
  const lines = submissions.flatMap((one) => removalLines(one, reader))
  // All came by one journey.
  const amiss = submissions.find(({ reason, reference }) => reason !== undefined && reference !== undefined)
  return sentence(
    `*${title}*`,
    ...lineSections(lines),
    ...(amiss ? referenceBlocks({ ...reader, ...referenceOf(amiss) }) : []),
    ...undoButtons(held, ACTIONS.removalUndo, reader),
    ...submissions.flatMap((one) => decisionButtons(one, reader)),
  )
}

/** The same in the modal, whose button shows in its place what came of it. */
export const removalStandingView = (
  submissions: readonly Submission[],
  metadata: ModalMetadata,
  reader: ListReader,
): ModalView => ({
  type: 'modal',
  callback_id: VIEWS.plain,
  title: plain(reader.words.removal.title, LIMITS.viewTitle),
  close: plain(reader.words.buttons.done, LIMITS.viewTitle),
  private_metadata: encodeMetadata(metadata),
  blocks: [
    ...removalReply(submissions, reader).blocks.filter(({ type }) => type !== 'actions'),
    ...undoButtons(submissions.filter(isHeld), ACTIONS.removalUndoHere, reader),
    ...(submissions.every(isSettled) ? [] : [section(reader.words.removal.toldThere)]),
  ],
})

/** Nothing was sent yet, and it is not that the vendor was asked and did not take it. */
const isHeld = ({ state, reason }: Submission): boolean => state === 'queued' && reason === undefined

const undoButtons = (held: readonly Submission[], action: string, reader: ListReader): KnownBlock[] =>
  held.length === 0
    ? []
    : buttons(button(reader.words.removal.undo, action, encodeIds(held.map(({ id }) => id)), 'primary'))

const decisionButtons = ({ id, state }: Submission, { words }: ListReader): KnownBlock[] => {
  if (state !== 'failed' && state !== 'unclear') return []
  return buttons(
    button(words.outbox.retry, ACTIONS.submissionRetry, id),
    button(words.outbox.discard, ACTIONS.submissionDiscard, id),
  )
}

const removalLines = (submission: Submission, reader: ListReader): string[] => {
  const { write, numbers = [] } = submission
  return idsOf(write).map((id, index) => removalLine(submission, escapedName(numbers[index] ?? id), index, reader))
}

const removalLine = (submission: Submission, number: string, index: number, reader: ListReader): string => {
  const { removal, errors } = reader.words
  const { state, reason, givenUp, removals = [], vendor: at } = submission
  const vendor = vendorName(at, reader)
  switch (state) {
    case 'queued':
      if (reason === 'forbidden') return removal.asking(number)
      return reason === undefined ? removal.waits(number) : removal.later(number, vendor)
    case 'sending':
      return removal.onItsWay(number, vendor)
    case 'checking':
      return removal.checking(number, vendor)
    case 'unclear':
      return removal.unclear(number, vendor)
    case 'failed':
      return `${removal.failed(number)} ${errors[reason ?? 'unclear'](vendor)}`
    case 'discarded':
      if (givenUp) return (givenUp === 'sought' ? removal.sought : removal.unknown)(number, vendor)
      if (reason === undefined) return removal.kept(number)
      return reason === 'forbidden' ? removal.notAllowed(number) : removal.notKnown(number)
    case 'done':
      return removal.outcomes[removals[index] ?? 'removed'](number, vendor)
  }
}

const idsOf = (write: Submission['write']): readonly string[] => (write.kind === 'remove' ? write.ids : [])
