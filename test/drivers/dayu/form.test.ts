import { describe, expect, it } from 'vitest'
import { updateForm } from '../../../src/drivers/dayu/form.ts'
import { toDetail } from '../../../src/drivers/dayu/map.ts'
import type { Fields } from '../../../src/tickets/driver.ts'
import { checkForm, isAsked } from '../../../src/tickets/form.ts'
import type { Status, TicketDetail } from '../../../src/tickets/ticket.ts'
import { ORDER_RECORD } from './order.ts'
import { ORDER } from './vendor.ts'

const form = updateForm(true, 'Asia/Shanghai')
const wrong = (fields: Fields) => checkForm(form, fields, '2026-11-21T09:00:00.000Z').map(({ field }) => field)

const CODES = { provinceAdcode: '110000', cityAdcode: '110100', districtAdcode: '110108' }
const IDS = {
  provinceId: '1',
  provinceName: '北京市',
  cityId: '2',
  cityName: '北京城区',
  districtId: '195',
  districtName: '通州区',
}

describe('the form', () => {
  it.each<[string[], Fields]>([
    [[], {}],
    [[], { customerType: '1' }],
    [[], { customerType: '2', customerCompany: '浦江物业' }],
    [['customerCompany'], { customerType: '2', customerCompany: ' ' }],
    [[], { payType: '1', doorPrice: '0', servicePrice: '50' }],
    [['doorPrice', 'servicePrice'], { payType: '3' }],
    [['payType', 'doorPrice'], { servicePrice: '50' }],
    [['doorPrice'], { payType: '1', doorPrice: '100000000', servicePrice: '99999999.99' }],
    [[], CODES],
    [[], IDS],
    [['districtAdcode'], { ...CODES, districtAdcode: '' }],
    [['cityName'], { ...IDS, cityName: '' }],
    [['provinceId'], { ...CODES, ...IDS }],
    [['cityAdcode'], { ...CODES, cityAdcode: '北京' }],
    [['districtId'], { ...IDS, districtId: '通州' }],
    [[], { orderAccessorites: '铭牌.jpg https://files.example/1.jpg\n\nhttps://files.example/2.jpg' }],
    [['orderAccessorites'], { orderAccessorites: '铭牌.jpg https://files.example/1.jpg\n说明书.pdf' }],
    [['orderAccessorites'], { orderAccessorites: 'x javascript:alert(1)' }],
    [['orderAccessorites'], { orderAccessorites: `${'长'.repeat(201)} https://files.example/1.jpg` }],
  ])('finds %j wrong with %j', (expected, fields) => {
    expect(wrong(fields)).toEqual(expected)
  })

  it('asks for each field once, and for none that must be filled but by another one', () => {
    const names = form.fields.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(form.fields.filter(({ required, when }) => required && !when)).toEqual([])
  })

  it('asks for the company of a company, and for the amounts where something is collected', () => {
    const asked = (fields: Fields) => form.fields.filter((field) => field.when && isAsked(field, fields))
    const namesOf = (fields: Fields) => asked(fields).map(({ name }) => name)
    expect(namesOf({})).toEqual([])
    expect(namesOf({ customerType: '1' })).toEqual([])
    expect(namesOf({ customerType: '2' })).toEqual(['customerCompany'])
    expect(namesOf({ payType: '3' })).toEqual(['doorPrice', 'servicePrice'])
  })

  it('begins with what the order holds', () => {
    const ticket = toDetail(ORDER, ORDER_RECORD, 'Asia/Shanghai')
    expect(form.values?.(ticket)).toMatchObject({
      appointmentTime: '2022-02-10T10:30:00.000Z',
      customerType: '1',
      customerMobile: '18612345678',
      doorPrice: '1299.9',
      servicePrice: '50.00',
      districtId: '195',
      districtName: '通州区',
      isCheck: '0',
      sn: '',
    })
    expect(
      form.values?.({ ...ticket, raw: { ...ORDER_RECORD, customerTelphome: '', customerTelphone: '110' } }),
    ).toMatchObject({
      customerTelphome: '110',
    })
    expect(updateForm(false, 'Asia/Shanghai').values).toBeUndefined()
  })

  it('says that attachments are replaced where the order cannot be read', () => {
    const field = updateForm(false, 'Asia/Shanghai').fields.find(({ name }) => name === 'orderAccessorites')
    expect(field?.hint?.en).toContain('replace all attachments')
    expect(field?.hint?.['zh-CN']).toContain('替换')
    expect(updateForm(false, 'Asia/Shanghai').fields.map(({ name }) => name)).not.toContain('removedAccessorites')
  })
})

describe('an order', () => {
  const frozen = (status: Status) => {
    const ticket: TicketDetail = {
      ref: ORDER,
      number: '4780',
      status,
      attachments: [],
      more: [],
      raw: {},
      warnings: [],
    }
    return form.frozen?.(ticket) ?? []
  }

  it.each<Status>(['new', 'unknown'])('that is %s freezes nothing', (status) => {
    expect(frozen(status)).toEqual([])
  })

  it.each<Status>(['pending', 'in_progress'])('that is %s freezes the fee and the region', (status) => {
    expect(frozen(status).map(({ field }) => field)).toEqual([
      'spuSettlementPrice',
      ...Object.keys(CODES),
      ...Object.keys(IDS),
    ])
    expect(frozen(status)[0]?.reason.en).toMatch(/accepted/)
  })

  it.each<Status>(['done', 'cancelled'])('that is %s freezes everything', (status) => {
    expect(frozen(status).map(({ field }) => field)).toEqual(form.fields.map(({ name }) => name))
    expect(frozen(status)[0]?.reason['zh-CN']).toMatch(/已结束/)
  })
})
