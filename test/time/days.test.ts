import { expect, it } from 'vitest'
import { dateAhead, startOfDate, startOfDay } from '../../src/time/days.ts'

it.each([
  ['2026-11-21T09:00:00.000Z', 1, 'Europe/Berlin', '2026-11-21T23:00:00.000Z'],
  ['2026-11-21T23:30:00.000Z', 1, 'Europe/Berlin', '2026-11-22T23:00:00.000Z'],
  ['2026-11-21T17:00:00.000Z', 7, 'Asia/Shanghai', '2026-11-28T16:00:00.000Z'],
  // Over the end of summer time, the days are as many, and the hours one more.
  ['2026-10-24T10:00:00.000Z', 7, 'Europe/Berlin', '2026-10-30T23:00:00.000Z'],
  // Where the clocks skip midnight, the day begins at one.
  ['2026-09-05T12:00:00.000Z', 1, 'America/Santiago', '2026-09-06T04:00:00.000Z'],
])('after %s, the day %i days on begins in %s at %s', (now, days, zone, expected) => {
  expect(startOfDay(now, days, zone)).toBe(expected)
})

it.each([
  ['2026-11-28', 'Europe/Berlin', '2026-11-27T23:00:00.000Z'],
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ['2026-02-29', 'Europe/Berlin', undefined],
  ['2026-11', 'Europe/Berlin', undefined],
  ['', 'Europe/Berlin', undefined],
  ['2026-11-28', 'Europe/Atlantis', undefined],
])('%s begins in %s at %s', (date, zone, expected) => {
  expect(startOfDate(date, zone)).toBe(expected)
})

it('counts days by the date that a zone has', () => {
  const now = '2026-11-21T12:00:00.000Z'
  expect(['Pacific/Auckland', 'Europe/Berlin'].map((zone) => dateAhead(now, 7, zone))).toEqual([
    '2026-11-29',
    '2026-11-28',
  ])
})
