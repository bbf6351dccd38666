import { describe, expect, test } from 'vitest'
import { readReply, replyError } from '../../../src/drivers/tuya/envelope.ts'
import type { TicketErrorCode } from '../../../src/tickets/errors.ts'

const read = (json: unknown, status = 200) => readReply('tuya-test', { status, json })

describe('a success', () => {
  test.each([
    [{ success: true, t: 1588925778000, result: { a: 1 } }],
    [{ success: true, code: '200', msg: null, t: 1588925778000, result: { a: 1 } }],
    [{ success: true, code: 200, msg: 'ok', result: { a: 1 } }],
    [{ result: { a: 1 } }],
    [{ a: 1 }],
  ])('%j', (json) => {
    expect(read(json)).toEqual({ ok: true, result: { a: 1 } })
  })

  test('may be a bare list, and may be nothing', () => {
    expect(read([1])).toEqual({ ok: true, result: [1] })
    expect(read({ success: true })).toEqual({ ok: true, result: undefined })
  })

  test('a bare record keeps fields that are named like the envelope’s', () => {
    const order = { code: 'A-1', t: 'x', desc: 'd' }
    expect(read(order)).toEqual({ ok: true, result: order })
  })
})

describe('a failure', () => {
  test.each([1106, '1106'])('comes with its code as %o', (code) => {
    expect(read({ success: false, code, msg: 'permission deny', t: 1588925778000 })).toEqual({
      ok: false,
      code: '1106',
      message: 'permission deny',
      serverTime: 1588925778000,
    })
  })

  test('without a success flag is known by code and message', () => {
    expect(read({ code: 1010, msg: 'token invalid' }, 400)).toMatchObject({ ok: false, code: '1010' })
  })

  test('without a code is one all the same', () => {
    expect(read({ success: false })).toEqual({ ok: false, code: '' })
  })
})

test.each<[unknown, number]>([
  ['text', 200],
  [null, 200],
  [7, 200],
  [{ error: 'no route' }, 404],
])('%j with HTTP %i is no answer of Tuya', (json, status) => {
  expect(() => read(json, status)).toThrow(expect.objectContaining({ code: 'bad_response' }))
})

const meanings: [TicketErrorCode, number[]][] = [
  ['not_found', [1000]],
  ['unauthorized', [1001, 1002, 1003, 1004, 1005, 1007, 1008, 1010, 1011, 1012, 1013, 1400]],
  ['forbidden', [1106, 28841001, 28841002, 28841004, 28841101, 28841105, 28841106]],
  ['rate_limited', [1110, 1111, 1112, 1113, 1199]],
  ['unreachable', [500]],
  ['invalid', [1100, 1101, 1102, 1104, 1109]],
  ['bad_response', [1006, 1105, 1107, 1108, 2001, 501, 99999999]],
]

test.each(meanings.flatMap(([meaning, codes]) => codes.map((code) => [code, meaning] as const)))(
  'code %i is %s',
  (code, meaning) => {
    const error = replyError('tuya-test', { ok: false, code: String(code), message: 'said so' })
    expect(error).toMatchObject({ code: meaning, vendor: 'tuya-test', vendorCode: String(code) })
    expect(error.vendorMessage).toBe('said so')
  },
)

test('a system error leaves a write unclear', () => {
  expect(replyError('tuya-test', { ok: false, code: '500' }, true).code).toBe('unclear')
  expect(replyError('tuya-test', { ok: false, code: '1100' }, true).code).toBe('invalid')
})
