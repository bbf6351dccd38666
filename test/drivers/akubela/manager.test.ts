import { describe, expect, it } from 'vitest'
import { createAkubelaSandbox } from '../../../src/drivers/akubela/sandbox.ts'
import { SANDBOX_PROJECT } from '../../../src/drivers/akubela/sandbox-manager.ts'
import type { SandboxAnswer } from '../../../src/drivers/sandbox.ts'
import { type Driver, demand } from '../../../src/tickets/driver.ts'
import { openDriver, openVendor, RESIDENCE, success } from './vendor.ts'

const ROW = {
  maintenance_id: 'm31adc223cc4b3bedb6bd4742dedcfa52',
  residence_id: RESIDENCE,
  residence_no: '1802',
  building_name: '18 幢',
  family_name: '西溪湖畔',
  account_name: 'lin@residents.example',
  state: 'in progress',
  contact: '138****5678',
  created_time: '2026-11-20 01:00:00',
}
const REF = { vendor: 'akubela', community: '*', id: ROW.maintenance_id }

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ ...ROW, maintenance_id: `m${n}`, residence_id: n % 3 ? RESIDENCE : 'r2' }))

/** A manager in front of a vendor that gives such a page for the index and the size that are asked for. */
const openManager = (page: (index: number, size: number) => unknown) =>
  openVendor(
    ({ body }): SandboxAnswer => {
      const { page_index, page_size } = JSON.parse(body).param
      const rows = page(page_index, page_size)
      return rows === undefined ? { json: { success: false, message: 'param error: page_index' } } : success(rows)
    },
    { env: { AKUBELA_ACCESS_TOKEN: 'access-0', AKUBELA_PROJECT_ID: 'p1' } },
  )

const list = (driver: Driver, community = '*') => demand(driver, 'list')({ community })

describe('a manager’s list', () => {
  it('is asked for as documented', async () => {
    await using vendor = await openManager(() => [ROW])
    await list(vendor.driver)
    expect(vendor.server.requests[0]).toMatchObject({
      method: 'POST',
      path: '/api/v1.0/invoke/open-ability/method/manager-commands',
    })
    expect(JSON.parse(vendor.server.requests[1]?.body ?? '')).toEqual({
      command: 'get_maintenance_list',
      id: expect.stringMatching(/^c[0-9a-f]{32}$/),
      param: { project_id: 'p1', page_size: 50, page_index: 1 },
    })
  })

  const rows = rowsOf(120)
  const from = (first: number) => (index: number, size: number) =>
    rows.slice(Math.max(0, index - first) * size, Math.max(0, index - first + 1) * size)

  it.each<[string, (index: number, size: number) => unknown]>([
    ['begin with 0', from(0)],
    ['begin with 1, and 0 is the same', from(1)],
    ['begin with 1, and 0 is refused', (index, size) => (index === 0 ? undefined : from(1)(index, size))],
    ['begin with 1, and 0 is empty', (index, size) => (index === 0 ? [] : from(1)(index, size))],
    ['come in an object', (index, size) => ({ list: from(1)(index, size), total: 120 })],
    ['end with the last one over and over', (index, size) => from(0)(Math.min(index, 2), size)],
    ['are all the same whole', () => rows],
  ])('is whole and has each repair once when its pages %s', async (_, page) => {
    await using vendor = await openManager(page)
    const { items, total, unreadable } = await list(vendor.driver)
    expect(items.map(({ ref }) => ref.id).sort()).toEqual(rows.map((row) => row.maintenance_id).sort())
    expect([total, unreadable]).toEqual([120, 0])
  })

  it('that refuses every page is refused', async () => {
    await using vendor = await openManager(() => undefined)
    await expect(list(vendor.driver)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('counts rows that are no repairs once', async () => {
    await using vendor = await openManager(() => [ROW, null, { state: 'closed' }])
    expect(await list(vendor.driver)).toMatchObject({ total: 1, unreadable: 2 })
  })

  it('of a residence has its repairs and no others', async () => {
    await using vendor = await openManager(from(1))
    expect((await list(vendor.driver, RESIDENCE)).items).toHaveLength(80)
    expect((await list(vendor.driver, 'r2')).items.every(({ ref }) => ref.community === 'r2')).toBe(true)
  })
})

describe('a manager', () => {
  it('sees whose a repair is, and where', async () => {
    await using vendor = await openManager(() => [ROW])
    const detail = await demand(vendor.driver, 'detail')(REF)
    expect(detail).toMatchObject({
      ref: REF,
      status: 'in_progress',
      place: '18 幢 1802',
      reporter: { phone: ROW.contact },
    })
    expect(detail.more.map(({ name, value }) => [name, value.kind])).toEqual([
      ['contact', 'personal'],
      ['residence_id', 'text'],
      ['residence_no', 'personal'],
      ['building_name', 'personal'],
      ['family_name', 'personal'],
      ['account_name', 'personal'],
    ])
  })

  it('does not find a repair of another residence', async () => {
    await using vendor = await openManager(() => [ROW])
    const astray = demand(vendor.driver, 'detail')({ ...REF, community: 'r2' })
    await expect(astray).rejects.toMatchObject({ code: 'not_found' })
  })

  it('reads, and changes nothing', async () => {
    await using vendor = await openManager(() => [])
    expect(Object.keys(vendor.driver.operations).sort()).toEqual(['communities', 'detail', 'list'])
    expect([vendor.driver.forms, vendor.driver.scope]).toEqual([{}, 'either'])
  })
})

describe('the residences', () => {
  const families = [
    { account_id: 'a1', residence_id: 'r1', family_name: '西溪湖畔别墅 18 幢', online: 1, installed: 1 },
    { account_id: 'a2', residence_id: 'r2' },
    { account_id: 'a3', family_name: 'nowhere' },
  ]
  const found = [{ id: 'r1', name: '西溪湖畔别墅 18 幢' }, { id: 'r2' }]

  it('of a resident are those of the families', async () => {
    await using vendor = await openVendor(() => success(families))
    expect(await demand(vendor.driver, 'communities')()).toEqual(found)
    expect(JSON.parse(vendor.server.requests[0]?.body ?? '')).toMatchObject({ command: 'get_family_list', param: {} })
  })

  it('of a manager are those of the project', async () => {
    await using vendor = await openManager((index) => (index > 1 ? [] : families))
    expect(await demand(vendor.driver, 'communities')()).toEqual(found)
  })
})

it('the sandbox has a project of its own, and refuses another and pages before the first', async () => {
  const sandbox = await createAkubelaSandbox()
  await using _ = { [Symbol.asyncDispose]: sandbox.close }
  const repairs = async (projectId: string) => {
    const driver = openDriver({ ...sandbox.env, AKUBELA_PROJECT_ID: projectId })
    try {
      return (await list(driver)).items.length
    } finally {
      await driver.close()
    }
  }
  expect(await repairs(SANDBOX_PROJECT)).toBe(21)
  await expect(repairs('p2')).rejects.toMatchObject({ code: 'forbidden' })
})
