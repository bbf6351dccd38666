import { messages, say } from '../../src/i18n/index.ts'
import { errorSentence } from '../../src/slack/blocks/error.ts'
import type { Driver } from '../../src/tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../../src/tickets/errors.ts'

export const WORDS = messages('en')

export const nameOf = (driver: Driver): string => say(driver.name, 'en')

/** The sentence that a person must read when the vendor fails in this way. */
export const sentenceFor = (code: TicketErrorCode, driver: Driver): string => WORDS.errors[code](nameOf(driver))

/** A failure of an operation, and how it is told. */
export interface Failure {
  readonly code: TicketErrorCode
  readonly told: string
}

/** @throws whatever is no TicketError */
export const failureOf = (thrown: unknown, driver: Driver): Failure => {
  if (!(thrown instanceof TicketError)) throw thrown
  return { code: thrown.code, told: errorSentence(thrown, { words: WORDS, language: 'en', driver: () => driver }) }
}

/** What somebody was told of a ticket that they sent. The last two are not the end of it. */
export type Told = 'filed' | 'not filed' | 'unclear' | 'kept' | 'checking'

/** What is in the sentences beside what is filled in. */
const SIGNS: readonly (readonly [Told, RegExp])[] = [
  ['filed', /Filed as|Your ticket is filed/],
  ['not filed', /was not filed|Not done:/],
  ['unclear', /may be filed or not|I could not find out/],
  ['kept', /I keep your ticket/],
  ['checking', /I am looking there and will tell you/],
]

/** Undefined where it tells nothing of how a ticket ended. */
export const toldIn = (text: string): Told | undefined => SIGNS.find(([, sign]) => sign.test(text))?.[0]
