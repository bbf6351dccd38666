import { describe, expect, it } from 'vitest'
import { demand } from '../../../src/tickets/driver.ts'
import { ACCESS, changesIn, ORDER, openVendor, success } from './vendor.ts'

/** The document's own example, without the two fields that are empty in it. */
const EXAMPLE = {
  id: '4780',
  appointmentTime: '2022-02-10 18:30:00',
  customerType: 1,
  customerCompany: '大鱼云服',
  customerName: '李缘圆',
  customerMobile: '18612345678',
  provinceId: '1',
  provinceName: '北京市',
  cityId: '2',
  cityName: '北京城区',
  districtId: '195',
  districtName: '通州区',
  address: '环球度假区(地铁站) 1号线/八通线;7号线',
  needSerialNumPic: 2,
  needShortVideo: 2,
  spuSettlementPrice: 12,
  comment: '请认真核对设备信息是否正确',
  orderAccessorites: [
    {
      name: '服务流程图.jpg',
      url: 'http://dl.kf.ai/dev/sp/serviceOrder/accessory/0beb34eaae0f6f1ea381fab30abb7a2a.jpg',
    },
  ],
  payType: 3,
  doorPrice: 0,
  servicePrice: 0,
  isCheck: 2,
  needEsignature: 2,
  updated: '管理员',
}

/** The same, as somebody fills it in. */
const TYPED = {
  appointmentTime: '2022-02-10T10:30:00.000Z',
  customerType: '1',
  customerCompany: '大鱼云服',
  customerName: '李缘圆',
  customerMobile: ' 18612345678 ',
  customerTelphome: '',
  provinceId: '1',
  provinceName: '北京市',
  cityId: '2',
  cityName: '北京城区',
  districtId: '195',
  districtName: '通州区',
  address: '环球度假区(地铁站) 1号线/八通线;7号线',
  needSerialNumPic: '2',
  needShortVideo: '2',
  spuSettlementPrice: '12',
  comment: '请认真核对设备信息是否正确',
  orderAccessorites:
    '服务流程图.jpg http://dl.kf.ai/dev/sp/serviceOrder/accessory/0beb34eaae0f6f1ea381fab30abb7a2a.jpg',
  payType: '3',
  doorPriceComment: '',
  doorPrice: '0',
  servicePrice: '0.00',
  isCheck: '2',
  needEsignature: '2',
  updated: '管理员',
}

it('sends the document’s example as it stands there', async () => {
  await using vendor = await openVendor(() => success(true), ACCESS)
  const updated = await demand(vendor.driver, 'update')(ORDER, TYPED)

  expect(changesIn(vendor.server)).toEqual([EXAMPLE])
  expect(vendor.server.requests[0]).toMatchObject({
    method: 'POST',
    path: '/order/modify',
    headers: { 'x-dayu-token': 'token-0', 'content-type': 'application/json' },
  })
  expect(updated).toEqual({
    ref: ORDER,
    number: '4780',
    status: 'unknown',
    description: '请认真核对设备信息是否正确',
    place: '北京市 北京城区 通州区 环球度假区(地铁站) 1号线/八通线;7号线',
    reporter: { name: '李缘圆', phone: '18612345678' },
    window: { start: '2022-02-10T10:30:00.000Z' },
  })
})

it('sends the fields of the table that the example lacks', async () => {
  await using vendor = await openVendor(() => success(true), ACCESS)
  await demand(vendor.driver, 'update')(ORDER, {
    provinceAdcode: '110000',
    cityAdcode: '110100',
    districtAdcode: '110108',
    sn: 'SN-0192',
    customerTelphome: '010-5555 0142',
    doorPriceComment: '货到付款',
    payType: '1',
    doorPrice: '1299.90',
    servicePrice: '50',
  })
  expect(changesIn(vendor.server)).toEqual([
    {
      id: '4780',
      provinceAdcode: '110000',
      cityAdcode: '110100',
      districtAdcode: '110108',
      sn: 'SN-0192',
      customerTelphome: '010-5555 0142',
      doorPriceComment: '货到付款',
      payType: 1,
      doorPrice: 1299.9,
      servicePrice: 50,
    },
  ])
})

describe('the vendor refuses', () => {
  const update = async (json: unknown, status?: number) => {
    await using vendor = await openVendor(() => ({ json, ...(status ? { status } : {}) }), ACCESS)
    return await demand(vendor.driver, 'update')(ORDER, { comment: '改期' })
  }

  it.each(['该服务单已提交验收,不能更新!', '师傅已接单，不能修改服务费金额和服务地址省市区信息'])(
    'a frozen order in its own words: %s',
    async (msg) => {
      const refused = { code: 1, subCode: 'ORDER0024', data: false, msg }
      await expect(update(refused)).rejects.toMatchObject({
        code: 'frozen',
        vendorCode: 'ORDER0024',
        vendorMessage: msg,
      })
    },
  )

  it.each([
    [{ code: '1', subCode: 'ORDER0001', data: null, msg: '服务单不存在' }, 'not_found'],
    [{ code: 1, subCode: null, data: false, msg: '无权限' }, 'forbidden'],
    [{ code: 1, subCode: null, data: false, msg: 'token已失效' }, 'unauthorized'],
    [{ code: 1, subCode: null, data: false, msg: '请求过于频繁' }, 'rate_limited'],
    [{ code: 1, subCode: 'ORDER0777', data: false, msg: '地址不在服务范围' }, 'invalid'],
    [{ code: 1 }, 'invalid'],
    [{ code: 0, subCode: null, data: false, msg: '' }, 'invalid'],
    [{ ok: true }, 'unclear'],
    [[], 'unclear'],
  ])('and %j is %s', async (json, code) => {
    await expect(update(json)).rejects.toMatchObject({ code, vendor: 'dayu' })
  })

  it('with another status than 200, in another form', async () => {
    await expect(update({ error: 'Not Found' }, 404)).rejects.toMatchObject({ code: 'bad_response' })
  })

  it('without telling a token that it quotes', async () => {
    const msg = 'token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9 无效'
    await expect(update({ code: 1, data: false, msg })).rejects.toMatchObject({ vendorMessage: 'token … 无效' })
  })
})

it.each([
  { code: 0, subCode: null, data: true, msg: '成功' },
  { code: '0', data: null },
])('takes %j for a yes', async (json) => {
  await using vendor = await openVendor(() => ({ json }), ACCESS)
  expect(await demand(vendor.driver, 'update')(ORDER, { comment: '改期' })).toMatchObject({ description: '改期' })
})
