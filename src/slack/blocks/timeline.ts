import type { KnownBlock } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Page, TimelineEntry } from '../../tickets/driver.ts'
import type { TicketRef } from '../../tickets/ticket.ts'
import { ACTIONS, encodeMoment } from '../ids.ts'
import { valueText } from './detail.ts'
import {
  button,
  buttons,
  clipMrkdwn,
  context,
  dateText,
  escaped,
  fitting,
  LIMITS,
  lineSections,
  type Reply,
  section,
} from './kit.ts'
import type { CardReader } from './ticket.ts'

/** Text for the entries of one page, and of one entry. */
const TEXT = { page: 9_000, entry: 1_200 } as const

/** What happened to a ticket, newest first, with a button for what is earlier. */
export const timelineReply = (ref: TicketRef, page: Page<TimelineEntry>, reader: CardReader): Reply => {
  const { timeline } = reader.words
  const title = timeline.title(escaped(ref.id, 100))
  const entries = page.items.map((entry) => clipMrkdwn(entryText(entry, reader), TEXT.entry))
  const shown = fitting(entries, TEXT.page)
  const earlier = page.next === undefined ? '' : encodeMoment({ ref, cursor: page.next })
  const offersEarlier = earlier !== '' && earlier.length <= LIMITS.buttonValue
  const blocks: KnownBlock[] = [
    section(`*${title}*`),
    ...(entries.length === 0 ? [section(timeline.none)] : lineSections(shown)),
    ...(shown.length < entries.length ? [context(timeline.cut(entries.length - shown.length))] : []),
    ...buttons(offersEarlier ? button(timeline.earlier, ACTIONS.timeline, earlier) : undefined),
  ]
  return { text: title, blocks }
}

/** `*21 Nov 10:05 · Chen*  replied`, and below it whatever else the vendor tells of it. */
const entryText = (entry: TimelineEntry, reader: CardReader): string => {
  const when = entry.at ? [dateText(entry.at, reader.zone, reader.language)] : []
  const head = [...when, ...(entry.who ? [escaped(entry.who, 80)] : [])].join(' · ')
  const more = entry.more.map(
    ({ label, value }) => `${escaped(say(label, reader.language), 80)}: ${valueText(value, reader)}`,
  )
  const what = valueText(entry.what, reader)
  return [head ? `*${head}*  ${what}` : what, ...(more.length > 0 ? [more.join(' · ')] : [])].join('\n')
}
