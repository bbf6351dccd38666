import { DateTime, IANAZone } from 'luxon'
import type { DigestSchedule } from '../store/store.ts'
import type { Instant } from '../tickets/ticket.ts'

/** The part of a schedule that says when. */
export type Timing = Pick<DigestSchedule, 'times' | 'days' | 'zone' | 'holidays'>

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

/** Every time after `since` and up to `now`, soonest first. */
export const dueSlots = (timing: Timing, since: Instant, now: Instant): Due[] => {
  const slots: Due[] = []
  for (const due of dueAfter(timing, since)) {
    if (Date.parse(due.at) > Date.parse(now)) break
    slots.push(due)
  }
  return slots
}

/** So many days in a row without a run, and there is none to come: whole years of holidays are not kept. */
const MAX_IDLE_DAYS = 3 * 366

/** Every time after `from`; none when there are no days or times. Times that the clocks skip together are one. */
function* dueAfter({ times, days, zone, holidays }: Timing, from: Instant): Generator<Due, undefined> {
  const clocks = IANAZone.create(zone)
  const today = DateTime.fromISO(from, { zone }).toISODate()
  const first = DateTime.fromISO(`${today}T00:00`, { zone: 'utc' })
  if (!first.isValid) throw new RangeError(`cannot reckon in ${zone}`)
  const sorted = times.toSorted()
  let last = Date.parse(from)
  let idle = 0
  for (let date = first; idle < MAX_IDLE_DAYS; date = date.plus({ days: 1 }), idle++) {
    if (!days.includes(date.weekday)) continue
    const day = date.toISODate() ?? ''
    if (holidays.includes(day)) continue
    for (const time of sorted) {
      const at = instantOf(date.toMillis() + minutesOf(time) * MINUTE_MS, clocks)
      if (at === undefined || at <= last) continue
      yield { slot: `${day}T${time}`, at: new Date(at).toISOString() }
      last = at
      idle = 0
    }
  }
}

/** Of `09:30`, since midnight. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/**
 * The moment (milliseconds since the epoch) at which clocks in the zone show a local time, given in milliseconds as if it were UTC.
 * Where they show it twice, the first time; where they skip it, the first minute after the gap. Undefined where the
 * zone skipped the whole date, as Samoa did on 30 December 2011.
 */
const instantOf = (asUtc: number, zone: IANAZone): number | undefined => {
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
