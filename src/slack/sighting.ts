import type { WebClient } from '@slack/web-api'
import { z } from 'zod'
import { type Clocks, SLACK } from '../tickets/clocks.ts'
import type { Instant } from '../tickets/ticket.ts'
import { readFailure } from './post-failure.ts'

/** A message that was about to be posted and may be in its channel. It is known by the metadata that it carries. */
export interface Sought<T> {
  readonly channel: string
  /** The `ts` of the message in whose thread it would be; in the channel itself when absent. */
  readonly thread?: string
  /** When it was kept that the message is about to be posted. */
  readonly claimedAt: Instant
  /** It may have been posted since then, where that is earlier. */
  readonly since?: Instant
  readonly event: string
  readonly payload: z.ZodType<T>
  /** Whether it is this message and no other of its kind. */
  isIt(payload: T): boolean
}

/** Whether it is there. `unreadable`: Slack does not let us look. `not_now`: another time we may be able to. */
export type Sighting<T> =
  | { readonly seen: 'posted'; readonly ts: string; readonly payload: T }
  | { readonly seen: 'absent' }
  | { readonly seen: 'unreadable' | 'not_now'; readonly reason: string; readonly error: unknown }

/** Our clock and Slack's may differ by more than is known, and a post takes its time. */
const BEFORE_MS = 5 * 60_000
const AFTER_MS = 10 * 60_000
/** All that apps outside of Slack's marketplace may get: https://docs.slack.dev/changelog/2025/05/29/rate-limit-changes-for-non-marketplace-apps */
const PAGE = 15
const MAX_PAGES = 20

interface SightingDeps {
  readonly client: WebClient
  readonly self: { readonly clocks: Pick<Clocks, 'aheadMs'> }
}

/** Looks for a message of ours in its channel, around the time of its claim. Never rejects. */
export const lookFor = async <T>(sought: Sought<T>, { client, self }: SightingDeps): Promise<Sighting<T>> => {
  const { channel, thread, claimedAt, since = claimedAt } = sought
  // Messages are named by Slack's clock. Ours may have been set since, so the span grows and does not move.
  const aheadMs = self.clocks.aheadMs(SLACK) ?? 0
  const oldest = Date.parse(since) - BEFORE_MS + Math.min(aheadMs, 0)
  const latest = Date.parse(claimedAt) + AFTER_MS + Math.max(aheadMs, 0)
  const around = { oldest: String(oldest / 1000), latest: String(latest / 1000) }
  const asked = { channel, ...around, include_all_metadata: true, limit: PAGE }
  let cursor: string | undefined
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const next = { ...asked, ...(cursor ? { cursor } : {}) }
      const answer = await (thread === undefined
        ? client.conversations.history(next)
        : client.conversations.replies({ ...next, ts: thread }))
      const found = (answer.messages ?? [])
        .map((message) => recognise(message, sought))
        .find((one) => one !== undefined)
      if (found) return { seen: 'posted', ...found }
      cursor = answer.response_metadata?.next_cursor
      if (!cursor) return { seen: 'absent' }
    }
    return { seen: 'not_now', reason: 'too_much', error: undefined }
  } catch (error) {
    return { error, ...readFailure(error) }
  }
}

const marked = z.looseObject({
  ts: z.string(),
  metadata: z.looseObject({ event_type: z.string(), event_payload: z.unknown() }),
})

const recognise = <T>(
  message: unknown,
  { event, payload, isIt }: Sought<T>,
): { ts: string; payload: T } | undefined => {
  const { ts, metadata } = marked.safeParse(message).data ?? {}
  if (ts === undefined || metadata?.event_type !== event) return undefined
  const said = payload.safeParse(metadata.event_payload)
  return said.success && isIt(said.data) ? { ts, payload: said.data } : undefined
}
