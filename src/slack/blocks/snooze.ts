import type { KnownBlock, ModalView } from '@slack/types'
import type { Snooze } from '../../tickets/followed.ts'
import { formatInstant } from '../../time/words.ts'
import { ACTIONS, FIELD_ACTION, fieldBlock, VIEWS } from '../ids.ts'
import type { ModalMetadata } from '../metadata.ts'
import { encodeRef } from '../values.ts'
import { actView } from './act.ts'
import { buttons, context, escapedName, fittingButton, LIMITS, plain, type Reply, section, sentence } from './kit.ts'
import type { ListReader } from './list.ts'

/** A snooze, and what the person who made it is called. */
export interface SnoozeRow {
  readonly snooze: Snooze
  readonly by: string
}

const MAX_ROWS = 20

export const SNOOZE_DAY = fieldBlock('day')

/** The form that asks until which day a ticket is left out. `day` is chosen at first. */
export const snoozeView = (metadata: ModalMetadata, day: string, reader: ListReader): ModalView => {
  const { snooze: words } = reader.words
  const number = metadata.tickets?.[0]?.number ?? ''
  return actView(
    {
      callbackId: VIEWS.snooze,
      metadata,
      title: words.form,
      submit: words.form,
      head: [section(words.about(escapedName(number)))],
      inputs: [
        {
          type: 'input',
          block_id: SNOOZE_DAY,
          label: plain(words.day, LIMITS.inputLabel),
          element: { type: 'datepicker', action_id: FIELD_ACTION, initial_date: day },
        },
      ],
    },
    reader,
  )
}

/** In words: `💤 BX… is left out of this channel’s digest until 28 Nov 2026, 00:00.` */
export const snoozedText = (snooze: Snooze, reader: ListReader): string =>
  reader.words.snooze.done(numberText(snooze), untilText(snooze, reader))

/** What was snoozed just now, with the way back. */
export const snoozedReply = (snooze: Snooze, reader: ListReader): Reply =>
  sentence(snoozedText(snooze, reader), ...buttons(wakeButton(snooze, ACTIONS.wake, reader)))

export const wokenReply = ({ number }: Pick<Snooze, 'number'>, { words }: ListReader): Reply =>
  sentence(words.snooze.woken(escapedName(number)))

/** What is snoozed in a channel, each with a button that ends it by `action`; no blocks where nothing is. */
export const snoozeBlocks = (rows: readonly SnoozeRow[], action: string, reader: ListReader): KnownBlock[] => {
  const { snooze: words } = reader.words
  if (rows.length === 0) return []
  const shown = rows.slice(0, MAX_ROWS).map(({ snooze, by }) => {
    const line = words.row(numberText(snooze), untilText(snooze, reader), escapedName(by))
    return section(line, wakeButton(snooze, action, reader))
  })
  const rest = rows.length - shown.length
  return [section(words.title), ...shown, ...(rest > 0 ? [context(reader.words.digestGaps.more(rest))] : [])]
}

const numberText = ({ number }: Snooze): string => escapedName(number)

const untilText = ({ until }: Snooze, { words, zone, language }: ListReader): string =>
  until ? words.snooze.until(formatInstant(until, zone, language)) : words.snooze.untilChange

const wakeButton = ({ ref }: Snooze, action: string, { words }: ListReader) =>
  fittingButton(words.snooze.wake, action, encodeRef(ref))
