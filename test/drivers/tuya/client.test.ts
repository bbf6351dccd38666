import { describe, expect, test, vi } from 'vitest'
import type { Call } from '../../../src/tickets/driver.ts'
import { fakeClock, openClient, openVendor } from './vendor.ts'

const READ = { method: 'GET', path: '/v1.0/thing', query: { name: '张三, 李四' } } as const
const thing = (index: number) => ({ ...READ, path: `/v1.0/thing/${index}` })
const WRITE = { method: 'POST', path: '/v1.0/thing', body: { content: '好的' }, write: true } as const

/** A vendor that says yes, and a client of it, on one clock. */
const open = async (clock = fakeClock(), clientClock = clock) => {
  const vendor = await openVendor((request) => ({ result: request.query.get('name') ?? request.body }), clock.now)
  const client = openClient({ settings: vendor.settings, tools: { now: clientClock.now } })
  return { ...vendor, clock, client }
}

describe('a call', () => {
  test('passes the gate with Chinese in its query, and with a body', async () => {
    const { client } = await open()
    expect(await client.request(READ)).toBe('张三, 李四')
    expect(await client.request(WRITE)).toBe('{"content":"好的"}')
  })

  test('asks for the language of the reader', async () => {
    const { client, businessRequests } = await open()
    await client.request(READ, { language: 'zh-CN' })
    await client.request(READ, { language: 'en' })
    await client.request(READ)
    expect(businessRequests().map(({ headers }) => headers.lang)).toEqual(['zh', 'en', undefined])
  })

  test('that asks what is being asked already shares the answer, in its own language', async () => {
    const { client, businessRequests } = await open()
    const languages = ['zh-CN', 'en', 'zh-CN', 'en', 'en'] as const
    const answers = await Promise.all(languages.map((language) => client.request(READ, { language })))
    expect(answers).toEqual(languages.map(() => '张三, 李四'))
    expect(businessRequests()).toHaveLength(2)
  })
})

describe('the pace', () => {
  /** A client that may ask an endpoint once a second. A second is over when the test says so. */
  const openPaced = async () => {
    const { settings, businessRequests } = await open()
    const sleepers: (() => void)[] = []
    const sleep = () => new Promise<void>((resolve) => void sleepers.push(resolve))
    const paced = { ...settings, TUYA_REQUESTS_PER_SECOND: 1 }
    const client = openClient({ settings: paced, tools: { now: fakeClock().now }, sleep })
    const ask = (id: number, call?: Call) => client.request({ ...thing(id), endpoint: '/thing' }, call)
    await ask(0)
    return {
      ask,
      nextSecond: () => {
        for (const wake of sleepers.splice(0)) wake()
      },
      asked: () => businessRequests().map(({ path }) => Number(path.split('/').at(-1))),
    }
  }
  const BACKGROUND = { background: true } as const

  test('is kept for all ids of an endpoint together', async () => {
    const { ask, nextSecond, asked } = await openPaced()
    const second = ask(1)
    const third = ask(2)
    nextSecond()
    await second
    expect(asked()).toEqual([0, 1])
    nextSecond()
    await third
    expect(asked()).toEqual([0, 1, 2])
  })

  test('is waited for once by all who ask the same', async () => {
    const { ask, nextSecond, asked } = await openPaced()
    const all = Array.from({ length: 20 }, (_, n) => ask(1, n % 2 === 0 ? BACKGROUND : {}))
    nextSecond()
    await Promise.all(all)
    expect(asked()).toEqual([0, 1])
  })

  test('lets what a person asks before all that nobody waits for, also what was asked already', async () => {
    const { ask, nextSecond, asked } = await openPaced()
    const background = [1, 2, 3].map((id) => ask(id, BACKGROUND))
    const shared = ask(3)
    const own = ask(4)
    for (const answer of [shared, own, ...background.slice(0, 2)]) {
      nextSecond()
      await answer
    }
    await Promise.all(background)
    expect(asked()).toEqual([0, 3, 4, 1, 2])
  })
})

