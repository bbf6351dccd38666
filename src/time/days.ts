import { DateTime } from 'luxon'
import type { Instant } from '../tickets/ticket.ts'

/** The first moment of the day that comes so many days after today's, by the clocks of an IANA zone. */
export const startOfDay = (now: Instant, daysAhead: number, zone: string): Instant =>
  DateTime.fromMillis(
    DateTime.fromISO(now, { zone }).startOf('day').plus({ days: daysAhead }).startOf('day').toMillis(),
    { zone: 'utc' },
  ).toISO() ?? now

/** The date that comes so many days after today's, `2026-11-28`. */
export const dateAhead = (now: Instant, daysAhead: number, zone: string): string =>
  DateTime.fromISO(startOfDay(now, daysAhead, zone), { zone }).toISODate() ?? ''

/** The first moment of a date; undefined for what is none. */
export const startOfDate = (date: string, zone: string): Instant | undefined => {
  const start = DateTime.fromISO(date, { zone })
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && start.isValid ? startOfDay(start.toUTC().toISO(), 0, zone) : undefined
}

/** People can be visited then, Monday to Friday. */
const FIRST_HOUR = 8
const LAST_HOUR = 18

/** The next full hour from `at` on, it included, at which a visit may begin, by the clocks of an IANA zone. */
export const nextWorkingHour = (at: Instant, zone: string): Instant => {
  const given = DateTime.fromISO(at, { zone })
  const hour = given.startOf('hour')
  let next: DateTime = hour < given ? hour.plus({ hours: 1 }) : hour
  if (next.hour < FIRST_HOUR) next = next.set({ hour: FIRST_HOUR })
  if (next.hour > LAST_HOUR || (next.hour === LAST_HOUR && next.minute > 0)) next = morningAfter(next)
  while (next.weekday > 5) next = morningAfter(next)
  return next.toUTC().toISO() ?? at
}

const morningAfter = (day: DateTime): DateTime => day.plus({ days: 1 }).set({ hour: FIRST_HOUR, minute: 0 })
