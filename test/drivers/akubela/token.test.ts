import { describe, expect, it } from 'vitest'
import { akubela } from '../../../src/drivers/akubela/index.ts'
import type { Environment, Keep } from '../../../src/drivers/define.ts'
import type { SandboxAnswer, SandboxRequest } from '../../../src/drivers/sandbox.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { isTokenRequest, openVendor, REFRESH_CREDENTIALS, REPAIR, RESIDENCE, success } from './vendor.ts'

/** Gives out `access-1`, `access-2` …, each with a refresh token of the same number, and serves the newest only. */
const rotatingVendor = (life: Record<string, unknown> = { expires_in: 7200 }) => {
  let given = 0
  return (request: SandboxRequest): SandboxAnswer => {
    if (isTokenRequest(request)) {
      given += 1
      return success({
        access_token: `access-${given}`,
        refresh_token: `refresh-${given}`,
        token_type: 'bearer',
        ...life,
      })
    }
    if (request.headers.authorization !== `Bearer access-${given}`) {
      return { json: { success: false, message: 'token expired' } }
    }
    return success([])
  }
}

const tokenRequests = (requests: readonly SandboxRequest[]) => requests.filter(isTokenRequest)
const refreshTokensOf = (requests: readonly SandboxRequest[]) =>
  tokenRequests(requests).map(({ body }) => new URLSearchParams(body).get('refresh_token'))

describe('with refresh credentials', () => {
  const env = REFRESH_CREDENTIALS

  it('asks for a token in a form, once for a hundred calls', async () => {
    await using vendor = await openVendor(rotatingVendor(), { env })
    const list = demand(vendor.driver, 'list')
    await Promise.all(Array.from({ length: 100 }, () => list({ community: RESIDENCE })))

    const [request, ...others] = tokenRequests(vendor.server.requests)
    expect(others).toEqual([])
    expect(request).toMatchObject({
      method: 'POST',
      path: '/api/v1.0/invoke/open-ability/method/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-0',
      client_id: 'client-1',
      client_secret: 'secret-1',
    })
  })

  it('renews before the token expires, with the refresh token that came last', async () => {
    let now = Date.parse('2026-11-21T09:00:00Z')
    await using vendor = await openVendor(rotatingVendor({ expires_in: '7200' }), { env, now: () => now })
    const list = demand(vendor.driver, 'list')
    await list({ community: RESIDENCE })
    now += 7_100_000
    await list({ community: RESIDENCE })
    expect(tokenRequests(vendor.server.requests)).toHaveLength(1)
    now += 60_000
    await list({ community: RESIDENCE })
    expect(refreshTokensOf(vendor.server.requests)).toEqual(['refresh-0', 'refresh-1'])
  })

  it('starts with the refresh token that came last, unless another one was configured since', async () => {
    const kept = new Map<string, string>()
    const keep: Keep = { get: async (name) => kept.get(name), set: async (name, value) => void kept.set(name, value) }
    const answer = rotatingVendor()
    const startOnce = async (given: Environment): Promise<unknown> => {
      await using vendor = await openVendor(answer, { env: given, keep })
      await demand(vendor.driver, 'list')({ community: RESIDENCE })
      return refreshTokensOf(vendor.server.requests)
    }
    expect(await startOnce(env)).toEqual(['refresh-0'])
    expect(await startOnce(env)).toEqual(['refresh-1'])
    expect(await startOnce({ ...env, AKUBELA_REFRESH_TOKEN: 'replaced' })).toEqual(['replaced'])
    expect(await startOnce(env)).toEqual(['refresh-2'])
  })

  it('keeps the refresh token when none comes back', async () => {
    let now = Date.parse('2026-11-21T09:00:00Z')
    const answer = (request: SandboxRequest) =>
      isTokenRequest(request) ? { json: { access_token: 'bare', expires_in: 600 } } : success([])
    await using vendor = await openVendor(answer, { env, now: () => now })
    const list = demand(vendor.driver, 'list')
    await list({ community: RESIDENCE })
    now += 600_000
    await list({ community: RESIDENCE })
    expect(refreshTokensOf(vendor.server.requests)).toEqual(['refresh-0', 'refresh-0'])
  })

  it.each([
    ['HTTP 401', { status: 401, json: {} }],
    ['a refusal that speaks of the token', { json: { success: false, error: 'invalid token' } }],
  ])('renews once for many calls that meet %s', async (_, refused: SandboxAnswer) => {
    const serve = rotatingVendor()
    const answer = (request: SandboxRequest) => {
      const answered = serve(request)
      return JSON.stringify(answered.json).includes('expired') ? refused : answered
    }
    await using vendor = await openVendor(answer, { env: { ...env, AKUBELA_ACCESS_TOKEN: 'access-old' } })
    const list = demand(vendor.driver, 'list')
    await Promise.all(Array.from({ length: 20 }, () => list({ community: RESIDENCE })))
    expect(vendor.server.requests[0]?.headers.authorization).toBe('Bearer access-old')
    expect(tokenRequests(vendor.server.requests)).toHaveLength(1)
  })

  it('gives up when the new token is refused as well', async () => {
    const answer = (request: SandboxRequest) =>
      isTokenRequest(request)
        ? success({ access_token: 'access-1' })
        : { json: { success: false, message: 'token expired' } }
    await using vendor = await openVendor(answer, { env })
    await expect(demand(vendor.driver, 'detail')(REPAIR)).rejects.toMatchObject({ code: 'unauthorized' })
    expect(vendor.server.requests).toHaveLength(4)
  })

  it.each([
    ['invalid client', 'unauthorized'],
    ['refresh record not found', 'unauthorized'],
    ['too many requests', 'rate_limited'],
  ])('tells a token request that is refused for %j as %s', async (message, code) => {
    await using vendor = await openVendor(() => ({ json: { success: false, message } }), { env })
    await expect(demand(vendor.driver, 'detail')(REPAIR)).rejects.toMatchObject({ code, vendorMessage: message })
  })

  it('tells an answer without a token as a bad response', async () => {
    await using vendor = await openVendor(() => success({ token: 'elsewhere' }), { env })
    await expect(demand(vendor.driver, 'detail')(REPAIR)).rejects.toMatchObject({ code: 'bad_response' })
  })

  it('goes on for the others when the caller that began it gives up', async () => {
    const first = new AbortController()
    await using vendor = await openVendor(rotatingVendor(), { env })
    const list = demand(vendor.driver, 'list')
    vendor.server.misbehave({ kind: 'latency', ms: 50 }, (request) => {
      first.abort()
      return isTokenRequest(request)
    })
    const outcomes = await Promise.allSettled([
      list({ community: RESIDENCE }, { signal: first.signal }),
      list({ community: RESIDENCE }),
    ])
    expect(outcomes).toMatchObject([
      { status: 'rejected', reason: { code: 'unreachable' } },
      { status: 'fulfilled', value: { items: [] } },
    ])
    expect(tokenRequests(vendor.server.requests)).toHaveLength(1)
  })
})