describe('the token', () => {
  test('is asked for once by a hundred simultaneous reads', async () => {
    const { client, tokenRequests, businessRequests } = await open()
    await Promise.all(Array.from({ length: 100 }, (_, index) => client.request(thing(index))))
    expect(tokenRequests()).toHaveLength(1)
    expect(businessRequests()).toHaveLength(100)
  })

  test('is renewed shortly before its end, and no call is refused', async () => {
    const { client, clock, tokenRequests, businessRequests } = await open()
    await client.request(READ)
    clock.forward(7_200_000 - 30_000)
    await client.request(READ)
    expect([tokenRequests().length, businessRequests().length]).toEqual([2, 2])
  })

  test('that the vendor let expire is renewed once for all calls in flight', async () => {
    const { client, server, tokenRequests, businessRequests } = await open()
    await client.request(READ)
    server.misbehave({ kind: 'expired_token' })
    await Promise.all(Array.from({ length: 20 }, (_, index) => client.request(thing(index))))
    expect(tokenRequests()).toHaveLength(2)
    expect(businessRequests()).toHaveLength(1 + 20 + 20)
  })

  test.each([1010, 1011, 1012, 1400])('refused with %i is renewed, and the call repeated once', async (code) => {
    const clock = fakeClock()
    const vendor = await openVendor(() => ({ code, msg: 'token invalid' }), clock.now)
    const client = openClient({ settings: vendor.settings, tools: { now: clock.now } })
    await expect(client.request(WRITE)).rejects.toMatchObject({ code: 'unauthorized', vendorCode: String(code) })
    expect([vendor.tokenRequests().length, vendor.businessRequests().length]).toEqual([2, 2])
  })

  test('outlives a caller who gives up while it is on its way', async () => {
    const { client, server } = await open()
    server.misbehave({ kind: 'latency', ms: 100 }, ({ path }) => path === '/v1.0/token')
    const impatient = new AbortController()
    const first = client.request(READ, { signal: impatient.signal })
    const second = client.request(READ)
    await vi.waitFor(() => expect(server.requests).toHaveLength(1))
    impatient.abort()
    await expect(first).rejects.toMatchObject({ name: 'TicketError', code: 'unreachable' })
    await expect(second).resolves.toBe('张三, 李四')
  })
})

describe('a clock that is wrong', () => {
  test('is corrected by the vendor’s, once', async () => {
    const vendorClock = fakeClock()
    const ours = fakeClock(vendorClock.now() - 20 * 60_000)
    const { client, tokenRequests, businessRequests } = await open(vendorClock, ours)
    expect(await client.request(READ)).toBe('张三, 李四')
    expect([tokenRequests().length, businessRequests().length]).toEqual([2, 1])
  })

  test('that cannot be corrected ends the call', async () => {
    const clock = fakeClock()
    const vendor = await openVendor(() => ({ code: 1013, msg: 'request time is invalid' }), clock.now)
    const client = openClient({ settings: vendor.settings, tools: { now: clock.now } })
    await expect(client.request(READ)).rejects.toMatchObject({ code: 'unauthorized', vendorCode: '1013' })
    expect(vendor.businessRequests()).toHaveLength(2)
  })
})

describe('what goes wrong', () => {
  test('a wrong secret is unauthorized and never tried again', async () => {
    const { settings, server } = await open()
    const client = openClient({
      settings: { ...settings, TUYA_CLIENT_SECRET: 'wrong' },
      tools: { now: fakeClock().now },
    })
    await expect(client.request(READ)).rejects.toMatchObject({ code: 'unauthorized', vendorCode: '1004' })
    expect(server.requests).toHaveLength(1)
  })

  test('too many requests are rate_limited', async () => {
    const { client, server } = await open()
    server.misbehave({ kind: 'rate_limit' })
    await expect(client.request(READ)).rejects.toMatchObject({ code: 'rate_limited', vendorCode: '1199' })
  })

  test('an abort ends a read as unreachable, and a write that was sent as unclear', async () => {
    const { client, server, businessRequests } = await open()
    server.misbehave({ kind: 'hang' }, ({ path }) => path !== '/v1.0/token')
    const impatient = new AbortController()
    const calls = [READ, WRITE].map((request) => client.request(request, { signal: impatient.signal }))
    const settled = Promise.allSettled(calls)
    await vi.waitFor(() => expect(businessRequests()).toHaveLength(2))
    impatient.abort()
    expect(await settled).toMatchObject([{ reason: { code: 'unreachable' } }, { reason: { code: 'unclear' } }])
  })

  test('a write given up before it was sent is unreachable: nothing happened', async () => {
    const { client, server } = await open()
    await expect(client.request(WRITE, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'unreachable' })
    await client.request(READ)
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET'])
  })

  test('closing ends calls that wait for their turn', async () => {
    const { settings } = await open()
    const client = openClient({
      settings: { ...settings, TUYA_REQUESTS_PER_SECOND: 1 },
      tools: { now: fakeClock().now },
    })
    await client.request(READ)
    const waiting = Promise.allSettled([client.request(READ)])
    await client.close()
    expect(await waiting).toMatchObject([{ reason: { code: 'unreachable' } }])
  })
})
