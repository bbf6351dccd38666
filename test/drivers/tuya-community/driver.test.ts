import { describe, expect, test } from 'vitest'
import { tuyaCommunity } from '../../../src/drivers/tuya-community/index.ts'
import { demand } from '../../../src/tickets/driver.ts'
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
    [{ TUYA_CLIENT_SECRET: '' }, ['TUYA_CLIENT_SECRET is missing: other variables of its vendor are set']],
    [{ TUYA_BASE_URL: 'openapi.tuyaeu.com' }, ['TUYA_BASE_URL must be an http or https URL']],
    [{ TUYA_REQUESTS_PER_SECOND: '0.5' }, ['TUYA_REQUESTS_PER_SECOND must be a whole number from 1 to 999']],
  ])('%j is a problem', (changed, problems) => {
    expect(tuyaCommunity.configure({ ...good, ...changed })).toEqual({ problems })
  })
})

test('it reads, and offers no change', async () => {
  const { driver } = await open()
  expect(Object.keys(driver.operations)).toEqual(['list', 'detail', 'communities'])
  expect(driver.forms).toEqual({})
  expect(driver.steps).toBeUndefined()
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

describe('the communities', () => {
  const openWith = async (answer: (page: number) => unknown) => {
    const clock = fakeClock()
    const vendor = await openVendor(({ query }) => ({ result: answer(Number(query.get('page_no'))) }), clock.now)
    return { ...vendor, communities: demand(openDriver(vendor.env, clock.now), 'communities') }
  }
  const project = (index: number) => ({
    project_id: '7',
    block_id: `13847999768313${index}`,
    community_name: `第${index}期`,
  })

  test('are read over all pages', async () => {
    const all = Array.from({ length: 120 }, (_, index) => project(10_000 + index))
    const { communities, businessRequests } = await openWith((page) => ({
      data: all.slice((page - 1) * 50, page * 50),
      total_record: 120,
    }))
    const expected = all.map(({ block_id, community_name }) => ({ id: block_id, name: community_name }))
    expect(await communities()).toEqual(expected)
    expect(businessRequests().map(({ path }) => path)).toEqual(Array(3).fill('/v1.0/iot-02/community/projects'))
  })

  test('have the project’s name when they have none, and are passed over when they have no id', async () => {
    const { communities } = await openWith(() => ({
      data: [{ blockId: '13', projectName: 'Harbour Quay' }, { project_id: '7', community_name: 'No block' }, null],
      total_record: 3,
    }))
    expect(await communities()).toEqual([{ id: '13', name: 'Harbour Quay' }])
  })

  test.each([null, 'text', {}])('of no page (%j) are bad_response', async (result) => {
    const { communities } = await openWith(() => result)
    await expect(communities()).rejects.toMatchObject({ code: 'bad_response' })
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
