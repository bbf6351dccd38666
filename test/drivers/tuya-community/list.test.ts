import { describe, expect, test } from 'vitest'
import type { SandboxRequest } from '../../../src/drivers/sandbox.ts'
import { demand, type ListQuery } from '../../../src/tickets/driver.ts'
import { PENDING, STATUSES } from '../../../src/tickets/ticket.ts'
import { numbers, readAll, unreadable } from '../tuya/pages.ts'
import { fakeClock, openVendor } from '../tuya/vendor.ts'
import { communityIn, open, openDriver } from './open.ts'

interface Row {
  readonly service_order_no?: string
  readonly status?: string
}

const WORDS = ['WaitingForDistribute', 'Pending', 'Processing', 'Completed', 'Closed', 'Cancelled', 'Discarded']

const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    service_order_no: `BX20261119${1000 + index}`,
    status: WORDS[index % WORDS.length] ?? '',
  }))

/** A vendor that answers as told, given the page and the size that were asked for. */
const openOdd = async (answer: (page: number, size: number, request: SandboxRequest) => unknown) => {
  const clock = fakeClock()
  const vendor = await openVendor(
    (request) => ({
      result: answer(Number(request.query.get('page_no')), Number(request.query.get('page_size')), request),
    }),
    clock.now,
  )
  return { ...vendor, list: demand(openDriver(vendor.env, clock.now), 'list') }
}

const slice = (rows: readonly Row[], page: number, size: number) => rows.slice((page - 1) * size, page * size)

describe('the sandbox’s tickets', () => {
  test('come whole, and each is found again under its status and in detail', async () => {
    const { sandbox, list, detail } = await open()
    for (const { id: community } of sandbox.communities) {
      const all = (await readAll(list, { community })).flatMap(({ items }) => items)
      expect(all.length).toBeGreaterThan(15)
      for (const status of STATUSES) {
        const found = await readAll(list, { community, statuses: [status] })
        expect(numbers(found)).toEqual(
          all
            .filter((one) => one.status === status)
            .map(({ number }) => number)
            .sort(),
        )
      }
      for (const ticket of all) {
        const { attachments: _, more: _more, raw: _raw, warnings: _warnings, ...full } = await detail(ticket.ref)
        expect(full).toMatchObject(ticket)
      }
    }
  })

  test('pending ones are asked for by the vendor’s words, and no others', async () => {
    const { sandbox, list } = await open()
    await readAll(list, { community: communityIn(sandbox, '海棠湾花园'), statuses: PENDING })
    const asked = sandbox.requests.flatMap(({ query }) => query.get('status') ?? [])
    expect(asked).toEqual(['WaitingForDistribute', 'Pending', 'Processing'])
  })

  test('statuses that the vendor has no word for are not asked for at all', async () => {
    const { sandbox, list } = await open()
    const community = communityIn(sandbox, '海棠湾花园')
    expect(await list({ community, statuses: ['unknown', 'waiting_user'] })).toEqual({ items: [], unreadable: 0 })
    expect(await list({ community, statuses: [] })).toEqual({ items: [], unreadable: 0 })
    expect(sandbox.requests).toEqual([])
  })

  test('of a community that is not there are not_found', async () => {
    const { list, detail } = await open()
    await expect(list({ community: '1' })).rejects.toMatchObject({ code: 'not_found' })
    const ref = { vendor: 'tuya-community', community: '1', id: 'BX20210917XXX232' }
    await expect(detail(ref)).rejects.toMatchObject({ code: 'not_found', vendorCode: '1000' })
  })
})

