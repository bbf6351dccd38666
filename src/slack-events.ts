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
}

/** Slack's requests in HTTP mode. What is not even an object never reaches the library, which such a body would end. */
export const slackEvents = (receiver: HTTPReceiver): SlackEvents => {
  let stopped = false
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (stopped) return void response.writeHead(503).end()
    if (request.method !== 'POST') return void response.writeHead(405, { allow: 'POST' }).end()
    const body = await readBody(request, MAX_BYTES)
    if (body === undefined) return void response.writeHead(413).end()
    if (!isObject(request, body)) return void response.writeHead(400).end()
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
  }
}

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
