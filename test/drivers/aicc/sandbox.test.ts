import { describe, expect, it } from 'vitest'
import { createAiccSandbox } from '../../../src/drivers/aicc/sandbox.ts'
import { DOCUMENT_EXAMPLE } from '../../../src/drivers/aicc/seed-example.ts'
import type { Sandbox } from '../../../src/drivers/sandbox.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { CASE_API, EXAMPLE, NOW, openDriver } from './vendor.ts'

interface Told {
  readonly status: number
  readonly json: { readonly resCode?: string; readonly resMsg?: string; readonly result?: unknown }
}

const fetchJson = async (url: string, init: RequestInit): Promise<Told> => {
  const response = await fetch(url, init)
  return { status: response.status, json: (await response.json()) as Told['json'] }
}

const grant = (sandbox: Sandbox, changed: Record<string, string> = {}): Promise<Told> => {
  const { AICC_CLIENT_ID = '', AICC_CLIENT_SECRET = '' } = sandbox.env
  const form = { grant_type: 'client_credentials', client_id: AICC_CLIENT_ID, client_secret: AICC_CLIENT_SECRET }
  const body = new URLSearchParams({ ...form, ...changed })
  return fetchJson(`${sandbox.url}/baas/auth/v1.0/oauth2/token`, { method: 'POST', body })
}

const openSandbox = async () => {
  let now = NOW
  const sandbox = await createAiccSandbox({ now: () => now })
  const { access_token: token } = (await grant(sandbox)).json as { access_token: string }
  const ask = (path: string, body?: object, headers: Record<string, string> = {}): Promise<Told> =>
    fetchJson(sandbox.url + CASE_API + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'access-token': token, 'content-type': 'application/json', ...headers },
      body: body ? JSON.stringify(body) : null,
    })
  return {
    sandbox,
    ask,
    creatorId: sandbox.env.AICC_CREATOR_ID ?? '',
    pass: (ms: number) => {
      now += ms
    },
    [Symbol.asyncDispose]: sandbox.close,
  }
}

describe('the sandbox serves', () => {
  it('the document’s example to the letter', async () => {
    await using vendor = await openSandbox()
    const { json } = await vendor.ask(`/case/${EXAMPLE.id}`)
    expect(json).toEqual({ resCode: '0', resMsg: '成功', result: [DOCUMENT_EXAMPLE] })
  })

  it('cases in every status that this vendor can express, each with a contact and a history', async () => {
    await using vendor = await openSandbox()
    const driver = openDriver(vendor.sandbox.env)
    const pages = [await demand(driver, 'list')({ community: '*' })]
    for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) {
      pages.push(await demand(driver, 'list')({ community: '*', cursor: next }))
    }
    const tickets = pages.flatMap(({ items }) => items)
    expect(tickets).toHaveLength(25)
    expect(new Set(tickets.map(({ status }) => status))).toEqual(
      new Set(['pending', 'in_progress', 'done', 'closed', 'cancelled']),
    )
    for (const { ref } of tickets) {
      const detail = await demand(driver, 'detail')(ref)
      expect(detail).toMatchObject({ reporter: { name: expect.any(String), phone: expect.any(String) }, warnings: [] })
      expect((await demand(driver, 'timeline')(ref)).items).not.toHaveLength(0)
    }
  })

  it('tokens for two hours', async () => {
    await using vendor = await openSandbox()
    vendor.pass(7_199_000)
    expect((await vendor.ask(`/case/${EXAMPLE.id}`)).status).toBe(200)
    vendor.pass(1_000)
    expect(await vendor.ask(`/case/${EXAMPLE.id}`)).toMatchObject({
      status: 401,
      json: { resMsg: 'invalid access-token' },
    })
  })
})

