import { describe, expect, test } from 'vitest'
import { tuyaCommunity } from '../../../src/drivers/tuya-community/index.ts'
import { can, demand, type Operations } from '../../../src/tickets/driver.ts'
import { fakeClock, openClient, openVendor } from '../tuya/vendor.ts'
import { communityIn, open, openDriver } from './open.ts'

describe('the settings', () => {
  const good = { TUYA_BASE_URL: 'https://openapi.tuyaeu.com', TUYA_CLIENT_ID: 'id', TUYA_CLIENT_SECRET: 'secret' }

  test('none is off, the required ones are enough', () => {
    expect(tuyaCommunity.configure({})).toEqual({ off: true })
    expect(tuyaCommunity.configure(good)).toHaveProperty('open')
    expect(tuyaCommunity.configure({ ...good, TUYA_SUB_UID: 'sub' })).toHaveProperty('open')
  })

  test.each([
    [{ TUYA_CLIENT_SECRET: '' }, ['TUYA_CLIENT_SECRET is missing: tuya-community needs it']],
    [{ TUYA_BASE_URL: 'openapi.tuyaeu.com' }, ['TUYA_BASE_URL must be an http or https URL']],
    [{ TUYA_REQUESTS_PER_SECOND: '0.5' }, ['TUYA_REQUESTS_PER_SECOND must be a whole number from 1 to 999']],
  ])('%j is a problem', (changed, problems) => {
    expect(tuyaCommunity.configure({ ...good, ...changed })).toEqual({ problems })
  })
})

test('it reads, and offers no change', async () => {
  const { driver } = await open()
  const all: (keyof Operations)[] = [
    'list',
    'detail',
    'create',
    'update',
    'remove',
    'comment',
    'transition',
    'communities',
  ]
  expect(all.filter((operation) => can(driver, operation))).toEqual(['list', 'detail'])
  expect(driver.forms).toEqual({})
})

test.each([
  ['BX20210917XXX232', true],
  ['BX20210917312', true],
  ['bx20210917***312', true],
  [' BX20261119104 ', true],
  ['BX2021091', false],
  ['BX 20210917312', false],
  ['FBAY20211129', false],
  ['XBX20210917312', false],
])('%o as a ticket number: %s', async (text, expected) => {
  const { driver } = await open()
  expect(driver.recognise(text)).toBe(expected)
})

describe('a detail', () => {
  const openWith = async (result: unknown) => {
    const clock = fakeClock()
    const vendor = await openVendor(() => ({ result }), clock.now)
    return demand(openDriver(vendor.env, clock.now), 'detail')
  }
  const ref = { vendor: 'tuya-community', community: '1384799976831380001', id: 'BX20261119104' }

  test.each([null, {}, [], { service_order_no: '' }])('that is empty (%j) is not_found', async (result) => {
    await expect((await openWith(result))(ref)).rejects.toMatchObject({ code: 'not_found' })
  })

  test.each(['text', 7, [{}, {}]])('that is no record (%j) is bad_response', async (result) => {
    await expect((await openWith(result))(ref)).rejects.toMatchObject({ code: 'bad_response' })
  })

  test('in a list of one is taken for the one', async () => {
    const detail = await openWith([{ service_order_no: ref.id, order_status: 'Closed' }])
    expect(await detail(ref)).toMatchObject({ number: ref.id, status: 'closed' })
  })

  test('is asked for in the query with ids as they are', async () => {
    const { sandbox, detail } = await open()
    const community = communityIn(sandbox, 'Harbour Quay Residences')
    await detail({ ...ref, community, id: 'BX20210917XXX232' })
    const asked = sandbox.requests.at(-1)
    expect([...(asked?.query ?? [])]).toEqual([
      ['block_id', '1384799976831380002'],
      ['service_order_no', 'BX20210917XXX232'],
    ])
    expect(asked?.body).toBe('')
  })
})

test('the sandbox honours every documented filter, and insists on what is required', async () => {
  const { sandbox, clock } = await open()
  const { TUYA_BASE_URL = '', TUYA_CLIENT_ID = '', TUYA_CLIENT_SECRET = '' } = sandbox.env
  const settings = { TUYA_BASE_URL, TUYA_CLIENT_ID, TUYA_CLIENT_SECRET, TUYA_REQUESTS_PER_SECOND: 999 }
  const client = openClient({ settings, tools: clock })
  const ask = async (query: Record<string, string>): Promise<Record<string, unknown>[]> => {
    const page = { block_id: communityIn(sandbox, '海棠湾花园'), page_no: '1', page_size: '50', ...query }
    const path = '/v1.0/iot-02/community/service-order-page'
    return Object(await client.request({ method: 'GET', path, query: page })).data
  }
  const all = await ask({})
  const day = clock.now() - 24 * 3_600_000
  const filters: [Record<string, string>, (row: Record<string, unknown>) => boolean][] = [
    [{ status: 'Pending' }, (row) => row.status === 'Pending'],
    [{ source: '20' }, (row) => row.source === 20],
    [{ apply_user: '林晓' }, (row) => row.apply_user === '林晓彤'],
    [{ service_address: '东门' }, (row) => row.service_address === '东门岗亭'],
    [{ category_id: '1438900000000000103' }, (row) => row.cate_name === '照明'],
    [{ room_id: String(all[0]?.room_id) }, (row) => row === all[0]],
    [{ create_start_time: String(day) }, (row) => Number(row.create_time) >= day],
    [{ create_end_time: String(day) }, (row) => Number(row.create_time) <= day],
  ]
  for (const [query, holds] of filters) {
    const expected = all.filter(holds)
    expect(expected.length).toBeGreaterThan(0)
    expect(expected.length).toBeLessThan(all.length)
    expect(await ask(query)).toEqual(expected)
  }
  await expect(ask({ page_size: '' })).rejects.toMatchObject({ code: 'invalid', vendorCode: '1100' })
  await expect(ask({ page_no: '0' })).rejects.toMatchObject({ code: 'invalid', vendorCode: '1101' })
})
