import { describe, expect, it } from 'vitest'
import { createDayuSandbox } from '../../../src/drivers/dayu/sandbox.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')

interface Told {
  readonly code: number
  readonly subCode: string | null
  readonly data: Record<string, unknown>
  readonly msg: string
}

const openSandbox = async () => {
  const sandbox = await createDayuSandbox({ now: () => NOW })
  const headers = { 'x-sandbox-token': sandbox.env.DAYU_TOKEN ?? '', 'content-type': 'application/json' }
  const ask = async (path: string, init: RequestInit = {}): Promise<Told> => {
    const response = await fetch(sandbox.url + path, { headers, ...init })
    return (await response.json()) as Told
  }
  return {
    headers,
    ask,
    detail: (id: number) => ask(`/sandbox/order/${id}`),
    modify: (order: object) => ask('/sandbox/order/modify', { method: 'POST', body: JSON.stringify(order) }),
    [Symbol.asyncDispose]: sandbox.close,
  }
}

const idIn = async (vendor: Awaited<ReturnType<typeof openSandbox>>, status: number): Promise<string> => {
  for (let id = 4780; id < 4800; id += 1) {
    const { data } = await vendor.detail(id)
    if (data.status === status) return String(id)
  }
  throw new Error(`no order in status ${status}`)
}

it('holds orders over all states, made before now', async () => {
  await using vendor = await openSandbox()
  const orders = (await Promise.all(Array.from({ length: 13 }, (_, index) => vendor.detail(4780 + index)))).map(
    ({ data }) => data,
  )
  expect(new Set(orders.map(({ status }) => status))).toEqual(new Set([8, 1, 2, 3, 4, 5, 6]))
  for (const { orderNum, createTime } of orders) {
    expect(orderNum).toMatch(/^SP\d{20}$/)
    expect(String(createTime) < '2026-11-21 17:00:00').toBe(true)
  }
  expect(JSON.stringify(orders)).not.toContain('submitted')
})

describe('the sandbox refuses', () => {
  it.each([
    ['a field that is not documented', { priority: 1 }],
    ['an empty text', { customerTelphome: '' }],
    ['a number as text', { isCheck: '1' }],
    ['a value that is not in the list', { payType: 2, doorPrice: 0, servicePrice: 0 }],
    ['a payment without its amounts', { payType: 1 }],
    ['a third decimal', { spuSettlementPrice: 1.005 }],
    ['a company without a name', { customerType: 2 }],
    ['an id without its name', { provinceId: '1' }],
    ['codes beside ids', { provinceAdcode: '110000', cityId: '2', cityName: '北京城区' }],
    ['a time in another form', { appointmentTime: '2026-11-23T09:00:00Z' }],
    ['a day that does not exist', { appointmentTime: '2026-02-30 09:00:00' }],
    ['an attachment without a link', { orderAccessorites: [{ name: 'a.jpg' }] }],
    ['more text than it takes', { customerName: '李'.repeat(51) }],
  ])('%s', async (_, change) => {
    await using vendor = await openSandbox()
    const before = await vendor.detail(4780)
    expect(await vendor.modify({ id: '4780', ...change })).toMatchObject({
      code: 1,
      data: false,
      msg: expect.stringMatching(/^参数错误/),
    })
    expect(await vendor.detail(4780)).toEqual(before)
  })

  it('an id as number, no id, and an unknown one', async () => {
    await using vendor = await openSandbox()
    expect((await vendor.modify({ id: 4780 })).msg).toBe('参数错误：id')
    expect((await vendor.modify({})).msg).toBe('参数错误：id')
    expect((await vendor.modify({ id: '1' })).msg).toBe('服务单不存在')
    expect((await vendor.detail(1)).msg).toBe('服务单不存在')
  })

  it('another token, another content type, and what is not JSON', async () => {
    await using vendor = await openSandbox()
    const modify = (headers: Record<string, string>, body = '{}') =>
      vendor.ask('/sandbox/order/modify', { method: 'POST', headers: { ...vendor.headers, ...headers }, body })
    expect((await modify({ 'x-sandbox-token': 'guessed' })).msg).toBe('token已失效')
    expect((await modify({ 'content-type': 'text/plain' })).msg).toMatch(/Content-Type/)
    expect((await modify({}, 'id=4780')).msg).toMatch(/^参数错误/)
  })

  it.each([5, 6])('every change of an order in status %d', async (status) => {
    await using vendor = await openSandbox()
    const id = await idIn(vendor, status)
    expect(await vendor.modify({ id, comment: '改期' })).toMatchObject({ code: 1, subCode: 'ORDER0024', data: false })
  })

  it.each([2, 3, 4])('another fee or region of an order in status %d, and takes the rest', async (status) => {
    await using vendor = await openSandbox()
    const id = await idIn(vendor, status)
    const frozen = { code: 1, subCode: 'ORDER0024', msg: '师傅已接单，不能修改服务费金额和服务地址省市区信息' }
    expect(await vendor.modify({ id, spuSettlementPrice: 1 })).toMatchObject(frozen)
    expect(await vendor.modify({ id, provinceAdcode: '110000' })).toMatchObject(frozen)
    expect(await vendor.modify({ id, comment: '改期' })).toMatchObject({ code: 0, data: true })
  })

  it('every change of an order that waits for its check', async () => {
    await using vendor = await openSandbox()
    expect(await vendor.modify({ id: '4788', comment: '改期' })).toMatchObject({
      subCode: 'ORDER0024',
      msg: '该服务单已提交验收,不能更新!',
    })
  })
})
