import { once } from 'node:events'
import type { RequestListener } from 'node:http'
import { MockAgent } from 'undici'
import { describe, expect, it } from 'vitest'
import { createHttp } from '../../src/drivers/http.ts'
import { failure, failures, openVendor, READ, WRITE } from './http-vendor.ts'

describe('an answer', () => {
  it('is parsed as JSON whatever its content type, below the path of the base URL', async () => {
    const seen: unknown[] = []
    await using vendor = await openVendor((request, response) => {
      seen.push([request.method, request.url, request.headers.accept, request.headers['x-token']])
      response.setHeader('content-type', 'text/plain').end('{"number":"工单-1"}')
    })
    const http = createHttp({ vendor: 'dayu', baseUrl: `${vendor.url}/gateway/` })
    const answer = await http.send({
      method: 'PUT',
      path: '/orders?state=a%20b',
      headers: { 'x-token': 't' },
      body: '{}',
    })
    await http.close()
    expect(answer).toEqual({ status: 200, json: { number: '工单-1' } })
    expect(seen).toEqual([['PUT', '/gateway/orders?state=a%20b', 'application/json', 't']])
  })

  it('below 500 is handed over with its status', async () => {
    await using vendor = await openVendor((_, response) => response.writeHead(404).end('{"error":"no such order"}'))
    expect(await vendor.http.send(WRITE)).toEqual({ status: 404, json: { error: 'no such order' } })
  })

  it.each([
    [401, 'unauthorized', 'unauthorized'],
    [403, 'forbidden', 'forbidden'],
    [429, 'rate_limited', 'rate_limited'],
    [500, 'unreachable', 'unclear'],
    [502, 'unreachable', 'unclear'],
    [503, 'unreachable', 'unclear'],
  ])('with status %i is %s to a read and %s to a write', async (status, read, write) => {
    await using vendor = await openVendor((_, response) => response.writeHead(status).end('{"secret":"body"}'))
    const message = `dayu: HTTP ${status}`
    expect(await failures(vendor.http)).toMatchObject([
      { code: read, vendor: 'dayu', message },
      { code: write, vendor: 'dayu', message },
    ])
  })

  it.each([
    [200, 'bad_response', 'unclear'],
    [400, 'bad_response', 'bad_response'],
  ])('without JSON and with status %i is %s to a read and %s to a write', async (status, read, write) => {
    await using vendor = await openVendor((_, response) => response.writeHead(status).end('<html>Welcome</html>'))
    expect(await failures(vendor.http)).toMatchObject([{ code: read }, { code: write }])
  })

  it.each([301, 302, 307, 308])('that redirects with %i is not followed', async (status) => {
    let reached = 0
    await using elsewhere = await openVendor((_, response) => {
      reached += 1
      response.end('{}')
    })
    await using vendor = await openVendor((_, response) =>
      response.writeHead(status, { location: `${elsewhere.url}/tickets` }).end('{"moved":true}'),
    )
    expect(await failures(vendor.http)).toMatchObject([{ code: 'bad_response' }, { code: 'bad_response' }])
    expect(reached).toBe(0)
  })
})

