import type { RequestListener } from 'node:http'
import { MockAgent } from 'undici'
import { describe, expect, it } from 'vitest'
import { createHttp, type HttpOptions } from '../../src/drivers/http.ts'
import { failure, openVendor, READ, type Vendor, WRITE } from './http-vendor.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')
const BAD_DAYS: readonly [string, RequestListener][] = [
  ['answers 500', (_, response) => void response.writeHead(500).end()],
  ['answers 503', (_, response) => void response.writeHead(503).end()],
  ['breaks the connection', (request) => void request.socket.destroy()],
]

interface FailingVendor extends Vendor {
  readonly waits: readonly number[]
  asked(): number
}

/** A vendor that fails so many times and then says yes, and what was waited for in between. */
const openFailing = async (
  times: number,
  fail: RequestListener,
  options: Partial<HttpOptions> = {},
): Promise<FailingVendor> => {
  let asked = 0
  const waits: number[] = []
  const vendor = await openVendor(
    (request, response) => {
      asked += 1
      if (asked <= times) fail(request, response)
      else response.end('"yes"')
    },
    { now: () => NOW, sleep: async (ms) => waits.push(ms), ...options },
  )
  return { ...vendor, waits, asked: () => asked }
}

const retryAfter =
  (status: number, value: string): RequestListener =>
  (_, response) =>
    void response.writeHead(status, { 'retry-after': value }).end()

describe.each(BAD_DAYS)('a vendor that %s', (_, fail) => {
  it.each([1, 2])('%i times is asked again, after longer and longer waits', async (times) => {
    await using vendor = await openFailing(times, fail)
    expect(await vendor.http.send(READ)).toEqual({ status: 200, json: 'yes' })
    expect(vendor.waits).toHaveLength(times)
    for (const [retry, wait] of vendor.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(125 * 2 ** retry)
      expect(wait).toBeLessThanOrEqual(250 * 2 ** retry)
    }
  })

  it('every time is asked three times in all', async () => {
    await using vendor = await openFailing(9, fail)
    expect(await failure(vendor.http.send(READ))).toMatchObject({ code: 'unreachable' })
    expect(vendor.asked()).toBe(3)
  })

  it('is never told to do something twice', async () => {
    await using vendor = await openFailing(1, fail)
    expect(await failure(vendor.http.send(WRITE))).toMatchObject({ code: 'unclear' })
    expect([vendor.asked(), vendor.waits]).toEqual([1, []])
  })
})

it('a POST that only asks is asked again', async () => {
  await using vendor = await openFailing(1, retryAfter(503, '0'))
  const { write: _, ...asking } = WRITE
  expect(await vendor.http.send(asking)).toEqual({ status: 200, json: 'yes' })
})

describe('Retry-After', () => {
  it.each([
    [503, '2', 2_000],
    [429, '5', 5_000],
    [429, '0', 0],
    [503, 'Sat, 21 Nov 2026 09:00:03 GMT', 3_000],
  ])('of a %i with %j is waited for', async (status, value, expected) => {
    await using vendor = await openFailing(1, retryAfter(status, value))
    expect(await vendor.http.send(READ)).toMatchObject({ json: 'yes' })
    expect(vendor.waits).toEqual([expected])
  })

  it.each([
    [429, '6', 'rate_limited', 6_000],
    [503, 'Sat, 21 Nov 2026 10:00:00 GMT', 'unreachable', 3_600_000],
  ])('of a %i with %j is too long to wait for, and told on', async (status, value, code, retryAfterMs) => {
    await using vendor = await openFailing(1, retryAfter(status, value))
    expect(await failure(vendor.http.send(READ))).toMatchObject({ code, retryAfterMs })
    expect([vendor.asked(), vendor.waits]).toEqual([1, []])
  })

  it('beyond the time limit is not waited for', async () => {
    await using vendor = await openFailing(1, retryAfter(503, '2'), { timeLimitMs: 2_000 })
    expect(await failure(vendor.http.send(READ))).toMatchObject({ code: 'unreachable', message: 'dayu: HTTP 503' })
    expect(vendor.waits).toEqual([])
  })
})

it.each<[string, RequestListener]>([
  ['refuses', (_, response) => void response.writeHead(401).end()],
  ['forbids', (_, response) => void response.writeHead(403).end()],
  ['asks for patience without saying how long', (_, response) => void response.writeHead(429).end()],
  ['answers HTML', (_, response) => void response.end('<html></html>')],
])('a vendor that %s is asked once', async (_, fail) => {
  await using vendor = await openFailing(9, fail)
  await failure(vendor.http.send(READ))
  expect(vendor.asked()).toBe(1)
})

it.each([
  ['ECONNREFUSED', 2],
  ['EAI_AGAIN', 2],
  ['UND_ERR_CONNECT_TIMEOUT', 2],
  ['ENOTFOUND', 0],
  ['CERT_HAS_EXPIRED', 0],
])('after %s there are %i more tries', async (code, retries) => {
  const dispatcher = new MockAgent()
  dispatcher.disableNetConnect()
  const cause = Object.assign(new Error('no connection'), { code })
  dispatcher.get('https://api.example').intercept({ path: '/tickets' }).replyWithError(cause).persist()
  const waits: number[] = []
  const sleep = async (ms: number) => waits.push(ms)
  const http = createHttp({ vendor: 'dayu', baseUrl: 'https://api.example', dispatcher, sleep })
  expect(await failure(http.send(READ))).toMatchObject({ code: 'unreachable' })
  expect(waits).toHaveLength(retries)
  await dispatcher.close()
})

it('who gives up between two tries is not asked for again', async () => {
  const caller = new AbortController()
  await using vendor = await openFailing(9, retryAfter(503, '1'), {
    sleep: async (_, signal) => {
      caller.abort()
      signal.throwIfAborted()
    },
  })
  expect(await failure(vendor.http.send({ ...READ, signal: caller.signal }))).toMatchObject({ code: 'unreachable' })
  expect(vendor.asked()).toBe(1)
})
