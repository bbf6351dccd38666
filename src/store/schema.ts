import { z } from 'zod'
import type { DigestMemory } from '../tickets/digest-memory.ts'
import type { Card, Filed, Snooze, Watch } from '../tickets/followed.ts'
import type { Reading } from '../tickets/readings.ts'
import type { Submission } from '../tickets/submission.ts'
import { MIGRATIONS } from './migrations.ts'
import {
  card,
  delivery,
  digest,
  filed,
  grant,
  link,
  preference,
  reading,
  type Shape,
  schedule,
  slot,
  snooze,
  submission,
  watch,
} from './row-schemas.ts'
import type { Delivery, DigestSchedule, Grant, Link, Preference, Slot } from './store.ts'

/** Everything that the JSON store keeps, each list in the order its rows were made. */
export interface Data {
  readonly links: readonly Link[]
  readonly schedules: readonly DigestSchedule[]
  readonly slots: readonly Slot[]
  readonly digests: readonly DigestMemory[]
  readonly readings: readonly Reading[]
  readonly submissions: readonly Submission[]
  readonly grants: readonly Grant[]
  readonly watches: readonly Watch[]
  readonly cards: readonly Card[]
  readonly snoozes: readonly Snooze[]
  readonly filed: readonly Filed[]
  readonly preferences: readonly Preference[]
  readonly deliveries: readonly Delivery[]
}

export const EMPTY: Data = {
  links: [],
  schedules: [],
  slots: [],
  digests: [],
  readings: [],
  submissions: [],
  grants: [],
  watches: [],
  cards: [],
  snoozes: [],
  filed: [],
  preferences: [],
  deliveries: [],
}

/** What a text turned out to be: our data, ours from a later release, or not ours at all. `why` repeats no content. */
export type Parsed =
  | { readonly kind: 'good'; readonly data: Data }
  | { readonly kind: 'newer'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }

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
  watches: z.array(watch).default([]),
  cards: z.array(card).default([]),
  snoozes: z.array(snooze).default([]),
  filed: z.array(filed).default([]),
  preferences: z.array(preference).default([]),
  deliveries: z.array(delivery).default([]),
} satisfies Shape<Data & { version: number }>)

/**
 * Makes the data what it is in the file: JSON that a person can read, with the version of its layout, in UTF-8 and in
 * pieces. A list that is the very one that was formatted last takes no time: nearly all are, at each change.
 */
export const createFormat = (): ((data: Data) => readonly Uint8Array[]) => {
  const last = new Map<string, { readonly rows: readonly object[]; readonly bytes: Uint8Array }>()
  const bytesOf = ([name, rows]: [string, readonly object[]]): Uint8Array => {
    const known = last.get(name)
    if (known?.rows === rows) return known.bytes
    // As it stands in an object with others, between their commas.
    const bytes = Buffer.from(`,${JSON.stringify({ [name]: rows }, undefined, 2).slice(1, -2)}`)
    last.set(name, { rows, bytes })
    return bytes
  }
  const begin = Buffer.from(`{\n  "version": ${MIGRATIONS.length + 1}`)
  const end = Buffer.from('\n}\n')
  return (data) => [begin, ...Object.entries<readonly object[]>({ ...data }).map(bytesOf), end]
}

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
