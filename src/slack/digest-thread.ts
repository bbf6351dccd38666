import { z } from 'zod'
import type { Slot } from '../store/store.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { DigestPart } from './blocks/digest-parts.ts'
import type { Deps } from './deps.ts'
import { type PostFailure, postFailure } from './post-failure.ts'
import { lookFor, type Sighting } from './sighting.ts'

/** A digest that was posted. */
export type Posted = Pick<Slot, 'channel' | 'id'> & { readonly ts: string }

/** What comes under a digest that did not fit into one message. */
export interface DigestThread {
  post(digest: Posted, part: DigestPart): Promise<{ readonly outcome: 'sent' } | PostFailure>
  /** Looks for a part that was about to be posted at this time. */
  find(digest: Posted, number: number, claimedAt: Instant): Promise<Sighting<unknown>>
}

const EVENT = 'caretaker_digest_part'

const payload = z.looseObject({ channel: z.string(), slot: z.string(), part: z.number() })

export const createDigestThread = (deps: Pick<Deps, 'speaker' | 'client' | 'self'>): DigestThread => ({
  post: async ({ channel, id, ts }, { number, reply }) => {
    const metadata = { event_type: EVENT, event_payload: { channel, slot: id, part: number } }
    try {
      await deps.speaker.post(channel, reply, metadata, ts)
      return { outcome: 'sent' }
    } catch (error) {
      return postFailure(error)
    }
  },
  find: ({ channel, id, ts }, number, claimedAt) => {
    const isIt = (said: z.output<typeof payload>) =>
      said.channel === channel && said.slot === id && said.part === number
    return lookFor({ channel, thread: ts, claimedAt, event: EVENT, payload, isIt }, deps)
  },
})
