import { describe, expect, test } from 'vitest'
import { type Signable, sentUrl, sign } from '../../../src/drivers/tuya/signature.ts'

// Tuya prints this key pair in its tutorial, as the worked example.
// https://developer.tuya.com/en/docs/iot/new-singnature?id=Kbw0q34cs2e5g
const KEYS = { clientId: '1KAD46OrT9HafiKdsXeg', secret: '4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC', t: '1588925778000' }
const NONCE = { nonce: '5138cc3a9033d69856923fd07b491173' }
const TOKEN = { accessToken: '3f4eda2bdec17232f67c0b188af3eec1' }
const SIGNED_HEADERS = { area_id: '29a33e8796834b1efa6', call_id: '8afdb70ab2ed11eb85290242ac130003' }

const token: Signable = { method: 'GET', path: '/v1.0/token', query: { grant_type: '1' } }
const users = { method: 'GET', path: '/v2.0/apps/schema/users' }

describe('the values that Tuya prints', () => {
  test('for a token', () => {
    expect(sign({ ...token, headers: SIGNED_HEADERS }, { ...KEYS, ...NONCE })).toBe(
      '9E48A3E93B302EEECC803C7241985D0A34EB944F40FB573C7B5C2A82158AF13E',
    )
  })

  test.each([
    { page_no: '1', page_size: '50' },
    { page_size: '50', page_no: '1' },
  ])('for a call with %o', (query) => {
    expect(sign({ ...users, query, headers: SIGNED_HEADERS }, { ...KEYS, ...NONCE, ...TOKEN })).toBe(
      'AE4481C692AA80B25F3A7E12C3A5FD9BBF6251539DD78E565A1A72A508A88784',
    )
  })
})

const FEEDBACKS = '/v1.0/iot-01/ticket/feedbacks'
const COMMUNITY = '/v1.0/iot-02/community'

const computed: [string, Signable, object, string][] = [
  ['token', token, NONCE, '3206F74CBFC2869794FD3013C44F18166BE22AB1FB5FF66F513212264F67F681'],
  ['token without nonce', token, {}, '7BA26C076E5ECB1E959BE274A0FFB397B2B1865FC7BCED8F1C78AC5653C20CAA'],
  [
    'refresh',
    { method: 'GET', path: '/v1.0/token/0930d55f368fe9791b752f2257e8a76b' },
    NONCE,
    'B839FDB6F3D020F479B3BC27C17492D2568977D5171A78F4A1EE021AAD475372',
  ],
  [
    'feedback list',
    { method: 'GET', path: FEEDBACKS, query: { product_id: 'testxxxx', page_no: '1', page_size: '10' } },
    { ...NONCE, ...TOKEN },
    '9BDD33FBC96921E25A6138DD6E9C0B44593AE6438D9BAD3DCA77B4CD8131B63A',
  ],
  [
    'service order',
    {
      method: 'GET',
      path: `${COMMUNITY}/service-order-detail`,
      query: { service_order_no: 'BX20210917312', block_id: '138479997683138' },
    },
    { ...NONCE, ...TOKEN },
    'A07E27342734E5D564F5883E86D9058D081E33286FC2CB36458938A9B23E8009',
  ],
  [
    'reply with a body',
    {
      method: 'POST',
      path: `${FEEDBACKS}/FBAY20211129/operation-reply`,
      body: '{"content":"Test","sub_uid":"testuid"}',
    },
    { ...NONCE, ...TOKEN },
    'CE40FD51201F11A657D66649B16DB44847805797CCB519E2708EF8EEB8A3A4FE',
  ],
  [
    'feedback without nonce',
    { method: 'GET', path: `${FEEDBACKS}/FBAY20211129` },
    TOKEN,
    'DF59410AC4CF72A1BB0083AE29C433CB25A059C8BD93848C5DCEBD3E0D14AFE5',
  ],
  [
    'a Chinese name in the query, signed decoded',
    {
      method: 'GET',
      path: `${COMMUNITY}/service-order-page`,
      query: { apply_user: '张三', block_id: '1', page_no: '1', page_size: '10' },
    },
    { ...NONCE, ...TOKEN },
    'F3EABB8FDE15D6013B363E337440701787996B235310F5CED8A0CB07AF40E7D3',
  ],
]

test.each(computed)('%s', (_name, request, more, expected) => {
  expect(sign(request, { ...KEYS, ...more })).toBe(expected)
})

test('the query goes out percent-encoded, in the order it was signed', () => {
  expect(sentUrl('/p', { b: 'Closed,张 三+&', a: '1' })).toBe('/p?a=1&b=Closed%2C%E5%BC%A0%20%E4%B8%89%2B%26')
  expect(sentUrl('/p')).toBe('/p')
})
