import { describe, expect, it } from 'vitest'
import { createAkubelaSandbox } from '../../../src/drivers/akubela/sandbox.ts'
import type { Sandbox } from '../../../src/drivers/sandbox.ts'
import { REPAIR, RESIDENCE } from './vendor.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')
const METHOD = '/api/v1.0/invoke/open-ability/method'
const GOOD = {
  residence_id: RESIDENCE,
  start_time: '2026-11-22 09:00:00',
  finish_time: '2026-11-22 11:00:00',
  description: 'No hot water',
  contact: 'Ms Okafor',
}

interface Told {
  readonly status: number
  readonly json: { readonly success: boolean; readonly message?: string; readonly result: Record<string, unknown> }
}

const post = async (sandbox: Sandbox, path: string, headers: Record<string, string>, body: string): Promise<Told> => {
  const response = await fetch(sandbox.url + METHOD + path, { method: 'POST', headers, body })
  return { status: response.status, json: (await response.json()) as Told['json'] }
}

const grant = (sandbox: Sandbox, changed: Record<string, string> = {}): Promise<Told> => {
  const form = {
    grant_type: 'refresh_token',
    client_id: sandbox.env.AKUBELA_CLIENT_ID ?? '',
    client_secret: sandbox.env.AKUBELA_CLIENT_SECRET ?? '',
    refresh_token: sandbox.env.AKUBELA_REFRESH_TOKEN ?? '',
    ...changed,
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return post(sandbox, '/oauth2/token', headers, new URLSearchParams(form).toString())
}

const openSandbox = async () => {
  let now = NOW
  const sandbox = await createAkubelaSandbox({ now: () => now })
  const { json } = await grant(sandbox)
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${json.result.access_token}`,
  }
  return {
    sandbox,
    headers,
    pass: (ms: number) => {
      now += ms
    },
    command: (command: string, param: object, changed: Record<string, string> = {}) =>
      post(sandbox, '/user-commands', { ...headers, ...changed }, JSON.stringify({ command, id: 'c1', param })),
    [Symbol.asyncDispose]: sandbox.close,
  }
}

describe('the sandbox serves', () => {
  it('the document’s example, without its id in the info answer', async () => {
    await using vendor = await openSandbox()
    const { json } = await vendor.command('get_maintenance_info', {
      residence_id: RESIDENCE,
      maintenance_id: REPAIR.id,
    })
    expect(json).toMatchObject({ success: true, timestamp: NOW, result: { contact: '10086', state: 'in progress' } })
    expect(json.result).not.toHaveProperty('maintenance_id')
  })

  it('every state in its residences, created before now', async () => {
    await using vendor = await openSandbox()
    for (const { id } of vendor.sandbox.communities.filter((community) => community.id !== RESIDENCE)) {
      expect(id).toMatch(/^r[0-9a-f]{32}$/)
      const { json } = await vendor.command('get_maintenance_list', { residence_id: id })
      const rows = Object.values(json.result) as { state: string; created_time: string }[]
      expect(new Set(rows.map(({ state }) => state))).toEqual(
        new Set(['wait for confirmation', 'in progress', 'completed', 'closed']),
      )
      expect(rows.every(({ created_time }) => created_time < '2026-11-21 09:00:00')).toBe(true)
    }
  })

  it('tokens for two hours, and refresh tokens until their successor was used', async () => {
    await using vendor = await openSandbox()
    const first = vendor.sandbox.env.AKUBELA_REFRESH_TOKEN ?? ''
    const second = String((await grant(vendor.sandbox, { refresh_token: first })).json.result.refresh_token)
    expect((await grant(vendor.sandbox, { refresh_token: second })).json.success).toBe(true)
    expect((await grant(vendor.sandbox, { refresh_token: first })).json.success).toBe(false)
    vendor.pass(7_200_000)
    expect((await vendor.command('get_maintenance_list', { residence_id: RESIDENCE })).json).toMatchObject({
      success: false,
      message: 'access token expired',
    })
  })
})

describe('the sandbox refuses', () => {
  it.each(Object.keys(GOOD))('a repair without %s', async (name) => {
    await using vendor = await openSandbox()
    const { json } = await vendor.command('create_maintenance_info', { ...GOOD, [name]: undefined })
    expect(json).toMatchObject({ success: false, message: `invalid param: param.${name}` })
  })

  it.each([
    ['a time in another form', { start_time: '2026-11-22T09:00:00Z' }],
    ['a day that does not exist', { start_time: '2026-02-30 09:00:00' }],
    ['a finish before the start', { finish_time: '2026-11-22 08:00:00' }],
    ['an empty description', { description: ' ' }],
    ['one file instead of a list', { filename: 'f1' }],
    ['a field that is not documented', { priority: 'high' }],
  ])('%s', async (_, changed) => {
    await using vendor = await openSandbox()
    const { json } = await vendor.command('create_maintenance_info', { ...GOOD, ...changed })
    expect(json).toMatchObject({ success: false, message: expect.stringMatching(/^invalid param/) })
  })

  it.each([
    ['a token that it did not give', { authorization: 'Bearer a1' }, 401, 'unauthorized'],
    ['another content type', { 'content-type': 'text/plain' }, 200, 'invalid content type'],
    ['another accepted type', { accept: 'text/html' }, 200, 'invalid content type'],
  ])('%s', async (_, headers, status, message) => {
    await using vendor = await openSandbox()
    const told = await vendor.command('get_maintenance_list', { residence_id: RESIDENCE }, headers)
    expect(told).toMatchObject({ status, json: { success: false, message } })
  })

  it.each([
    ['a command without an id', '{"command":"get_maintenance_list","param":{"residence_id":"r1"}}'],
    ['an unknown command', '{"command":"close_maintenance","id":"c1","param":{}}'],
    ['what is not JSON', 'command=get_maintenance_list'],
  ])('%s', async (_, body) => {
    await using vendor = await openSandbox()
    const { json } = await post(vendor.sandbox, '/user-commands', vendor.headers, body)
    expect(json).toMatchObject({ success: false, message: expect.stringMatching(/^invalid param/) })
  })

  it('a residence of somebody else, and a repair of another residence', async () => {
    await using vendor = await openSandbox()
    const other = vendor.sandbox.communities[0]?.id ?? ''
    const foreign = await vendor.command('get_maintenance_list', { residence_id: 'r0' })
    expect(foreign.json.message).toBe('no permission for this residence')
    const astray = await vendor.command('delete_maintenance_info', { residence_id: other, maintenance_id: REPAIR.id })
    expect(astray.json.message).toBe('the maintenance does not exist')
  })

  it.each([
    ['client', { client_secret: 'guessed' }],
    ['refresh token', { refresh_token: 'guessed' }],
    ['grant', { grant_type: 'password' }],
  ])('a token request with another %s', async (what, changed) => {
    await using vendor = await openSandbox()
    expect((await grant(vendor.sandbox, changed)).json).toMatchObject({ success: false, message: `invalid ${what}` })
  })
})
