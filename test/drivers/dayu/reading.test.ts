import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toDetail } from '../../../src/drivers/dayu/map.ts'
import { FIELDS, STATUSES } from '../../../src/drivers/dayu/words.ts'
import { demand } from '../../../src/tickets/driver.ts'
import { ORDER_RECORD } from './order.ts'
import { ORDER, openVendor, success } from './vendor.ts'

const ZONE = 'Asia/Shanghai'
const read = (record: Record<string, unknown>) => toDetail(ORDER, record, ZONE)

const text = (value: string) => ({ kind: 'text', text: value })
const personal = (value: string) => ({ kind: 'personal', text: value })

/** What is not in the normalised part, by the vendor's names. */
const MORE = {
  id: text('4780'),
  status: { kind: 'word', word: { en: 'Booked', 'zh-CN': '已预约' }, raw: '3' },
  subStatus: text('6'),
  repairType: text('2'),
  customerType: { kind: 'word', word: { en: 'Person', 'zh-CN': '个人客户' }, raw: '1' },
  customerCompany: personal('大鱼云服'),
  customerTelphome: personal('01055550142'),
  provinceId: text('1'),
  cityId: text('2'),
  districtId: text('195'),
  createId: text('12'),
  created: personal('管理员'),
  comment: text('请认真核对设备信息是否正确'),
  customerComment: text('晚上七点后在家'),
  confirmDoorTime: { kind: 'instant', at: '2022-02-10T11:00:00.000Z' },
  confirmDoorComment: text('客户改约半小时'),
  customerCheckComment: text('已验收'),
  cancelOrderReason: text('无'),
  payType: { kind: 'word', word: { en: 'The engineer collects by QR code', 'zh-CN': '委托师傅扫码收款' }, raw: '1' },
  doorPrice: { kind: 'money', money: { minor: 129990n, currency: 'CNY' } },
  servicePrice: { kind: 'money', money: { minor: 5000n, currency: 'CNY' } },
  totalPrice: { kind: 'money', money: { minor: 134990n, currency: 'CNY', assumed: true } },
  doorPriceComment: text('货到付款'),
  siteId: text('7'),
  siteName: text('直营服务网点'),
  engineerId: text('301'),
  needEsignature: { kind: 'word', word: { en: 'Needed', 'zh-CN': '需要' }, raw: '1' },
  needSerialNumPic: { kind: 'word', word: { en: 'Not needed', 'zh-CN': '不需要' }, raw: '2' },
  isCheck: { kind: 'word', word: { en: 'Accepted by itself', 'zh-CN': '自动验收' }, raw: '0' },
  esignatureImg: personal('https://files.example/signatures/4780.png'),
  orderChannelId: text('1'),
  orderChannelName: text('自建'),
  createProviderId: text('5'),
  createdProvider: text('大鱼云服'),
  'feedback.id': text('901'),
  'feedback.orderId': text('4780'),
  'feedback.score': text('5'),
}

it('shows every documented field of an order', async () => {
  await using vendor = await openVendor(() => success(ORDER_RECORD))
  const { more, ...detail } = await demand(vendor.driver, 'detail')(ORDER)
  expect(detail).toEqual({
    ref: ORDER,
    number: 'SP20220209183000004780',
    status: 'pending',
    vendorStatus: '已预约',
    description: '设备无法开机',
    place: '北京市 北京城区 通州区 环球度假区(地铁站)',
    reporter: { name: '李缘圆', phone: '18612345678' },
    worker: { name: '钱师傅' },
    createdAt: '2022-02-09T10:30:00.000Z',
    window: { start: '2022-02-10T10:30:00.000Z' },
    attachments: ORDER_RECORD.accessories.map(({ name, url }) => ({ name, url })),
    raw: ORDER_RECORD,
    warnings: [],
  })
  expect(Object.fromEntries(more.map(({ name, value }) => [name, value]))).toEqual(MORE)
  expect(vendor.server.requests[0]).toMatchObject({
    method: 'GET',
    path: '/order/4780/detail',
    headers: { 'x-dayu-token': 'token-0' },
  })
})

describe('a status', () => {
  it.each(STATUSES.map(({ code, status, words }) => [code, status, words['zh-CN']]))(
    '%s means %s, in the vendor’s word %s',
    (code, status, vendorStatus) => {
      expect(read({ status: Number(code) })).toMatchObject({ status, vendorStatus })
      expect(read({ status: ` ${code} ` })).toMatchObject({ status, vendorStatus })
    },
  )

  it('that nobody documented stays readable as it came', () => {
    expect(read({ status: 7 })).toMatchObject({
      status: 'unknown',
      vendorStatus: '7',
      warnings: ['status: unknown value', 'id: not the order asked for'],
    })
    expect(read({ status: null })).not.toHaveProperty('vendorStatus')
  })
})

