import { z } from 'zod'

/** Turns the JSON of one version into that of the next. */
export type Migration = (old: unknown) => unknown

const firstSchedules = z.looseObject({ schedules: z.array(z.looseObject({ time: z.string() })) })

/** A channel's digest came once a day, on holidays too, and was always posted. */
const manyTimesADay: Migration = (old) => {
  const { success, data } = firstSchedules.safeParse(old)
  if (!success) return old
  const schedules = data.schedules.map(({ time, ...rest }) => ({
    ...rest,
    times: [time],
    holidays: [],
    skipEmpty: false,
    onlyChanged: false,
  }))
  return { ...data, schedules }
}

const oldSubmissions = z.looseObject({
  submissions: z.array(z.looseObject({ fields: z.unknown(), state: z.string() })),
})

/** Only new tickets were submitted. How they ended was told at once, except where a crash came between. */
const everyKindOfWrite: Migration = (old) => {
  const { success, data } = oldSubmissions.safeParse(old)
  if (!success) return old
  const submissions = data.submissions.map(({ fields, state: was, ...rest }) => {
    const state = was === 'filed' ? 'done' : was
    const told = state === 'done' || state === 'failed' ? { told: state } : {}
    return { ...rest, write: { kind: 'create', fields }, state, ...told }
  })
  return { ...data, submissions }
}

/** Lists that a file lacks are empty. But a release that does not know them must not take the file for its own. */
const newLists: Migration = (old) => old

/**
 * Digests showed every status and one set of ageing bands, and submissions were their filer's alone. A release that knows
 * no other would drop what was chosen, and by whom.
 */
const choices: Migration = (old) => old

/** What was kept for outages named people where the tickets' own words do. The next digest reads it anew. */
const namelessReadings: Migration = (old) => {
  const { success, data } = z.looseObject({}).safeParse(old)
  return success ? { ...data, readings: [] } : old
}

/** The first makes version 2 of version 1, and so on: adding one is all it takes to raise the version. */
export const MIGRATIONS: readonly Migration[] = [manyTimesADay, everyKindOfWrite, newLists, choices, namelessReadings]
