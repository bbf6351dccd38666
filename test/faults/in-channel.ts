import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import type { TestPerson } from '../support/person.ts'
import { textOf } from '../support/text-of.ts'

/** The tickets' cards that Sofia has shared in the desk's channel, as far as they are there. */
export const cardsIn = (someone: TestPerson): Message[] =>
  someone.messages(DESK).filter((message) => !message.ephemeralTo && /Shared by sofia/i.test(textOf(message)))

/** What is told under cards in the desk's channel. */
export const linesIn = (someone: TestPerson): string[] =>
  someone.messages(DESK).flatMap((message) => (message.threadTs ? [textOf(message)] : []))
