import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../src/log.ts'
import { createWebServer } from '../src/server.ts'
import { type BehindProxy, startBehindProxy } from './support/behind-proxy.ts'
import { SIGNING_SECRET } from './support/workspace.ts'

describe('health', () => {
  it('is ready only once Slack has said who we are, and names Slack until then', async () => {
    await using at = await startBehindProxy({ mode: 'http', slackAtStart: (slack) => slack.down() })
    const alive = await fetch(`${at.origin}/healthz`)
    expect([alive.status, await alive.json()]).toEqual([200, { ok: true }])
    const waiting = await fetch(`${at.origin}/readyz`)
    expect([waiting.status, await waiting.json()]).toEqual([503, { ok: false, failing: ['slack'] }])
    at.slack.up()
    await at.caretaker.ready
    const ready = await fetch(`${at.origin}/readyz`)
    expect([ready.status, await ready.json()]).toEqual([200, { ok: true }])
  })

  it('ends in a sentence when Slack refuses the token, and not in waiting', async () => {
    await using at = await startBehindProxy({
      mode: 'http',
      slackAtStart: (slack) => slack.refuse('auth.test', 'invalid_auth'),
    })
    await expect(at.caretaker.ready).rejects.toThrow('SLACK_BOT_TOKEN is refused by Slack: invalid_auth')
  })
})

describe('a stranger', () => {
  let at: BehindProxy
  beforeAll(async () => {
    at = await startBehindProxy({ mode: 'http' })
    await at.caretaker.ready
  })
  afterAll(() => at[Symbol.asyncDispose]())

  const isReady = async (): Promise<boolean> => (await fetch(`${at.origin}/readyz`)).ok

  /** The status of what is answered to these bytes; undefined when the connection just ends. */
  const say = async (...lines: readonly string[]): Promise<number | undefined> => {
    const socket = connect(Number(new URL(at.origin).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(`${lines.join('\r\n')}\r\n\r\n`)
    const answer = await text(socket).catch(() => '')
    socket.destroy()
    const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]
    return status === undefined ? undefined : Number(status)
  }

  const CLOSE = ['host: caretaker.example', 'connection: close']

  it.each([
    ['no path', 400, ['GET // HTTP/1.1', ...CLOSE]],
    ['a host in the place of a path', 400, ['GET //[::1/x HTTP/1.1', ...CLOSE]],
    ['a broken escape', 404, ['GET /%E0%A4%A HTTP/1.1', ...CLOSE]],
    ['a broken escape behind the path of Slack', 404, ['GET /slack/events/%E0%A4%A HTTP/1.1', ...CLOSE]],
    ['a path out of the folder', 404, ['GET /../../etc/passwd HTTP/1.1', ...CLOSE]],
    ['a header of 100 KB', 400, ['GET /healthz HTTP/1.1', ...CLOSE, `x-long: ${'x'.repeat(100_000)}`]],
    ['a method that nobody knows', 400, ['BREW /healthz HTTP/1.1', ...CLOSE]],
    ['what is no HTTP', 400, ['\u0016\u0003\u0001 hello']],
    ['a write to what can only be read', 405, ['DELETE /readyz HTTP/1.1', ...CLOSE]],
    ['a read of what can only be posted to', 405, ['GET /slack/events HTTP/1.1', ...CLOSE]],
    [
      'a body of 5 MB',
      413,
      ['POST /slack/events HTTP/1.1', ...CLOSE, 'content-length: 5000000', '', 'x'.repeat(5_000_000)],
    ],
    [
      'an upgrade to nothing',
      undefined,
      ['GET /healthz HTTP/1.1', 'host: caretaker.example', 'connection: upgrade', 'upgrade: websocket'],
    ],
  ] as const)('gets no further with %s', async (_what, status, lines) => {
    expect(await say(...lines)).toBe(status)
    expect(await isReady()).toBe(true)
  })

  const post = (
    body: string,
    { at: time = Date.now(), secret = SIGNING_SECRET, headers = {} } = {},
    signal: AbortSignal | null = null,
  ) => {
    const timestamp = String(Math.floor(time / 1000))
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
    return fetch(`${at.origin}/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${hash}`,
        ...headers,
      },
      body,
      signal,
    })
  }

  const CHALLENGE = JSON.stringify({ type: 'url_verification', challenge: 'lindenhof', token: 'old' })

  it('is not Slack', async () => {
    expect(await (await post(CHALLENGE)).json()).toEqual({ challenge: 'lindenhof' })
    expect((await post(CHALLENGE, { secret: 'guessed' })).status).toBe(401)
    expect((await post(CHALLENGE, { headers: { 'x-slack-signature': 'v0=' } })).status).toBe(401)
    expect((await post(CHALLENGE, { headers: { 'x-slack-signature': `v0=${'é'.repeat(32)}` } })).status).toBe(401)
    expect((await fetch(`${at.origin}/slack/events`, { method: 'POST', body: CHALLENGE })).status).toBe(401)
  })

  it('cannot replay what Slack said six minutes ago', async () => {
    expect((await post(CHALLENGE, { at: Date.now() - 6 * 60_000 })).status).toBe(401)
    expect((await post(CHALLENGE, { headers: { 'x-slack-request-timestamp': 'soon' } })).status).toBe(401)
  })

  it('cannot have a request signed for later', async () => {
    expect((await post(CHALLENGE, { at: Date.now() + 4 * 60_000 })).status).toBe(200)
    expect((await post(CHALLENGE, { at: Date.now() + 6 * 60_000 })).status).toBe(401)
    expect((await post(CHALLENGE, { headers: { 'x-slack-request-timestamp': '9'.repeat(400) } })).status).toBe(401)
  })

  it.each([
    '{"event":null}',
    '{"type":"event_callback","event":7}',
    '{"command":{}}',
    '{"type":"block_actions","actions":null}',
    '{"type":"view_submission","view":null}',
  ])('does not end the process with %s, even with a signature', async (body) => {
    const late = AbortSignal.timeout(200)
    await post(body, {}, late).catch(() => {})
    expect(await isReady()).toBe(true)
  })

  it.each(['', '{', 'payload=%7B'])('does not end the process with "%s", even with a signature', async (body) => {
    expect((await post(body)).status).toBe(400)
    expect(await isReady()).toBe(true)
  })
})

describe('the server', () => {
  it('answers 500 to a route that throws, and goes on', async () => {
    const server = createWebServer(createLog('silent'))
    server.route((_request, response, path) => {
      if (path === '/late') response.write('begun')
      if (path !== '/fine') throw new Error('a defect')
      response.end('fine')
      return true
    })
    const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
    expect((await fetch(`${origin}/early`)).status).toBe(500)
    await expect(fetch(`${origin}/late`).then((answer) => answer.text())).rejects.toThrow()
    expect(await (await fetch(`${origin}/fine`)).text()).toBe('fine')
    await server.close()
  })

  it('says in a sentence that its port is taken', async () => {
    const [first, second] = [createWebServer(createLog('silent')), createWebServer(createLog('silent'))]
    const port = await first.listen(0, '127.0.0.1')
    await expect(second.listen(port, '127.0.0.1')).rejects.toThrow(`PORT ${port} is in use by another program`)
    await first.close()
  })
})
