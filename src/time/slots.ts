import { DateTime, IANAZone } from 'luxon'
import type { DigestSchedule } from '../store/store.ts'
import type { Instant } from '../tickets/ticket.ts'

/** The part of a schedule that says when. */
export type Timing = Pick<DigestSchedule, 'time' | 'days' | 'zone'>

/** One time that a schedule is due. */
export interface Due {
  /** The local date and time as scheduled, `2026-11-23T09:00`, also where the clocks skip it. */
  readonly slot: string
  readonly at: Instant
}

/** The next `count` times after `from`, soonest first. */
export const nextRuns = (timing: Timing, from: Instant, count: number): Due[] => {
  const runs: Due[] = []
  for (const due of dueAfter(timing, from)) {
    if (runs.length >= count) break
    runs.push(due)
  }
  return runs
}

/** The latest time after `since` and up to `now`, or undefined when there was none. */
export const dueSlot = (timing: Timing, since: Instant, now: Instant): Due | undefined => {
  let latest: Due | undefined
  for (const due of dueAfter(timing, since)) {
    if (Date.parse(due.at) > Date.parse(now)) break
    latest = due
  }
  return latest
}

/** Every time after `from`, without end; none when there are no days. */
function* dueAfter({ time, days, zone }: Timing, from: Instant): Generator<Due, undefined> {
  const today = DateTime.fromISO(from, { zone }).toISODate()
  const first = DateTime.fromISO(`${today}T${time}`, { zone: 'utc' })
  if (!first.isValid) throw new RangeError(`cannot reckon ${time} in ${zone}`)
  if (!days.some((day) => day >= 1 && day <= 7)) return
  const clocks = IANAZone.create(zone)
  for (let local = first; ; local = local.plus({ days: 1 })) {
    if (!days.includes(local.weekday)) continue
    const at = instantOf(local, clocks)
    if (at === undefined || at <= Date.parse(from)) continue
    yield { slot: `${local.toISODate()}T${time}`, at: new Date(at).toISOString() }
  }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * The moment (milliseconds since the epoch) at which clocks in the zone show a local time, given as if it were UTC.
 * Where they show it twice, the first time; where they skip it, the first minute after the gap. Undefined where the
 * zone skipped the whole date, as Samoa did on 30 December 2011.
 */
const instantOf = (local: DateTime, zone: IANAZone): number | undefined => {
  const asUtc = local.toMillis()
  const offsetAt = (ms: number): number => zone.offset(ms) * MINUTE_MS
  const before = offsetAt(asUtc - DAY_MS)
  if (offsetAt(asUtc - before) === before) return asUtc - before
  const after = offsetAt(asUtc + DAY_MS)
  if (offsetAt(asUtc - after) === after) return asUtc - after
  if (after - before >= DAY_MS) return undefined
  let at = asUtc - after
  while (offsetAt(at) === before) at += MINUTE_MS
  return at
}
