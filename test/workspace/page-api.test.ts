import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DESK, MANAGERS } from '../../src/workspace/seed.ts'
import { type ServedWorkspace, serveWorkspace } from '../support/workspace.ts'

const MEI = 'U0MEILIN'
const SAY = { as: MEI, do: 'say', channel: DESK, text: 'hello' }

let served: ServedWorkspace

beforeEach(async () => {
  served = await serveWorkspace()
})

afterEach(() => served.close())

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${served.url}/workspace/gesture`, { method: 'POST', headers, body })

/** fetch sets `Host` by itself; this says what it is told. */
const statusFor = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(served.url + path, { headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject).end()
  })

describe('the page', () => {
  it('gets what one person may see', async () => {
    const state = await (await fetch(`${served.url}/workspace/state?as=U0TOMASZ`)).json()
    expect(state).toMatchObject({
      team: { name: 'Harbour & Linden' },
      app: { name: 'Caretaker', commands: [{ command: '/ticket' }] },
    })
    expect(state).toMatchObject({ channels: [{ name: 'berlin-lindenhof' }, { kind: 'im' }] })
    expect(JSON.stringify(state)).not.toContain(MANAGERS)
    expect((await fetch(`${served.url}/workspace/state?as=U0CARETAKER`)).status).toBe(404)
  })

  it('hears of what happens', async () => {
    const stream = await fetch(`${served.url}/workspace/stream?as=${MEI}`)
    expect(stream.headers.get('content-type')).toContain('text/event-stream')
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    await reader?.read()
    expect(await (await post(JSON.stringify(SAY))).json()).toEqual({ ok: true })
    const { value = '' } = (await reader?.read()) ?? {}
    expect(JSON.parse(value.replace(/^data: /, ''))).toMatchObject({
      kind: 'message',
      message: { text: 'hello', user: MEI },
    })
    await reader?.cancel()
  })

  it('is only one on this machine', async () => {
    const { port } = new URL(served.url)
    const path = `/workspace/state?as=${MEI}`
    expect(await statusFor(path, { host: `localhost:${port}` })).toBe(200)
    expect(await statusFor(path, { host: `[::1]:${port}`, origin: `http://[::1]:${port}` })).toBe(200)
    expect(await statusFor(path, { host: 'rebound.example' })).toBe(403)
    expect(await statusFor(path, { host: `localhost.example:${port}` })).toBe(403)
    expect(await statusFor(path, { host: `localhost:${port}`, origin: 'https://evil.example' })).toBe(403)
    expect(await statusFor(path, { host: `localhost:${port}`, origin: 'null' })).toBe(403)
    expect(await statusFor(`/workspace/stream?as=${MEI}`, { host: 'rebound.example' })).toBe(403)
  })

  it('is told when it makes no sense', async () => {
    const wrong = [
      [await post('{'), 400],
      [await post(JSON.stringify({ ...SAY, do: 'dance' })), 400],
      [await post(JSON.stringify(SAY), { 'content-type': 'text/plain' }), 415],
      [await post(JSON.stringify({ ...SAY, text: 'x'.repeat(600_000) })), 413],
      [await fetch(`${served.url}/workspace/unknown`), 404],
      [await fetch(`${served.url}/workspace/stream?as=U0NOBODY`), 404],
    ] as const
    for (const [answer, status] of wrong) expect(answer.status).toBe(status)
  })

  it('is refused what the person may not do', async () => {
    const refusals = [
      { ...SAY, as: 'U0NOBODY' },
      { ...SAY, as: 'U0CARETAKER' },
      { ...SAY, as: 'U0TOMASZ' },
      { ...SAY, text: '  ' },
      { ...SAY, threadTs: '1.000001' },
    ]
    for (const gesture of refusals) {
      expect(await (await post(JSON.stringify(gesture))).json()).toMatchObject({
        ok: false,
        notice: expect.any(String),
      })
    }
  })
})

describe('paths that are not its own', () => {
  it.each(['/', '/health', '/apis', '//', '/%'])('leaves %s to others', async (path) => {
    expect(await statusFor(path, {})).toBe(404)
  })
})
