import type { App } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../log.ts'
import type { Store } from '../store/store.ts'
import type { Desk } from '../tickets/desk.ts'
import type { Outbox } from '../tickets/outbox.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Guard } from './guard.ts'
import type { Speaker } from './speaker.ts'
import type { Viewers } from './viewer.ts'

/** What journeys work with. */
export interface Deps {
  readonly app: App
  readonly client: WebClient
  readonly guard: Guard
  readonly viewers: Viewers
  readonly speaker: Speaker
  readonly desk: Desk
  readonly store: Store
  readonly outbox: Outbox
  readonly now: () => Instant
  readonly log: Log
}