it('does not keep a caller waiting for a token that is no longer wanted', async () => {
  const caller = new AbortController()
  await using vendor = await openVendor(rotatingVendor(), { env: REFRESH_CREDENTIALS })
  vendor.server.misbehave({ kind: 'hang' }, () => {
    caller.abort()
    return true
  })
  const list = demand(vendor.driver, 'list')({ community: RESIDENCE }, { signal: caller.signal })
  await expect(list).rejects.toMatchObject({ code: 'unreachable', message: 'akubela: aborted' })
})

it('with an access token alone, a refused token is for people to replace', async () => {
  await using vendor = await openVendor(() => ({ json: { success: false, message: 'token expired' } }))
  await expect(demand(vendor.driver, 'detail')(REPAIR)).rejects.toMatchObject({
    code: 'unauthorized',
    vendorMessage: 'token expired',
  })
  expect(vendor.server.requests).toHaveLength(1)
})

describe('the settings', () => {
  const url = { AKUBELA_BASE_URL: 'https://api.ccloud.akubela.com' }
  const missing = (env: Record<string, string>) => {
    const configured = akubela.configure(env)
    return 'problems' in configured ? configured.problems.map((problem) => problem.split(' ')[0]) : configured
  }

  it('are off when nothing is set', () => {
    expect(akubela.configure({ AKUBELA_BASE_URL: ' ' })).toEqual({ off: true })
  })

  it.each([
    ['an access token', { AKUBELA_ACCESS_TOKEN: 'access-0' }],
    ['refresh credentials', REFRESH_CREDENTIALS],
    ['both', { AKUBELA_ACCESS_TOKEN: 'access-0', ...REFRESH_CREDENTIALS }],
  ])('are complete with %s', (_, env) => {
    expect(missing({ ...url, ...env })).toHaveProperty('open')
  })

  it('name every missing variable at once', () => {
    const three = Object.keys(REFRESH_CREDENTIALS)
    expect(missing(url)).toEqual(three)
    expect(missing({ AKUBELA_CLIENT_ID: 'client-1' })).toEqual(['AKUBELA_BASE_URL', ...three.slice(1)])
    expect(missing({ AKUBELA_ACCESS_TOKEN: 'access-0' })).toEqual(['AKUBELA_BASE_URL'])
    expect(missing({ ...url, AKUBELA_ACCESS_TOKEN: 'access-0', AKUBELA_CLIENT_ID: 'client-1' })).toEqual(three.slice(1))
  })
})
