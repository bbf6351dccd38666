import type { KnownBlock } from '@slack/types'
import type { TicketRef } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { context, escapedName, fittingButton, literalSection, section } from './kit.ts'
import type { ListReader } from './list.ts'

/** What was made of a message before. `mark` tells one such thing from another. */
export type Earlier = { readonly mark: string } & (
  | { readonly is: 'filed'; readonly ref: TicketRef; readonly number: string; readonly community: string }
  | { readonly is: 'under_way' }
)

/** Above a form that was opened from a message: it has a ticket already. */
export const earlierBlocks = (earlier: Earlier | undefined, { words }: ListReader): KnownBlock[] => {
  const { shortcut } = words
  if (!earlier) return []
  if (earlier.is === 'under_way') return [section(shortcut.underWay)]
  const open = fittingButton(shortcut.open, ACTIONS.shortcutOpen, encodeRef(earlier.ref))
  return [section(shortcut.filed(escapedName(earlier.number), escapedName(earlier.community)), open)]
}

/** What a form could not take over of its message. */
export interface LeftOut {
  /** The end of the text. */
  readonly cut: string
  /** How many files the app may not see. */
  readonly hidden: number
  readonly isEmpty: boolean
}

export const leftOutBlocks = ({ cut, hidden, isEmpty }: LeftOut, { words }: ListReader): KnownBlock[] => [
  ...(isEmpty ? [context(words.shortcut.noText)] : []),
  ...(hidden > 0 ? [context(words.formFiles.hidden(hidden))] : []),
  ...(cut === '' ? [] : [section(words.shortcut.cut), literalSection(cut)]),
]
