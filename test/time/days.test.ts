import { expect, it } from 'vitest'
import { dateAhead, nextWorkingHour, startOfDate, startOfDay } from '../../src/time/days.ts'

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

it.each([
  ['at night', '2026-11-23T23:04:00Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
  ['in the morning', '2026-11-23T09:07:30Z', 'Europe/Berlin', '2026-11-23T10:00:00.000Z'],
  ['on the hour', '2026-11-23T09:00:00Z', 'Europe/Berlin', '2026-11-23T09:00:00.000Z'],
  ['just before the last hour', '2026-11-23T16:30:00Z', 'Europe/Berlin', '2026-11-23T17:00:00.000Z'],
  ['after the last hour', '2026-11-23T17:01:00Z', 'Europe/Berlin', '2026-11-24T07:00:00.000Z'],
  ['on a Friday evening', '2026-11-20T18:00:00Z', 'Europe/Berlin', '2026-11-23T07:00:00.000Z'],
  ['on a Sunday', '2026-11-22T10:20:00Z', 'Asia/Shanghai', '2026-11-23T00:00:00.000Z'],
  ['in a zone with half hours', '2026-11-23T05:40:00Z', 'Asia/Kolkata', '2026-11-23T06:30:00.000Z'],
  ['in the night of the spring gap', '2026-03-29T00:30:00Z', 'Europe/Berlin', '2026-03-30T06:00:00.000Z'],
])('the next working hour %s', (_when, at, zone, expected) => {
  expect(nextWorkingHour(at, zone)).toBe(expected)
})
