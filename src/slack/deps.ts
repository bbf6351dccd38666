import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Audit } from '../tickets/audit.ts'
import type { Desk } from '../tickets/desk.ts'
import type { Outbox } from '../tickets/outbox.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Guard } from './asked.ts'
import type { Choices } from './choices.ts'
import type { Membership } from './membership.ts'
import type { Self } from './self.ts'
import type { Speaker } from './speaker.ts'
import type { Viewers } from './viewer.ts'

/** What journeys work with. */
export interface Deps {
  readonly app: App
  readonly client: WebClient
  readonly guard: Guard
  readonly viewers: Viewers
  readonly membership: Membership
  readonly speaker: Speaker
  readonly desk: Desk
  readonly store: Store
  readonly outbox: Outbox
  readonly choices: Choices
  /** Whoever changes or discloses something puts it on record, once it is done. */
  readonly audit: Pick<Audit, 'record' | 'read'>
  /** Sends the bytes of a file to an address that Slack gave for them. Rejects unless they were taken. */
  readonly postBytes: (url: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>
  /**
   * The bytes of a file at an address of Slack's; undefined when they are more than `limit`.
   * @throws UnreadableAnswer unless Slack hands them over
   */
  readonly getBytes: (url: string, limit: number) => Promise<Uint8Array | undefined>
  /** What Caretaker knows of itself and of the clocks around it. */
  readonly self: Self
  readonly now: () => Instant
  readonly log: Log
}
