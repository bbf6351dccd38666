import { demand } from '../tickets/driver.ts'
import { TicketError } from '../tickets/errors.ts'
import { sentence } from './blocks/kit.ts'
import { timelineReply } from './blocks/timeline.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, decodeMoment } from './ids.ts'
import { readerOf } from './reader.ts'

/** "History" on a card, and "Earlier" below it: what happened to the ticket, seen only by the asker. */
export const registerTimeline = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.timeline, 'timeline', async (asked) => {
    const reader = readerOf(await asked.viewer(), deps)
    const moment = decodeMoment(asked.value)
    if (!moment) return await asked.say(sentence(reader.words.failure.stale))
    const { ref, cursor } = moment
    const links = await deps.store.links(asked.channel)
    const isLinked = links.some((link) => link.vendor === ref.vendor && link.community === ref.community)
    const driver = deps.desk.driver(ref.vendor)
    if (!isLinked || !driver) throw new TicketError('not_found', 'not a community of this channel', ref)
    const page = await demand(driver, 'timeline')(ref, cursor, { language: reader.language })
    await asked.say(timelineReply(moment, page, { ...reader, audience: 'one' }))
  })
