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
export type DueSlots = (timing: Timing, since: Instant, now: Instant) => readonly Due[]

/**
 * The same for one who asks each minute: what was reckoned for a timing is kept while that very object is asked about, so
 * that nothing need be reckoned until its next time has come.
 */
export const createDueSlots = (): DueSlots => {
  const kept = new WeakMap<Timing, { since: number; now: number; due: readonly Due[]; next: number }>()
  return (timing, since, now) => {
    const [from, to] = [Date.parse(since), Date.parse(now)]
    const last = kept.get(timing)
    const known = last && last.since <= from && last.now <= to ? last : undefined
    const isAfter = ({ at }: Due): boolean => Date.parse(at) > from
    if (known && to < known.next) return known.due.filter(isAfter)
    const due = known?.due.filter(isAfter) ?? []
    const coming = dueAfter(timing, new Date(Math.max(from, known?.now ?? from)).toISOString())
    let one = coming.next().value
    for (; one && Date.parse(one.at) <= to; one = coming.next().value) due.push(one)
    kept.set(timing, { since: from, now: to, due, next: one ? Date.parse(one.at) : Number.POSITIVE_INFINITY })
    return due
  }
}

/** So many days in a row without a run, and there is none to come: whole years of holidays are not kept. */
const MAX_IDLE_DAYS = 3 * 366

/** Every time after `from`; none when there are no days or times. Times that the clocks skip together are one. */
function* dueAfter({ times, days, zone, holidays }: Timing, from: Instant): Generator<Due, undefined> {
  const clocks = IANAZone.create(zone)
  const today = DateTime.fromISO(from, { zone }).toISODate()
  const first = Date.parse(`${today}T00:00Z`)
  if (Number.isNaN(first)) throw new RangeError(`cannot reckon in ${zone}`)
  const sorted = times.toSorted()
  let last = Date.parse(from)
  let idle = 0
  for (let midnight = first; idle < MAX_IDLE_DAYS; midnight += DAY_MS, idle++) {
    if (!days.includes(new Date(midnight).getUTCDay() || 7)) continue
    const day = new Date(midnight).toISOString().slice(0, 10)
    if (holidays.includes(day)) continue
    for (const time of sorted) {
      const at = instantOf(midnight + minutesOf(time) * MINUTE_MS, clocks)
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
