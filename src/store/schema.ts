import { z } from 'zod'
import { TICKET_ERROR_CODES } from '../tickets/errors.ts'
import type { Submission } from '../tickets/submission.ts'
import type { TicketRef } from '../tickets/ticket.ts'
import { LANGUAGES } from '../tickets/words.ts'
import type { DigestSchedule, Grant, Link, Slot } from './store.ts'

/** Everything that the JSON store keeps, each list in the order its rows were made. */
export interface Data {
  readonly links: readonly Link[]
  readonly schedules: readonly DigestSchedule[]
  readonly slots: readonly Slot[]
  readonly submissions: readonly Submission[]
  readonly grants: readonly Grant[]
}

export const EMPTY: Data = { links: [], schedules: [], slots: [], submissions: [], grants: [] }

/** What a text turned out to be: our data, ours from a later release, or not ours at all. `why` repeats no content. */
export type Parsed =
  | { readonly kind: 'good'; readonly data: Data }
  | { readonly kind: 'newer'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }

/** Turns the JSON of one version into that of the next. */
export type Migration = (old: unknown) => unknown

/** The first makes version 2 of version 1, and so on: adding one is all it takes to raise the version. */
const MIGRATIONS: readonly Migration[] = []

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

const schedule = z.object({
  channel: z.string(),
  time: z.string(),
  days: z.array(z.number()),
  zone: z.string(),
  language: z.enum(LANGUAGES),
  updatedBy: z.string(),
  updatedAt: z.string(),
} satisfies Shape<DigestSchedule>)

const slot = z.object({
  channel: z.string(),
  id: z.string(),
  state: z.enum(['claimed', 'sent', 'failed']),
  claimedAt: z.string(),
  ts: z.string().exactOptional(),
  reason: z.string().exactOptional(),
} satisfies Shape<Slot>)

const ticketRef = z.object({ vendor: z.string(), community: z.string(), id: z.string() } satisfies Shape<TicketRef>)

const submission = z.object({
  id: z.string(),
  channel: z.string(),
  user: z.string(),
  vendor: z.string(),
  community: z.string(),
  fields: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  language: z.enum(LANGUAGES),
  acceptedAt: z.string(),
  state: z.enum(['queued', 'sending', 'filed', 'failed', 'unclear']),
  ticket: ticketRef.exactOptional(),
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
