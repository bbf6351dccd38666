import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayDivider, formatSlackDate, fromWallClock, toWallClock, zoneName } from '../../../src/workspace/page/dates.ts'

const ZONES = ['Asia/Shanghai', 'Europe/Berlin', 'Europe/Lisbon', 'America/St_Johns', 'Asia/Kathmandu', 'Etc/UTC']
const at = (iso: string): number => Date.parse(iso) / 1000

describe('a date and time that is entered', () => {
  test('comes back as it was, in every zone and season, but for the hour that clocks repeat', () => {
    const minute = fc.integer({ min: at('2020-01-01T00:00Z') / 60, max: at('2040-01-01T00:00Z') / 60 })
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (minutes, zone) => {
        const shown = toWallClock(minutes * 60, zone)
        const entered = fromWallClock(shown, zone)
        expect(toWallClock(entered ?? Number.NaN, zone)).toBe(shown)
        expect([0, 3600]).toContain(minutes * 60 - (entered ?? 0))
      }),
    )
  })

  test.each([
    ['in winter', '2026-11-22T12:00', 'Europe/Berlin', '2026-11-22T12:00+01:00'],
    ['in summer', '2026-07-22T12:00', 'Europe/Berlin', '2026-07-22T12:00+02:00'],
    ['in the hour that is skipped', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T03:30+02:00'],
    ['in the hour that comes twice', '2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T02:30+02:00'],
    ['where clocks never change', '2026-10-25T02:30', 'Asia/Shanghai', '2026-10-25T02:30+08:00'],
    ['where they are half an hour off', '2026-03-08T02:30', 'America/St_Johns', '2026-03-08T03:30-02:30'],
  ])('%s', (_when, wallClock, zone, instant) => {
    expect(fromWallClock(wallClock, zone)).toBe(at(instant))
  })

  test('is none while it is not entered', () => {
    expect(fromWallClock('', 'Europe/Berlin')).toBe(undefined)
  })
})

describe("Slack's date format", () => {
  const now = () => Date.parse('2026-11-21T10:00Z')
  const jonas = { locale: 'en-GB', zone: 'Europe/Berlin', now }
  const mei = { locale: 'zh-CN', zone: 'Asia/Shanghai', now }
  const evening = at('2026-11-20T17:30Z')

  test('is in the language and the zone of the reader', () => {
    expect(formatSlackDate(evening, '{date_num} {time}', jonas)).toBe('2026-11-20 18:30')
    expect(formatSlackDate(evening, '{date_num} {time}', mei)).toBe('2026-11-21 01:30')
    expect(formatSlackDate(evening, '{date_long} at {time_secs}', jonas)).toBe('Friday, 20 November 2026 at 18:30:00')
    expect(formatSlackDate(evening, '{date}', mei)).toBe('2026年11月21日')
  })

  test('says today and yesterday by the calendar of the reader', () => {
    expect(formatSlackDate(evening, 'due {date_short_pretty}', jonas)).toBe('due yesterday')
    expect(formatSlackDate(evening, '{date_short_pretty}到期', mei)).toBe('今天到期')
    expect(formatSlackDate(at('2026-11-18T12:00Z'), '{date_pretty}', jonas)).toBe('18 November 2026')
    expect(dayDivider(evening, jonas)).toBe('Yesterday')
    expect(formatSlackDate(at('2026-11-21T07:00Z'), '{ago}', jonas)).toBe('3 hours ago')
  })

  test('leaves what is no token of it', () => {
    expect(formatSlackDate(evening, '{week} {time', jonas)).toBe('{week} {time')
  })

  test('goes with the name of a zone as clocks are now', () => {
    expect(ZONES.map((zone) => zoneName({ ...jonas, zone }))).toEqual([
      'UTC+8',
      'UTC+1',
      'UTC+0',
      'UTC−3:30',
      'UTC+5:45',
      'UTC+0',
    ])
  })
})
