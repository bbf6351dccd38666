import type { KnownBlock } from '@slack/types'
import type { TicketRef } from '../../tickets/ticket.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { MAX_FILES, type Refused } from './file-input.ts'
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
  readonly refused: readonly Refused[]
  readonly isEmpty: boolean
}

export const leftOutBlocks = ({ cut, refused, isEmpty }: LeftOut, reader: ListReader): KnownBlock[] => {
  const { words } = reader
  return [
    ...(isEmpty ? [context(words.shortcut.noText)] : []),
    ...refusedTexts(refused, reader).map(context),
    ...(cut === '' ? [] : [section(words.shortcut.cut), literalSection(cut)]),
  ]
}

/** So many are named. */
const MAX_NAMED = 5

/** Which files cannot go along, a line for each reason. Of those that the app may not see it knows no names. */
const refusedTexts = (refused: readonly Refused[], { words }: ListReader): string[] => {
  const { formFiles } = words
  const filesFor = (why: Refused['why']) => refused.flatMap((one) => (one.why === why ? [one.file] : []))
  const named = (why: Refused['why'], say: (names: string) => string): string[] => {
    const files = filesFor(why)
    const names = files
      .slice(0, MAX_NAMED)
      .map(({ name }) => escapedName(name))
      .join(words.comma)
    const more = files.length - MAX_NAMED
    return files.length === 0 ? [] : [say(more > 0 ? words.help.andMore(names, more) : names)]
  }
  const hidden = filesFor('unseen').length
  return [
    ...(hidden > 0 ? [formFiles.hidden(hidden)] : []),
    ...named('badType', formFiles.leftType),
    ...named('tooLarge', formFiles.leftSize),
    ...named('tooMany', (names) => formFiles.leftCount(MAX_FILES, names)),
  ]
}
