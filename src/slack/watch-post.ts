import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { TicketError } from '../tickets/errors.ts'
import type { Watch } from '../tickets/followed.ts'
import type { Herald } from '../tickets/watch-telling.ts'
import type { ListReader } from './blocks/list.ts'
import { newsLine, newsReply } from './blocks/watch.ts'
import { restAfter } from './channel-life.ts'
import type { Deps } from './deps.ts'
import { postFailure } from './post-failure.ts'
import { channelReader } from './reader.ts'
import { redraw } from './shared-cards.ts'
import { lookFor } from './sighting.ts'

const EVENT = 'caretaker_watch'
const payload = z.looseObject({ line: z.string() })

/** Tells channels what is new of the tickets that they follow: in the language of their digest, else of who follows. */
export const createHerald = (deps: Deps): Herald => ({
  voice: async (watch) => {
    const reader = await readerFor(watch, deps)
    return { language: reader.language, say: (news) => ({ id: randomUUID(), text: newsLine(watch, news, reader) }) }
  },
  refresh: (watch) => refresh(watch, deps),
  post: async (watch, { id, text }) => {
    const { channel, thread } = watch
    const metadata = { event_type: EVENT, event_payload: { line: id } }
    try {
      await deps.speaker.post(channel, newsReply(text, watch, await readerFor(watch, deps)), metadata, thread)
      return 'sent'
    } catch (thrown) {
      const failure = postFailure(thrown)
      const { outcome, reason, error } = failure
      if (thread !== undefined && reason === 'thread_not_found') return 'no_thread'
      deps.log.error({ error, channel, reason }, 'news of a ticket was not posted, or nobody knows')
      if (outcome === 'not_sent') await restAfter(channel, failure, deps)
      return outcome
    }
  },
  find: async ({ channel, thread }, { id }, claimedAt) => {
    const isIt = (said: z.output<typeof payload>): boolean => said.line === id
    const place = { channel, ...(thread === undefined ? {} : { thread }) }
    const sighting = await lookFor({ ...place, claimedAt, event: EVENT, payload, isIt }, deps)
    return sighting.seen
  },
})

const readerFor = async ({ channel, by }: Watch, deps: Deps): Promise<ListReader> =>
  channelReader(channel, await deps.viewers.get(by), deps)

/** A ticket that is gone, or no longer the channel's, leaves its card as it was. */
const refresh = async ({ channel, ref, thread, by, at }: Watch, deps: Deps): Promise<boolean> => {
  if (thread === undefined || !deps.desk.driver(ref.vendor)?.operations.detail) return true
  const kept = (await deps.store.cards(ref)).find((card) => card.channel === channel && card.ts === thread)
  const card = kept ?? { channel, ts: thread, ref, sharedBy: by, at }
  return await redraw(card, deps).catch((error) => {
    if (error instanceof TicketError && error.code === 'not_found') return true
    throw error
  })
}
