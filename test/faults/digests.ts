import type { Message } from '../../src/workspace/protocol.ts'
import { DESK } from '../../src/workspace/seed.ts'
import type { TestPerson } from '../support/person.ts'

/** What everybody in the desk's channel reads of digests, oldest first. */
export const digestsIn = (someone: TestPerson): Message[] =>
  someone.messages(DESK).filter(({ ephemeralTo, blocks }) => !ephemeralTo && blocks?.[0]?.type === 'header')
