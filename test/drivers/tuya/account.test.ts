import { expect, onTestFinished, test } from 'vitest'
import { createShared } from '../../../src/drivers/shared.ts'
import { createTuyaClient } from '../../../src/drivers/tuya/client.ts'
import { fakeClock, openVendor } from './vendor.ts'

const READ = { method: 'GET', path: '/v1.0/thing' } as const

/** Two drivers of one account, and a third of another. */
const open = async () => {
  const clock = fakeClock()
  const vendor = await openVendor(({ path }) => ({ result: path }), clock.now)
  const shared = createShared()
  const client = (name: string, changed = {}) => {
    const settings = { ...vendor.settings, ...changed }
    const opened = createTuyaClient({ vendor: name, settings, tools: { now: clock.now, shared } })
    onTestFinished(() => opened.close())
    return opened
  }
  return { ...vendor, clock, one: client('one'), other: client('other'), stranger: client('stranger', STRANGER) }
}

const STRANGER = { TUYA_CLIENT_ID: 'strangerclient000001' }

test('two drivers of one account have one token between them, also when both want it at once', async () => {
  const { one, other, clock, server, tokenRequests } = await open()
  await Promise.all([one.request(READ), other.request(READ)])
  expect(tokenRequests()).toHaveLength(1)
  clock.forward(7_200_000)
  await Promise.all([one.request(READ), other.request(READ)])
  expect(tokenRequests()).toHaveLength(2)
  server.misbehave({ kind: 'expired_token' })
  await Promise.all([one.request(READ), other.request(READ)])
  expect(tokenRequests()).toHaveLength(3)
})

test('a token that could not be had is a failure of each driver by its own name', async () => {
  const { one, other, server, tokenRequests } = await open()
  server.misbehave({ kind: 'rate_limit' })
  const outcomes = await Promise.allSettled([one.request(READ), other.request(READ)])
  expect(outcomes).toMatchObject([
    { reason: { code: 'rate_limited', vendor: 'one', vendorCode: '1199' } },
    { reason: { code: 'rate_limited', vendor: 'other', vendorCode: '1199' } },
  ])
  expect(tokenRequests()).toHaveLength(1)
})

test('the token outlives the driver that asked for it first', async () => {
  const { one, other, clock, tokenRequests } = await open()
  await one.request(READ)
  await one.close()
  expect(await other.request(READ)).toBe('/v1.0/thing')
  clock.forward(7_200_000)
  expect(await other.request(READ)).toBe('/v1.0/thing')
  expect(tokenRequests()).toHaveLength(2)
})

test('another account has another token', async () => {
  const { one, stranger, tokenRequests } = await open()
  await one.request(READ)
  await expect(stranger.request(READ)).rejects.toMatchObject({ vendor: 'stranger', vendorCode: '1005' })
  expect(tokenRequests().map(({ headers }) => headers.client_id)).toEqual([
    'testclient0000000001',
    'strangerclient000001',
  ])
})
