import { expect, test } from 'vitest'
import { createTuyaGate } from '../../../src/drivers/tuya/sandbox.ts'
import { sign } from '../../../src/drivers/tuya/signature.ts'
import { fakeClock } from './vendor.ts'

const CLIENT = { clientId: 'testclient0000000001', secret: 'test0secret' }

/** A gate that lets through to `/v1.0/thing`, and what it says to a signed request with some headers changed. */
const open = () => {
  const clock = fakeClock()
  const business = ({ path }: { path: string }) => (path === '/v1.0/thing' ? { result: 'let through' } : undefined)
  const gate = createTuyaGate({ ...CLIENT, now: clock.now, business })
  const ask = (path: string, query: Record<string, string>, accessToken?: string, changed = {}): unknown => {
    const t = String(clock.now())
    const signed = sign({ method: 'GET', path, query }, { ...CLIENT, t, ...(accessToken ? { accessToken } : {}) })
    const headers = { client_id: CLIENT.clientId, sign: signed, sign_method: 'HMAC-SHA256', t }
    const token = accessToken ? { access_token: accessToken } : {}
    const request = { method: 'GET', path, query: new URLSearchParams(query), body: '' }
    return gate({ ...request, headers: { ...headers, ...token, ...changed } }).json
  }
  const granted = ask('/v1.0/token', { grant_type: '1' })
  const token = String(Object(Object(granted).result).access_token)
  return { clock, ask, token }
}

test('lets a signed call with a living token through', () => {
  const { ask, token, clock } = open()
  expect(ask('/v1.0/thing', {}, token)).toMatchObject({ success: true, result: 'let through', t: clock.now() })
})

test.each<[string, Record<string, string>, number]>([
  ['a changed signature', { sign: 'A'.repeat(64) }, 1004],
  ['another sign method', { sign_method: 'MD5' }, 1004],
  ['another client', { client_id: 'stranger' }, 1005],
  ['no signature', { sign: '' }, 1105],
  ['an old time', { t: '1588925778000' }, 1013],
  ['a time in seconds', { t: '1795251600' }, 1013],
])('refuses %s', (_what, changed, code) => {
  const { ask, token } = open()
  expect(ask('/v1.0/thing', {}, token, changed)).toMatchObject({ success: false, code })
})

test('refuses no token, a strange one and an expired one', () => {
  const { ask, token, clock } = open()
  expect(ask('/v1.0/thing', {})).toMatchObject({ success: false, code: 1002 })
  expect(ask('/v1.0/thing', {}, 'strange')).toMatchObject({ success: false, code: 1011 })
  clock.forward(7_200_000)
  expect(ask('/v1.0/thing', {}, token)).toMatchObject({ success: false, code: 1010 })
})

test('refuses another grant and an unknown path', () => {
  const { ask, token } = open()
  expect(ask('/v1.0/token', { grant_type: '9' })).toMatchObject({ success: false, code: 1003 })
  expect(ask('/v1.0/other', {}, token)).toMatchObject({ success: false, code: 1108 })
})
