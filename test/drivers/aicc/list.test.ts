import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SandboxRequest } from '../../../src/drivers/sandbox.ts'
import { type Driver, demand, type ListQuery } from '../../../src/tickets/driver.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'
import { NOW, openVendor, refusal, success, type Vendor } from './vendor.ts'

const DAY_MS = 86_400_000

interface Row {
  readonly id: string
  readonly createdDate: string
  readonly state?: string
}

/** Wall-clock time in a zone, by another way than the driver's. */
const wallClock = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(ms)

interface Asked {
  readonly start: number
  readonly limit: number
  readonly startTime: string
  readonly endTime: string
}

/** Whether the vendor counts the ends of the time that is asked for in; nobody documents it. */
type Ends = 'in' | 'out'

/** A vendor that insists on its limits, sorts as it likes, and pages by offset. */
const openTenant = (rows: readonly Row[], { zone = 'Asia/Shanghai', ends = 'in' as Ends } = {}): Promise<Vendor> =>
  openVendor(
    ({ body }: SandboxRequest) => {
      const { start, limit, startTime, endTime } = JSON.parse(body) as Asked
      const days = (Date.parse(`${endTime}Z`) - Date.parse(`${startTime}Z`)) / DAY_MS
      if (!(days > 0 && days <= 31 && limit >= 1 && limit <= 100 && start >= 0)) return refusal('param error')
      const found = rows.filter(({ createdDate: at }) =>
        ends === 'in' ? at >= startTime && at <= endTime : at > startTime && at < endTime,
      )
      return success([{ caseList: found.slice(start, start + limit), count: found.length }])
    },
    { env: { AICC_TIME_ZONE: zone } },
  )

const rowsEvery = (count: number, everyMs: number, zone = 'Asia/Shanghai'): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `c6m8${index}`,
    createdDate: wallClock(NOW - index * everyMs, zone),
    state: ['Pending', 'Processing', 'Completed'][index % 3] ?? '',
  }))

