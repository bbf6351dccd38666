import { z } from 'zod'
import type { DigestSchedule, Slot, SlotRest } from '../store/store.ts'
import { createDesk, type Desk } from '../tickets/desk.ts'
import { type DigestMemory, isUnchanged } from '../tickets/digest-memory.ts'
import { isAfter, type Mark, markOf } from '../tickets/order.ts'
import { readOnce } from '../tickets/read-once.ts'
import { readingsOf } from '../tickets/readings.ts'
import type { Instant } from '../tickets/ticket.ts'
import { formatInstant } from '../time/words.ts'
import { digestHead } from './blocks/digest.ts'
import { type DigestPart, digestParts } from './blocks/digest-parts.ts'
import { createBreath } from './breath.ts'
import { restAfter } from './channel-life.ts'
import type { Deps } from './deps.ts'
import { digestContent, linksFor } from './digest-content.ts'
import { createDigestThread, type DigestThread } from './digest-thread.ts'
import { whenText } from './digest-words.ts'
import { type PostFailure, postFailure } from './post-failure.ts'
import { readerOf } from './reader.ts'
import { logFailures, newReference } from './runs.ts'
import { lookFor, type Sighting } from './sighting.ts'

/** What became of a post: it is in the channel, certainly not, or nobody knows. */
export type PostOutcome =
  | {
      readonly outcome: 'sent'
      readonly ts: string
      readonly partial: boolean
      readonly memory: DigestMemory
      /** What did not fit into the message: what comes after which ticket. */
      readonly rest?: { readonly after: Mark; readonly parts: readonly DigestPart[] }
    }
  | PostFailure

/** A digest that was read and is ready to be posted, or a word for why there is nothing to post. */
export type Prepared =
  | { readonly skip: 'unlinked' | 'paused' | 'empty' | 'unchanged' }
  | { post(late: boolean): Promise<PostOutcome> }

/** A slot of the channel at hand that is to be posted. */
export type DueSlot = Required<Pick<Slot, 'id' | 'dueAt'>>

/** Digests that are due together: a community that several channels care for is read once for all of them. */
export interface DigestRound {
  prepare(schedule: DigestSchedule, slot: DueSlot): Promise<Prepared>
  /** What is still to come under a digest, read anew. */
  rest(schedule: DigestSchedule, from: Pick<SlotRest, 'next' | 'after'>): Promise<readonly DigestPart[]>
}

/** Whether the message of a slot is in its channel; `after` when it does not name all tickets. */
export type SlotSighting =
  | { readonly seen: 'posted'; readonly ts: string; readonly partial: boolean; readonly after?: Mark }
  | Exclude<Sighting<unknown>, { seen: 'posted' }>

export interface DigestPoster {
  readonly thread: DigestThread
  round(): DigestRound
  /** Looks for the message of a slot that was claimed, around the time of its claim, or from `since` on. */
  find(slot: Pick<Slot, 'channel' | 'id' | 'claimedAt'> & { readonly since?: Instant }): Promise<SlotSighting>
}

export const createDigestPoster = (deps: Deps): DigestPoster => {
  const breathe = createBreath()
  return {
    thread: createDigestThread(deps),
    round: () => {
      const desk = createDesk({ drivers: deps.desk.drivers.map(readOnce), now: deps.now })
      const calmly: Desk = { ...desk, pending: (...asked) => desk.pending(...asked).finally(breathe) }
      return {
        prepare: (schedule, slot) => prepare(schedule, slot, calmly, breathe, deps),
        rest: (schedule, from) => readRest(schedule, from, calmly, deps),
      }
    },
    find: (slot) => find(slot, deps),
  }
}

const EVENT = 'caretaker_digest'

