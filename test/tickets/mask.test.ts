import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName, maskPhone, maskPhones, maskPlace } from '../../src/tickets/mask.ts'

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

describe('maskPhones', () => {
  it.each([
    '13800138000',
    '请回电13800138000谢谢',
    'tel13800138000',
    '１３８００１３８０００',
    '+86 138-0013-8000',
    '+8613800138000',
    'Tel+491712345678',
    '0171 2345678',
    '+49 (0)30 901820-12',
    '030 / 901820-12',
    '(030) 90 18 20 12',
    '01.23.45.67.89',
    '021–6234–5678',
    '021-62345678转302',
    'call 0171 2345678.',
    '138_0000_5678',
    '_2600_1234_',
    'Okafor_26001234',
    'Tel26001234',
    'tel: 2600 1234',
    'Telefon\u200b26001234',
    '138 0000\u200b5678',
    '\u202d138\u2060 0013\u200d8000\u202c',
    '138   0000     5678',
  ])('hides the number in "%s"', (text) => {
    expect(digitsOf(maskPhones(text))).not.toContain(digitsOf(text).slice(0, 7))
  })

  it.each([
    '2026-11-21',
    '2026-11-21 09:00',
    '2026-11-21T09:00:00.000Z',
    '2026/11/21 至 2026/11/28',
    '21.11.2026, 14:30 Uhr',
    '2026年11月21日 09:00–18:00',
    'BX2026112100017',
    'WO_2026_0001',
    'SP202611210001',
    'HOTEL20261121',
    '￥12.50，共 3 件',
    '1,234.50 EUR',
    'BX2021****12',
    'm0123456789abcdef0123456789abcdef',
    '1544963578842701824',
    '3 号楼 2 单元 1802 室',
    'filter 24x24, 3.5 kW',
  ])('keeps "%s"', (text) => {
    expect(maskPhones(text)).toBe(text)
    expect(maskPhones(`上次 ${text} 来过`)).toBe(`上次 ${text} 来过`)
  })

  it('hides every phone number wherever it stands in the text', () => {
    const around = fc.string({ unit: fc.constantFrom('电', '梯', ' ', '，', '.', '-', '(', ')', '\n', '#', 'ü', '🏚️') })
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)
    const grouped = mobile.map((number) => number.replace(/^(...)(....)/, '$1-$2 '))
    fc.assert(
      fc.property(around, fc.oneof(mobile, grouped), around, (before, phone, after) => {
        expect(digitsOf(maskPhones(before + phone + after))).not.toContain(digitsOf(phone))
      }),
    )
  })

  it('hides every phone number however its digits are parted', () => {
    const seen = fc.constantFrom(...' \t\u00a0\u3000().·/_-‐‑–—－（）／＿'.split(''))
    const unseen = fc.string({ unit: fc.constantFrom('\u200b', '\u200c', '\u200d', '\u2060', '\ufeff') })
    const gap = fc.array(seen, { maxLength: 3 }).chain((signs) => fc.tuple(...signs.map((sign) => glued(sign, unseen))))
    const digit = fc.constantFrom(...'0123456789０５')
    const phone = fc
      .array(fc.tuple(digit, gap), { minLength: 7, maxLength: 15 })
      .map((parts) => parts.map(([one, between]) => one + between.join('')).join(''))
      // That would be a date.
      .filter((written) => !/(?:19|20)\d\d/.test(written.normalize('NFKC')))
    const around = fc.constantFrom('', '请回电', 'call ', '，', '\n', 'tel')
    fc.assert(
      fc.property(around, phone, fc.constantFrom('', '谢谢', '.', '\n'), (before, written, after) => {
        const masked = maskPhones(before + written + after)
        expect(digitsOf(masked)).not.toContain(digitsOf(written))
        expect(digitsOf(masked).length).toBeLessThan(7)
      }),
      { numRuns: 1000 },
    )
  })

  it('takes a text of any shape and length', () => {
    for (const text of [
      '1'.repeat(20_000),
      '1\u200b'.repeat(20_000),
      '1_'.repeat(20_000),
      ' '.repeat(50_000),
      'tel1'.repeat(10_000),
      '1 '.repeat(10_000),
      '+'.repeat(20_000),
      '2026-'.repeat(4_000),
    ]) {
      expect(maskPhones(text).length).toBeLessThanOrEqual(text.length)
    }
  })
})

const glued = (sign: string, unseen: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(unseen, unseen).map(([before, after]) => before + sign + after)

describe('what is personal by itself', () => {
  it('never comes out in full', () => {
    const name = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => !/^\*+$/.test(text))
    fc.assert(
      fc.property(name, (text) => {
        expect(maskName(text)).not.toContain(text)
        expect(maskPhone(text)).not.toContain(text)
        expect(maskPlace(text)).toBe('***')
      }),
    )
  })

  it('keeps as much as tells two people apart, and whole characters', () => {
    expect(maskName('王小明')).toBe('王**')
    expect(maskName('𠮷田太郎')).toBe('𠮷***')
    expect(maskName('王')).toBe('*')
    expect(maskPhone('13800138000')).toBe('****00')
    expect(maskPhone('110')).toBe('****')
    expect(maskPhone('0171 234🏠').isWellFormed()).toBe(true)
    expect(maskPlace('')).toBe('')
  })
})
