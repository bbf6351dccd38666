import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebClient } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { postFailure, readFailure } from '../../src/slack/post-failure.ts'
import { NotInChannel } from '../../src/slack/speaker.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Serves one answer to everything; without one, hangs up. */
const serve = async (answer?: { status: number; body: object; headers?: Record<string, string> }): Promise<string> => {
  const server = createServer((request, response) => {
    if (!answer) return void request.socket.destroy()
    const { status, body, headers } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`
}

const errorOf = (slackApiUrl: string): Promise<unknown> =>
  new WebClient('xoxb-test', { slackApiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true }).chat
    .postMessage({ channel: 'C0LINDENHOF', text: 'Lift stuck' })
    .catch((error: unknown) => error)

const refusal = (error: string) => ({ status: 200, body: { ok: false, error } })

describe('a post that failed', () => {
  it.each([
    [refusal('is_archived'), { outcome: 'not_sent', reason: 'is_archived' }],
    [refusal('fatal_error'), { outcome: 'unclear', reason: 'fatal_error' }],
    [refusal('internal_error'), { outcome: 'unclear', reason: 'internal_error' }],
    [
      { status: 429, body: {}, headers: { 'retry-after': '30' } },
      { outcome: 'not_sent', reason: 'rate_limited', retryAfterMs: 30_000 },
    ],
    [
      { status: 403, body: {} },
      { outcome: 'not_sent', reason: 'http_403' },
    ],
    [
      { status: 502, body: {} },
      { outcome: 'unclear', reason: 'http_502' },
    ],
    [undefined, { outcome: 'unclear', reason: 'unreachable' }],
  ] as const)('with %j is %j', async (answer, expected) => {
    expect(postFailure(await errorOf(await serve(answer)))).toMatchObject(expected)
  })

  it('for want of a connection, or of an invitation, was not sent', async () => {
    const url = await serve()
    for (const close of closing.splice(0)) await close()
    expect(postFailure(await errorOf(url))).toMatchObject({ outcome: 'not_sent', reason: 'unreachable' })
    const hidden = new NotInChannel('no', 'method_not_supported_for_channel_type')
    expect(postFailure(hidden)).toMatchObject({ outcome: 'not_sent', reason: 'not_in_channel' })
    expect(postFailure(new NotInChannel('no', 'is_archived'))).toMatchObject({
      outcome: 'not_sent',
      reason: 'is_archived',
    })
  })

  it('for a reason that nobody foresaw may have been sent', () => {
    expect(postFailure(new TypeError('defect'))).toMatchObject({ outcome: 'unclear' })
  })
})

describe('a look into the history that failed', () => {
  it.each([
    [refusal('missing_scope'), { seen: 'unreadable', reason: 'missing_scope' }],
    [refusal('not_in_channel'), { seen: 'unreadable', reason: 'not_in_channel' }],
    [refusal('internal_error'), { seen: 'not_now', reason: 'internal_error' }],
    [
      { status: 429, body: {}, headers: { 'retry-after': '60' } },
      { seen: 'not_now', reason: 'rate_limited' },
    ],
    [
      { status: 503, body: {} },
      { seen: 'not_now', reason: 'http_503' },
    ],
    [undefined, { seen: 'not_now', reason: 'unreachable' }],
  ] as const)('with %j is %j', async (answer, expected) => {
    expect(readFailure(await errorOf(await serve(answer)))).toEqual(expected)
  })
})