const prepare = async (
  schedule: DigestSchedule,
  { id, dueAt }: DueSlot,
  desk: Desk,
  breathe: () => Promise<void>,
  deps: Deps,
): Promise<Prepared> => {
  const { channel, skipEmpty, onlyChanged } = schedule
  const all = await deps.store.links(channel)
  const links = linksFor(schedule, all)
  if (links.length === 0) return { skip: all.length === 0 ? 'unlinked' : 'paused' }
  const reference = newReference()
  const reader = readerOf(schedule, deps, { reference })
  const call = { language: reader.language, background: true } as const
  const { content, live, memory } = await digestContent({ ...schedule, links }, call, desk, deps)
  logFailures(live.failures, { journey: 'digest', reference, channel, slot: id }, deps.log)
  const partial = live.failures.length > 0
  await deps.store
    .putReadings(readingsOf(links, live))
    .catch((error) => deps.log.error({ error, channel }, 'what was read could not be kept'))
  const { tickets } = content.pending
  if (skipEmpty && tickets.length === 0 && !partial) return { skip: 'empty' }
  if (onlyChanged && isUnchanged(live, content.delta)) return { skip: 'unchanged' }

  return {
    post: async (late) => {
      const { digest } = reader.words
      const scheduled = digest.scheduled(...whenText(schedule))
      const footer = late
        ? `${digest.late(formatInstant(dueAt, reader.zone, reader.language))} ${scheduled}`
        : scheduled
      await breathe()
      const now = deps.now()
      const { reply, rest } = digestHead(content, now, reader, { footer, canEnd: true })
      const last = rest.length > 0 ? tickets.at(-rest.length - 1) : undefined
      const after = last && markOf(last.ticket)
      const more = after ? { rest: { after, parts: digestParts(rest, 2, now, reader) } } : {}
      const said = { channel, slot: id, ...(partial ? { partial } : {}), ...(after ? whereItEnds(after) : {}) }
      try {
        const ts = await deps.speaker.post(channel, reply, { event_type: EVENT, event_payload: said })
        return { outcome: 'sent', ts, partial, memory, ...more }
      } catch (error) {
        const failure = postFailure(error)
        await restAfter(channel, failure, deps)
        return failure
      }
    },
  }
}

/** Tickets come and go between two reads; by their order it is still known which were named. */
const readRest = async (
  schedule: DigestSchedule,
  { next, after }: Pick<SlotRest, 'next' | 'after'>,
  desk: Desk,
  deps: Deps,
): Promise<readonly DigestPart[]> => {
  const { channel } = schedule
  const links = linksFor(schedule, await deps.store.links(channel))
  const reader = readerOf(schedule, deps)
  const call = { language: reader.language, background: true } as const
  const { content } = await digestContent({ ...schedule, links }, call, desk, deps)
  const rows = content.pending.tickets.filter(({ ticket }) => isAfter(ticket, after))
  return digestParts(rows, next, deps.now(), reader)
}

const payload = z.looseObject({
  channel: z.string(),
  slot: z.string(),
  partial: z.boolean().optional(),
  after: z
    .object({
      vendor: z.string(),
      community: z.string(),
      id: z.string(),
      number: z.string(),
      createdAt: z.string().exactOptional(),
    })
    .optional(),
})

const find = async (
  { channel, id, ...when }: Parameters<DigestPoster['find']>[0],
  deps: Deps,
): Promise<SlotSighting> => {
  const isIt = (said: z.output<typeof payload>): boolean => said.channel === channel && said.slot === id
  const sighting = await lookFor({ channel, ...when, event: EVENT, payload, isIt }, deps)
  if (sighting.seen !== 'posted') return sighting
  const { partial = false, after } = sighting.payload
  return { seen: 'posted', ts: sighting.ts, partial, ...(after ? { after: markFrom(after) } : {}) }
}

/** Slack refuses metadata that is too long; then a crash just after the post costs the digest its thread. */
const MAX_MARK = 1_000

/** Where the message ends, for a process that finds it and does not know what it says. */
const whereItEnds = ({ ref, number, createdAt }: Mark) => {
  const after = { ...ref, number, ...(createdAt ? { createdAt } : {}) }
  return JSON.stringify(after).length > MAX_MARK ? {} : { after }
}

const markFrom = ({ number, createdAt, ...ref }: NonNullable<z.output<typeof payload>['after']>): Mark =>
  markOf({ ref, number, ...(createdAt ? { createdAt } : {}) })
