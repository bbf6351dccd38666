import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { createConversations } from './conversations.ts'
import { createDirectory } from './directory.ts'
import { createDispatch } from './dispatch.ts'
import { createEvents, type Events } from './events.ts'
import { createFeed } from './feed.ts'
import { serveFile } from './file-api.ts'
import { createFiles } from './files.ts'
import { performGesture } from './gestures.ts'
import { createIds } from './ids.ts'
import type { Log } from './log.ts'
import { servePage } from './page-api.ts'
import type { FileInfo, Gesture, GestureAnswer, Shortcut, SlashCommand, Snapshot, Update } from './protocol.ts'
import { serveResponse } from './response-api.ts'
import { createResponseUrls } from './response-url.ts'
import type { Seed } from './seed.ts'
import { snapshotFor } from './snapshot.ts'
import { createSocketMode } from './socket-mode.ts'
import { createTriggers } from './triggers.ts'
import { createViews } from './views.ts'
import { serveApi } from './web-api.ts'
import type { World } from './world.ts'

const ACK_LIMIT_MS = 3_000

export interface WorkspaceOptions {
  readonly botToken: string
  /** With it, the app may connect by Socket Mode. */
  readonly appToken?: string
  readonly signingSecret: string
  /** The app's bot scopes: a method whose scope is missing answers `missing_scope`. */
  readonly scopes: readonly string[]
  readonly commands: readonly SlashCommand[]
  /** None when absent. */
  readonly shortcuts?: readonly Shortcut[]
  /** The app's bot events, `app_home_opened`, `message.channels`; all when absent. */
  readonly events?: readonly string[]
  readonly seed: Seed
  /** Where the caller's server is reached, without a slash at the end. */
  readonly baseUrl: () => string
  /** Where the app listens, when it is not connected by a socket. */
  readonly requestUrl?: string
  readonly now?: () => number
  /** How long the app may take to answer; three seconds at Slack. */
  readonly ackLimitMs?: number
  readonly log?: Log
}

/** A local stand-in for Slack that speaks its protocols to one app and refuses what Slack refuses. */
export interface Workspace {
  /**
   * Answers what is its own: `/api/*`, `/respond/*`, `/upload/*`, `/files-pri/*`, `/archives/*` and `/workspace/*`. False
   * when the path is not. Never rejects.
   */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>
  /** Takes Socket Mode connections; false when it is not one. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  gesture(gesture: Gesture): Promise<GestureAnswer>
  /** Takes a file that this person then says something with, or puts into a form. */
  upload(as: string, name: string, content: Uint8Array): FileInfo
  snapshot(as: string): Snapshot
  subscribe(as: string, listener: (update: Update) => void): () => void
  setRequestUrl(url: string): void
  /** Asks connected apps to reconnect, as Slack does when it moves a connection. */
  refreshSockets(): void
  /** Ends streams, sockets and deliveries under way. */
  close(): Promise<void>
}

export const createWorkspace = (options: WorkspaceOptions): Workspace => {
  const world = createWorld(options)
  const tokens = { bot: options.botToken, app: options.appToken }
  const streams = new Set<ServerResponse>()

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    const path = URL.parse(request.url ?? '', 'http://workspace')?.pathname ?? ''
    if (path.startsWith('/api/')) await serveApi(world, tokens, request, response)
    else if (path.startsWith('/respond/')) await serveResponse(world, request, response)
    else if (/^\/(upload\/v1|files-pri)\//.test(path)) await serveFile(world, tokens.bot, request, response)
    else if (path.startsWith('/archives/')) openPermalink(path, response)
    else if (path.startsWith('/workspace/')) await servePage(world, request, response)
    else return false
    if (response.writableEnded) return true
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return true
  }

  return {
    handle: (request, response) =>
      serve(request, response).catch((thrown: unknown) => {
        world.log('the workspace failed', { url: request.url, cause: String(thrown) })
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ ok: false, error: 'fatal_error' }))
        return true
      }),
    upgrade: world.sockets.upgrade,
    gesture: (gesture) => performGesture(world, gesture),
    upload: world.files.add,
    snapshot: (as) => snapshotFor(world, as),
    subscribe: world.feed.subscribe,
    setRequestUrl: world.dispatch.setRequestUrl,
    refreshSockets: world.sockets.refresh,
    close: async () => {
      for (const response of streams) response.end()
      world.sockets.close()
      await world.dispatch.close()
    },
  }
}

/** The page shows the channel; where in it the message is, the person finds. */
const openPermalink = (path: string, response: ServerResponse): void => {
  const [, , channel = ''] = path.split('/')
  response.writeHead(302, { location: `/?${new URLSearchParams({ in: channel })}` }).end()
}

const createWorld = (options: WorkspaceOptions): World => {
  const { seed, baseUrl, signingSecret, scopes, commands, shortcuts = [], now = Date.now, log = () => {} } = options
  const ids = createIds(now)
  const feed = createFeed()
  const directory = createDirectory(seed, baseUrl)
  const token = ids.secret()
  const sockets = createSocketMode({ appId: seed.app.id, baseUrl, ids })
  const dispatch = createDispatch({
    sockets,
    signingSecret,
    requestUrl: options.requestUrl,
    ackLimitMs: options.ackLimitMs ?? ACK_LIMIT_MS,
    log,
  })
  const files = createFiles({ ids, now })
  const conversations = createConversations({
    seed,
    files,
    feed,
    ids,
    now,
    onChange: (change) => events.changed(change),
  })
  const events: Events = createEvents({
    directory,
    dispatch,
    ids,
    now,
    subscribed: options.events,
    scopes,
    token,
    find: conversations.find,
  })
  return {
    directory,
    conversations,
    views: createViews({ feed, ids, directory, now }),
    triggers: createTriggers({ ids, now }),
    responseUrls: createResponseUrls({ conversations, ids, now, baseUrl, botUser: directory.bot.id }),
    dispatch,
    events,
    sockets,
    feed,
    files,
    ids,
    now,
    baseUrl,
    log,
    commands,
    shortcuts,
    scopes,
    token,
  }
}
