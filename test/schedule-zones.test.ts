import { expect, it } from 'vitest'
import { createSchedule } from '../src/schedule.ts'
import type { DigestPoster } from '../src/slack/digest-post.ts'
import { createChanges } from '../src/store/changes.ts'
import { createRows } from '../src/store/rows.ts'
import { type Data, EMPTY } from '../src/store/schema.ts'
import { type Change, changesOf, dueAround, MINUTE, TIMES, ZONES } from './time/changes-of-clocks.ts'

const CHANNEL = 'C0LINDENHOF'
const SPAN = 13 * 60 * MINUTE

const daily = (zone: string) => ({
  channel: CHANNEL,
  times: TIMES,
  days: [1, 2, 3, 4, 5, 6, 7],
  zone,
  holidays: [],
  language: 'en' as const,
  skipEmpty: false,
  onlyChanged: false,
  updatedBy: 'U0MARTA',
})

/** When digests were posted in a channel of that zone that ticks at these moments, and what its ledger says of them. */
const postedBy = async ({ zone, at }: Change, ticks: readonly number[]) => {
  const schedules = [{ ...daily(zone), updatedAt: new Date(at - SPAN).toISOString() }]
  const store = createRows(createChanges<Data>({ ...EMPTY, schedules }, async (data) => data))
  let now = at
  const posted: number[] = []
  const post = async () => {
    posted.push(now)
    const ts = String(now / 1000)
    return { outcome: 'sent', ts, partial: false, memory: { channel: CHANNEL, communities: [] } } as const
  }
  const poster: DigestPoster = {
    round: () => ({ prepare: async () => ({ post }), rest: async () => [] }),
    thread: { post: async () => ({ outcome: 'sent' }), find: async () => ({ seen: 'absent' }) },
    find: async () => ({ seen: 'absent' }),
  }
  const log = { warn: () => {}, error: (details: object) => expect(details).toBeUndefined() }
  const schedule = createSchedule({ store, now: () => new Date(now).toISOString(), poster, log })
  for (now of ticks) await schedule.tick()
  const states = (await store.slots(CHANNEL)).map(({ state }) => state)
  return { posted, states: [...new Set(states)] }
}

it('sends each time of day once, on each day and around each change of clocks, in every zone over two years', async () => {
  for (const change of ZONES.flatMap(changesOf)) {
    const due = dueAround(change, TIMES, SPAN)
    // A minute later what was sent must not come again.
    const ticks = [...due, ...due.map((at) => at + MINUTE)].filter((at) => at <= change.at + SPAN)
    const sent = await postedBy(
      change,
      [...new Set(ticks)].sort((a, b) => a - b),
    )
    expect(sent, change.zone).toEqual({ posted: due, states: ['sent'] })
  }
})

it.each([
  'Europe/Berlin',
  'America/New_York',
  'America/Nuuk',
  'Africa/Cairo',
  'Antarctica/Troll',
  'Australia/Lord_Howe',
])('sends them at their minutes, ticking through every minute around the changes of %s', async (zone) => {
  const [spring, autumn] = changesOf(zone)
  for (const change of [spring, autumn]) {
    if (!change) throw new Error(`${zone} was to change its clocks`)
    const ticks = Array.from({ length: (2 * SPAN) / MINUTE }, (_, minute) => change.at - SPAN + (minute + 1) * MINUTE)
    expect(await postedBy(change, ticks)).toEqual({ posted: dueAround(change, TIMES, SPAN), states: ['sent'] })
  }
})
