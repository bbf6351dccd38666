import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  canonicalZone,
  isZone,
  parseBands,
  parseDates,
  parseDays,
  parseTime,
  parseTimes,
} from '../../src/time/typed.ts'

describe('canonicalZone', () => {
  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    [' Asia/SHANGHAI ', 'Asia/Shanghai'],
    ['berlin', 'Europe/Berlin'],
    ['shanghai', 'Asia/Shanghai'],
    ['new york', 'America/New_York'],
    ['Indianapolis', 'America/Indianapolis'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['kiev', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['ＧＭＴ', 'UTC'],
  ])('reads %s as %s', (typed, zone) => expect(canonicalZone(typed)).toBe(zone))

  it.each(['', '/', 'Atlantis', 'Europe/Atlantis', 'EST', 'CST', 'GMT+8', '+08:00', 'berlin; paris'])(
    'does not read %j',
    (typed) => expect(canonicalZone(typed)).toBeUndefined(),
  )

  it('knows every zone in any case and by its city alone', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const canonical = canonicalZone(zone)
      expect(canonical && isZone(canonical), zone).toBe(true)
      expect(canonicalZone(zone.toLowerCase()), zone).toBe(canonical)
      expect(canonicalZone(zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')), zone).toBe(canonical)
    }
  })
})

describe('isZone', () => {
  it.each(['Europe/Berlin', 'europe/berlin', 'UTC', 'Asia/Kolkata'])('accepts %s', (zone) =>
    expect(isZone(zone)).toBe(true),
  )
  it.each(['', 'berlin', 'Europe/Atlantis', 'local'])('refuses %j', (zone) => expect(isZone(zone)).toBe(false))
})

describe('parseTime', () => {
  it.each([
    ['9:00', '09:00'],
    ['09:00', '09:00'],
    ['0:00', '00:00'],
    ['23:59', '23:59'],
    ['21.30', '21:30'],
    ['9am', '09:00'],
    ['9 AM', '09:00'],
    ['9:30pm', '21:30'],
    ['9:30 p.m.', '21:30'],
    ['12am', '00:00'],
    ['12pm', '12:00'],
    ['９：００', '09:00'],
    ['9：00', '09:00'],
    ['9点', '09:00'],
    ['上午9点', '09:00'],
    ['早上8:15', '08:15'],
    ['下午3点半', '15:30'],
    ['下午3点05分', '15:05'],
    ['晚上8點整', '20:00'],
    ['凌晨12点', '00:00'],
    ['18时45分', '18:45'],
  ])('reads %s as %s', (typed, time) => expect(parseTime(typed)).toBe(time))

  it.each([
    '',
    '9',
    '12',
    'am',
    '24:00',
    '25:00',
    '9:60',
    '9:5',
    '9:000',
    '-9:00',
    '0am',
    '13pm',
    '上午13点',
    '晚上12点',
    '上午9pm',
    '9:00 Uhr',
    'noon',
  ])('does not read %j', (typed) => expect(parseTime(typed)).toBeUndefined())

  it('gives a time that it reads as the same again, or nothing', () => {
    const signs = fc.constantFrom(...'0123456789:. apm上午下晚点半分')
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 8 }), (typed) => {
        const time = parseTime(typed)
        if (time === undefined) return
        expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
        expect(parseTime(time)).toBe(time)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('parseTimes', () => {
  it.each([
    ['9:00', ['09:00']],
    ['16:30, 9am', ['09:00', '16:30']],
    ['9 am and 4 pm & 8 pm', ['09:00', '16:00', '20:00']],
    ['上午9点、下午3点半', ['09:00', '15:30']],
    ['９：００，９：００', ['09:00']],
  ])('reads %s', (typed, times) => expect(parseTimes(typed)).toEqual(times))

  it.each(['', '9', '9:00, noon', '9:00,', '9:00 16:00', Array(13).fill('9:00').join(',')])(
    'does not read %j',
    (typed) => expect(parseTimes(typed)).toBeUndefined(),
  )
})

describe('parseDates', () => {
  it.each([
    ['', []],
    ['2026-12-25', ['2026-12-25']],
    ['2027-01-01\n2026-12-25, 2026-12-26、2026-12-25', ['2026-12-25', '2026-12-26', '2027-01-01']],
    ['２０２６-10-01', ['2026-10-01']],
  ])('reads %j', (typed, dates) => expect(parseDates(typed)).toEqual(dates))

  it.each([
    '2026-02-29',
    '25.12.2026',
    '2026-12-25 to 2026-12-26',
    '20261225',
    Array(101).fill('2026-12-25').join(' '),
  ])('does not read %j', (typed) => expect(parseDates(typed)).toBeUndefined())
})

describe('parseDays', () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7]
  const workdays = [1, 2, 3, 4, 5]

  it.each([
    ['daily', everyDay],
    ['Every day', everyDay],
    ['每天', everyDay],
    ['weekdays', workdays],
    ['工作日', workdays],
    ['mon-fri', workdays],
    ['Monday – Friday', workdays],
    ['monday to friday', workdays],
    ['周一至周五', workdays],
    ['星期一到星期五', workdays],
    ['mon,wed,fri', [1, 3, 5]],
    ['Fri, Mon and Wed', [1, 3, 5]],
    ['周一、三、五', [1, 3, 5]],
    ['周六，周日', [6, 7]],
    ['星期天', [7]],
    ['weekends', [6, 7]],
    ['sat-mon', [1, 6, 7]],
    ['weekdays, sat', [1, 2, 3, 4, 5, 6]],
    ['tues thurs', [2, 4]],
    ['mon-mon', [1]],
    ['mon,mon', [1]],
  ])('reads %s', (typed, days) => expect(parseDays(typed)).toEqual(days))

  it.each(['', ',', 'm', 'mon-', '-fri', 'mon-someday', 'mon-tue-wed', 'mon,someday', 'constructor', '周八', '1-5'])(
    'does not read %j',
    (typed) => expect(parseDays(typed)).toBeUndefined(),
  )
})

describe('parseBands', () => {
  it.each([
    ['3, 7, 14', [3, 7, 14]],
    ['14 days, 3d;7', [3, 7, 14]],
    ['３、７、１４天', [3, 7, 14]],
    ['30 30', [30]],
  ])('reads %s', (typed, days) => expect(parseBands(typed)).toEqual(days))

  it.each(['', ',', '0', '-3', '366', '3.5', 'a week', '1 2 3 4 5 6'])('does not read %j', (typed) =>
    expect(parseBands(typed)).toBeUndefined(),
  )
})
