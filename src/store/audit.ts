import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { appendFile, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import {
  AUDIT_ACTIONS,
  AUDIT_OUTCOMES,
  type Audit,
  type AuditDigest,
  type AuditEntry,
  type AuditQuery,
  type AuditSubject,
} from '../tickets/audit.ts'
import type { Log } from './durable-file.ts'
import { syncFolder } from './folder.ts'
import { leadingBytes, linesFromEnd } from './lines.ts'
import type { Shape } from './row-schemas.ts'

export interface AuditOptions {
  /** The file; it is made when missing, in a folder that is there. Nobody else writes to it. */
  readonly path: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly keepDays: number
  /** Hears of what could not be kept. */
  readonly log: Log
}

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * The audit in a file of JSON lines to which acts are only added. A line that a crash or a full disk cut off is ended
 * before the next one begins, and passed over by readers.
 */
export const createAudit = ({ path, now, keepDays, log }: AuditOptions): Audit => {
  let working: Promise<void> = Promise.resolve()
  /** Whether the last line may lack its end; unknown until the first is added. */
  let torn: boolean | undefined
  let tidiedAt = Number.NEGATIVE_INFINITY

  /** One after another. What fails is logged, in this sentence. */
  const inTurn = (work: () => Promise<void>, complaint: string): Promise<void> => {
    working = working.then(work).catch((error) => log(complaint, { path, error }))
    return working
  }

  const append = async (entry: AuditEntry): Promise<void> => {
    const isNew = !existsSync(path)
    torn ??= !isNew && (await isTorn(path))
    const line = `${torn ? '\n' : ''}${JSON.stringify(entry)}\n`
    torn = true
    await appendFile(path, line, { mode: 0o600, flush: true })
    torn = false
    if (isNew) await syncFolder(dirname(path))
  }

  const dropOld = async (): Promise<void> => {
    if (!existsSync(path)) return
    const oldest = now() - keepDays * DAY_MS
    const start = await leadingBytes(path, (line) => (instantOf(line) ?? 0) < oldest)
    if (start > 0) await keepFrom(path, start)
  }

  return {
    record: (act) => {
      const entry = { id: randomBytes(6).toString('base64url'), at: new Date(now()).toISOString(), ...act }
      return inTurn(() => append(entry), 'an act could not be kept in the audit')
    },
    read: (query) => (existsSync(path) ? readFromEnd(path, query) : Promise.resolve([])),
    tidy: async () => {
      if (now() - tidiedAt < DAY_MS) return
      tidiedAt = now()
      await inTurn(dropOld, 'the audit could not be rid of what is too old')
    },
    close: () => working,
  }
}

const readFromEnd = async (path: string, { channel, limit, before }: AuditQuery): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = []
  let isAfter = before === undefined
  for await (const line of linesFromEnd(path)) {
    // Most lines are another channel's, and parsing takes longer than looking.
    if (channel !== undefined && !line.includes(channel)) continue
    const entry = parseEntry(line)
    if (!entry || (channel !== undefined && entry.channel !== channel)) continue
    if (isAfter) found.push(entry)
    else isAfter = entry.id === before
    if (found.length === limit) break
  }
  return found
}

/** Puts the file's bytes from `start` on in its place. */
const keepFrom = async (path: string, start: number): Promise<void> => {
  const nextPath = `${path}.next`
  try {
    await pipeline(createReadStream(path, { start }), createWriteStream(nextPath, { mode: 0o600, flush: true }))
    await rename(nextPath, path)
  } catch (thrown) {
    await rm(nextPath, { force: true })
    throw thrown
  }
  await syncFolder(dirname(path))
}

const isTorn = async (path: string): Promise<boolean> => {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    return size > 0 && buffer.toString() !== '\n'
  } finally {
    await file.close()
  }
}

const entrySchema = z.object({
  id: z.string(),
  at: z.string(),
  user: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  action: z.enum(AUDIT_ACTIONS),
  what: z
    .object({
      vendor: z.string(),
      community: z.string(),
      ids: z.array(z.string()).exactOptional(),
      number: z.string().exactOptional(),
      name: z.string().exactOptional(),
    } satisfies Shape<AuditSubject>)
    .exactOptional(),
  step: z.string().exactOptional(),
  digest: z
    .object({ times: z.array(z.string()), days: z.array(z.number()), zone: z.string() } satisfies Shape<AuditDigest>)
    .exactOptional(),
  outcome: z.enum(AUDIT_OUTCOMES),
  reference: z.string().exactOptional(),
} satisfies Shape<AuditEntry>)

/** undefined for a line that was cut off, or is of a release that knows other acts. */
const parseEntry = (line: string): AuditEntry | undefined => entrySchema.safeParse(parseJson(line)).data

/** In milliseconds since the epoch; undefined for a line that was cut off. */
const instantOf = (line: string): number | undefined => {
  const { data } = z.looseObject({ at: z.iso.datetime() }).safeParse(parseJson(line))
  return data && Date.parse(data.at)
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
