import { z } from 'zod'
import type { Submission } from '../tickets/submission.ts'
import type { Reply } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import { lookFor } from './sighting.ts'
import { slackError } from './speaker.ts'

/* What tells a channel how a submission ended, once. */

const EVENT = 'caretaker_submission'
const payload = z.looseObject({ submission: z.string() })

/** Longer than a post takes: until then one that was cut off may still appear. */
const POST_MS = 45_000
/** So long we try to look whether it is there. After that the filer alone is told. */
const LOOK_MS = 10 * 60_000

type Announced = Pick<Submission, 'id' | 'channel' | 'from'>

/** The thread of the message that it was filed from. */
const threadOf = ({ from }: Announced): string | undefined => from && (from.thread ?? from.message)

/** Slack's words for a message that nobody can answer any more: certainly nothing was posted. */
const UNANSWERABLE: ReadonlySet<string> = new Set(['thread_not_found', 'cannot_reply_to_message'])

/**
 * Posts it, marked so that it can be found: in the thread of the message that it was filed from, or in the channel where
 * that message is gone. That it is being posted is kept before.
 */
export const announce = async (announced: Announced, reply: Reply, deps: Deps): Promise<void> => {
  const { id, channel } = announced
  await deps.store.changeSubmission(id, (row) => ({ ...row, announcingAt: deps.now() }))
  const post = (thread?: string) =>
    deps.speaker.post(channel, reply, { event_type: EVENT, event_payload: { submission: id } }, thread)
  await post(threadOf(announced)).catch((error) => {
    if (!UNANSWERABLE.has(slackError(error) ?? '')) throw error
    return post()
  })
}

/**
 * Whether an earlier attempt to announce it, which may have been cut off, may be in the channel. Where nobody can look it
 * may be, for a line too few is better than one twice.
 * @throws Error when that can only be told later
 */
export const mayBeAnnounced = async (announced: Announced, deps: Deps): Promise<boolean> => {
  const { id, channel } = announced
  const claimedAt = (await deps.store.submission(id))?.announcingAt
  if (claimedAt === undefined) return false
  const ageMs = Date.parse(deps.now()) - Date.parse(claimedAt)
  const isIt = (said: z.output<typeof payload>): boolean => said.submission === id
  const thread = threadOf(announced)
  const place = { channel, ...(thread === undefined ? {} : { thread }) }
  const sighting = await lookFor({ ...place, claimedAt, event: EVENT, payload, isIt }, deps)
  switch (sighting.seen) {
    case 'posted':
      return true
    case 'absent':
      if (ageMs < POST_MS) throw new Error('what tells the channel may be on its way')
      return false
    case 'not_now':
      if (ageMs < LOOK_MS)
        throw new Error(`the channel cannot be read now: ${sighting.reason}`, { cause: sighting.error })
  }
  deps.log.warn({ error: sighting.error, channel, submission: id }, 'nobody can look whether the channel was told')
  return true
}
