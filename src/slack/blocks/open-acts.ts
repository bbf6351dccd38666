import type { KnownBlock } from '@slack/types'
import type { Submission } from '../../tickets/submission.ts'
import type { TicketRef } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodeOnCard } from '../values.ts'
import { vendorName } from './error.ts'
import { buttons, context, fittingButton, section } from './kit.ts'
import type { ListReader } from './list.ts'
import { discardedText, whatOf } from './submission.ts'

/** Something that was sent for a ticket and has not come to its end, as a line of its card. */
export interface OpenAct {
  /** mrkdwn. */
  readonly text: string
  /** Where its reader decides what becomes of it. */
  readonly decide?: Pick<Submission, 'id' | 'state' | 'givenUp'>
}

/** How it stands, for whoever sent it. */
export const ownText = (row: Submission, reader: ListReader): string => {
  const { home, errors } = reader.words
  if (row.givenUp) return `❔ ${discardedText(row, reader)}`
  const { state, reason } = row
  const why = state === 'failed' && reason ? `\n${errors[reason](vendorName(row.vendor, reader))}` : ''
  const sign = state === 'failed' ? '⚠️' : state === 'unclear' ? '❔' : '⏳'
  return `${sign} ${home.stands(whatOf(row, reader), home.states[state])}${why}`
}

/** For everybody else: neither what is in it nor whose it is. */
export const othersText = ({ write }: Submission, { words }: ListReader): string =>
  write.kind === 'create' ? words.card.underWay : words.cardActs.underWay[write.kind]

/** More than these are for the Home tab. */
const MAX_ACTS = 5

export const openActBlocks = (
  acts: readonly OpenAct[],
  ref: TicketRef,
  words: ListReader['words'],
  isDecidable: boolean,
): KnownBlock[] =>
  acts.slice(-MAX_ACTS).flatMap(({ text, decide }) => {
    if (!decide) return [context(text)]
    return [section(text), ...(isDecidable ? decisionButtons(decide, ref, words) : [])]
  })

const decisionButtons = (
  { id, state, givenUp }: NonNullable<OpenAct['decide']>,
  ref: TicketRef,
  { outbox }: ListReader['words'],
): KnownBlock[] => {
  const isOver = state === 'failed' || state === 'unclear'
  const isUndecided = state !== 'sending' && givenUp === undefined
  const value = encodeOnCard(id, ref)
  return buttons(
    isOver ? fittingButton(outbox.retry, ACTIONS.cardRetry, value) : undefined,
    isUndecided ? fittingButton(outbox.discard, ACTIONS.cardDiscard, value) : undefined,
  )
}
