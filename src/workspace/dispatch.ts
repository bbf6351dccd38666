import { createHmac } from 'node:crypto'
import { Agent, request } from 'undici'
import type { Log } from './log.ts'
import type { Envelope, SocketMode } from './socket-mode.ts'

/** How the app answered: with an ack, whose body may be empty, or not as Slack expects. */
export type Ack =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly error: 'operation_timeout' | 'dispatch_failed' }

/** Sends to the app: over its live socket when there is one, else to its request URL. */
export interface Dispatch {
  send(type: Envelope['type'], payload: Readonly<Record<string, unknown>>): Promise<Ack>
  setRequestUrl(url: string): void
  close(): Promise<void>
}

interface Deps {
  readonly sockets: SocketMode
  readonly signingSecret: string
  readonly requestUrl: string | undefined
  /** How long the app may take; three seconds at Slack. */
  readonly ackLimitMs: number
  readonly log: Log
}

/** The interactions whose ack may say something. Slack ignores a body in the ack of a click. */
const ANSWERED = ['view_submission', 'block_suggestion']

export const createDispatch = ({ sockets, signingSecret, ackLimitMs, log, ...options }: Deps): Dispatch => {
  const agent = new Agent({ allowH2: false })
  const closing = new AbortController()
  let requestUrl = options.requestUrl

  const post = async (url: string, { body, contentType }: Encoded, signal: AbortSignal): Promise<Ack> => {
    const headers = { ...sign(signingSecret, body), 'content-type': contentType }
    const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal })
    const text = await answer.body.text()
    if (answer.statusCode !== 200) {
      log('the app did not answer with 200', { status: answer.statusCode, url })
      return { ok: false, error: 'dispatch_failed' }
    }
    return { ok: true, body: readBody(text) }
  }

  const send = async (type: Envelope['type'], payload: Readonly<Record<string, unknown>>): Promise<Ack> => {
    const limit = AbortSignal.timeout(ackLimitMs)
    const signal = AbortSignal.any([limit, closing.signal])
    const answered = type === 'slash_commands' || ANSWERED.includes(String(payload.type))
    try {
      if (sockets.connected()) {
        return { ok: true, body: await sockets.send({ type, payload, acceptsPayload: answered }, signal) }
      }
      if (requestUrl === undefined) return { ok: false, error: 'dispatch_failed' }
      const answer = await post(requestUrl, encode(type, payload), signal)
      return answer.ok && !answered ? { ok: true, body: undefined } : answer
    } catch (thrown) {
      const error = limit.aborted ? 'operation_timeout' : 'dispatch_failed'
      if (!closing.signal.aborted) log('the app could not be reached', { error, type, cause: String(thrown) })
      return { ok: false, error }
    }
  }

  return {
    send,
    setRequestUrl: (url) => {
      requestUrl = url
    },
    close: async () => {
      closing.abort()
      await agent.destroy()
    },
  }
}

interface Encoded {
  readonly body: string
  readonly contentType: string
}

/** The content types are bare, as Slack's: Bolt reads `…urlencoded; charset=utf-8` as JSON. */
const encode = (type: Envelope['type'], payload: Readonly<Record<string, unknown>>): Encoded => {
  if (type === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' }
  const fields =
    type === 'interactive'
      ? { payload: JSON.stringify(payload) }
      : Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' }
}

/**
 * The receiver compares the time with its own clock, so this is the one place where the real one is read.
 * @see https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const sign = (secret: string, body: string): Record<string, string> => {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` }
}

/** JSON where it is JSON, else the text; undefined when there is nothing. */
const readBody = (text: string): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