describe('Retry-After', () => {
  const NOW = Date.parse('2026-11-21T09:00:00Z')

  it.each([
    ['7', 7_000],
    ['0', 0],
    ['Sat, 21 Nov 2026 09:01:00 GMT', 60_000],
    ['Wed, 21 Oct 2015 07:28:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('of %j is told as %j milliseconds', async (value, expected) => {
    await using vendor = await openVendor(
      (_, response) => response.writeHead(429, value === undefined ? {} : { 'retry-after': value }).end(),
      { now: () => NOW },
    )
    expect(await failures(vendor.http)).toMatchObject([
      { code: 'rate_limited', retryAfterMs: expected },
      { code: 'rate_limited', retryAfterMs: expected },
    ])
  })
})

describe('the time limit', () => {
  it.each<[string, RequestListener]>([
    ['never answers', () => undefined],
    ['stops in the middle', (_, response) => void response.write('{"half":')],
  ])('ends a call to a vendor that %s', async (_, serve) => {
    await using vendor = await openVendor(serve, { timeLimitMs: 100 })
    const message = 'dayu: no answer within 100 ms'
    expect(await failures(vendor.http)).toMatchObject([
      { code: 'unreachable', message },
      { code: 'unclear', message },
    ])
  })
})

describe('the size limit', () => {
  it('lets the largest allowed answer through', async () => {
    const largest = JSON.stringify('x'.repeat(98))
    await using vendor = await openVendor((_, response) => response.end(largest), { maxBytes: 100 })
    expect(await vendor.http.send(READ)).toEqual({ status: 200, json: 'x'.repeat(98) })
  })

  it('stops reading an answer that does not end', async () => {
    const closed: Promise<unknown>[] = []
    await using vendor = await openVendor(
      (_, response) => {
        closed.push(once(response, 'close'))
        const more = (): void => {
          while (response.write('x'.repeat(1024)));
          response.once('drain', more)
        }
        more()
      },
      { maxBytes: 4096 },
    )
    expect(await failures(vendor.http)).toMatchObject([
      { code: 'bad_response', message: 'dayu: the answer is too large' },
      { code: 'unclear', message: 'dayu: the answer is too large' },
    ])
    await Promise.all(closed)
  })
})

describe('a call that gets no answer', () => {
  it('is unreachable when nobody listens: the write was not sent', async () => {
    const vendor = await openVendor((_, response) => response.end('{}'))
    const http = createHttp({ vendor: 'dayu', baseUrl: vendor.url, sleep: async () => undefined })
    await vendor[Symbol.asyncDispose]()
    expect(await failures(http)).toMatchObject([{ code: 'unreachable' }, { code: 'unreachable' }])
    await http.close()
  })

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT', 'DEPTH_ZERO_SELF_SIGNED_CERT'])(
    'is unreachable after %s: the write was not sent',
    async (code) => {
      const dispatcher = new MockAgent()
      dispatcher.disableNetConnect()
      const pool = dispatcher.get('https://api.example')
      const cause = Object.assign(new Error('no connection'), { code })
      pool.intercept({ path: '/tickets', method: 'GET' }).replyWithError(cause).times(3)
      pool.intercept({ path: '/tickets', method: 'POST' }).replyWithError(cause)
      const http = createHttp({
        vendor: 'dayu',
        baseUrl: 'https://api.example',
        dispatcher,
        sleep: async () => undefined,
      })
      expect(await failures(http)).toMatchObject([{ code: 'unreachable' }, { code: 'unreachable' }])
      await dispatcher.close()
    },
  )

  it('is unreachable when a header cannot be sent', async () => {
    await using vendor = await openVendor((_, response) => response.end('{}'))
    const thrown = await failure(vendor.http.send({ ...WRITE, headers: { authorization: 'two\nlines' } }))
    expect(thrown).toMatchObject({ code: 'unreachable' })
  })

  it.each<[string, RequestListener]>([
    ['before the answer', (request) => void request.socket.destroy()],
    [
      'in the middle of the answer',
      (request, response) => void response.write('{"half":', () => void request.socket.destroy()),
    ],
  ])('is unclear for a write when the connection breaks %s', async (_, serve) => {
    await using vendor = await openVendor(serve)
    expect(await failures(vendor.http)).toMatchObject([{ code: 'unreachable' }, { code: 'unclear' }])
  })
})

describe('a call that is aborted', () => {
  it('before is not sent', async () => {
    let reached = 0
    await using vendor = await openVendor((_, response) => {
      reached += 1
      response.end('{}')
    })
    const signal = AbortSignal.abort()
    expect(await failure(vendor.http.send({ ...READ, signal }))).toMatchObject({ code: 'unreachable' })
    expect(await failure(vendor.http.send({ ...WRITE, signal }))).toMatchObject({ code: 'unreachable' })
    expect(reached).toBe(0)
  })

  it.each([
    ['unreachable', READ],
    ['unclear', WRITE],
  ])('meanwhile is %s', async (code, call) => {
    const caller = new AbortController()
    await using vendor = await openVendor(() => caller.abort())
    expect(await failure(vendor.http.send({ ...call, signal: caller.signal }))).toMatchObject({ code })
  })

  it('by closing is unreachable', async () => {
    const asked = Promise.withResolvers<void>()
    await using vendor = await openVendor(() => asked.resolve())
    const thrown = failure(vendor.http.send(READ))
    await asked.promise
    await vendor.http.close()
    expect(await thrown).toMatchObject({ code: 'unreachable' })
  })
})
