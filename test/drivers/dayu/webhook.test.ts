import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Driver, demand, type Progress } from '../../../src/tickets/driver.ts'
import { ORDER_RECORD } from './order.ts'
import { at, REPORT } from './report.ts'
import { ACCESS, ORDER, openDriver, openVendor, READABLE, SECRET, success } from './vendor.ts'

const UNREADABLE = { DAYU_BASE_URL: 'http://127.0.0.1:9', ...ACCESS, DAYU_WEBHOOK_SECRET: SECRET }

const receive = async (driver: Driver, body: unknown): Promise<Progress | undefined> => driver.webhook?.receive(body)

/** What these reports, one after another, have to tell: the event and the status, or nothing. */
const news = async (...bodies: readonly unknown[]) => {
  const driver = openDriver(UNREADABLE)
  const told = []
  for (const body of bodies) {
    const progress = await receive(driver, body)
    told.push(progress && ['text' in progress.what && progress.what.text, progress.status])
  }
  await driver.close()
  return told
}

it('tells everything of a report but where the engineer stands', async () => {
  const driver = openDriver(UNREADABLE)
  const progress = await receive(driver, REPORT)
  expect(progress).toEqual({
    ref: ORDER,
    number: 'SP20220209183000004780',
    status: 'in_progress',
    vendorStatus: '进行中',
    at: '2022-02-10T11:05:00.000Z',
    who: '钱师傅',
    what: { kind: 'text', text: '开始服务' },
    more: [
      ['subStatus', { kind: 'text', text: '1' }],
      ['confirmDoorTime', { kind: 'instant', at: '2022-02-10T11:00:00.000Z' }],
      ['confirmDoorComment', { kind: 'text', text: '客户改约半小时' }],
      ['createTime', { kind: 'instant', at: '2022-02-10T11:05:01.000Z' }],
      ['operationComment', { kind: 'text', text: '已到达现场' }],
      ['commentInfo', { kind: 'text', text: '预计一小时完成' }],
      ['serviceProgessTimeNum', { kind: 'text', text: '35' }],
    ].map(([name, value]) => ({ name, label: expect.any(Object), value })),
  })
  expect(JSON.stringify(progress)).not.toMatch(/39\.90|116\.66|latitude|longitude/i)
  await driver.close()
})

describe('reports', () => {
  it('that came before tell nothing', async () => {
    expect(await news(REPORT, REPORT, { ...REPORT, subStatus: 6 }, at('19:05:00', 4, '上传照片'))).toEqual([
      ['开始服务', 'in_progress'],
      undefined,
      undefined,
      ['上传照片', 'in_progress'],
    ])
  })

  it('that are older than the end of an order tell nothing, and newer ones do', async () => {
    const told = await news(
      at('20:00:00', 5, '验收通过'),
      at('19:00:00', 4, '开始服务'),
      at('20:00:00', 4, '提交验收'),
      at('19:30:00', 6, '取消'),
      { ...at('', 4, '补充'), createTime: '' },
      at('21:00:00', 4, '重新派单'),
    )
    expect(told).toEqual([
      ['验收通过', 'done'],
      undefined,
      undefined,
      undefined,
      undefined,
      ['重新派单', 'in_progress'],
    ])
  })

  it('of other orders are not held back by the end of one', async () => {
    expect(await news(at('20:00:00', 5, '验收通过'), { ...at('19:00:00', 4, '开始服务'), orderId: '4781' })).toEqual([
      ['验收通过', 'done'],
      ['开始服务', 'in_progress'],
    ])
  })

  it('may lack everything but the order', async () => {
    const said = await news({ orderId: '4780' }, { orderId: 4781, status: 2 }, { orderId: 4782, orderRecord: 'x' })
    expect(said).toEqual([
      ['', 'unknown'],
      ['未预约', 'pending'],
      ['', 'unknown'],
    ])
  })

  it.each([[null], ['ok'], [[]], [{}], [{ orderId: 'SP1' }], [{ orderId: {} }], [{ status: 5 }]])(
    'are not what %j is',
    async (body) => {
      await expect(news(body)).rejects.toMatchObject({ code: 'bad_response', vendor: 'dayu' })
    },
  )

  it('in any shape tell news, nothing, or a TicketError, and never a position', async () => {
    const record = fc.dictionary(
      fc.constantFrom(...Object.keys(REPORT.orderRecord)),
      fc.oneof(fc.jsonValue(), fc.string()),
    )
    const body = fc.record(
      { ...Object.fromEntries(Object.keys(REPORT).map((name) => [name, fc.jsonValue()])), orderRecord: record },
      { requiredKeys: [] },
    )
    const driver = openDriver(UNREADABLE)
    await fc.assert(
      fc.asyncProperty(body, fc.nat(), async (report, orderId) => {
        const progress = await receive(driver, { ...report, orderId })
        const names = progress?.more.map(({ name }) => name) ?? []
        expect(names.filter((name) => /itude/.test(name))).toEqual([])
      }),
    )
    await driver.close()
  })
})

describe('where the order can be read', () => {
  const env = { ...READABLE, DAYU_WEBHOOK_SECRET: SECRET }

  it('it is read again, and its own status counts', async () => {
    await using vendor = await openVendor(() => success({ ...ORDER_RECORD, status: 5 }), env)
    expect(await receive(vendor.driver, REPORT)).toMatchObject({
      status: 'done',
      vendorStatus: '已完成',
      what: { text: '开始服务' },
      ticket: { ref: ORDER, worker: { name: '钱师傅' } },
    })
    expect(vendor.server.requests.map(({ path }) => path)).toEqual(['/order/4780/detail'])
  })

  it('the report counts when it cannot be read just now', async () => {
    await using vendor = await openVendor(() => ({ status: 403, json: {} }), env)
    const progress = await receive(vendor.driver, REPORT)
    expect(progress).toMatchObject({ status: 'in_progress' })
    expect(progress).not.toHaveProperty('ticket')
  })

  it('a report of an order that is not there tells nothing', async () => {
    await using vendor = await openVendor(() => success(null), env)
    expect(await receive(vendor.driver, REPORT)).toBeUndefined()
  })

  it('its number is known from then on', async () => {
    await using vendor = await openVendor(() => success(ORDER_RECORD), env)
    await receive(vendor.driver, REPORT)
    const byNumber = { ...ORDER, id: REPORT.orderNum }
    expect(await demand(vendor.driver, 'detail')(byNumber)).toMatchObject({ ref: ORDER })
  })
})
