import { describe, expect, it } from 'vitest'
import { attachmentKey } from '../../../src/drivers/dayu/attachments.ts'
import { demand, type Fields } from '../../../src/tickets/driver.ts'
import { ORDER_RECORD } from './order.ts'
import { ACCESS, changesIn, ORDER, openVendor, serving, success } from './vendor.ts'

const PLATE = { name: '铭牌.jpg', url: 'http://files.example/4780/plate.jpg' }
const MANUAL = { name: '说明书.pdf', url: 'http://files.example/4780/manual.pdf' }
const NEW = { name: '现场 照片.jpg', url: 'https://files.example/4780/site.jpg?v=2' }

/** What is sent for these fields, of an order that can be read first. */
const sent = async (fields: Fields, record: object = ORDER_RECORD): Promise<Record<string, unknown>[]> => {
  await using vendor = await openVendor(serving(record))
  await demand(vendor.driver, 'update')(ORDER, fields)
  return changesIn(vendor.server)
}

describe('of an order that can be read', () => {
  it('only what differs is sent', async () => {
    expect(await sent({ customerName: '李缘圆', customerMobile: '18612345678', address: '梨园北街 23 号' })).toEqual([
      { id: '4780', address: '梨园北街 23 号' },
    ])
  })

  it.each([
    ['what is so already', { customerName: '李缘圆', provinceId: '', isCheck: '0', needSerialNumPic: '2' }],
    ['the same moment', { appointmentTime: '2022-02-10T10:30:00.000Z' }],
    ['the same amounts', { payType: '1', doorPrice: '1299.90', servicePrice: '50' }],
    ['a name of who changes it', { updated: '王工' }],
    ['an attachment that is there', { orderAccessorites: MANUAL.url }],
  ])('nothing is sent for %s', async (_, fields) => {
    expect(await sent(fields)).toEqual([])
  })

  it('all three of the payment go along when one of them changes', async () => {
    expect(await sent({ payType: '1', doorPrice: '1299.9', servicePrice: '80', updated: '王工' })).toEqual([
      { id: '4780', payType: 1, doorPrice: 1299.9, servicePrice: 80, updated: '王工' },
    ])
  })

  it('a region goes whole when one level of it changes', async () => {
    const region = { provinceId: '1', provinceName: '北京市', cityId: '2', cityName: '北京城区' }
    const district = { districtId: '189', districtName: '海淀区' }
    expect(await sent({ ...region, ...district })).toEqual([{ id: '4780', ...region, ...district }])
  })

  it('the company’s name goes along when the customer becomes a company', async () => {
    expect(await sent({ customerType: '2', customerCompany: '大鱼云服' })).toEqual([
      { id: '4780', customerType: 2, customerCompany: '大鱼云服' },
    ])
  })

  it('what it returns is the order as changed', async () => {
    await using vendor = await openVendor(serving(ORDER_RECORD))
    const update = demand(vendor.driver, 'update')
    expect(await update(ORDER, { address: '梨园北街 23 号' })).toMatchObject({
      ref: ORDER,
      number: 'SP20220209183000004780',
      status: 'pending',
      place: '北京市 北京城区 通州区 梨园北街 23 号',
    })
    const codes = { provinceAdcode: '310000', cityAdcode: '310100', districtAdcode: '310115' }
    expect(await update(ORDER, codes)).toMatchObject({ place: '环球度假区(地铁站)' })
  })

  it('an order that is not there is not changed', async () => {
    await using vendor = await openVendor(() => success(null))
    await expect(demand(vendor.driver, 'update')(ORDER, { comment: '改期' })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(changesIn(vendor.server)).toEqual([])
  })
})

describe('attachments', () => {
  it.each([
    ['one more', { orderAccessorites: `${NEW.name}  ${NEW.url}` }, [PLATE, MANUAL, NEW]],
    ['one fewer, as chosen', { removedAccessorites: [attachmentKey(MANUAL.url)] }, [PLATE]],
    ['one fewer, by name', { removedAccessorites: MANUAL.name }, [PLATE]],
    ['one for another', { orderAccessorites: `${NEW.name} ${NEW.url}`, removedAccessorites: PLATE.url }, [MANUAL, NEW]],
    ['none any more', { removedAccessorites: `${PLATE.name}\n${MANUAL.url}` }, []],
    [
      'one named by its link',
      { orderAccessorites: 'https://files.example/a/b.jpg' },
      [PLATE, MANUAL, { name: 'b.jpg', url: 'https://files.example/a/b.jpg' }],
    ],
  ])('are sent as a whole: %s', async (_, fields, orderAccessorites) => {
    expect(await sent(fields)).toEqual([{ id: '4780', orderAccessorites }])
  })

  it.each(['orderAccessor', 'orderAccessorite', 'orderAccessorites'])('are kept when they come as %s', async (name) => {
    const record = { id: '4780', [name]: [{ name: PLATE.name, URL: PLATE.url }] }
    expect(await sent({ orderAccessorites: MANUAL.url }, record)).toEqual([
      { id: '4780', orderAccessorites: [PLATE, { ...MANUAL, name: 'manual.pdf' }] },
    ])
  })

  it('that the order does not have cannot be removed', async () => {
    await expect(sent({ removedAccessorites: '合同.pdf' })).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ field: 'removedAccessorites' }],
    })
  })

  it('replace those of an order that cannot be read', async () => {
    await using vendor = await openVendor(() => success(true), ACCESS)
    await demand(vendor.driver, 'update')(ORDER, { orderAccessorites: `${NEW.name} ${NEW.url}` })
    expect(changesIn(vendor.server)).toEqual([{ id: '4780', orderAccessorites: [NEW] }])
  })
})

it('times are by the clocks of the zone that is set', async () => {
  await using vendor = await openVendor(() => success(true), { ...ACCESS, DAYU_TIME_ZONE: 'Europe/Berlin' })
  await demand(vendor.driver, 'update')(ORDER, { appointmentTime: '2026-11-23T08:30:00.500Z' })
  expect(changesIn(vendor.server)).toEqual([{ id: '4780', appointmentTime: '2026-11-23 09:30:00' }])
})

it('nothing is sent of a form with a mistake, and each mistake is named', async () => {
  await using vendor = await openVendor(serving(ORDER_RECORD))
  const update = demand(vendor.driver, 'update')
  await expect(update(ORDER, { isCheck: '3', doorPrice: '1,50', customerName: '李'.repeat(51) })).rejects.toMatchObject(
    {
      code: 'invalid',
      problems: [{ field: 'customerName' }, { field: 'isCheck' }, { field: 'doorPrice' }],
    },
  )
  expect(changesIn(vendor.server)).toEqual([])
})