const listAll = async (driver: Driver, query: Partial<ListQuery> = {}): Promise<Ticket[]> => {
  const list = demand(driver, 'list')
  const tickets: Ticket[] = []
  let cursor: string | undefined
  do {
    const page = await list({ community: '*', ...query, ...(cursor === undefined ? {} : { cursor }) })
    tickets.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return tickets
}

const idsOf = (tickets: readonly Ticket[]): string[] => tickets.map(({ ref }) => ref.id).sort()

it('lists 10 000 cases of half a year, each once, and asks for no more than is allowed', async () => {
  const rows = rowsEvery(10_000, (179 * DAY_MS) / 10_000)
  const { driver, asked } = await openTenant(rows)
  const tickets = await listAll(driver)
  expect(idsOf(tickets)).toEqual(rows.map(({ id }) => id).sort())
  const spans = new Set(asked().map(({ body }) => `${(body as Asked).startTime} ${(body as Asked).endTime}`))
  expect(spans.size).toBe(7)
  expect(asked().length).toBeLessThan(10_000 / 100 + 2 * spans.size)
})

it.each<[string, Ends]>([
  ['Asia/Shanghai', 'out'],
  ['Europe/Berlin', 'in'],
  ['Europe/Berlin', 'out'],
  ['America/St_Johns', 'in'],
])('in %s, with the ends counted %s, misses no hour and doubles none', async (zone, ends) => {
  const rows = rowsEvery(180 * 24, 3_600_000, zone)
  const { driver } = await openTenant(rows, { zone, ends })
  expect(idsOf(await listAll(driver))).toEqual(rows.map(({ id }) => id).sort())
})

it('goes back as far as it is told to', async () => {
  const rows = rowsEvery(40, 10 * DAY_MS)
  const { driver } = await openTenant(rows)
  expect(await listAll(driver)).toHaveLength(19)
  expect(await listAll(driver, { createdFrom: new Date(NOW - 400 * DAY_MS).toISOString() })).toHaveLength(40)
  const vendor = await openVendor(() => success([{ caseList: [], count: 0 }]), { env: { AICC_LIST_DAYS: '29' } })
  await listAll(vendor.driver)
  expect(vendor.asked()).toHaveLength(1)
})

it('gives exactly those of the time and statuses that are asked for', async () => {
  const rows = rowsEvery(300, DAY_MS / 2)
  const { driver } = await openTenant(rows)
  const everything = await listAll(driver, { createdFrom: new Date(NOW - 365 * DAY_MS).toISOString() })
  const day = fc.integer({ min: 0, max: 180 })
  await fc.assert(
    fc.asyncProperty(day, day, fc.subarray(['pending', 'in_progress', 'done'] as const), async (a, b, statuses) => {
      const createdFrom = new Date(NOW - Math.max(a, b) * DAY_MS).toISOString()
      const createdBefore = new Date(NOW - Math.min(a, b) * DAY_MS).toISOString()
      const expected = everything.filter(
        ({ createdAt = '', status }) =>
          createdAt >= createdFrom && createdAt < createdBefore && statuses.some((one) => one === status),
      )
      expect(idsOf(await listAll(driver, { createdFrom, createdBefore, statuses }))).toEqual(idsOf(expected))
    }),
    { numRuns: 25 },
  )
})

describe('a vendor that pages oddly', () => {
  const row = (n: number): Row => ({ id: `c6m8${n}`, createdDate: wallClock(NOW - n * 1_000, 'Asia/Shanghai') })
  const open = (page: (start: number) => unknown) =>
    openVendor(({ body }) => success(page((JSON.parse(body) as Asked).start)), { env: { AICC_LIST_DAYS: '7' } })

  it('by always giving the same page ends', async () => {
    const rows = Array.from({ length: 100 }, (_, n) => row(n))
    const { driver } = await open(() => [{ caseList: rows, count: 1_000_000 }])
    expect(await listAll(driver)).toHaveLength(100)
  })

  it('by giving fewer than were asked for is read to the end that it counts', async () => {
    const rows = Array.from({ length: 45 }, (_, n) => row(n))
    const { driver } = await open((start) => [{ caseList: rows.slice(start, start + 20), count: '45' }])
    expect(await listAll(driver)).toHaveLength(45)
  })

  it('while a new case pushes the others on loses none', async () => {
    const rows = Array.from({ length: 150 }, (_, n) => row(n + 1))
    const { driver } = await open((start) => {
      if (start > 0) rows.unshift(row(0))
      return { caseList: rows.slice(start, start + 100), count: rows.length }
    })
    expect((await listAll(driver)).length).toBeGreaterThanOrEqual(150)
  })

  it.each([[null], [{}], [[]], [[{}]], [{ caseList: null, count: 0 }], [{ caseList: [] }]])(
    'as %j has nothing',
    async (result) => {
      const { driver } = await open(() => result)
      expect(await demand(driver, 'list')({ community: '*' })).toEqual({ items: [], unreadable: 0 })
    },
  )

  it.each([['nothing'], [7], [{ rows: [] }], [[{ caseList: 'none' }]]])('as %j is not guessed at', async (result) => {
    const { driver } = await open(() => result)
    await expect(demand(driver, 'list')({ community: '*' })).rejects.toMatchObject({ code: 'bad_response' })
  })

  it('with rows that are no cases says how many', async () => {
    const { driver } = await open(() => ({ caseList: [row(1), null, { title: 'no id' }, 'c6m82'], count: 4 }))
    const page = await demand(driver, 'list')({ community: '*' })
    expect([page.items.length, page.unreadable]).toEqual([1, 3])
  })
})

it('a case that does not say when it was filed is listed, unless a time is asked for', async () => {
  const { driver } = await openVendor(() => success({ caseList: [{ id: 'c6m81' }] }), { env: { AICC_LIST_DAYS: '7' } })
  expect(idsOf(await listAll(driver))).toEqual(['c6m81'])
  expect(await listAll(driver, { createdBefore: new Date(NOW).toISOString() })).toEqual([])
})

it('refuses a cursor of somewhere else', async () => {
  const { driver } = await openTenant([])
  const list = demand(driver, 'list')({ community: '*', cursor: 'eyJwYWdlIjoyfQ' })
  await expect(list).rejects.toMatchObject({ code: 'invalid' })
})
