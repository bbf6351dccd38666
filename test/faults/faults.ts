import type { TicketErrorCode } from '../../src/tickets/errors.ts'
import type { SlackFault } from '../support/slack-proxy.ts'

export interface Fault {
  readonly name: string
  readonly how: SlackFault
  /** What a vendor's reads and writes fail with. Absent where they do not, because a token is renewed. */
  readonly read?: TicketErrorCode
  readonly write?: TicketErrorCode
  /** Drivers read tolerantly: an answer may be understood all the same. */
  readonly tolerable?: boolean
}

/** Longer than any wait that Caretaker takes upon itself. */
const RETRY_AFTER_S = 60

export const FAULTS: readonly Fault[] = [
  {
    name: '429 with Retry-After',
    how: { kind: 'status', status: 429, retryAfter: RETRY_AFTER_S },
    read: 'rate_limited',
    write: 'rate_limited',
  },
  { name: '500', how: { kind: 'status', status: 500 }, read: 'unreachable', write: 'unclear' },
  { name: 'hang', how: { kind: 'hang' }, read: 'unreachable', write: 'unclear' },
  { name: 'reset before', how: { kind: 'reset', when: 'before' }, read: 'unreachable', write: 'unclear' },
  { name: 'reset after applying', how: { kind: 'reset', when: 'after' }, read: 'unreachable', write: 'unclear' },
  { name: 'malformed body', how: { kind: 'malformed' }, read: 'bad_response', write: 'unclear' },
  { name: 'wrong types', how: { kind: 'wrong_types' }, read: 'bad_response', write: 'unclear', tolerable: true },
  { name: 'expired token', how: { kind: 'expired_token' } },
]