describe('the sandbox refuses', () => {
  it.each([
    ['no token', { 'access-token': '' }],
    ['a token that it did not give', { 'access-token': 'guessed' }],
    ['a token in the usual header', { 'access-token': '', authorization: 'Bearer guessed' }],
  ])('%s', async (_, headers) => {
    await using vendor = await openSandbox()
    expect((await vendor.ask(`/case/${EXAMPLE.id}`, undefined, headers)).status).toBe(401)
  })

  it.each([
    ['invalid_client', { client_secret: 'guessed' }],
    ['invalid_request', { grant_type: 'password' }],
  ])('a token request as %s', async (error, changed) => {
    await using vendor = await openSandbox()
    expect(await grant(vendor.sandbox, changed)).toEqual({ status: 400, json: { error } })
  })

  it.each([
    ['more than 100 a page', { start: 0, limit: 101 }, 'limit'],
    ['no page size', { start: 0 }, 'limit'],
    ['a start before the first', { start: -1, limit: 10 }, 'start'],
    [
      'more than 31 days',
      { start: 0, limit: 10, startTime: '2026-10-01 00:00:00', endTime: '2026-11-01 00:00:01' },
      'endTime',
    ],
    ['a time in another form', { start: 0, limit: 10, startTime: '2026-10-01' }, 'startTime'],
    ['a filter that is not documented', { start: 0, limit: 10, number: '35013' }, ''],
  ])('a list with %s', async (_, body, field) => {
    await using vendor = await openSandbox()
    expect((await vendor.ask('/case/list', body)).json).toMatchObject({ resMsg: `param error: ${field}` })
  })

  const CASE = { title: 't', description: 'd', type: 'cvmC00000149DeViCe002', contactId: 'ciIy', isAtuoAssigned: true }

  it.each([
    ['without a title', { title: undefined }, 'caseInfo.title'],
    ['with a title that is too long', { title: 'x'.repeat(129) }, 'caseInfo.title'],
    ['with a description that is too long', { description: 'x'.repeat(20_001) }, 'caseInfo.description'],
    ['without a contact', { contactId: '' }, 'caseInfo.contactId'],
    ['with the flag spelt right', { isAtuoAssigned: undefined, isAutoAssigned: true }, 'caseInfo.isAtuoAssigned'],
    ['assigned to nobody', { isAtuoAssigned: false }, 'caseInfo.ownerId'],
    ['with an unknown priority', { priority: 'Urgent' }, 'caseInfo.priority'],
    ['with a time in another form', { dueDate: '2026-11-24T10:00:00Z' }, 'caseInfo.dueDate'],
  ])('a case %s', async (_, changed, field) => {
    await using vendor = await openSandbox()
    const caseInfo = { ...CASE, creatorId: vendor.creatorId, ...changed }
    expect((await vendor.ask('/case', { caseInfo })).json).toMatchObject({ resMsg: `param error: ${field}` })
  })

  it('a case of an inactive type, or by an unknown user', async () => {
    await using vendor = await openSandbox()
    const caseInfo = { ...CASE, creatorId: vendor.creatorId }
    const inactive = await vendor.ask('/case', { caseInfo: { ...caseInfo, type: 'cvmC00000149OldOne004' } })
    expect(inactive.json.resMsg).toBe('param type is invalid')
    const stranger = await vendor.ask('/case', { caseInfo: { ...caseInfo, creatorId: 'stranger' } })
    expect(stranger.json.resMsg).toBe('no permission: unknown creatorId')
  })

  it.each<[string, object]>([
    ['/close', { id: EXAMPLE.id, remark: 'r', closedReason: 'c' }],
    ['/close', { caseId: EXAMPLE.id, remark: 'r' }],
    ['/case/process', { id: EXAMPLE.id, processInfo: { type: 'Iternal', title: 't', description: 'd' } }],
    ['/case/process', { caseId: EXAMPLE.id, processInfo: { type: 'Internal', title: 't', description: 'd' } }],
    ['/case/cancel', { caseId: EXAMPLE.id, remark: 'r' }],
    ['/case/transfer', { id: EXAMPLE.id, remark: 'r' }],
    ['/status/update', { caseId: EXAMPLE.id, status: 'n' }],
  ])('%s with %j', async (path, body) => {
    await using vendor = await openSandbox()
    const told = await vendor.ask(path, { ...body, creatorId: vendor.creatorId })
    expect(told.json).toMatchObject({ resMsg: expect.stringMatching(/^param error/) })
  })

  it('a status that the case’s type does not have', async () => {
    await using vendor = await openSandbox()
    const update = (status: string) =>
      vendor.ask('/status/update', { id: EXAMPLE.id, creatorId: vendor.creatorId, status })
    expect((await update('上门处理')).json.resMsg).toBe('param status is invalid for this case type')
    expect((await update('n')).json).toEqual({ resCode: '0', resMsg: '成功' })
  })

  it('an address that it does not have', async () => {
    await using vendor = await openSandbox()
    expect((await vendor.ask('/case/close', { caseId: EXAMPLE.id })).status).toBe(404)
    expect((await vendor.ask('/cases')).status).toBe(404)
  })
})
