import type { ServerResponse } from 'node:http'
import { describe, expect, it, vi } from 'vitest'
import type { HttpOptions } from '../../src/drivers/http.ts'
import { urgencyOf } from '../../src/drivers/urgency.ts'
import { failure, openVendor, READ, WRITE } from './http-vendor.ts'

/** A vendor that lets every request wait until the test answers it. */
const openPatient = async (options: Partial<HttpOptions> = {}) => {
  const waiting: ServerResponse[] = []
  const closed: ServerResponse[] = []
  const sockets = new Set<unknown>()
  let asked = 0
  const vendor = await openVendor((request, response) => {
    asked += 1
    sockets.add(request.socket)
    waiting.push(response)
    response.once('close', () => closed.push(response))
  }, options)
  return {
    ...vendor,
    closed,
    sockets,
    asked: () => asked,
    waiting,
    arrived: (count: number) => vi.waitFor(() => expect(waiting).toHaveLength(count)),
    answer: (text = '"yes"') => waiting.shift()?.end(text),
  }
}

const numbered = (n: number) => ({ ...READ, path: `/tickets/${n}` })

describe('the same question at the same time', () => {
  it('is asked once, and everybody has the answer', async () => {
    await using vendor = await openPatient()
    const answers = Promise.all(Array.from({ length: 50 }, () => vendor.http.send(READ)))
    await vendor.arrived(1)
    vendor.answer()
    expect(await answers).toEqual(Array(50).fill({ status: 200, json: 'yes' }))
    expect(vendor.asked()).toBe(1)
  })

  it('fails for everybody, and is asked anew by the next', async () => {
    await using vendor = await openPatient()
    const both = Promise.all([failure(vendor.http.send(READ)), failure(vendor.http.send(READ))])
    await vendor.arrived(1)
    vendor.answer('<html></html>')
    expect(await both).toMatchObject([{ code: 'bad_response' }, { code: 'bad_response' }])
    const next = vendor.http.send(READ)
    await vendor.arrived(1)
    vendor.answer()
    expect(await next).toMatchObject({ json: 'yes' })
  })

  it('goes on for the others when one gives up', async () => {
    await using vendor = await openPatient()
    const caller = new AbortController()
    const first = failure(vendor.http.send({ ...READ, signal: caller.signal }))
    const second = vendor.http.send(READ)
    await vendor.arrived(1)
    caller.abort()
    expect(await first).toMatchObject({ code: 'unreachable' })
    vendor.answer()
    expect(await second).toMatchObject({ json: 'yes' })
  })

  it('is taken back when the last one gives up, and asked anew after that', async () => {
    await using vendor = await openPatient()
    const caller = new AbortController()
    const both = [1, 2].map(() => failure(vendor.http.send({ ...READ, signal: caller.signal })))
    await vendor.arrived(1)
    caller.abort()
    expect(await Promise.all(both)).toMatchObject([{ code: 'unreachable' }, { code: 'unreachable' }])
    await vi.waitFor(() => expect(vendor.closed).toHaveLength(1))
    const next = vendor.http.send(READ)
    await vendor.arrived(2)
    vendor.waiting[1]?.end('"yes"')
    expect(await next).toMatchObject({ json: 'yes' })
  })

  it.each([
    ['another path', { path: '/others' }],
    ['another method', { method: 'POST' }],
    ['another body', { body: '{"page":2}' }],
    ['another token', { headers: { authorization: 'Bearer b' } }],
    ['another key', { key: 'page 2' }],
  ] as const)('is another question with %s', async (_, changed) => {
    await using vendor = await openPatient()
    const both = Promise.all([vendor.http.send(READ), vendor.http.send({ ...READ, ...changed })])
    await vendor.arrived(2)
    vendor.answer()
    vendor.answer()
    await both
  })

  it('may carry something new every time, when its key says that it is the same', async () => {
    await using vendor = await openPatient()
    const both = Promise.all(
      ['n1', 'n2'].map((nonce) => vendor.http.send({ ...READ, headers: { nonce }, key: 'the tickets' })),
    )
    await vendor.arrived(1)
    vendor.answer()
    expect(await both).toMatchObject([{ json: 'yes' }, { json: 'yes' }])
  })

  it('is never so for writes', async () => {
    await using vendor = await openPatient()
    const both = Promise.all([vendor.http.send(WRITE), vendor.http.send(WRITE)])
    await vendor.arrived(2)
    vendor.answer()
    vendor.answer()
    await both
  })
})

describe('many requests at once', () => {
  it('wait for their turn, in the order they came', async () => {
    await using vendor = await openPatient({ concurrency: 2 })
    const done: number[] = []
    const all = [0, 1, 2, 3].map((n) => vendor.http.send(numbered(n)).then(() => done.push(n)))
    for (const n of [0, 1, 2, 3]) {
      await vendor.arrived(n < 3 ? 2 : 1)
      vendor.answer()
      await all[n]
    }
    expect(done).toEqual([0, 1, 2, 3])
  })

  it('share connections that stay open', async () => {
    await using vendor = await openPatient({ concurrency: 2 })
    for (let n = 0; n < 10; n += 2) {
      const both = Promise.all([vendor.http.send(numbered(n)), vendor.http.send(numbered(n + 1))])
      await vendor.arrived(2)
      vendor.answer()
      vendor.answer()
      await both
    }
    expect(vendor.sockets.size).toBe(2)
  })

  it('let through what somebody waits for, though many are waiting that nobody waits for', async () => {
    await using vendor = await openPatient({ concurrency: 4 })
    const background = { urgency: urgencyOf({ background: true }) }
    const others = [0, 1, 2, 3, 4, 5].map((n) => vendor.http.send({ ...numbered(n), ...background }))
    await vendor.arrived(3)
    // The last of them is asked by a person too.
    const urgent = vendor.http.send(numbered(5))
    await vendor.arrived(4)
    vendor.waiting.pop()?.end('"soon"')
    expect(await urgent).toMatchObject({ json: 'soon' })
    for (const one of others.slice(0, 5)) {
      await vi.waitFor(() => expect(vendor.waiting.length).toBeGreaterThan(0))
      vendor.answer()
      await one
    }
    expect(await others[5]).toMatchObject({ json: 'soon' })
    expect(vendor.asked()).toBe(6)
  })

  it('a write that gives up before its turn was not sent', async () => {
    await using vendor = await openPatient({ concurrency: 1 })
    const caller = new AbortController()
    const first = vendor.http.send(READ)
    await vendor.arrived(1)
    const write = failure(vendor.http.send({ ...WRITE, signal: caller.signal }))
    const last = vendor.http.send(numbered(2))
    caller.abort()
    expect(await write).toMatchObject({ code: 'unreachable' })
    vendor.answer()
    await first
    await vendor.arrived(1)
    vendor.answer()
    await last
    expect(vendor.asked()).toBe(2)
  })

  it('end when the vendor is closed, those who wait included', async () => {
    await using vendor = await openPatient({ concurrency: 1 })
    const all = Promise.all([0, 1].map((n) => failure(vendor.http.send(numbered(n)))))
    await vendor.arrived(1)
    await vendor.http.close()
    expect(await all).toMatchObject([{ code: 'unreachable' }, { code: 'unreachable' }])
    expect(await failure(vendor.http.send(READ))).toMatchObject({ code: 'unreachable' })
    expect(vendor.asked()).toBe(1)
  })
})
