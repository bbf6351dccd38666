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
