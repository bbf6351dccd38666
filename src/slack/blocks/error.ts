import type { ContextBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { say } from '../../i18n/index.ts'
import type { Driver } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Language } from '../../tickets/words.ts'
import { clipMrkdwn, context, escaped, type Reply, sentence } from './kit.ts'

export interface ErrorReader {
  readonly words: Messages
  readonly language: Language
  readonly driver: (vendor: string) => Driver | undefined
  /** Of the journey that they read of: by it the log knows what really happened. */
  readonly reference?: string
}

/** The vendor's name for this reader; its id where it is not set up any more. Escaped. */
export const vendorName = (vendor: string, reader: Pick<ErrorReader, 'language' | 'driver'>): string => {
  const driver = reader.driver(vendor)
  return escaped(driver ? say(driver.name, reader.language) : vendor, 60)
}

/** Several of them stand in one message, beside tickets. */
const MAX_SENTENCE = 700

/** What happened, in one or two sentences of mrkdwn, with what to do next. */
export const errorSentence = (error: TicketError, reader: ErrorReader): string => {
  const { words } = reader
  const problems = error.problems.map((problem) => escaped(say(problem.words, reader.language), 200))
  const said = error.vendorMessage ? [words.failure.vendorSays(escaped(error.vendorMessage, 200))] : []
  // With the vendor's own reason, an answer that we have no code for is a refusal.
  const refused = error.code === 'bad_response' && said.length > 0
  const sentenceOf = refused ? words.failure.refused : words.errors[error.code]
  const sentences = [sentenceOf(vendorName(error.vendor ?? '', reader)), ...problems, ...said]
  return clipMrkdwn(sentences.join(' '), MAX_SENTENCE)
}

/** The answer to a journey that failed. */
export const errorReply = (thrown: unknown, reader: ErrorReader): Reply => {
  const text = thrown instanceof TicketError ? errorSentence(thrown, reader) : reader.words.failure.unexpected
  return sentence(`⚠️ ${text}`, ...referenceBlocks(reader))
}

/** Under what went wrong: the reference, for whoever asks the one who reads the log. */
export const referenceBlocks = ({ words, reference }: Pick<ErrorReader, 'words' | 'reference'>): ContextBlock[] =>
  reference === undefined ? [] : [context(words.failure.reference(reference))]

/** The same behind a text that stands among others. */
export const referred = (text: string, { words, reference }: Pick<ErrorReader, 'words' | 'reference'>): string =>
  reference === undefined ? text : `${text} · ${words.failure.reference(reference)}`
