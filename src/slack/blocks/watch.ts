import type { Watch } from '../../tickets/followed.ts'
import type { TicketRef } from '../../tickets/ticket.ts'
import type { News } from '../../tickets/watch.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { valueText } from './detail.ts'
import { vendorName } from './error.ts'
import { buttons, clipMrkdwn, dateText, escapedName, fittingButton, type Reply, sentence } from './kit.ts'
import type { ListReader } from './list.ts'
import { statusLine } from './ticket.ts'

const MAX_ENTRY = 300

/** What is new of a ticket, as one line for everybody in the channel. */
export const newsLine = ({ ref, number }: Pick<Watch, 'ref' | 'number'>, all: readonly News[], reader: ListReader) =>
  `🔔 *${escapedName(number)}*: ${all.map((one) => newsText(one, ref, reader)).join(' · ')}`

const newsText = (one: News, { vendor }: TicketRef, reader: ListReader): string => {
  const { words, zone, language } = reader
  const { news } = words
  switch (one.is) {
    case 'status': {
      const now = statusLine(one.now, reader)
      return one.from === 'unknown' || one.from === one.now.status ? now : news.changed(words.statuses[one.from], now)
    }
    case 'entries':
      return news.entries(one.count, entryText(one.newest, reader))
    case 'overdue':
      return news.overdue(dateText(one.since, zone, language))
    case 'report':
      return news.report(entryText(one.entry, reader))
    case 'ended':
      return news.ended
    case 'unlinked':
      return news.unlinked
    case 'gone':
      return news.gone(vendorName(vendor, reader))
    case 'unreadable':
      return news.unreadable(vendorName(vendor, reader), dateText(one.since, zone, language))
  }
}

const entryText = ({ what, who }: Extract<News, { is: 'report' }>['entry'], reader: ListReader): string => {
  const text = clipMrkdwn(valueText(what, reader).replace(/\s+/g, ' '), MAX_ENTRY)
  return who ? `${text} (${escapedName(who)})` : text
}

/** The line under the ticket's card; where there is none, with a button for whoever wants to see the ticket. */
export const newsReply = (
  text: string,
  { ref, thread }: Pick<Watch, 'ref' | 'thread'>,
  { words }: ListReader,
): Reply => {
  return sentence(text, ...(thread === undefined ? refButton(words.card.open, ACTIONS.reveal, ref) : []))
}

/** That the channel follows a ticket, with the way back. */
export const followedReply = (text: string, ref: TicketRef, { words }: ListReader): Reply =>
  sentence(text, ...refButton(words.watch.unfollow, ACTIONS.unwatch, ref))

/** That the channel does not follow a ticket, with the way to. */
export const unfollowedReply = (text: string, ref: TicketRef, { words }: ListReader): Reply =>
  sentence(text, ...refButton(words.watch.follow, ACTIONS.watch, ref))

const refButton = (label: string, action: string, ref: TicketRef) =>
  buttons(fittingButton(label, action, encodeRef(ref)))
