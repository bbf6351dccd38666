import { describe, expect, test } from 'vitest'
import { demand } from '../../../src/tickets/driver.ts'
import { PENDING, STATUSES } from '../../../src/tickets/ticket.ts'
import { numbers, readAll, unreadable } from '../tuya/pages.ts'
import { FEEDBACKS, open, openOdd } from './open.ts'

const CODES = ['WaitingForDistribute', 'Pending', 'Processing', 'PendingUserConfirm', 'Finished', 'Cancelled']

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ticket_no: `FBAY20261119${1000 + index}`,
    state_code: CODES[index % CODES.length],
    create_time: 1795251600000 + index,
  }))

const all = rowsOf(120)
const everything = all.map((row) => row.ticket_no)

/** A list that answers as told, given the page and the size that were asked for. */
const openList = (answer: (page: number, size: number) => unknown) =>
  openOdd(({ query }) => ({ result: answer(Number(query.get('page_no')), Number(query.get('page_size'))) }))

const slice = <T>(rows: readonly T[], page: number, size: number) => rows.slice((page - 1) * size, page * size)

describe('a community', () => {
  const products = async (community: string) => {
    const { list, businessRequests } = await openList(() => ({ list: [], total: 0 }))
    await list({ community })
    return businessRequests()[0]?.query.get('product_id')
  }

  test('is one product, several or all', async () => {
    expect(await products('lk7qv2m9xdw4rtza')).toBe('lk7qv2m9xdw4rtza')
    expect(await products('lk7qv2m9xdw4rtza, cm5xh0j2gfe8bwqo,')).toBe('lk7qv2m9xdw4rtza,cm5xh0j2gfe8bwqo')
    expect(await products('*')).toBeNull()
    await expect(products(' , ')).rejects.toMatchObject({ code: 'not_found' })
  })

  test('of all products has the tickets of each, under its own ref', async () => {
    const { list, sandbox } = await open()
    const each = await Promise.all(sandbox.communities.map(({ id }) => readAll(list, { community: id })))
    const whole = await readAll(list, { community: '*' })
    const both = await readAll(list, { community: sandbox.communities.map(({ id }) => id).join(',') })
    expect(numbers(whole)).toEqual(numbers(each.flat()))
    expect(numbers(both)).toEqual(numbers(whole))
    expect(whole[0]?.items[0]?.ref.community).toBe('*')
  })
})

describe('states', () => {
  test('are asked for all at once, in a comma list', async () => {
    const { list, businessRequests } = await openList(() => ({ list: [], total: 0 }))
    await list({ community: '*', statuses: PENDING })
    expect(businessRequests().map(({ query }) => query.get('in_state_list'))).toEqual([
      'WaitingForDistribute,Pending,Processing,PendingUserFeedback,PendingUserConfirm',
    ])
  })

  test('that the vendor does not have are not asked for', async () => {
    const { list, server } = await openList(() => ({ list: all, total: 120 }))
    expect(await list({ community: '*', statuses: ['closed', 'unknown'] })).toEqual({ items: [], unreadable: 0 })
    expect(await list({ community: '*', statuses: [] })).toEqual({ items: [], unreadable: 0 })
    expect(server.requests).toEqual([])
  })

  test('are checked on the rows of a vendor that ignores them', async () => {
    const { list } = await openList((page, size) => ({ list: slice(all, page, size), total: 120 }))
    for (const status of STATUSES) {
      const found = numbers(await readAll(list, { community: '*', statuses: [status] }))
      const code = { new: 0, pending: 1, in_progress: 2, waiting_user: 3, done: 4, cancelled: 5 }[String(status)]
      expect(found).toEqual(everything.filter((_, index) => index % CODES.length === code))
    }
  })

  test('by the vendor’s code narrow the statuses', async () => {
    const { list, businessRequests } = await openList(() => ({ list: all.slice(0, 6), total: 6 }))
    const filters = { in_state_list: ['PendingUserConfirm', 'Finished'] }
    expect(numbers(await readAll(list, { community: '*', filters }))).toEqual([everything[3], everything[4]])
    const waiting = await readAll(list, { community: '*', filters, statuses: ['waiting_user'] })
    expect(numbers(waiting)).toEqual([everything[3]])
    expect(businessRequests().map(({ query }) => query.get('in_state_list'))).toEqual([
      'PendingUserConfirm,Finished',
      'PendingUserConfirm',
    ])
  })
})

