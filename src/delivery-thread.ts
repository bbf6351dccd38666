import type { DeliveryDeps } from './delivery.ts'
import type { DigestPart } from './slack/blocks/digest-parts.ts'
import type { DigestRound } from './slack/digest-post.ts'
import type { Posted } from './slack/digest-thread.ts'
import type { DigestSchedule, Slot, SlotRest } from './store/store.ts'

/** Posts what did not fit into a digest, part by part. */
export interface ThreadDelivery {
  /** `rest` is what is kept of the slot. */
  post(digest: Posted, rest: SlotRest, parts: readonly DigestPart[]): Promise<void>
  /** Goes on where a crash, a stop or Slack came between. */
  resume(slot: Slot, schedule: DigestSchedule | undefined, round: DigestRound): Promise<void>
}

const MINUTE_MS = 60_000
/** Longer than a post takes: until then, an open claim may be of another process that is at it. */
export const CLAIM_MS = 45_000
/** Later than that the rest of a digest helps nobody. */
const REST_MS = 30 * MINUTE_MS

/**
 * Each part is claimed in the store just before it is posted, as the digest itself is, so that none comes twice. The
 * store keeps the last ticket that was named, and not the parts: those are read anew when somebody else goes on.
 */
export const createThreadDelivery = (deps: DeliveryDeps): ThreadDelivery => {
  const { store, now, poster, log, isStopping = () => false } = deps

  /** False when somebody else has moved it since. */
  const move = async ({ channel, id }: Posted, from: SlotRest, to: SlotRest | undefined): Promise<boolean> => {
    const moved = await store.changeSlot(channel, id, ({ rest, ...slot }) => {
      if (rest?.next !== from.next || rest.claim?.at !== from.claim?.at) return undefined
      return to ? { ...slot, rest: to } : slot
    })
    return moved !== undefined
  }

  const post: ThreadDelivery['post'] = async (digest, rest, parts) => {
    let open = rest
    for (const part of parts) {
      if (isStopping()) return
      const { after } = open
      const claimed = { next: part.number, after, claim: { at: now(), last: part.last } }
      if (!(await move(digest, open, claimed))) return
      const posted = await poster.thread.post(digest, part)
      if (posted.outcome !== 'sent') {
        const { outcome, reason, error, retryAfterMs = 0 } = posted
        log.error({ error, ...digest, part: part.number, reason }, 'a part of a digest was not posted, or nobody knows')
        // Left open: it is looked for before it is tried again.
        if (outcome === 'unclear') return
        const retryAt = new Date(Date.parse(now()) + Math.max(retryAfterMs, MINUTE_MS)).toISOString()
        return void (await move(digest, claimed, { next: part.number, after, retryAt }))
      }
      open = { next: part.number + 1, after: part.last }
      await move(digest, claimed, open)
    }
    await move(digest, open, undefined)
  }

  /** What is to be posted next; undefined while nobody can tell. */
  const settle = async (digest: Posted, rest: SlotRest): Promise<SlotRest | undefined> => {
    const { next, after, claim } = rest
    if (!claim) return rest
    if (msBetween(claim.at, now()) < CLAIM_MS) return undefined
    const sighting = await poster.thread.find(digest, next, claim.at)
    if (sighting.seen === 'not_now') return undefined
    if (sighting.seen === 'unreadable') {
      log.warn({ error: sighting.error, ...digest, part: next }, 'nobody can look whether a part was posted')
    }
    const settled = sighting.seen === 'absent' ? { next, after } : { next: next + 1, after: claim.last }
    return (await move(digest, rest, settled)) ? settled : undefined
  }

  const resume: ThreadDelivery['resume'] = async ({ channel, id, ts, claimedAt, rest }, schedule, round) => {
    if (!rest || !ts) return
    const digest = { channel, id, ts }
    if (!schedule || msBetween(claimedAt, now()) > REST_MS) {
      return void (await store.changeSlot(channel, id, ({ rest: _rest, ...slot }) => ({ ...slot, cut: true })))
    }
    if (rest.retryAt && msBetween(rest.retryAt, now()) < 0) return
    const open = await settle(digest, rest)
    if (open) await post(digest, open, await round.rest(schedule, open))
  }

  return { post, resume }
}

const msBetween = (from: string, to: string): number => Date.parse(to) - Date.parse(from)
