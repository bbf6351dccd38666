import { messages, say } from '../../src/i18n/index.ts'
import type { Driver } from '../../src/tickets/driver.ts'
import type { TicketErrorCode } from '../../src/tickets/errors.ts'

export const WORDS = messages('en')

export const nameOf = (driver: Driver): string => say(driver.name, 'en')

/** The sentence that a person must read when the vendor fails in this way. */
export const sentenceFor = (code: TicketErrorCode, driver: Driver): string => WORDS.errors[code](nameOf(driver))

/** What somebody was told of a ticket that they sent. The last two are not the end of it. */
export type Told = 'filed' | 'not filed' | 'unclear' | 'kept' | 'checking'

/** What is in the sentences beside what is filled in. */
const SIGNS: readonly (readonly [Told, RegExp])[] = [
  ['filed', /Filed as|Your ticket is filed/],
  ['not filed', /was not filed|Not done:/],
  ['unclear', /may be filed or not|I could not find out/],
  ['kept', /I keep your ticket|It is kept/],
  ['checking', /I am looking there and will tell you/],
]

/** Undefined where it tells nothing of how a ticket ended. */
export const toldIn = (text: string): Told | undefined => SIGNS.find(([, sign]) => sign.test(text))?.[0]

/** What a form says when it has to be sent once more, as it is. */
export const asksToSendAgain = (text: string): boolean =>
  text.includes(WORDS.create.notKept) || text.includes('Nothing is filed yet')
