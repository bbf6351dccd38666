import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDayuSandbox } from '../../../src/drivers/dayu/sandbox.ts'
import { demand, type Fields } from '../../../src/tickets/driver.ts'
import { ORDER, openDriver } from './vendor.ts'

const text = (maxLength: number) =>
  fc
    .string({ minLength: 1, maxLength, unit: fc.constantFrom(...'李缘圆 A7号-，&<"\\') })
    .filter((said) => said.trim() !== '')
const phone = fc.stringMatching(/^\+?[0-9]{3,20}( ?(转|-) ?[0-9]{1,6})?$/)
const digits = fc.integer({ min: 1, max: 999_999 }).map(String)
const amount = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`)
const oneOf = fc.constantFrom

const region = (names: readonly string[], value: fc.Arbitrary<string>) =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])))

/** What somebody may fill in without breaking a rule: parts of the form, those whole that must be whole. */
const filled: fc.Arbitrary<Fields> = fc
  .tuple(
    fc.record(
      {
        customerName: text(50),
        customerMobile: phone,
        customerTelphome: phone,
        address: text(200),
        comment: text(1000),
        sn: text(200),
        doorPriceComment: text(200),
        updated: text(50),
        needEsignature: oneOf('1', '2'),
        needSerialNumPic: oneOf('1', '2'),
        needShortVideo: oneOf('1', '2'),
        isCheck: oneOf('0', '1', '2'),
        spuSettlementPrice: amount,
        appointmentTime: fc
          .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
          .map((at) => at.toISOString()),
        orderAccessorites: fc.webUrl().map((url) => `现场 照片.jpg ${url}`),
      },
      { requiredKeys: [] },
    ),
    oneOf({}, { customerType: '1' }, { customerType: '2', customerCompany: '浦江物业管理有限公司' }),
    fc.oneof(
      fc.constant({}),
      region(['provinceAdcode', 'cityAdcode', 'districtAdcode'], digits),
      region(['provinceId', 'provinceName', 'cityId', 'cityName', 'districtId', 'districtName'], digits),
    ),
    fc.oneof(fc.constant({}), fc.record({ payType: oneOf('1', '3', '4'), doorPrice: amount, servicePrice: amount })),
  )
  .map((parts) => Object.assign({}, ...parts))

it('the vendor takes every form that is in order, and then has nothing left to change', async () => {
  const sandbox = await createDayuSandbox()
  const driver = openDriver(sandbox.env)
  const update = demand(driver, 'update')
  await fc.assert(
    fc.asyncProperty(filled, async (fields) => {
      expect(driver.forms.update?.check?.(fields, new Date().toISOString())).toEqual([])
      const changed = await update(ORDER, fields)
      expect(await demand(driver, 'detail')(ORDER)).toMatchObject(changed)
      const before = sandbox.requests.length
      expect(await update(ORDER, fields)).toMatchObject(changed)
      expect(sandbox.requests.slice(before).map(({ method }) => method)).toEqual(['GET'])
    }),
    { numRuns: 60 },
  )
  await driver.close()
  await sandbox.close()
})
