import type { Conversations } from './conversations.ts'
import type { Directory } from './directory.ts'
import type { Dispatch } from './dispatch.ts'
import type { Events } from './events.ts'
import type { Feed } from './feed.ts'
import type { Files } from './files.ts'
import type { Ids } from './ids.ts'
import type { Log } from './log.ts'
import type { Shortcut, SlashCommand } from './protocol.ts'
import { Refusal } from './refusal.ts'
import type { ResponseUrls } from './response-url.ts'
import type { SocketMode } from './socket-mode.ts'
import type { Triggers } from './triggers.ts'
import type { Views } from './views.ts'

/** Everything that a method of the Web API or a person's gesture works on. */
export interface World {
  readonly directory: Directory
  readonly conversations: Conversations
  readonly views: Views
  readonly triggers: Triggers
  readonly responseUrls: ResponseUrls
  readonly dispatch: Dispatch
  readonly events: Events
  readonly sockets: SocketMode
  readonly feed: Feed
  readonly files: Files
  readonly ids: Ids
  readonly now: () => number
  readonly baseUrl: () => string
  readonly log: Log
  readonly commands: readonly SlashCommand[]
  readonly shortcuts: readonly Shortcut[]
  /** The app's bot scopes. */
  readonly scopes: readonly string[]
  /** The old verification token that payloads still carry. */
  readonly token: string
}

/** @throws Refusal `missing_scope` */
export const demandScope = ({ scopes }: Pick<World, 'scopes'>, needed: string): void => {
  if (!scopes.includes(needed)) throw new Refusal('missing_scope', { needed, provided: scopes.join(',') })
}
