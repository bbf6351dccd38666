import { describe, expect, it } from 'vitest'
import { createAiccSandbox } from '../../../src/drivers/aicc/sandbox.ts'
import { DOCUMENT_EXAMPLE } from '../../../src/drivers/aicc/seed-example.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { EXAMPLE, EXAMPLE_NUMBER, openDriver, openVendor, success } from './vendor.ts'

describe('the document’s example', () => {
  const read = async () => {
    const vendor = await openVendor(() => success([DOCUMENT_EXAMPLE]))
    return { vendor, detail: await demand(vendor.driver, 'detail')(EXAMPLE) }
  }

  it('is asked for without a body, with the token in a header of its own', async () => {
    const { vendor } = await read()
    const [, request] = vendor.server.requests
    expect(request).toMatchObject({
      method: 'GET',
      path: '/service/AICC__Case/1.0.0/openapi/case/c6m800000149ndrHRVNQ',
      body: '',
      headers: { 'access-token': 'token-1', 'content-type': 'application/json' },
    })
    expect(request?.headers).not.toHaveProperty('authorization')
  })

  it('comes down to a ticket', async () => {
    const { detail } = await read()
    expect(detail).toMatchObject({
      ref: EXAMPLE,
      number: EXAMPLE_NUMBER,
      status: 'in_progress',
      vendorStatus: 'Processing',
      priority: 'critical',
      title: 'test',
      description: 'test',
      reporter: { name: 'test5', phone: '555555' },
      worker: { name: 'ServiceCloud' },
      createdAt: '2023-06-16T08:25:22.000Z',
      attachments: [],
      raw: DOCUMENT_EXAMPLE,
      warnings: [],
    })
  })

  it('shows everything else that is filled, in its order', async () => {
    const { detail } = await read()
    const text = (said: string) => ({ kind: 'text', text: said })
    const personal = (said: string) => ({ kind: 'personal', text: said })
    const word = (raw: string) => expect.objectContaining({ kind: 'word', raw })
    expect(detail.more.map(({ name, value }) => [name, value])).toEqual([
      ['status', text('y')],
      ['priority', word('Critical')],
      ['ownerId', text('10gg000000sGyLvwHvOK')],
      ['origin', word('Email')],
      ['isUpgraded', word('false')],
      ['dueDate', { kind: 'instant', at: '2023-06-29T16:00:00.000Z' }],
      ['creatorId', text('10gd000000rDybBRYkuu')],
      ['contactId', text('ciIy0000012YLAA4Dulc')],
      ['type', text('cvmC00000149NzxF1ePA')],
      ['creatorName', personal('ServiceCloud')],
      ['AICC__IsCanced__CST', word('false')],
      ['AICC__IsSuspend__CST', word('false')],
      ['AICC__Type__CST.__objectType', text('AICC__CaseType__CST')],
      ['isFollower', word('false')],
      ['customerInfo.id', text('ciIy0000012YLAA4Dulc')],
      ['customerInfo.customerName', personal('test5')],
      ['customerInfo.gender', personal('male')],
      ['customerInfo.cellPhone1', personal('555555')],
      ['customerInfo.organizationId', text('cBbs0000012YLAA3eiVU')],
      ['customerInfo.email', personal('yh5@huawei.com')],
      ['customerInfo.createdDate', { kind: 'instant', at: '2023-04-17T10:13:53.000Z' }],
      ['customerInfo.lastModifiedDate', { kind: 'instant', at: '2023-04-17T10:14:51.000Z' }],
      ['customerInfo.address.id', text('cw8O0000012YLAA6D6g4')],
      ['customerInfo.address.addtionalAddress', personal('test')],
      ['customerInfo.address.subjectId', text('ciIy0000012YLAA4Dulc')],
      ['customerInfo.address.defaultBillingAddress', word('false')],
      ['customerInfo.address.defaultShippingAddress', word('false')],
      ['customerInfo.organization.id', text('cBbs0000012YLAA3eiVU')],
      ['customerInfo.organization.organizationName', text('test')],
    ])
  })

  it('has one thing in its timeline', async () => {
    const { vendor } = await read()
    expect(await demand(vendor.driver, 'timeline')(EXAMPLE)).toEqual({
      items: [
        {
          at: '2023-06-16T08:25:22.000Z',
          who: 'ServiceCloud',
          what: { kind: 'word', word: { en: 'Filed', 'zh-CN': '创建工单' }, raw: 'CreateCase' },
          more: [expect.objectContaining({ name: 'creatorId' })],
        },
      ],
      unreadable: 0,
    })
  })
})

describe('a case number', () => {
  it.each([EXAMPLE_NUMBER, '35013', '0035013'])('as %s leads to the case, whenever it was filed', async (number) => {
    const sandbox = await createAiccSandbox()
    await using _ = { [Symbol.asyncDispose]: sandbox.close }
    const driver = openDriver(sandbox.env)
    expect((await demand(driver, 'detail')({ ...EXAMPLE, id: number })).ref).toEqual(EXAMPLE)
    expect(sandbox.requests.at(-2)).toMatchObject({
      path: '/service/AICC__Case/1.0.0/openapi/case/list',
      body: JSON.stringify({ start: 0, limit: 100, caseNo: EXAMPLE_NUMBER }),
    })
  })

  it('that no case has is not found, nor is a case of another number that the vendor gives for it', async () => {
    const rows = [{ id: 'c6m8x', caseNo: EXAMPLE_NUMBER }]
    const vendor = await openVendor(() => success([{ caseList: rows, count: 1 }]))
    const detail = demand(vendor.driver, 'detail')({ ...EXAMPLE, id: '35014' })
    await expect(detail).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is known by its 30 digits', async () => {
    const { driver } = await openVendor(() => success())
    expect([EXAMPLE_NUMBER, ` ${EXAMPLE_NUMBER} `].every(driver.recognise)).toBe(true)
    expect(['35013', `${EXAMPLE_NUMBER}0`, EXAMPLE.id].some(driver.recognise)).toBe(false)
  })
})

it.each(['../status', 'a/b', '漏水', 'c6m8?x=1', ''])('%j is no id of a case, and not asked for', async (id) => {
  const { driver, asked } = await openVendor(() => success([DOCUMENT_EXAMPLE]))
  await expect(demand(driver, 'detail')({ ...EXAMPLE, id })).rejects.toMatchObject({ code: 'not_found' })
  expect(asked()).toEqual([])
})

it('there is one community, and a ticket of another is not found', async () => {
  const { driver, asked } = await openVendor(() => success([DOCUMENT_EXAMPLE]))
  const elsewhere = { ...EXAMPLE, community: 'north' }
  const calls = [
    demand(driver, 'detail')(elsewhere),
    demand(driver, 'list')({ community: 'north' }),
    demand(driver, 'comment')(elsewhere, 'Hello'),
    demand(driver, 'transition')(elsewhere, 'cancel', { remark: 'x' }),
    demand(driver, 'create')('north', {}),
  ]
  const outcomes = await Promise.allSettled(calls)
  expect(outcomes).toMatchObject(calls.map(() => ({ status: 'rejected', reason: { code: 'not_found' } })))
  expect(asked()).toEqual([])
})
