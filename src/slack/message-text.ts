import type { Messages } from '../i18n/en.ts'
import type { Fields, Form } from '../tickets/driver.ts'
import type { SourceMessage } from './asked.ts'
import { longField, type Refused, siftFiles } from './blocks/file-input.ts'
import { clean, clip } from './blocks/kit.ts'
import { fileLines, roomIn, someLines } from './file-links.ts'

/* A message as the text of a ticket: what it says, links to its files, and where it is. */

export interface Readable extends Pick<SourceMessage, 'files'> {
  /** Plain. */
  readonly text: string
  /** Its address in Slack, where Slack tells it. */
  readonly permalink?: string
}

export interface Written {
  /** For the form, as if it were typed. */
  readonly values: Fields
  /** The end of the text, where it did not fit. */
  readonly cut: string
  /** Those of its files that cannot go along. */
  readonly refused: readonly Refused[]
}

/** So much of a field is for links at most: the message itself says what is wrong. */
const SHARE = 0.5

/** Fills the field that says what a ticket is about. The links stay whole, and the text is cut where it must be. */
export const writeMessage = (form: Form, { text, files, permalink }: Readable, words: Messages): Written => {
  const { taken, refused } = siftFiles(files)
  const lines = fileLines(taken)
  const field = longField(form)
  if (!field) return { values: {}, cut: clean(text), refused }
  const room = roomIn(field)
  const origin = permalink === undefined ? [] : [words.shortcut.from(permalink)]
  const forOrigin = origin.join('').length <= room * SHARE ? origin : []
  const links = [...someLines(lines, Math.floor(room * SHARE) - forOrigin.join('\n').length, words), ...forOrigin]
  const tail = links.join('\n')
  const body = clean(text).trim()
  const shown = clip(body, Math.max(1, room - tail.length - 2))
  const whole = [shown, tail].filter((part) => part !== '').join('\n\n')
  const cut = shown === body ? '' : body.slice(shown.length - 1)
  return { values: { [field.name]: whole }, cut, refused }
}