test('a type is asked for by its path of ids, as the vendor’s choices give it', async () => {
  const { driver, list, sandbox } = await open()
  const choices = await demand(driver, 'choices')('cate_path')
  const offline = choices.find(({ label }) => label.en.endsWith('Device problems/Offline'))
  const filters = { cate_path: offline?.value ?? '' }
  const found = (await readAll(list, { community: '*', filters })).flatMap(({ items }) => items)
  expect(new Set(found.map(({ category }) => category))).toEqual(
    new Set([offline?.label.en, '通用服务支持/设备问题/离线']),
  )
  expect(sandbox.requests.at(-1)?.query.get('cate_path')).toBe(filters.cate_path)
})

test('times of creation are checked after fetching, and the total is then not told', async () => {
  const { list } = await openList((page, size) => ({ list: slice(all, page, size), total: 120 }))
  const [createdFrom, createdBefore] = ['2026-11-21T09:00:00.010Z', '2026-11-21T09:00:00.012Z']
  const pages = await readAll(list, { community: '*', createdFrom, createdBefore })
  expect(numbers(pages)).toEqual(everything.slice(10, 12))
  expect(pages.map(({ total }) => total)).toEqual(pages.map(() => undefined))
})

describe('a vendor’s paging', () => {
  test.each<[string, (page: number, size: number) => unknown]>([
    ['as documented', (page, size) => ({ list: slice(all, page, size), total: 120, has_more: page < 3 })],
    ['has_more always', (page, size) => ({ list: slice(all, page, size), total: 120, has_more: true })],
    ['has_more never', (page, size) => ({ list: slice(all, page, size), total: 120, has_more: false })],
    ['no total', (page, size) => ({ list: slice(all, page, size), has_more: page < 3 })],
    ['a total that is too large', (page, size) => ({ list: slice(all, page, size), total: 9999 })],
    ['shorter pages than asked for', (page) => ({ list: slice(all, page, 10), total: '120' })],
    ['shorter pages and only has_more', (page) => ({ list: slice(all, page, 10), has_more: page < 12 })],
    ['its last page again and again', (page, size) => ({ list: slice(all, Math.min(page, 3), size), has_more: true })],
    ['data for list', (page, size) => ({ data: slice(all, page, size), total: 120 })],
  ])('with %s gives each ticket once', async (_how, answer) => {
    const { list } = await openList(answer)
    expect(numbers(await readAll(list, { community: '*' }))).toEqual(everything)
  })

  test('that never ends is bad_response', async () => {
    const { list } = await openList((page, size) => ({
      list: rowsOf(size).map((row) => ({ ...row, ticket_no: `${row.ticket_no}${page}` })),
    }))
    await expect(readAll(list, { community: '*' })).rejects.toMatchObject({ code: 'bad_response' })
  })
})

test('rows that are no tickets are counted', async () => {
  const rows = [{ state_code: 'Pending' }, null, 'FB1', { ticket_no: 'FBAY202611191000' }, ...rowsOf(1)]
  const { list } = await openList(() => ({ list: rows, total: 5 }))
  expect(unreadable(await readAll(list, { community: '*' }))).toBe(3)
  // One more has no state, so nobody knows whether it is pending.
  expect(unreadable(await readAll(list, { community: '*', statuses: PENDING }))).toBe(4)
})

test.each([null, 'text', {}, { list: null }, { list: {} }])('%j is no page', async (result) => {
  const { list } = await openList(() => result)
  await expect(list({ community: '*' })).rejects.toMatchObject({ code: 'bad_response' })
})

test('the list is asked for where the document says', async () => {
  const { list, businessRequests } = await openList(() => ({ list: all, total: 120 }))
  await list({ community: 'a' }, { language: 'zh-CN' })
  expect(businessRequests()[0]).toMatchObject({ method: 'GET', path: FEEDBACKS, headers: { lang: 'zh' }, body: '' })
})
