import { z } from 'zod'
import type { DigestSchedule, Slot } from '../store/store.ts'
import { createDesk, type Desk } from '../tickets/desk.ts'
import { type DigestMemory, isUnchanged } from '../tickets/digest-memory.ts'
import { readOnce } from '../tickets/read-once.ts'
import { readingsOf } from '../tickets/readings.ts'
import { digestReply } from './blocks/digest.ts'
import type { Deps } from './deps.ts'
import { digestContent, linksFor } from './digest-content.ts'
import { whenText } from './digest-words.ts'
import { type PostFailure, postFailure, readFailure } from './post-failure.ts'
import { readerOf } from './reader.ts'

/** What became of a post: it is in the channel, certainly not, or nobody knows. */
export type PostOutcome =
  | { readonly outcome: 'sent'; readonly ts: string; readonly partial: boolean; readonly memory: DigestMemory }
  | PostFailure

/** A digest that was read and is ready to be posted, or a word for why there is nothing to post. */
export type Prepared =
  | { readonly skip: 'unlinked' | 'empty' | 'unchanged' }
  | { post(late: boolean): Promise<PostOutcome> }

/** Digests that are due together: a community that several channels care for is read once for all of them. */
export interface DigestRound {
  prepare(schedule: DigestSchedule, slot: string): Promise<Prepared>
}

/** Whether the message of a slot is in its channel. `not_now`: another time we may be able to look. */
export type Sighting =
  | { readonly seen: 'posted'; readonly ts: string; readonly partial: boolean }
  | { readonly seen: 'absent' }
  | { readonly seen: 'unreadable' | 'not_now'; readonly reason: string; readonly error: unknown }

export interface DigestPoster {
  round(): DigestRound
  /** Looks for the message of a slot that was claimed, around the time of its claim. */
  find(slot: Pick<Slot, 'channel' | 'id' | 'claimedAt'>): Promise<Sighting>
}

export const createDigestPoster = (deps: Deps): DigestPoster => ({
  round: () => {
    const desk = createDesk({ drivers: deps.desk.drivers.map(readOnce), now: deps.now })
    return { prepare: (schedule, slot) => prepare(schedule, slot, desk, deps) }
  },
  find: (slot) => find(slot, deps),
})

const EVENT = 'caretaker_digest'

const prepare = async (schedule: DigestSchedule, slot: string, desk: Desk, deps: Deps): Promise<Prepared> => {
  const { channel, skipEmpty, onlyChanged } = schedule
  const links = linksFor(schedule, await deps.store.links(channel))
  if (links.length === 0) return { skip: 'unlinked' }
  const reader = readerOf(schedule, deps)
  const { content, live, memory } = await digestContent(channel, links, reader.language, desk, deps)
  const partial = live.failures.length > 0
  await deps.store
    .putReadings(readingsOf(links, live))
    .catch((error) => deps.log.error({ error, channel }, 'what was read could not be kept'))
  if (skipEmpty && live.tickets.length === 0 && !partial) return { skip: 'empty' }
  if (onlyChanged && isUnchanged(live, content.delta)) return { skip: 'unchanged' }

  return {
    post: async (late) => {
      const { digest } = reader.words
      const scheduled = digest.scheduled(...whenText(schedule))
      const footer = late ? `${digest.late(slot.replace('T', ' '))} ${scheduled}` : scheduled
      const payload = { channel, slot, ...(partial ? { partial } : {}) }
      const reply = digestReply(content, deps.now(), reader, { footer, canEnd: true })
      try {
        const ts = await deps.speaker.post(channel, reply, { event_type: EVENT, event_payload: payload })
        return { outcome: 'sent', ts, partial, memory }
      } catch (error) {
        return postFailure(error)
      }
    },
  }
}

const named = z.looseObject({
  ts: z.string(),
  metadata: z.looseObject({
    event_type: z.literal(EVENT),
    event_payload: z.looseObject({ channel: z.string(), slot: z.string(), partial: z.boolean().optional() }),
  }),
})

/** Our clock and Slack's may differ, and a post takes its time. */
const BEFORE_MS = 5 * 60_000
const AFTER_MS = 10 * 60_000
/** All that apps outside of Slack's marketplace may get: https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps */
const PAGE = 15
const MAX_PAGES = 20

const find = async ({ channel, id, claimedAt }: Parameters<DigestPoster['find']>[0], deps: Deps): Promise<Sighting> => {
  const claimed = Date.parse(claimedAt)
  const around = { oldest: String((claimed - BEFORE_MS) / 1000), latest: String((claimed + AFTER_MS) / 1000) }
  const asked = { channel, ...around, include_all_metadata: true, limit: PAGE }
  let cursor: string | undefined
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const answer = await deps.client.conversations.history({ ...asked, ...(cursor ? { cursor } : {}) })
      const found = (answer.messages ?? [])
        .flatMap((message) => named.safeParse(message).data ?? [])
        .find(({ metadata: { event_payload: said } }) => said.channel === channel && said.slot === id)
      if (found) return { seen: 'posted', ts: found.ts, partial: found.metadata.event_payload.partial === true }
      cursor = answer.response_metadata?.next_cursor
      if (!cursor) return { seen: 'absent' }
    }
    return { seen: 'not_now', reason: 'too_much', error: undefined }
  } catch (error) {
    return { error, ...readFailure(error) }
  }
}
