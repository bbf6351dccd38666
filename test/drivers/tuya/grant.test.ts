import { expect, test } from 'vitest'
import { readGrant } from '../../../src/drivers/tuya/grant.ts'

const read = (result: unknown) => readGrant('tuya-test', { ok: true, result })

test.each([
  [{ expire_time: 6209 }, 6_209_000],
  [{ expire: 7200 }, 7_200_000],
  [{ expire_time: '7200' }, 7_200_000],
  [{ expire_time: null, expire: 60 }, 60_000],
  [{}, 7_200_000],
])('the life in %j is %i ms', (life, lifeMs) => {
  expect(read({ access_token: 'abc', ...life })).toEqual({ value: 'abc', lifeMs })
})

test.each([undefined, {}, { access_token: '' }, 'abc'])('there is no token in %j', (result) => {
  expect(() => read(result)).toThrow(expect.objectContaining({ code: 'bad_response' }))
})

test('a refusal keeps its code', () => {
  expect(() => readGrant('tuya-test', { ok: false, code: '1005' })).toThrow(
    expect.objectContaining({ code: 'unauthorized', vendorCode: '1005' }),
  )
})
