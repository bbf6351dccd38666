import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { WORDS } from './words.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const SECRET = 'a-signing-secret'

/** A defect on demand: a rejection that nobody handles, with what an error of Slack's library could carry. */
const DEFECT = `data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(new Error('a defect, xoxb-12-hidden'))})`

let slack: SlackProxy
let folder: string
let child: ChildProcess
let printed: string

beforeEach(async () => {
  slack = await startSlackProxy()
  folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
})
afterEach(async () => {
  child.kill('SIGKILL')
  await ended()
  await slack.close()
  await rm(folder, { recursive: true })
})

/** A port that was free just now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the program itself. */
const run = async (env: Readonly<Record<string, string>> = { SLACK_SIGNING_SECRET: SECRET }): Promise<string> => {
  const port = await freePort()
  child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', DEFECT, MAIN], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      PORT: String(port),
      SLACK_BOT_TOKEN: 'xoxb-12-hidden',
      SLACK_API_URL: slack.url,
      STORE_URL: `file:${join(folder, 'store.json')}`,
      ...env,
    },
  })
  printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (printed += String(data)))
  return `http://127.0.0.1:${port}`
}

const isReady = (origin: string): Promise<boolean> =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

const start = async (): Promise<string> => {
  const origin = await run()
  await expect.poll(() => isReady(origin), { timeout: 15_000 }).toBe(true)
  return origin
}

const ended = async (): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}

/** `/ticket help`, whose answer waits until Slack says who asks. Gives the answer. */
const askSlowly = async (origin: string): Promise<string> => {
  slack.hold('users.info')
  const answered = Promise.withResolvers<string>()
  const listener = createServer(async (request, response) => {
    const said = await text(request)
    response.end('ok')
    // On a busy machine they are told first that it takes a moment.
    if (said.includes(WORDS.loading.slow)) return
    answered.resolve(said)
    listener.close()
  }).listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const body = new URLSearchParams({
    command: '/ticket',
    text: 'help',
    user_id: 'U0SOFIA',
    channel_id: 'C0DESK',
    team_id: 'T0HARBOUR',
    trigger_id: '1.2.3',
    response_url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`,
  }).toString()
  expect(await post(origin, body)).toBe(200)
  return answered.promise
}

/** Waits until Slack has been asked. */
const asking = () => expect.poll(() => slack.calls.some(({ method }) => method === 'users.info')).toBe(true)

const post = async (origin: string, body: string): Promise<number> => {
  const time = String(Math.floor(Date.now() / 1000))
  const hash = createHmac('sha256', SECRET).update(`v0:${time}:${body}`).digest('hex')
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': time,
    'x-slack-signature': `v0=${hash}`,
  }
  return (await fetch(`${origin}/slack/events`, { method: 'POST', headers, body })).status
}

it.each(['SIGTERM', 'SIGINT'] as const)('ends with code 0 on %s, and nothing on its lips', async (signal) => {
  await start()
  child.kill(signal)
  expect(await ended()).toBe(0)
  expect(printed).not.toContain('"level":50')
})

it('takes nothing new on SIGTERM, and ends once what is under way has its answer', async () => {
  const origin = await start()
  const answer = askSlowly(origin)
  await asking()
  child.kill('SIGTERM')
  await expect.poll(() => isReady(origin)).toBe(false)
  expect([child.exitCode, await post(origin, 'command=%2Fticket')]).toEqual([null, 503])
  slack.release()
  expect(await answer).toContain('/ticket doctor')
  expect(await ended()).toBe(0)
})

it('ends soon after Ctrl-C, whatever hangs', async () => {
  const origin = await start()
  void askSlowly(origin)
  await asking()
  const since = performance.now()
  child.kill('SIGINT')
  await ended()
  expect(performance.now() - since).toBeLessThan(2_500)
})

it('ends with code 1 after an error that nothing caught, which is logged without secrets', async () => {
  const origin = await start()
  const answer = askSlowly(origin)
  await asking()
  child.kill('SIGUSR2')
  await expect.poll(() => printed).toContain('an error that nothing caught ends Caretaker')
  slack.release()
  expect(await answer).toContain('/ticket doctor')
  expect(await ended()).toBe(1)
  expect(printed).toContain('a defect, …')
  expect(printed).not.toContain('hidden')
})

describe('at the start', () => {
  it('says in one sentence that Slack refuses the token for Socket Mode, and ends with code 1', async () => {
    slack.refuse('apps.connections.open', 'invalid_auth')
    await run({ SLACK_APP_TOKEN: 'xapp-1-hidden' })
    expect(await ended()).toBe(1)
    const sentences = printed.split('\n').filter((line) => line !== '' && !line.startsWith('{'))
    expect(sentences).toEqual(['SLACK_APP_TOKEN is refused by Slack: invalid_auth'])
    expect(printed).not.toContain('hidden')
  })

  it('says in one sentence that the tokens are in the place of each other', async () => {
    await run({ SLACK_BOT_TOKEN: 'xapp-1-hidden', SLACK_APP_TOKEN: 'xoxb-12-hidden' })
    expect(await ended()).toBe(1)
    expect(printed).toMatch(/^Caretaker cannot start:\n {2}SLACK_BOT_TOKEN holds .*\n {2}SLACK_APP_TOKEN holds .*\n$/)
    expect(printed).not.toContain('hidden')
  })
})
