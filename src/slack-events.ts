import type { IncomingMessage, ServerResponse } from 'node:http'
import type { HTTPReceiver } from '@slack/bolt'
import { readBody } from './body.ts'
import type { Route } from './server.ts'

const EVENTS_PATH = '/slack/events'

/** Larger than anything that Slack sends: a view with its state is 250 kB at most. */
const MAX_BYTES = 1024 * 1024

export interface SlackEvents {
  readonly route: Route
  /** From now on Slack is told that nobody is here. */
  stop(): void
  isStopped(): boolean
}

/**
 * Slack's requests in HTTP mode. The library compares the signature, in constant time, and refuses one older than five
 * minutes; one from the future it would take. What is not even an object never reaches it: such a body would end it.
 */
export const slackEvents = (receiver: HTTPReceiver, onAck: (ms: number) => void): SlackEvents => {
  let stopped = false
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const began = performance.now()
    if (stopped) return void response.writeHead(503).end()
    if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end()
    const body = await readBody(request, MAX_BYTES)
    if (body === undefined) return void response.writeHead(413).end()
    if (!isObject(request, body)) return void response.writeHead(400).end()
    if (isFromFuture(request)) return void response.writeHead(401).end()
    response.on('finish', () => {
      if (response.statusCode === 200) onAck(performance.now() - began)
    })
    receiver.requestListener(Object.assign(request, { rawBody: Buffer.from(body) }), response)
  }
  return {
    route: async (request, response, path) => {
      if (path !== EVENTS_PATH) return false
      await answer(request, response)
      return true
    },
    stop: () => {
      stopped = true
    },
    isStopped: () => stopped,
  }
}

/** As far as Slack's clock and ours may be apart. @see https://docs.slack.dev/authentication/verifying-requests-from-slack */
const MAX_AHEAD_MS = 5 * 60_000

/** Who can make Slack sign for tomorrow, or has set our clock back, could otherwise keep a request for later. */
const isFromFuture = ({ headers }: IncomingMessage): boolean =>
  Number(headers['x-slack-request-timestamp']) * 1_000 > Date.now() + MAX_AHEAD_MS

/** Whether the library will find an object in it: JSON, or a form whose `payload`, if it has one, is JSON. */
const isObject = ({ headers }: IncomingMessage, text: string): boolean => {
  const isForm = headers['content-type'] === 'application/x-www-form-urlencoded'
  const payload = isForm ? new URLSearchParams(text).get('payload') : text
  if (payload === null) return true
  try {
    const parsed: unknown = JSON.parse(payload)
    return typeof parsed === 'object' && parsed !== null
  } catch {
    return false
  }
}