describe('a vendor’s paging', () => {
  const all = rowsOf(120)
  const everything = all.map((row) => row.service_order_no)

  test.each<[string, (page: number, size: number) => unknown]>([
    ['as documented', (page, size) => ({ data: slice(all, page, size), total_record: 120 })],
    ['a total of zero', (page, size) => ({ data: slice(all, page, size), total_record: 0 })],
    ['a total that is too large', (page, size) => ({ data: slice(all, page, size), total_record: 9999 })],
    ['a total of null', (page, size) => ({ data: slice(all, page, size), total_record: null })],
    ['pages shorter than asked for', (page) => ({ data: slice(all, page, 20), total_record: 120 })],
    [
      'its last page again and again',
      (page, size) => ({ data: slice(all, Math.min(page, 3), size), total_record: 9999 }),
    ],
    ['camelCase', (page, size) => ({ data: slice(all, page, size), totalRecord: '120' })],
  ])('with %s gives each ticket once', async (_how, answer) => {
    const { list } = await openOdd(answer)
    expect(numbers(await readAll(list, { community: '1' }))).toEqual(everything)
  })

  test('says how many there are, when all are asked for and the vendor knows', async () => {
    const { list } = await openOdd((page, size) => ({ data: slice(all, page, size), total_record: '120' }))
    expect(await list({ community: '1' })).toMatchObject({ total: 120 })
    expect(await list({ community: '1', statuses: ['new'] })).not.toHaveProperty('total')
    const { list: without } = await openOdd((page, size) => ({ data: slice(all, page, size), total_record: null }))
    expect(await without({ community: '1' })).not.toHaveProperty('total')
  })

  test('that ignores the page number ends after the first', async () => {
    const { list, businessRequests } = await openOdd((_, size) => ({ data: slice(all, 1, size), total_record: 120 }))
    expect(numbers(await readAll(list, { community: '1' }))).toEqual(everything.slice(0, 50))
    expect(businessRequests()).toHaveLength(2)
  })

  test('that never ends is bad_response', async () => {
    const { list } = await openOdd((page, size) => ({
      data: rowsOf(size).map((row) => ({ ...row, service_order_no: `${row.service_order_no}${page}` })),
    }))
    await expect(readAll(list, { community: '1' })).rejects.toMatchObject({ code: 'bad_response' })
  })

  test('pushed on by new tickets while it is read repeats none', async () => {
    const added = rowsOf(123).slice(120)
    const { list } = await openOdd((page, size) => ({ data: slice(page === 1 ? all : [...added, ...all], page, size) }))
    expect(numbers(await readAll(list, { community: '1' }))).toEqual(everything)
  })
})

describe('a filter that the vendor', () => {
  test('ignores still gives each ticket of the statuses once', async () => {
    const all = rowsOf(120)
    const { list } = await openOdd((page, size) => ({ data: slice(all, page, size), total_record: 120 }))
    const wanted = all.filter(({ status }) => ['Completed', 'Cancelled', 'Discarded'].includes(status ?? ''))
    const pages = await readAll(list, { community: '1', statuses: ['cancelled', 'done'] })
    expect(numbers(pages)).toEqual(wanted.map((row) => row.service_order_no))
  })

  test('finds nothing for is one empty page, without a next one', async () => {
    const { list, businessRequests } = await openOdd(() => ({ data: [], total_record: 0 }))
    expect(await list({ community: '1', statuses: PENDING })).toEqual({ items: [], unreadable: 0 })
    expect(businessRequests()).toHaveLength(3)
  })
})

