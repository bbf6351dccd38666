import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDueSlots, type Due, nextRuns, type Timing } from '../../src/time/slots.ts'
import { changesOf, DAY, dueAround, MINUTE, TIMES, ZONES } from './changes-of-clocks.ts'

const daily = (zone: string, ...times: string[]): Timing => ({ zone, times, days: [1, 2, 3, 4, 5, 6, 7], holidays: [] })

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString()

/** What a zone's clocks show, as Intl has it: `2026-11-23T09:00`. */
const clockOf = (zone: string): ((at: number) => string) => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  return (at) => format.format(at).replace(' ', 'T')
}

/** Every date of two years, with its ISO weekday. */
const DATES = Array.from({ length: 730 }, (_, day) => {
  const date = new Date(Date.UTC(2026, 0, 1 + day))
  return { date: date.toISOString().slice(0, 10), weekday: date.getUTCDay() || 7 }
})

/** Whether the clocks show the slot then and did not before, or have skipped it that very minute. */
const isFirstMoment = ({ slot, at }: Due, clock: (at: number) => string): boolean => {
  const due = Date.parse(at)
  if (clock(due) !== slot) return clock(due) > slot && clock(due - MINUTE) < slot
  // Clocks go back by half an hour on Lord Howe, by two hours at Troll, and by one everywhere else.
  return [30, 60, 120].every((minutes) => clock(due - minutes * MINUTE) !== slot)
}

