import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { DEMO_SEED } from '../../src/workspace/seed.ts'

export interface SlackCall {
  /** `chat.postMessage`. */
  readonly method: string
  readonly args: Readonly<Record<string, string>>
}

/** Stands between Caretaker and the workspace's Web API, and can make it as bad as Slack on a bad day. */
export interface SlackProxy {
  /** For `SLACK_API_URL`. */
  readonly url: string
  /** Every call so far, oldest first. */
  readonly calls: readonly SlackCall[]
  /** Where calls go. Until then the proxy itself answers `auth.test`, which Caretaker asks before anything else. */
  forwardTo(origin: string): void
  /** From now on no call of these methods (of any, without) is answered before `release`. */
  hold(...methods: string[]): void
  /** Answers what is held, and holds nothing more. */
  release(): void
  /** From now on calls of this method are answered with this error. */
  refuse(method: string, error: string): void
  /** From now on, until `up`, every call is answered with status 500. */
  down(): void
  up(): void
  close(): Promise<void>
}

export const startSlackProxy = async (origin?: string): Promise<SlackProxy> => {
  const calls: SlackCall[] = []
  const refusals = new Map<string, string>()
  let target = origin
  let gate: { methods: readonly string[]; open: PromiseWithResolvers<void> } | undefined
  let isDown = false

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const method = (request.url ?? '').slice('/api/'.length)
    calls.push({ method, args: Object.fromEntries(new URLSearchParams(body)) })
    if (gate && (gate.methods.length === 0 || gate.methods.includes(method))) await gate.open.promise
    const error = refusals.get(method)
    if (isDown) response.writeHead(500).end()
    else if (error !== undefined) send(response, { ok: false, error })
    else if (target === undefined) send(response, method === 'auth.test' ? IDENTITY : { ok: false, error: 'not_ready' })
    else send(response, await forwarded(`${target}/api/${method}`, request, body))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const release = (): void => {
    gate?.open.resolve()
    gate = undefined
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    calls,
    forwardTo: (to) => {
      target = to
    },
    hold: (...methods) => {
      gate = { methods, open: Promise.withResolvers<void>() }
    },
    release,
    refuse: (method, error) => void refusals.set(method, error),
    down: () => {
      isDown = true
    },
    up: () => {
      isDown = false
    },
    close: async () => {
      release()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const { app, team } = DEMO_SEED
const IDENTITY = { ok: true, user_id: app.botUser, bot_id: app.botId, team_id: team.id }

const send = (response: ServerResponse, answer: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
}

const forwarded = async (url: string, request: IncomingMessage, body: string): Promise<unknown> => {
  const { authorization = '', 'content-type': type = '' } = request.headers
  const answer = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': type }, body })
  return answer.json()
}
