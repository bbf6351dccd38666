import { z } from 'zod'
import { type StoredOrder, sandboxTime } from './seed.ts'

const digits = (length: number) => z.string().regex(/^\d+$/).max(length)
const filled = (length: number) => z.string().trim().min(1).max(length)
const amount = (limit: number) =>
  z
    .number()
    .lt(limit)
    .refine((value) => /^\d+(\.\d{1,2})?$/.test(String(value)))
const oneOf = (...values: readonly number[]) => z.number().refine((value) => values.includes(value))

/** A wall-clock time that exists: no 30 February, which `Date.parse` would take for 2 March. */
const time = z.string().refine((text) => {
  const millis = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return !Number.isNaN(millis) && sandboxTime(millis) === text
})

const REGION_IDS = ['provinceId', 'provinceName', 'cityId', 'cityName', 'districtId', 'districtName'] as const
const REGION_CODES = ['provinceAdcode', 'cityAdcode', 'districtAdcode'] as const
const PAYMENT = ['payType', 'doorPrice', 'servicePrice'] as const

/** What the document says of `modifyOrder`, in the types of its example, and nothing besides. */
const changeSchema = z
  .strictObject({
    id: digits(20),
    customerType: oneOf(1, 2).optional(),
    customerName: filled(50).optional(),
    customerCompany: filled(100).optional(),
    customerMobile: filled(45).optional(),
    customerTelphome: filled(45).optional(),
    provinceAdcode: digits(20).optional(),
    provinceId: digits(20).optional(),
    provinceName: filled(20).optional(),
    cityAdcode: digits(20).optional(),
    cityId: digits(20).optional(),
    cityName: filled(20).optional(),
    districtAdcode: digits(20).optional(),
    districtId: digits(20).optional(),
    districtName: filled(20).optional(),
    address: filled(200).optional(),
    comment: filled(1000).optional(),
    appointmentTime: time.optional(),
    needEsignature: oneOf(1, 2).optional(),
    isCheck: oneOf(0, 1, 2).optional(),
    updated: filled(50).optional(),
    orderAccessorites: z.array(z.strictObject({ name: z.string().max(200), url: z.url() })).optional(),
    spuSettlementPrice: amount(1e13).optional(),
    sn: filled(200).optional(),
    needSerialNumPic: oneOf(1, 2).optional(),
    needShortVideo: oneOf(1, 2).optional(),
    payType: oneOf(1, 3, 4).optional(),
    doorPrice: amount(1e8).optional(),
    servicePrice: amount(1e8).optional(),
    doorPriceComment: filled(200).optional(),
  })
  .superRefine((change, context) => {
    const given = (names: readonly (keyof typeof change)[]) => names.filter((name) => change[name] !== undefined)
    const refuse = (field: string) => context.addIssue({ code: 'custom', path: [field] })
    const payment = given(PAYMENT).length
    if (payment > 0 && payment < PAYMENT.length) refuse('payType')
    if (change.customerType === 2 && change.customerCompany === undefined) refuse('customerCompany')
    if (given(REGION_CODES).length > 0 && given(REGION_IDS).length > 0) refuse('provinceAdcode')
    for (const level of ['province', 'city', 'district'] as const) {
      if (given([`${level}Id`, `${level}Name`]).length === 1) refuse(`${level}Id`)
    }
  })

export interface Refusal {
  readonly subCode: string | null
  readonly msg: string
}

const FROZEN = 'ORDER0024'
const COMPLETED = 5
const CANCELLED = 6
const NOT_ACCEPTED: readonly number[] = [8, 1]

/** Changes one of the orders, or says why not. The two sentences about frozen orders are the document's. */
export const modifyOrder = (orders: StoredOrder[], body: unknown): Refusal | undefined => {
  const parsed = changeSchema.safeParse(body)
  if (!parsed.success) return { subCode: null, msg: `参数错误：${parsed.error.issues[0]?.path.join('.')}` }
  const { id, orderAccessorites, ...change } = parsed.data
  const index = orders.findIndex((order) => String(order.id) === id)
  const order = orders[index]
  if (!order) return { subCode: null, msg: '服务单不存在' }
  if (order.submitted || order.status === COMPLETED) {
    return { subCode: FROZEN, msg: '该服务单已提交验收,不能更新!' }
  }
  if (order.status === CANCELLED) return { subCode: FROZEN, msg: '该服务单已取消,不能更新!' }
  const late: readonly string[] = ['spuSettlementPrice', ...REGION_CODES, ...REGION_IDS]
  if (!NOT_ACCEPTED.includes(order.status) && Object.keys(change).some((name) => late.includes(name))) {
    return { subCode: FROZEN, msg: '师傅已接单，不能修改服务费金额和服务地址省市区信息' }
  }
  const accessories = orderAccessorites?.map((one, item) => ({ id: item + 1, orderId: order.id, ...one }))
  orders[index] = { ...order, ...otherRegion(change), ...change, ...(accessories ? { accessories } : {}) }
  return undefined
}

/** A region that is given in one way no longer is what it was in the other. */
const otherRegion = (change: object): Record<string, null> => {
  const given = (names: readonly string[]) => names.some((name) => name in change)
  const gone = [...(given(REGION_CODES) ? REGION_IDS : []), ...(given(REGION_IDS) ? REGION_CODES : [])]
  return Object.fromEntries(gone.map((name) => [name, null]))
}
