import type { Audience } from '../tickets/for-many.ts'
import { type Instant, isSameCommunity } from '../tickets/ticket.ts'
import { isoInZone } from '../time/words.ts'
import type { Asked } from './asked.ts'
import { clipMrkdwn, dateText, LIMITS, sentence } from './blocks/kit.ts'
import { gapTexts, type ListContent, type ListReader } from './blocks/list.ts'
import { filterText } from './blocks/list-controls.ts'
import { decodeState, type ListState } from './blocks/list-state.ts'
import type { Deps } from './deps.ts'
import { sendFile } from './file-upload.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readList, typedState } from './list-content.ts'
import { ticketsCsv } from './list-csv.ts'
import { isPlaceless, linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { audienceOf } from './roles.ts'

/** `/ticket export`: the list that the words describe, as a file in the asker's direct messages. */
export const exportList = async (asked: Asked, words: readonly string[], deps: Deps): Promise<void> =>
  sendList(asked, await typedState(asked, words, deps), deps)

/** The button under a list: all pages of what it shows. */
export const registerExport = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.listExport, 'list_export', (asked) =>
    sendList(asked, decodeState(asked.block), deps),
  )

const sendList = async (asked: Asked, state: ListState, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps, asked.trail)
  const { exporting: words } = reader.words
  const content = await readList(asked, { state, isRecentEnough: true }, deps)
  if (!content) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const { tickets } = content.pending
  const gaps = gapTexts(content.pending, content.paused, reader)
  if (tickets.length === 0) return await asked.say(sentence([words.nothing, ...gaps].join('\n')))
  const audience = audienceOf(viewer)
  const now = deps.now()
  const file = {
    name: `${words.fileName(dayOf(now, reader))}.csv`,
    text: ticketsCsv(tickets, now, reader),
  }
  await sendFile(asked.user, file, commentOn(content, gaps, audience, reader), deps)
  for (const channel of await channelsOf(asked, content, deps)) {
    await deps.audit.record({ user: asked.user, channel, action: 'export', outcome: 'done' })
  }
  await asked.say(sentence(words.sent(tickets.length)))
}

/** In whose record it belongs: where it was asked, or, where that is no channel, those by whose links it was read. */
const channelsOf = async (asked: Asked, { pending }: ListContent, deps: Deps): Promise<readonly string[]> => {
  if (!isPlaceless(asked.channel)) return [asked.channel]
  const links = await linksWithin(asked, deps)
  const read = links.filter((link) => pending.tickets.some(({ scope }) => isSameCommunity(scope, link)))
  return [...new Set(read.map((link) => link.channel))]
}

const dayOf = (now: Instant, { zone }: ListReader): string => isoInZone(now, zone).slice(0, 10)

/** What is in the file, and what is not. */
const commentOn = (content: ListContent, gaps: readonly string[], audience: Audience, reader: ListReader): string => {
  const { exporting: words } = reader.words
  const filter = filterText(content.state, content.links, reader)
  const { tickets, readAt } = content.pending
  const lines = [
    words.comment(tickets.length, dateText(readAt, reader.zone, reader.language)),
    ...(filter ? [words.filter(filter)] : []),
    ...(audience === 'one' ? [] : [words.masked]),
    ...(gaps.length > 0 ? [words.partial, ...gaps] : []),
  ]
  return clipMrkdwn(lines.join('\n'), LIMITS.section)
}
