import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, onTestFinished, test } from 'vitest'
import { createShared } from '../../../src/drivers/shared.ts'
import { tuyaCommunity } from '../../../src/drivers/tuya-community/index.ts'
import { tuyaFeedback } from '../../../src/drivers/tuya-feedback/index.ts'
import { type Driver, demand } from '../../../src/tickets/driver.ts'
import { readAll } from './pages.ts'
import { fakeClock, openVendor } from './vendor.ts'

const VENDORS = [tuyaCommunity, tuyaFeedback]

const openDrivers = (env: Readonly<Record<string, string>>, now: () => number): Driver[] => {
  const tools = { now, shared: createShared() }
  return VENDORS.map((vendor) => {
    const configured = vendor.configure(env)
    if (!('open' in configured)) throw new Error(`not configured: ${JSON.stringify(configured)}`)
    const driver = configured.open(tools)
    onTestFinished(() => driver.close())
    return driver
  })
}

test('the sandboxes of both stand in one cloud, where both drivers share one token', async () => {
  const shared = createShared()
  const sandboxes = await Promise.all(VENDORS.map((vendor) => vendor.sandbox(shared)))
  onTestFinished(async () => void (await Promise.all(sandboxes.map((sandbox) => sandbox.close()))))
  const env = Object.assign({}, ...sandboxes.map((sandbox) => sandbox.env))
  const drivers = openDrivers(env, Date.now)
  const pages = await Promise.all(
    drivers.map((driver, index) => demand(driver, 'list')({ community: sandboxes[index]?.communities[0]?.id ?? '' })),
  )
  expect(pages.map(({ items }) => items[0]?.ref.vendor)).toEqual(['tuya-community', 'tuya-feedback'])
  expect(sandboxes[0]?.requests.filter(({ path }) => path === '/v1.0/token')).toHaveLength(1)
})

const MANY = 10_000
const COMMUNITY_STATUSES = ['WaitingForDistribute', 'Pending', 'Processing', 'Completed', 'Closed']

test('ten thousand tickets go through each list, every one exactly once, in pages of at most fifty', async () => {
  const rows = Array.from({ length: MANY }, (_, index) => ({
    service_order_no: `BX20261119${100_000 + index}`,
    status: COMMUNITY_STATUSES[index % COMMUNITY_STATUSES.length],
    ticket_no: `FBAY20261119${100_000 + index}`,
    state_code: 'Processing',
  }))
  const sizes = new Set<number>()
  const clock = fakeClock()
  const vendor = await openVendor(({ path, query }) => {
    const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
    sizes.add(size)
    const found = rows.filter(({ status }) => !query.get('status') || status === query.get('status'))
    const data = found.slice((page - 1) * size, page * size)
    const total = { total: found.length, total_record: found.length, has_more: page * size < found.length }
    return { result: path.endsWith('/feedbacks') ? { list: data, ...total } : { data, ...total } }
  }, clock.now)

  for (const driver of openDrivers(vendor.env, clock.now)) {
    const list = demand(driver, 'list')
    for (const query of [{}, { statuses: ['new', 'pending', 'in_progress', 'done', 'closed'] as const }]) {
      const pages = await readAll(list, { community: '1', ...query })
      const ids = pages.flatMap(({ items }) => items.map(({ ref }) => ref.id))
      expect(ids).toHaveLength(MANY)
      expect(new Set(ids).size).toBe(MANY)
    }
  }
  expect([...sizes]).toEqual([50])
})

test('memory stays flat while ten thousand tickets go by', async () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const clock = fakeClock()
  const vendor = await openVendor(({ path, query }) => {
    const [page, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
    const data = Array.from({ length: page * size <= MANY ? size : 0 }, (_, index) => {
      const number = 100_000 + page * size + index
      const desc = 'a leaking tap '.repeat(200)
      return { service_order_no: `BX20261119${number}`, ticket_no: `FBAY20261119${number}`, desc, content: desc }
    })
    return { result: path.endsWith('/feedbacks') ? { list: data, total: MANY } : { data, total_record: MANY } }
  }, clock.now)

  for (const driver of openDrivers(vendor.env, clock.now)) {
    const list = demand(driver, 'list')
    const heaps: number[] = []
    let cursor: string | undefined
    do {
      cursor = (await list({ community: '1', ...(cursor === undefined ? {} : { cursor }) })).next
      heaps.push(heaps.length % 50 === 0 ? heap() : 0)
    } while (cursor !== undefined)
    const [, early = 0, ...later] = heaps.filter((bytes) => bytes > 0)
    expect(later.length).toBeGreaterThanOrEqual(2)
    // Kept, the tickets of these pages would be more than 20 MB.
    expect(Math.max(...later) - early).toBeLessThan(3_000_000)
  }
})
