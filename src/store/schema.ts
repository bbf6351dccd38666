import { z } from 'zod'
import type { CommunityMemory, DigestMemory } from '../tickets/digest-memory.ts'
import { REMOVAL_OUTCOMES } from '../tickets/driver.ts'
import { TICKET_ERROR_CODES } from '../tickets/errors.ts'
import type { KeptTicket, Reading } from '../tickets/readings.ts'
import { SUBMISSION_STATES, type Submission, type Write } from '../tickets/submission.ts'
import { STATUSES, type TicketRef } from '../tickets/ticket.ts'
import { LANGUAGES } from '../tickets/words.ts'
import { type DigestSchedule, type Grant, type Link, SLOT_STATES, type Slot } from './store.ts'

/** Everything that the JSON store keeps, each list in the order its rows were made. */
export interface Data {
  readonly links: readonly Link[]
  readonly schedules: readonly DigestSchedule[]
  readonly slots: readonly Slot[]
  readonly digests: readonly DigestMemory[]
  readonly readings: readonly Reading[]
  readonly submissions: readonly Submission[]
  readonly grants: readonly Grant[]
}

export const EMPTY: Data = {
  links: [],
  schedules: [],
  slots: [],
  digests: [],
  readings: [],
  submissions: [],
  grants: [],
}

/** What a text turned out to be: our data, ours from a later release, or not ours at all. `why` repeats no content. */
export type Parsed =
  | { readonly kind: 'good'; readonly data: Data }
  | { readonly kind: 'newer'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }

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

/** The first makes version 2 of version 1, and so on: adding one is all it takes to raise the version. */
const MIGRATIONS: readonly Migration[] = [manyTimesADay, everyKindOfWrite]

/** Demands a schema for every property, so that none is dropped when the file is read back. */
type Shape<Row> = { [Key in keyof Row]-?: z.ZodType<Row[Key]> }

// The strings are not checked any further: what was accepted once must never keep Caretaker from starting.
const link = z.object({
  channel: z.string(),
  vendor: z.string(),
  community: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
} satisfies Shape<Link>)

const community = { vendor: z.string(), community: z.string() }

const schedule = z.object({
  channel: z.string(),
  times: z.array(z.string()),
  days: z.array(z.number()),
  zone: z.string(),
  holidays: z.array(z.string()),
  language: z.enum(LANGUAGES),
  only: z.array(z.object(community)).exactOptional(),
  skipEmpty: z.boolean(),
  onlyChanged: z.boolean(),
  updatedBy: z.string(),
  updatedAt: z.string(),
} satisfies Shape<DigestSchedule>)

const slot = z.object({
  channel: z.string(),
  id: z.string(),
  state: z.enum(SLOT_STATES),
  claimedAt: z.string(),
  dueAt: z.string().exactOptional(),
  ts: z.string().exactOptional(),
  late: z.boolean().exactOptional(),
  partial: z.boolean().exactOptional(),
  reason: z.string().exactOptional(),
  attempts: z.number().exactOptional(),
  retryAt: z.string().exactOptional(),
} satisfies Shape<Slot>)

const communityMemory = z.object({
  ...community,
  readAt: z.string(),
  pending: z.record(z.string(), z.enum(STATUSES)),
  closed: z.array(z.string()),
} satisfies Shape<CommunityMemory>)

const digest = z.object({
  channel: z.string(),
  communities: z.array(communityMemory),
} satisfies Shape<DigestMemory>)

const keptTicket = z.object({
  id: z.string(),
  community: z.string(),
  number: z.string(),
  status: z.enum(STATUSES),
  about: z.string().exactOptional(),
  createdAt: z.string().exactOptional(),
  windowEnd: z.string().exactOptional(),
} satisfies Shape<KeptTicket>)

const reading = z.object({
  ...community,
  readAt: z.string(),
  total: z.number(),
  tickets: z.array(keptTicket),
} satisfies Shape<Reading>)

const ticketRef = z.object({ vendor: z.string(), community: z.string(), id: z.string() } satisfies Shape<TicketRef>)

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
const id = z.string()

const write = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create'), fields }),
  z.object({ kind: z.literal('update'), id, fields }),
  z.object({ kind: z.literal('remove'), ids: z.array(id) }),
  z.object({ kind: z.literal('comment'), id, text: z.string() }),
  z.object({ kind: z.literal('transition'), id, step: z.string(), fields }),
]) satisfies z.ZodType<Write>

const submission = z.object({
  id: z.string(),
  channel: z.string(),
  user: z.string(),
  vendor: z.string(),
  community: z.string(),
  write,
  language: z.enum(LANGUAGES),
  acceptedAt: z.string(),
  replaces: z.string().exactOptional(),
  state: z.enum(SUBMISSION_STATES),
  told: z.enum(SUBMISSION_STATES).exactOptional(),
  nextTryAt: z.string().exactOptional(),
  retriedAt: z.string().exactOptional(),
  looks: z.number().exactOptional(),
  resent: z.boolean().exactOptional(),
  ticket: ticketRef.exactOptional(),
  number: z.string().exactOptional(),
  removals: z.array(z.enum(REMOVAL_OUTCOMES)).exactOptional(),
  reason: z.enum(TICKET_ERROR_CODES).exactOptional(),
} satisfies Shape<Submission>)

const grant = z.object({ name: z.string(), value: z.string() } satisfies Shape<Grant>)

const envelope = z.object({ version: z.int().positive() })

// Strict: a list that we do not know would be lost with the next write.
const contents = z.strictObject({
  version: z.int(),
  links: z.array(link),
  schedules: z.array(schedule),
  slots: z.array(slot),
  digests: z.array(digest).default([]),
  readings: z.array(reading).default([]),
  submissions: z.array(submission),
  grants: z.array(grant).default([]),
} satisfies Shape<Data & { version: number }>)

/** The data as it stands in the file: JSON that a person can read, with the version of its layout. */
export const formatData = (data: Data): string =>
  `${JSON.stringify({ version: MIGRATIONS.length + 1, ...data }, undefined, 2)}\n`

/** The other way, from any version up to the current one. Only tests bring their own migrations. */
export const parseData = (text: string, migrations = MIGRATIONS): Parsed => {
  if (text.trim() === '') return { kind: 'unreadable', why: 'it is empty' }
  const json = parseJson(text)
  const header = envelope.safeParse(json)
  if (!header.success) return { kind: 'unreadable', why: json === undefined ? 'it is not JSON' : 'it is not a store' }

  const { version } = header.data
  const newest = migrations.length + 1
  if (version > newest) return { kind: 'newer', why: `it has version ${version}, and this release knows ${newest}` }

  const migrated = migrations.slice(version - 1).reduce((old, migrate) => migrate(old), json)
  const parsed = contents.safeParse(migrated)
  if (!parsed.success) return { kind: 'unreadable', why: `it does not fit at ${places(parsed.error)}` }
  const { version: _version, ...data } = parsed.data
  return { kind: 'good', data }
}

/** undefined when it is none. The error is dropped on purpose: V8 quotes the text in it. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where the first misfits are, `links.0.name, slots`. */
const places = (error: z.ZodError): string =>
  error.issues
    .slice(0, 3)
    .map((issue) => issue.path.join('.') || 'the top')
    .join(', ')
