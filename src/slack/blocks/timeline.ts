import type { KnownBlock } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Page, TimelineEntry } from '../../tickets/driver.ts'
import { entryForMany, type Known } from '../../tickets/for-many.ts'
import { ACTIONS } from '../ids.ts'
import { encodeMoment, type Moment } from '../values.ts'
import { valueText } from './detail.ts'
import { type ErrorReader, vendorName } from './error.ts'
import {
  button,
  buttons,
  clipMrkdwn,
  context,
  dateText,
  escapedName,
  fitting,
  LIMITS,
  lineSections,
  type Reply,
  section,
} from './kit.ts'
import type { CardReader } from './ticket.ts'

/** As much as one message holds. */
const MAX_ENTRIES = 30
const TEXT = { message: 9_000, entry: 1_200 } as const

/**
 * What happened to a ticket, newest first, with a button for what is earlier: the rest of the vendor's page where one
 * message does not hold it, then the vendor's next page. `ticket` is what is known of it, to be hidden from many.
 */
export const timelineReply = (
  moment: Moment,
  page: Page<TimelineEntry>,
  reader: CardReader & Pick<ErrorReader, 'driver'>,
  ticket?: Known,
): Reply => {
  const { timeline, list } = reader.words
  const title = timeline.title(escapedName(moment.number))
  const some = page.items
    .slice(moment.skip, moment.skip + MAX_ENTRIES)
    .map((entry) => (reader.audience === 'many' ? entryForMany(entry, ticket) : entry))
  const shown = fitting(
    some.map((entry) => clipMrkdwn(entryText(entry, reader), TEXT.entry)),
    TEXT.message,
  )
  const next = nextMoment(moment, page, shown.length)
  const earlier = next && encodeMoment(next)
  const isTooLong = earlier !== undefined && earlier.length > LIMITS.buttonValue
  const blocks: KnownBlock[] = [
    section(`*${title}*`),
    ...(shown.length === 0 ? [section(timeline.none)] : lineSections(shown)),
    ...(page.unreadable > 0 ? [context(list.unreadable(page.unreadable, vendorName(moment.ref.vendor, reader)))] : []),
    ...(isTooLong ? [context(timeline.cut)] : []),
    ...buttons(earlier === undefined || isTooLong ? undefined : button(timeline.earlier, ACTIONS.timeline, earlier)),
  ]
  return { text: title, blocks }
}

const nextMoment = ({ ref, number, cursor, skip }: Moment, page: Page<TimelineEntry>, shown: number) => {
  if (skip + shown < page.items.length) return { ref, number, cursor, skip: skip + shown }
  return page.next === undefined ? undefined : { ref, number, cursor: page.next, skip: 0 }
}

/** `*21 Nov 10:05 · Chen*  replied`, and below it whatever else the vendor tells of it. */
const entryText = (entry: TimelineEntry, reader: CardReader): string => {
  const when = entry.at ? [dateText(entry.at, reader.zone, reader.language)] : []
  const head = [...when, ...(entry.who ? [escapedName(entry.who)] : [])].join(' · ')
  const more = entry.more.map(({ label, value }) =>
    reader.words.pair(escapedName(say(label, reader.language)), valueText(value, reader)),
  )
  const what = valueText(entry.what, reader)
  return [head ? `*${head}*  ${what}` : what, ...(more.length > 0 ? [more.join(' · ')] : [])].join('\n')
}