describe('nextRuns', () => {
  it('gives the allowed weekdays, strictly after the given moment', () => {
    const timing = { ...daily('Asia/Shanghai', '09:00'), days: [1, 4] }
    expect(nextRuns(timing, '2026-11-23T01:00:00.000Z', 3)).toEqual([
      { slot: '2026-11-26T09:00', at: '2026-11-26T01:00:00.000Z' },
      { slot: '2026-11-30T09:00', at: '2026-11-30T01:00:00.000Z' },
      { slot: '2026-12-03T09:00', at: '2026-12-03T01:00:00.000Z' },
    ])
  })

  it('takes the weekday of the zone, not that of UTC', () => {
    const timing = { ...daily('Asia/Shanghai', '06:00'), days: [1] }
    expect(nextRuns(timing, '2026-11-21T00:00:00.000Z', 1)).toEqual([
      { slot: '2026-11-23T06:00', at: '2026-11-22T22:00:00.000Z' },
    ])
  })

  const runsOn = (date: string, zone: string, time: string): Due[] =>
    nextRuns(daily(zone, time), later(date, -2 * DAY), 5).filter(({ slot }) => slot.startsWith(date))

  it.each([
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-03-08', '02:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2023-10-01', '00:30', 'America/Asuncion', '2023-10-01T04:00:00.000Z'],
    ['2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    // This gap ends with the Saturday: what was due in it goes out as the Sunday begins.
    ['2026-03-28', '23:30', 'America/Nuuk', '2026-03-29T01:00:00.000Z'],
  ])('sends %s %s, which the clocks of %s skip, as the gap ends', (date, time, zone, at) => {
    expect(runsOn(date, zone, time)).toEqual([{ slot: `${date}T${time}`, at }])
  })

  it.each([
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01', '01:00', 'America/New_York', '2026-11-01T05:00:00.000Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['2026-10-29', '23:30', 'Africa/Cairo', '2026-10-29T20:30:00.000Z'],
  ])('sends %s %s, which the clocks of %s show twice, once and the first time', (date, time, zone, at) => {
    expect(runsOn(date, zone, time)).toEqual([{ slot: `${date}T${time}`, at }])
  })

  it('leaves out a date that the zone skipped whole', () => {
    const slots = nextRuns(daily('Pacific/Apia', '00:00'), '2011-12-28T12:00:00.000Z', 3).map(({ slot }) => slot)
    expect(slots).toEqual(['2011-12-29T00:00', '2011-12-31T00:00', '2012-01-01T00:00'])
  })

  it('gives none without days, and refuses a zone that nobody knows', () => {
    expect(nextRuns({ ...daily('UTC', '09:00'), days: [] }, '2026-11-21T00:00:00.000Z', 3)).toEqual([])
    expect(nextRuns(daily('UTC'), '2026-11-21T00:00:00.000Z', 3)).toEqual([])
    expect(() => nextRuns(daily('Europe/Atlantis', '09:00'), '2026-11-21T00:00:00.000Z', 3)).toThrow(RangeError)
  })

  it('gives several times a day in their order, in whatever order they were set', () => {
    const runs = nextRuns(daily('Asia/Shanghai', '16:30', '09:00'), '2026-11-23T02:00:00.000Z', 3)
    expect(runs.map(({ slot }) => slot)).toEqual(['2026-11-23T16:30', '2026-11-24T09:00', '2026-11-24T16:30'])
  })

  it('leaves out holidays, by the date of the zone', () => {
    const timing = { ...daily('Asia/Shanghai', '06:00'), holidays: ['2026-10-01', '2026-10-02'] }
    // In UTC the run of 1 October is still on 30 September.
    const slots = nextRuns(timing, '2026-09-29T12:00:00.000Z', 2).map(({ slot }) => slot)
    expect(slots).toEqual(['2026-09-30T06:00', '2026-10-03T06:00'])
  })

  it('sends once what the clocks skip together', () => {
    const slots = nextRuns(daily('Europe/Berlin', '02:15', '02:45', '03:00', '03:30'), '2026-03-28T12:00:00.000Z', 3)
    expect(slots).toEqual([
      { slot: '2026-03-29T02:15', at: '2026-03-29T01:00:00.000Z' },
      { slot: '2026-03-29T03:30', at: '2026-03-29T01:30:00.000Z' },
      { slot: '2026-03-30T02:15', at: '2026-03-30T00:15:00.000Z' },
    ])
  })

  it('has one slot on each allowed date, sent as the clocks first show it, in every zone over two years', () => {
    for (const [index, zone] of ZONES.entries()) {
      const time = TIMES[index % TIMES.length] ?? '09:00'
      // Most zones change their clocks on a Sunday. The other day differs from zone to zone.
      const days = [1 + (index % 6), 7]
      const expected = DATES.filter(({ weekday }) => days.includes(weekday)).map(({ date }) => `${date}T${time}`)
      const runs = nextRuns({ ...daily(zone, time), days }, '2025-12-31T00:00:00.000Z', expected.length + 2)
      const slots = runs.map(({ slot }) => slot).filter((slot) => slot >= '2026-01-01' && slot < '2028-01-01')
      expect(slots, zone).toEqual(expected)
      const instants = runs.map(({ at }) => at)
      expect(instants, zone).toEqual([...new Set(instants)].sort())
      const clock = clockOf(zone)
      const astray = runs.filter((due) => !isFirstMoment(due, clock))
      expect(astray, zone).toEqual([])
    }
  })
})

describe('around each change of clocks in two years, in every zone', () => {
  const changes = ZONES.flatMap(changesOf)

  it('has each time of day once on each day, as the clocks first show it', () => {
    for (const change of changes) {
      const since = new Date(change.at - 36 * 60 * MINUTE).toISOString()
      for (const time of TIMES) {
        const due = dueAround(change, [time], 36 * 60 * MINUTE)
        const runs = nextRuns(daily(change.zone, time), since, due.length)
        expect(
          runs.map(({ at }) => Date.parse(at)),
          `${change.zone} ${time}`,
        ).toEqual(due)
      }
    }
  })

  it('has all of them together at the same moments', () => {
    for (const change of changes) {
      const due = dueAround(change, TIMES, DAY)
      const runs = nextRuns(daily(change.zone, ...TIMES), new Date(change.at - DAY).toISOString(), due.length)
      expect(
        runs.map(({ at }) => Date.parse(at)),
        change.zone,
      ).toEqual(due)
    }
  })
})

describe('createDueSlots', () => {
  const timing = daily('Europe/Berlin', '09:00')
  const sunday = { slot: '2026-11-22T09:00', at: '2026-11-22T08:00:00.000Z' }
  const monday = { slot: '2026-11-23T09:00', at: '2026-11-23T08:00:00.000Z' }

  it.each([
    ['2026-11-23T07:00:00.000Z', '2026-11-23T07:59:59.999Z', []],
    ['2026-11-23T07:00:00.000Z', '2026-11-23T08:00:00.000Z', [monday]],
    ['2026-11-23T07:59:59.999Z', '2026-11-23T10:00:00.000Z', [monday]],
    ['2026-11-23T08:00:00.000Z', '2026-11-23T10:00:00.000Z', []],
    ['2026-11-22T00:00:00.000Z', '2026-11-23T10:00:00.000Z', [sunday, monday]],
    ['2026-11-23T10:00:00.000Z', '2026-11-23T07:00:00.000Z', []],
  ])('after %s and up to %s', (since, now, due) => {
    expect(createDueSlots()(timing, since, now)).toEqual(due)
  })

  it('agrees with nextRuns at every moment around a change of clocks, in whatever order it is asked', () => {
    const autumn = Date.parse('2026-10-24T00:00:00.000Z')
    const arbitraryInstant = fc.integer({ min: 0, max: 3 * DAY }).map((ms) => new Date(autumn + ms).toISOString())
    const twice = daily('Europe/Berlin', '01:30', '02:30')
    const dueSlots = createDueSlots()
    fc.assert(
      fc.property(arbitraryInstant, arbitraryInstant, (since, now) => {
        expect(dueSlots(twice, since, now)).toEqual(nextRuns(twice, since, 9).filter(({ at }) => at <= now))
      }),
    )
  })

  it('agrees with nextRuns from minute to minute, the clock set back at times', () => {
    const start = Date.parse('2026-10-23T00:00:00.000Z')
    const often = { ...daily('Europe/Berlin', '00:10', '02:30', '02:59', '17:00'), days: [5, 6, 7] }
    const arbitrarySteps = fc.array(fc.integer({ min: -60, max: 600 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(arbitrarySteps, fc.integer({ min: 1, max: 2 * 1440 }), (steps, lookBack) => {
        const dueSlots = createDueSlots()
        let at = start
        for (const minutes of steps) {
          at += minutes * MINUTE
          const [since, now] = [new Date(at - lookBack * MINUTE).toISOString(), new Date(at).toISOString()]
          expect(dueSlots(often, since, now)).toEqual(nextRuns(often, since, 9).filter((one) => one.at <= now))
        }
      }),
    )
  })

  it('reckons anew what is another timing', () => {
    const dueSlots = createDueSlots()
    const asked = (timing: Timing) => dueSlots(timing, '2026-11-23T00:00:00.000Z', '2026-11-23T10:00:00.000Z')
    expect([asked(timing), asked({ ...timing, times: ['10:00'] })]).toEqual([
      [monday],
      [{ slot: '2026-11-23T10:00', at: '2026-11-23T09:00:00.000Z' }],
    ])
  })
})
