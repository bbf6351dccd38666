import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/tickets/words.ts'
import { parseDays } from '../../src/time/typed.ts'
import { ageOf, formatDays, formatInstant } from '../../src/time/words.ts'

describe('formatInstant', () => {
  it.each([
    ['Europe/Berlin', 'en', '21 Nov 2026, 10:05'],
    ['Europe/Berlin', 'zh-CN', '2026年11月21日 10:05'],
    ['Asia/Shanghai', 'zh-CN', '2026年11月21日 17:05'],
    ['Pacific/Kiritimati', 'en', '21 Nov 2026, 23:05'],
    ['America/New_York', 'en', '21 Nov 2026, 04:05'],
  ] as const)('writes %s, %s', (zone, language, text) => {
    expect(formatInstant('2026-11-21T09:05:59.000Z', zone, language)).toBe(text)
  })
})

describe('ageOf', () => {
  it.each([
    ['2026-11-21T09:00:00.000Z', 0, 'minute'],
    ['2026-11-21T08:00:00.001Z', 59, 'minute'],
    ['2026-11-21T08:00:00.000Z', 1, 'hour'],
    ['2026-11-20T09:00:00.001Z', 23, 'hour'],
    ['2026-11-20T09:00:00.000Z', 1, 'day'],
    ['2026-11-18T08:00:00.000Z', 3, 'day'],
    ['2024-11-21T09:00:00.000Z', 730, 'day'],
    ['2026-11-21T09:05:00.000Z', 0, 'minute'],
  ])('from %s it is %i in the unit %s', (from, count, unit) => {
    expect(ageOf(from, '2026-11-21T09:00:00.000Z')).toEqual({ unit, count })
  })
})

describe('formatDays', () => {
  it.each([
    [[1, 2, 3, 4, 5, 6, 7], 'daily', '每天'],
    [[1, 2, 3, 4, 5], 'Mon–Fri', '周一至周五'],
    [[1, 6, 7], 'Sat–Mon', '周六至周一'],
    [[1, 2], 'Mon, Tue', '周一、周二'],
    [[1, 3, 5], 'Mon, Wed, Fri', '周一、周三、周五'],
    [[1, 2, 3, 5], 'Mon, Tue, Wed, Fri', '周一、周二、周三、周五'],
    [[7], 'Sun', '周日'],
  ])('writes %j', (days, english, chinese) => {
    expect([formatDays(days, 'en'), formatDays(days, 'zh-CN')]).toEqual([english, chinese])
  })

  it('writes any days so that they are read back as the same', () => {
    const someDays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
    fc.assert(
      fc.property(someDays, fc.constantFrom(...LANGUAGES), (days, language) => {
        expect(parseDays(formatDays(days, language))).toEqual(days)
      }),
    )
  })
})