describe('a field that is not as documented', () => {
  it('is shown raw, with a warning that tells no value', () => {
    const detail = read({
      id: '4780',
      createTime: '2022-02-30 10:00:00',
      appointmentTime: '明天下午',
      doorPrice: '面议',
      customerName: { first: '缘圆' },
      address: ['1 号楼', '2 号楼'],
      accessories: ['javascript:alert(1)', { url: 'http://files.example/1.jpg' }],
    })
    expect(detail.more.map(({ name, value }) => [name, value])).toEqual([
      ['id', text('4780')],
      ['customerName', personal('{"first":"缘圆"}')],
      ['address', personal('["1 号楼","2 号楼"]')],
      ['createTime', { kind: 'unreadable', raw: '2022-02-30 10:00:00' }],
      ['appointmentTime', { kind: 'unreadable', raw: '明天下午' }],
      ['doorPrice', { kind: 'unreadable', raw: '面议' }],
      ['accessories', text('javascript:alert(1)')],
    ])
    expect(detail.warnings).toEqual([
      'customerName: unreadable',
      'address: unreadable',
      'createTime: unreadable',
      'appointmentTime: unreadable',
      'doorPrice: unreadable',
      'accessories: not a link',
    ])
    expect(detail).toMatchObject({ attachments: [{ url: 'http://files.example/1.jpg' }] })
    for (const name of ['createdAt', 'window', 'reporter', 'place']) expect(detail).not.toHaveProperty(name)
  })

  it('is read under the other names that the vendor has for it', () => {
    for (const name of ['orderAccessor', 'orderAccessorites', 'orderAccessorite']) {
      expect(read({ [name]: [{ name: 'a.jpg', URL: 'http://files.example/a.jpg' }] }).attachments).toEqual([
        { name: 'a.jpg', url: 'http://files.example/a.jpg' },
      ])
    }
  })

  it('is a time when it is an epoch', () => {
    expect(read({ createTime: 1644402600000 }).createdAt).toBe('2022-02-09T10:30:00.000Z')
  })

  it('is a time of any year', () => {
    const at = { kind: 'instant', at: '1999-12-31T16:00:00.000Z' }
    expect(read({ confirmDoorTime: '2000-01-01 00:00:00' }).more).toMatchObject([{ value: at }])
  })
})

describe('whatever arrives', () => {
  const absent = fc.constantFrom(undefined, null, '', '   ', [])
  const field = (value: unknown) => fc.oneof(fc.constant(value), absent, fc.jsonValue())
  const record = fc
    .tuple(
      fc.record(Object.fromEntries(Object.entries(ORDER_RECORD).map(([name, value]) => [name, field(value)])), {
        requiredKeys: [],
      }),
      fc.dictionary(fc.string(), fc.jsonValue()),
    )
    .map(([known, extra]): Record<string, unknown> => ({ ...extra, ...known }))

  it('never throws, and shows each filled text in one place or another', () => {
    const texts = FIELDS.filter(({ kind }) => kind === 'text' || kind === 'personal').map(({ name }) => name)
    fc.assert(
      fc.property(record, (raw) => {
        const { more, raw: kept, warnings: _, ...ticket } = read(raw)
        const names = more.map(({ name }) => name)
        const said = JSON.stringify(ticket)
        const hidden = texts.filter((name) => {
          const value = raw[name]
          if (value === undefined || value === null || Array.isArray(value)) return false
          if (typeof value === 'string' && value.trim() === '') return false
          const plain = typeof value === 'string' || typeof value === 'number'
          return !names.includes(name) && !(plain && said.includes(JSON.stringify(String(value).trim()).slice(1, -1)))
        })
        expect(hidden).toEqual([])
        expect(kept).toBe(raw)
      }),
    )
  })
})

describe('an answer', () => {
  const detail = async (json: unknown) => {
    await using vendor = await openVendor(() => ({ json }))
    return await demand(vendor.driver, 'detail')(ORDER)
  }

  it.each([[null], [undefined], [''], [{}], [[]], [[{}]], [{ id: null, orderNum: '' }]])(
    'of %j is no such order',
    async (data) => {
      await expect(detail({ code: 0, subCode: null, data, msg: '成功' })).rejects.toMatchObject({ code: 'not_found' })
    },
  )

  it('is read from an array of one, and without its envelope', async () => {
    expect(await detail({ code: 0, data: [ORDER_RECORD] })).toMatchObject({ number: ORDER_RECORD.orderNum })
    expect(await detail(ORDER_RECORD)).toMatchObject({ number: ORDER_RECORD.orderNum })
  })

  it.each([
    [{ code: 1, subCode: 'ORDER0001', data: null, msg: '服务单不存在' }, 'not_found'],
    [{ code: 1, subCode: null, data: null, msg: '系统繁忙' }, 'bad_response'],
    [{ code: 0, data: 'SP1' }, 'bad_response'],
    [{ code: 0, data: [ORDER_RECORD, ORDER_RECORD] }, 'bad_response'],
    [{ rows: [] }, 'bad_response'],
    ['ok', 'bad_response'],
    [null, 'bad_response'],
  ])('of %j is %s', async (json, code) => {
    await expect(detail(json)).rejects.toMatchObject({ code })
  })

  it('about another order than the one asked for is shown with a warning', async () => {
    expect(await detail({ code: 0, data: { ...ORDER_RECORD, id: 4781 } })).toMatchObject({
      ref: ORDER,
      warnings: ['id: not the order asked for'],
    })
  })
})

describe('a number', () => {
  it('finds the order once it went by, and not before', async () => {
    await using vendor = await openVendor(() => success(ORDER_RECORD))
    const find = demand(vendor.driver, 'detail')
    const byNumber = { ...ORDER, id: 'sp20220209183000004780' }
    await expect(find(byNumber)).rejects.toMatchObject({ code: 'unsupported' })
    expect(vendor.server.requests).toEqual([])
    await find(ORDER)
    expect(await find(byNumber)).toMatchObject({ ref: ORDER })
    expect(vendor.server.requests.map(({ path }) => path)).toEqual(['/order/4780/detail', '/order/4780/detail'])
  })

  it('is known from other words', async () => {
    await using vendor = await openVendor(() => success(null))
    const { recognise } = vendor.driver
    expect(['SP20220209183000004780', ' xc202202091830001 '].every(recognise)).toBe(true)
    expect(['SP20220209183000', '4780', 'SP2022-02-09', 'BX20220209183000004780'].filter(recognise)).toEqual([])
  })
})
