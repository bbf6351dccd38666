import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskName, maskPhone, maskPlace, maskText } from '../../../src/slack/blocks/mask.ts'

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

describe('maskText', () => {
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
  ])('hides the number in "%s"', (text) => {
    expect(digitsOf(maskText(text))).not.toContain(digitsOf(text).slice(0, 7))
  })

  it.each([
    '2026-11-21',
    '2026-11-21 09:00',
    '2026-11-21T09:00:00.000Z',
    '2026/11/21 至 2026/11/28',
    '21.11.2026, 14:30 Uhr',
    '2026年11月21日 09:00–18:00',
    'BX2026112100017',
    'BX2021****12',
    'm0123456789abcdef0123456789abcdef',
    '1544963578842701824',
    '3 号楼 2 单元 1802 室',
    'filter 24x24, 3.5 kW',
  ])('keeps "%s"', (text) => {
    expect(maskText(text)).toBe(text)
    expect(maskText(`上次 ${text} 来过`)).toBe(`上次 ${text} 来过`)
  })

  it('hides every phone number wherever it stands in the text', () => {
    const around = fc.string({ unit: fc.constantFrom('电', '梯', ' ', '，', '.', '-', '(', ')', '\n', '#', 'ü', '🏚️') })
    const mobile = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String)
    const grouped = mobile.map((number) => number.replace(/^(...)(....)/, '$1-$2 '))
    fc.assert(
      fc.property(around, fc.oneof(mobile, grouped), around, (before, phone, after) => {
        expect(digitsOf(maskText(before + phone + after))).not.toContain(digitsOf(phone))
      }),
    )
  })

  it('takes a text of any shape and length', () => {
    for (const text of ['1'.repeat(20_000), '1 '.repeat(10_000), '+'.repeat(20_000), '2026-'.repeat(4_000)]) {
      expect(maskText(text).length).toBeLessThanOrEqual(text.length)
    }
  })
})

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
