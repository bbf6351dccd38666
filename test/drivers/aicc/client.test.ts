import { describe, expect, it } from 'vitest'
import { aicc } from '../../../src/drivers/aicc/index.ts'
import { DOCUMENT_EXAMPLE } from '../../../src/drivers/aicc/seed-example.ts'
import { type SandboxAnswer, type SandboxRequest, serveSandbox } from '../../../src/drivers/sandbox.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { CREDENTIALS, EXAMPLE, NOW, openDriver, openVendor, refusal, success } from './vendor.ts'

const FOUND = success([DOCUMENT_EXAMPLE])

const tokenOf = (request: SandboxRequest): string | undefined => request.headers['access-token']

describe('the token', () => {
  it('is asked for in a form, once for a hundred calls', async () => {
    const { driver, tokenRequests } = await openVendor(() => FOUND)
    const timeline = demand(driver, 'timeline')
    await Promise.all(Array.from({ length: 100 }, (_, n) => timeline({ ...EXAMPLE, id: `c6m8${n}x` })))
    const [request, ...others] = tokenRequests()
    expect(others).toEqual([])
    expect(request).toMatchObject({
      method: 'POST',
      path: '/baas/auth/v1.0/oauth2/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'client_credentials',
      client_id: 'client-1',
      client_secret: 'secret-1',
    })
  })

  it('is asked for again a minute before its two hours are over', async () => {
    let now = NOW
    const { driver, tokenRequests } = await openVendor(() => FOUND, { now: () => now })
    await demand(driver, 'detail')(EXAMPLE)
    now += 7_139_000
    await demand(driver, 'detail')(EXAMPLE)
    expect(tokenRequests()).toHaveLength(1)
    now += 2_000
    await demand(driver, 'detail')(EXAMPLE)
    expect(tokenRequests()).toHaveLength(2)
  })

  it.each<[string, SandboxAnswer, string]>([
    ['an unknown client', { status: 400, json: { error: 'invalid_client' } }, 'unauthorized'],
    ['a refusal in the envelope', refusal('client_secret is wrong'), 'unauthorized'],
    ['haste', refusal('too many requests'), 'rate_limited'],
    ['no token', { json: { token: 'elsewhere' } }, 'bad_response'],
  ])('that is not given for %s is told as %s', async (_, answer, code) => {
    await using server = await serveSandbox(() => answer).then((one) => ({ ...one, [Symbol.asyncDispose]: one.close }))
    const driver = openDriver({ AICC_BASE_URL: server.url, ...CREDENTIALS })
    await expect(demand(driver, 'detail')(EXAMPLE)).rejects.toMatchObject({ code })
    expect(server.requests).toHaveLength(1)
  })
})

describe('a refusal', () => {
  const REFUSALS: [string, SandboxAnswer][] = [
    ['HTTP 401', { status: 401, json: {} }],
    ['HTTP 403', { status: 403, json: {} }],
    ['a code that is not 0', refusal('会话已失效')],
    ['a number as code', { json: { resCode: 40001, resMsg: 'session is gone' } }],
  ]

  it.each(REFUSALS)('by %s lets a read try another token, once', async (_, refused) => {
    const vendor = await openVendor((request) => (tokenOf(request) === 'token-1' ? refused : FOUND))
    expect(await demand(vendor.driver, 'detail')(EXAMPLE)).toMatchObject({ ref: EXAMPLE })
    expect([vendor.asked().length, vendor.tokenRequests().length]).toEqual([2, 2])
  })

  it('that stays is told after two tries', async () => {
    const vendor = await openVendor(() => refusal('工单不存在'))
    await expect(demand(vendor.driver, 'detail')(EXAMPLE)).rejects.toMatchObject({
      code: 'not_found',
      vendorCode: '1',
      vendorMessage: '工单不存在',
    })
    expect([vendor.asked().length, vendor.tokenRequests().length]).toEqual([2, 2])
  })

  it.each(REFUSALS)('by %s lets a write try again only after HTTP 401', async (name, refused) => {
    const vendor = await openVendor((request) => (tokenOf(request) === 'token-1' ? refused : success()))
    const cancel = demand(vendor.driver, 'transition')(EXAMPLE, 'cancel', { remark: 'Twice' })
    if (name === 'HTTP 401') await cancel
    else await expect(cancel).rejects.toMatchObject({ name: 'TicketError' })
    expect(vendor.asked()).toHaveLength(name === 'HTTP 401' ? 2 : 1)
  })

  it.each([
    ['Too many requests', 'rate_limited'],
    ['无权限', 'forbidden'],
    ['access-token expired', 'unauthorized'],
    ['Case not found', 'not_found'],
    ['参数错误: title', 'invalid'],
    ['系统繁忙', 'bad_response'],
  ])('that says %j means %s', async (resMsg, code) => {
    const { driver } = await openVendor(() => refusal(resMsg))
    const cancel = demand(driver, 'transition')(EXAMPLE, 'cancel', { remark: 'Twice' })
    await expect(cancel).rejects.toMatchObject({ code, vendorMessage: resMsg })
  })

  it('never quotes a token', async () => {
    const { driver } = await openVendor(() => refusal('token MDAwMDAwMDAwMDAwMDAwMDAwMDA_x expired'))
    await expect(demand(driver, 'detail')(EXAMPLE)).rejects.toMatchObject({ vendorMessage: 'token … expired' })
  })
})

it.each([[{ rows: [] }], [[]], ['ok'], [null]])('%j is no envelope', async (json) => {
  const { driver } = await openVendor(() => ({ json }))
  await expect(demand(driver, 'detail')(EXAMPLE)).rejects.toMatchObject({ code: 'bad_response' })
  await expect(demand(driver, 'comment')(EXAMPLE, 'Hello')).rejects.toMatchObject({ code: 'unclear' })
})

describe('the settings', () => {
  const good = { AICC_BASE_URL: 'https://service.besclouds.com', AICC_CLIENT_ID: 'c', AICC_CLIENT_SECRET: 's' }
  const problems = (env: Record<string, string>) => {
    const configured = aicc.configure(env)
    return 'problems' in configured ? configured.problems.map((problem) => problem.split(' ')[0]) : configured
  }

  it('are off when nothing is set, and complete with three', () => {
    expect(aicc.configure({})).toEqual({ off: true })
    expect(problems(good)).toHaveProperty('open')
  })

  it('name every missing or wrong variable at once', () => {
    expect(problems({ AICC_CREATOR_ID: 'u' })).toEqual(['AICC_BASE_URL', 'AICC_CLIENT_ID', 'AICC_CLIENT_SECRET'])
    expect(problems({ ...good, AICC_TIME_ZONE: 'Shanghai', AICC_LIST_DAYS: '0' })).toEqual([
      'AICC_TIME_ZONE',
      'AICC_LIST_DAYS',
    ])
  })
})
