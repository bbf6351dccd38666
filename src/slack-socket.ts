import { setTimeout as sleep } from 'node:timers/promises'
import { type App, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { WebClientOptions } from '@slack/web-api'
import type { Log } from './log.ts'
import { isRefusal, slackError } from './slack/speaker.ts'
import { slackLogger } from './slack-logger.ts'

export interface SlackSocketDeps {
  readonly appToken: string
  readonly clientOptions: WebClientOptions
  /** How long Slack may take to open a connection. */
  readonly timeLimitMs: number
  /** Told how long each of Slack's payloads waited for its acknowledgement. */
  readonly onAck: (ms: number) => void
  readonly log: Log
}

/** Slack's payloads over a connection that we open, and open again however it ends. */
export interface SlackSocket extends Receiver {
  isConnected(): boolean
  /**
   * Resolves once connected, waiting for Slack as long as it takes.
   * @throws Error with a sentence for people when Slack refuses the token
   */
  start(): Promise<void>
  stop(): Promise<void>
}

type Connection = SocketModeReceiver
type Socket = SocketModeReceiver['client']

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** What a connection delivered must be acknowledged on it, and Slack waits three seconds for that. */
const LINGER_MS = 3_000

/**
 * The library's own reconnecting waits for five seconds, deaf, whenever Slack recycles a connection (every few hours),
 * and throws out of a timer when it fails, which would end the process. So each connection is used once: when Slack
 * announces its end, the next is opened first, and both are heard until it has taken over. What comes over both has one
 * id and is handled once.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect
 */
export const createSlackSocket = (deps: SlackSocketDeps): SlackSocket => {
  const { log } = deps
  const stopping = new AbortController()
  let app: App | undefined
  const live = new Set<Connection>()
  let isRenewing = false

  const open = async (): Promise<Connection> => {
    const connection = new SocketModeReceiver({
      appToken: deps.appToken,
      autoReconnectEnabled: false,
      // The library writes into what it is given.
      installerOptions: { clientOptions: { ...deps.clientOptions } },
      logger: slackLogger(log),
    })
    if (app) connection.init(app)
    filterFrames(connection.client, renew, log)
    timeAcks(connection.client, deps.onAck)
    const limit = setTimeout(() => close(connection), deps.timeLimitMs)
    await connection.client.start().finally(() => clearTimeout(limit))
    return connection
  }

  const take = (connection: Connection): void => {
    const previous = [...live]
    live.add(connection)
    connection.client.once('disconnected', () => {
      live.delete(connection)
      if (live.size === 0) renew()
    })
    setTimeout(() => previous.map(close), LINGER_MS).unref()
    if (stopping.signal.aborted) close(connection)
  }

  /** Until it is connected, or the app stops. `onRefusal` may end it by throwing. */
  const connect = async (onRefusal: (word: string) => void): Promise<void> => {
    for (let pause = FIRST_PAUSE_MS; !stopping.signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      try {
        return take(await open())
      } catch (error) {
        if (stopping.signal.aborted) return
        if (isRefusal(error)) onRefusal(slackError(error) ?? '')
        log.warn({ error }, `Slack opens no connection; trying again in ${pause} ms`)
        await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  /** A token that was good at the start may have been revoked, and may be good again: nobody is there to be told. */
  const renew = (): void => {
    if (isRenewing || stopping.signal.aborted) return
    isRenewing = true
    connect((word) => log.error({}, refusedWords(word))).finally(() => {
      isRenewing = false
    })
  }

  return {
    init: (bolt) => {
      app = bolt
    },
    isConnected: () => live.size > 0,
    start: () =>
      connect((word) => {
        throw new Error(refusedWords(word))
      }),
    stop: async () => {
      stopping.abort()
      for (const connection of live) close(connection)
    },
  }
}

/** Slack's side of it may take its time: nobody waits. */
const close = ({ client }: Connection): void => void client.disconnect()

const refusedWords = (word: string): string => `SLACK_APP_TOKEN is refused by Slack: ${word}`

/**
 * Stands before the library, which closes at once when Slack asks it to come back on a new connection, and which lets
 * what is no envelope (`null`, an event without its payload) end the process.
 */
const filterFrames = (client: Socket, onGoodbye: () => void, log: Log): void => {
  const [handle] = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (...frame: unknown[]) => {
    if (isGoodbye(frame[0])) return onGoodbye()
    try {
      await handle?.(...frame)
    } catch (error) {
      log.warn({ error }, 'Slack sent what is no envelope')
    }
  })
}

const isGoodbye = (frame: unknown): boolean => {
  try {
    const parsed: unknown = JSON.parse(String(frame))
    return typeof parsed === 'object' && parsed !== null && 'type' in parsed && parsed.type === 'disconnect'
  } catch {
    return false
  }
}

/** The acknowledgements that are awaited at a time; what nobody acknowledges must not pile up. */
const MAX_AWAITED = 1_000

const timeAcks = (client: Socket, onAck: (ms: number) => void): void => {
  const since = new Map<string, number>()
  client.on('slack_event', ({ envelope_id }: { envelope_id: string }) => {
    const [oldest] = since.keys()
    if (oldest !== undefined && since.size >= MAX_AWAITED) since.delete(oldest)
    since.set(envelope_id, performance.now())
  })
  client.on('outgoing_message', ({ envelope_id }: { envelope_id: string }) => {
    const began = since.get(envelope_id)
    if (began !== undefined && since.delete(envelope_id)) onAck(performance.now() - began)
  })
}
