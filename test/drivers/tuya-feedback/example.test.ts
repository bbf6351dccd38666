import { expect, test } from 'vitest'
import { DETAIL, EXAMPLE, EXAMPLE_ROW, LISTED, READS_AS } from './document.ts'
import { FEEDBACKS, open, openOdd } from './open.ts'
import { shownBy } from './shown.ts'

const NUMBER = 'FBAY2021113****'
const REF = { vendor: 'tuya-feedback', community: 'testxxxx', id: NUMBER }

/** The example row through a vendor that has the whole detail beside it. */
const openWhole = () =>
  openOdd(({ path, query }) =>
    path === FEEDBACKS
      ? { result: query.get('page_no') === '1' ? EXAMPLE.result : { list: [], total: 8 } }
      : { result: DETAIL },
  )

test('the document names 21 fields, and its example lacks two of them', () => {
  expect(LISTED).toHaveLength(21)
  const missing = LISTED.filter((name) => !(name in EXAMPLE_ROW))
  expect(missing).toEqual(['state_name', 'evaluation_problem_solve'])
})

test('the document’s example is listed once, though it promises more rows than it has', async () => {
  const { list, businessRequests } = await openWhole()
  expect(await list({ community: 'testxxxx' })).toEqual({
    items: [
      {
        ref: REF,
        number: NUMBER,
        status: 'in_progress',
        vendorStatus: 'Processing',
        description: 'Test reply',
        communityName: 'DIY Light Panel',
        category: 'General service support/Device problems/Offline',
        worker: { name: 'This is a nickname' },
        createdAt: '2021-11-30T07:03:33.812Z',
        updatedAt: '2021-12-01T10:54:37.881Z',
      },
    ],
    next: expect.any(String),
    total: 8,
    unreadable: 0,
  })
  expect(Object.fromEntries(businessRequests()[0]?.query ?? [])).toEqual({
    product_id: 'testxxxx',
    page_no: '1',
    page_size: '50',
  })
})

test('every field of the list and of the detail is on the detail', async () => {
  const { detail } = await openWhole()
  const ticket = await detail(REF)
  const sent = { ...EXAMPLE_ROW, ...DETAIL, evaluation_star: -1, user_account: '' }
  const filled = Object.entries(sent).filter(([, value]) => value !== '' && value !== -1)
  expect(filled).toHaveLength(40)
  for (const [name, value] of filled) expect(shownBy(ticket, name), name).toBe(READS_AS[name] ?? String(value))
  expect(shownBy(ticket, 'evaluation_star')).toBeUndefined()
  expect(ticket.warnings).toEqual([])
  expect(ticket.raw).toEqual({ detail: DETAIL, row: EXAMPLE_ROW })
})

test('the sandbox has the example as it stands', async () => {
  const { detail } = await open()
  const ticket = await detail(REF)
  expect(ticket).toMatchObject({ number: NUMBER, description: 'Test reply', status: 'in_progress' })
  expect(ticket.raw).toMatchObject({ row: EXAMPLE_ROW })
})
