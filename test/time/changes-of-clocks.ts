import { IANAZone } from 'luxon'

/* What is due where clocks are changed, reckoned from the moment of the change: another way than that of src/time. */

export const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** A change of a zone's clocks, or a day without any: then both offsets are the same. All in milliseconds. */
export interface Change {
  readonly zone: string
  /** The first moment by the new offset. */
  readonly at: number
  readonly before: number
  readonly after: number
}

/** Those of two years, or a day in them where there is none. Looks a fortnight apart are enough: Ramadan is the shortest spell. */
export const changesOf = (zone: string): Change[] => {
  const clocks = IANAZone.create(zone)
  const offsetAt = (ms: number): number => clocks.offset(ms) * MINUTE
  const changes: Change[] = []
  const [start, end] = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)]
  for (let from = start; from < end; from += 14 * DAY) {
    const [before, after] = [offsetAt(from), offsetAt(from + 14 * DAY)]
    if (before === after) continue
    let [last, first] = [from, from + 14 * DAY]
    while (first - last > MINUTE) {
      const middle = last + Math.floor((first - last) / 2 / MINUTE) * MINUTE
      if (offsetAt(middle) === before) last = middle
      else first = middle
    }
    changes.push({ zone, at: first, before, after })
  }
  const usual = offsetAt(start)
  return changes.length > 0 ? changes : [{ zone, at: Date.UTC(2026, 5, 1, 12), before: usual, after: usual }]
}

/** The moments at which these times are due, daily, so long before the change until so long after it. */
export const dueAround = (change: Change, times: readonly string[], span: number): number[] => {
  const { at, before } = change
  const moments = new Set<number>()
  const today = Math.floor((at + before) / DAY) * DAY
  for (let day = today - 3 * DAY; day <= today + 3 * DAY; day += DAY) {
    for (const time of times) {
      const [hours, minutes] = time.split(':').map(Number)
      const due = firstShown(day + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE, change)
      if (due > at - span && due <= at + span) moments.add(due)
    }
  }
  return [...moments].sort((a, b) => a - b)
}

/** When clocks first show a local time, given as if it were UTC; the moment of the change where that skips it. */
const firstShown = (local: number, { at, before, after }: Change): number => {
  if (local - before < at) return local - before
  return Math.max(local - after, at)
}

export const TIMES = ['00:00', '00:30', '01:15', '01:30', '02:00', '02:30', '03:00', '09:00', '23:30', '23:59']
export const ZONES = Intl.supportedValuesOf('timeZone')
