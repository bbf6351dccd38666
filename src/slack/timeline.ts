import { demand } from '../tickets/driver.ts'
import { TicketError } from '../tickets/errors.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { timelineReply } from './blocks/timeline.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { audienceOf } from './roles.ts'
import { decodeMoment } from './values.ts'

/** "History" on a card, and "Earlier" below it: what happened to the ticket, seen only by the asker. */
export const registerTimeline = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.timeline, 'timeline', (asked) => showTimeline(asked, deps))

export const showTimeline = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const moment = decodeMoment(asked.value)
  if (!moment) return await asked.say(sentence(reader.words.failure.stale))
  const { ref, cursor } = moment
  const links = await linksWithin(asked, deps)
  const isLinked = links.some((link) => isSameCommunity(link, ref))
  const driver = deps.desk.driver(ref.vendor)
  if (!isLinked || !driver) throw new TicketError('not_found', 'not a community of this channel', ref)
  const audience = audienceOf(viewer)
  const call = { language: reader.language }
  const [page, ticket] = await Promise.all([
    demand(driver, 'timeline')(ref, cursor, call),
    // What it tells of people is to be hidden in what was said of it too.
    audience === 'many' ? driver.operations.detail?.(ref, call) : undefined,
  ])
  await asked.say(timelineReply(moment, page, { ...reader, audience }, ticket))
}
