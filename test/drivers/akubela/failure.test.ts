import { describe, expect, it } from 'vitest'
import { demand } from '../../../src/tickets/driver.ts'
import { openVendor, REPAIR } from './vendor.ts'

const refusal = async (json: unknown) => {
  await using vendor = await openVendor(() => ({ json }))
  return await demand(vendor.driver, 'detail')(REPAIR).catch((thrown: unknown) => thrown)
}

describe('a refusal', () => {
  it.each([
    ['the maintenance does not exist', 'not_found'],
    ['Maintenance Not Found', 'not_found'],
    ['报修不存在', 'not_found'],
    ['access token expired', 'unauthorized'],
    ['invalid token', 'unauthorized'],
    ['token not found', 'unauthorized'],
    ['ERR_AUTH_FAILED', 'unauthorized'],
    ['令牌已过期', 'unauthorized'],
    ['this token has no permission', 'forbidden'],
    ['没有权限', 'forbidden'],
    ['TOO_MANY_REQUESTS', 'rate_limited'],
    ['request is too frequent', 'rate_limited'],
    ['操作过于频繁', 'rate_limited'],
    ['param error: residence_id', 'invalid'],
    ['参数错误', 'invalid'],
    ['the cloud is tired', 'bad_response'],
  ])('that says %j is %s', async (message, code) => {
    expect(await refusal({ success: false, message })).toMatchObject({ code, vendorMessage: message })
  })

  it.each([
    ['error', { success: false, error: 'not found' }],
    ['msg', { success: false, msg: 'not found', result: null }],
    ['message inside result', { success: false, result: { message: 'not found' } }],
    ['message inside error', { success: false, error: { message: 'not found' } }],
    ['success as a word', { success: 'false', message: 'not found' }],
  ])('is found in %s', async (_, json) => {
    expect(await refusal(json)).toMatchObject({ code: 'not_found', vendorMessage: 'not found' })
  })

  it('keeps the vendor’s code, even without a sentence', async () => {
    expect(await refusal({ success: false, code: 40021 })).toMatchObject({ code: 'bad_response', vendorCode: '40021' })
    expect(await refusal({ success: false, result: { code: 'NOT_EXIST' } })).toMatchObject({ code: 'not_found' })
  })

  it('without a word is a bad response', async () => {
    expect(await refusal({ success: false })).toMatchObject({ code: 'bad_response', vendorMessage: undefined })
  })

  it('never quotes a token', async () => {
    const error = await refusal({ success: false, message: 'token ac45e846ca23ab42c9ae469d988ae32a9 expired' })
    expect(error).toMatchObject({ code: 'unauthorized', vendorMessage: 'token … expired' })
  })
})

it('somebody else removed one of several meanwhile: nothing is known to be removed', async () => {
  const refs = ['m1', 'm2'].map((id) => ({ ...REPAIR, id }))
  const rows = refs.map(({ id }) => ({ maintenance_id: id }))
  await using vendor = await openVendor(({ body }) => ({
    json: body.includes('get_maintenance_list')
      ? { success: true, result: rows }
      : { success: false, msg: 'not exist' },
  }))
  const remove = demand(vendor.driver, 'remove')
  expect((await remove(refs)).map(({ outcome }) => outcome)).toEqual(['failed', 'failed'])
  expect((await remove(refs.slice(0, 1))).map(({ outcome }) => outcome)).toEqual(['not_found'])
  expect(await remove([])).toEqual([])
})
