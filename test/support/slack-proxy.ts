import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Misbehaviour, retyped } from '../../src/drivers/sandbox.ts'
import { DEMO_SEED } from '../../src/workspace/seed.ts'

export interface SlackCall {
  /** `chat.postMessage`. */
  readonly method: string
  readonly args: Readonly<Record<string, string>>
}

/** What can be wrong with Slack: as with a vendor, but for what only a vendor says. */
export type SlackFault = Exclude<Misbehaviour, { readonly kind: 'latency' | 'rate_limit' }>

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
  /** From now on calls of this method do not reach the workspace, and are answered so. */
  answer(method: string, answer: (args: SlackCall['args']) => object): void
  /** From now on every answer says that the token may do this, and no more. */
  grant(scopes: readonly string[]): void
  /** From now on calls of this method are answered with this error. */
  refuse(method: string, error: string): void
  /** From now on calls of this method reach the workspace, and are answered with status 500. */
  loseAnswers(method: string): void
  /** From now on, until `up`, every call is answered with status 500. */
  down(): void
  /** All is well again. */
  up(): void
  /** From now on, for every call or only for those of these methods; undefined ends it. */
  misbehave(how: SlackFault | undefined, ...methods: string[]): void
  close(): Promise<void>
}

export const startSlackProxy = async (origin?: string): Promise<SlackProxy> => {
  const calls: SlackCall[] = []
  const refusals = new Map<string, string>()
  const answers = new Map<string, (args: SlackCall['args']) => object>()
  const lost = new Set<string>()
  let target = origin
  let gate: { methods: readonly string[]; open: PromiseWithResolvers<void> } | undefined
  let granted: string | undefined
  let isDown = false
  let fault: { how: SlackFault; methods: readonly string[] } | undefined

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const method = (request.url ?? '').slice('/api/'.length)
    const args = Object.fromEntries(new URLSearchParams(body))
    calls.push({ method, args })
    if (gate && (gate.methods.length === 0 || gate.methods.includes(method))) await gate.open.promise
    if (granted !== undefined) response.setHeader('x-oauth-scopes', granted)
    const error = refusals.get(method)
    if (isDown) response.writeHead(500).end()
    else if (error !== undefined) send(response, { ok: false, error })
    else if (answers.has(method)) send(response, answers.get(method)?.(args))
    else if (target === undefined) send(response, method === 'auth.test' ? IDENTITY : { ok: false, error: 'not_ready' })
    else if (fault && (fault.methods.length === 0 || fault.methods.includes(method)))
      await spoil(fault.how, response, () => forwarded(`${target}/api/${method}`, request, body))
    else {
      const answer = await forwarded(`${target}/api/${method}`, request, body)
      if (lost.has(method)) response.writeHead(500).end()
      else send(response, answer)
    }
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
    answer: (method, answer) => void answers.set(method, answer),
    grant: (scopes) => {
      granted = scopes.join(',')
    },
    refuse: (method, error) => void refusals.set(method, error),
    loseAnswers: (method) => void lost.add(method),
    down: () => {
      isDown = true
    },
    up: () => {
      isDown = false
      refusals.clear()
      lost.clear()
    },
    misbehave: (how, ...methods) => {
      fault = how && { how, methods }
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

/** Answers a call in this way. `take` is what makes it have its effect. */
const spoil = async (how: SlackFault, response: ServerResponse, take: () => Promise<unknown>): Promise<void> => {
  switch (how.kind) {
    case 'hang':
      return
    case 'status': {
      const headers = how.retryAfter === undefined ? {} : { 'retry-after': String(how.retryAfter) }
      return void response.writeHead(how.status, headers).end()
    }
    case 'expired_token':
      return send(response, { ok: false, error: 'token_expired' })
    case 'reset':
      if (how.when === 'after') await take()
      return void response.destroy()
    case 'malformed':
      await take()
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bad gateway</body></html>')
    case 'wrong_types':
      return send(response, retyped(await take()))
  }
}

const forwarded = async (url: string, request: IncomingMessage, body: string): Promise<unknown> => {
  const { authorization = '', 'content-type': type = '' } = request.headers
  const answer = await fetch(url, { method: 'POST', headers: { authorization, 'content-type': type }, body })
  return answer.json()
}
