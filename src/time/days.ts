import { DateTime } from 'luxon'
import type { Instant } from '../tickets/ticket.ts'

/** The first moment of the day that comes so many days after today's, by the clocks of an IANA zone. */
export const startOfDay = (now: Instant, daysAhead: number, zone: string): Instant =>
  DateTime.fromMillis(
    DateTime.fromISO(now, { zone }).startOf('day').plus({ days: daysAhead }).startOf('day').toMillis(),
    { zone: 'utc' },
  ).toISO() ?? now