describe('the filters', () => {
  const community = '1'
  const rows = [
    { room_id: '7', apply_user: '林晓彤', cate_id: '31', p_id: '3', service_address: '东门岗亭', source: 20 },
    {
      room_id: 8,
      apply_user: 'Aoife Brennan',
      category: '32',
      p_id: '3',
      service_address: 'Block B lift',
      source: '40',
    },
    {},
  ].map((row, index) => ({
    ...row,
    service_order_no: `BX2026111910${index}`,
    status: 'Pending',
    create_time: 1795251600000 + index,
  }))
  const found = async (query: Partial<ListQuery>) => {
    const { list, businessRequests } = await openOdd(() => ({ data: rows, total_record: 3 }))
    const pages = await readAll(list, { community, ...query })
    const {
      block_id: _,
      page_no: _no,
      page_size: _size,
      ...asked
    } = Object.fromEntries(businessRequests()[0]?.query ?? [])
    return { numbers: numbers(pages).map((number) => number.slice(-1)), asked, total: pages[0]?.total }
  }

  // The third row shows none of these fields: that it fits is the vendor's word.
  test.each<[Record<string, string>, string[]]>([
    [{ room_id: '7' }, ['0', '2']],
    [{ room_id: '8' }, ['1', '2']],
    [{ apply_user: '晓' }, ['0', '2']],
    [{ apply_user: 'brennan' }, ['1', '2']],
    [{ service_address: 'block b' }, ['1', '2']],
    [{ source: '20' }, ['0', '2']],
    [{ category_id: '32' }, ['1', '2']],
    [{ category_id: '3' }, ['0', '1', '2']],
    [{ source: '20', room_id: '8' }, ['2']],
  ])('%j are asked of the vendor, and checked where a row shows them', async (filters, expected) => {
    expect(await found({ filters })).toEqual({ numbers: expected, asked: filters, total: undefined })
  })

  test('that are blank are no filters', async () => {
    const everything = { numbers: ['0', '1', '2'], asked: {}, total: 3 }
    expect(await found({ filters: { room_id: ' ', source: '' } })).toEqual(everything)
  })

  test('a status by the vendor’s word is asked for alone, and only if it is among the statuses', async () => {
    const filters = { status: 'Discarded' }
    expect((await found({ filters })).asked).toEqual(filters)
    expect((await found({ filters, statuses: ['cancelled', 'new'] })).asked).toEqual(filters)
    expect((await found({ filters, statuses: ['new'] })).asked).toEqual({})
    expect((await found({ filters: { status: 'Pending' } })).numbers).toEqual(['0', '1', '2'])
  })

  test('times of creation go in milliseconds, and a ticket without one is left out', async () => {
    const [createdFrom, createdBefore] = ['2026-11-21T09:00:00.001Z', '2026-11-21T09:00:00.002Z']
    expect(await found({ createdFrom, createdBefore })).toEqual({
      numbers: ['1'],
      asked: { create_start_time: '1795251600001', create_end_time: '1795251600002' },
      total: undefined,
    })
    const { list } = await openOdd(() => ({ data: [{ service_order_no: 'BX20261119100' }], total_record: 1 }))
    expect(numbers(await readAll(list, { community, createdFrom }))).toEqual([])
  })
})

describe('rows', () => {
  test('without a number are counted', async () => {
    const rows = [{ status: 'Pending' }, null, 'BX1', { service_order_no: '' }, ...rowsOf(1)]
    const { list } = await openOdd(() => ({ data: rows, total_record: 5 }))
    const pages = await readAll(list, { community: '1' })
    expect([numbers(pages).length, unreadable(pages)]).toEqual([1, 4])
  })

  test('without a status are counted when one was asked for', async () => {
    const { list } = await openOdd(() => ({ data: [{ service_order_no: 'BX20261119104' }], total_record: 1 }))
    expect(unreadable(await readAll(list, { community: '1', statuses: ['pending'] }))).toBe(1)
    expect(numbers(await readAll(list, { community: '1' }))).toEqual(['BX20261119104'])
  })
})

describe('what is no page', () => {
  test.each([null, 'text', {}, { data: {} }, { data: null }, { data: null, total_record: null }])(
    '%j is bad_response',
    async (result) => {
      const { list } = await openOdd(() => result)
      await expect(list({ community: '1' })).rejects.toMatchObject({ code: 'bad_response' })
    },
  )

  test.each(['nonsense', '', Buffer.from('{"part":"Closed","page":1,"seen":0,"tail":[]}').toString('base64url')])(
    'a cursor %j of no such list is invalid',
    async (cursor) => {
      const { list } = await open()
      await expect(list({ community: '1', statuses: ['new'], cursor })).rejects.toMatchObject({ code: 'invalid' })
    },
  )
})

test('an abort ends the list', async () => {
  const { list, sandbox } = await open()
  const community = communityIn(sandbox, '海棠湾花园')
  await expect(list({ community }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'unreachable' })
  expect(sandbox.requests).toEqual([])
})
