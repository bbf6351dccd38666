import type { ImageBlock, KnownBlock } from '@slack/types'
import type { Attachment, Ticket, TicketDetail } from '../../tickets/ticket.ts'
import { escapedName, fitting, lineSections, link, literal, plain, type Reply, sentence } from './kit.ts'
import type { ListReader } from './list.ts'

/** Slack shows these. https://docs.slack.dev/reference/block-kit/blocks/image-block */
const SHOWABLE = /\.(?:png|jpe?g|gif)$/i
const MAX_URL = 3000
/** As many as somebody looks at on a phone. The others are links. */
const MAX_SHOWN = 10
/** What the others may take of the text of one message. */
const MAX_LINKS_TEXT = 6_000

/** What can be looked at, of the files of a ticket. */
export const picturesOf = (ticket: Ticket | TicketDetail): Attachment[] =>
  'attachments' in ticket ? ticket.attachments.filter(isPicture) : []

const isPicture = ({ url, name, picture }: Attachment): boolean => {
  const parsed = URL.parse(url)
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || url.length > MAX_URL) return false
  return picture === true || SHOWABLE.test(parsed.pathname) || SHOWABLE.test(name ?? '')
}

/** The pictures of a ticket. It is Slack that fetches them: what it cannot fetch makes it refuse the whole message. */
export const photosReply = (ticket: TicketDetail, reader: ListReader): Reply => {
  const { photos } = reader.words
  const pictures = picturesOf(ticket)
  const shown = pictures.slice(0, MAX_SHOWN).map(
    (picture, i): ImageBlock => ({
      type: 'image',
      image_url: picture.url,
      alt_text: literal(labelOf(picture, i, reader), 200),
      title: plain(literal(labelOf(picture, i, reader), 200)),
    }),
  )
  const rest = linksTo(pictures.slice(MAX_SHOWN), MAX_SHOWN, reader)
  return sentence(photos.title(escapedName(ticket.number), pictures.length), ...shown, ...rest)
}

/** The same as links, for pictures that Slack cannot fetch. */
export const photoLinksReply = (ticket: TicketDetail, reader: ListReader): Reply =>
  sentence(reader.words.photos.linksOnly(escapedName(ticket.number)), ...linksTo(picturesOf(ticket), 0, reader))

const labelOf = ({ name }: Attachment, index: number, { words }: ListReader): string =>
  name || words.photos.photo(index + 1)

/** As many as one message has room for, and how many more there are. `from` is the place of the first among all. */
const linksTo = (pictures: readonly Attachment[], from: number, reader: ListReader): KnownBlock[] => {
  const links = pictures.map((picture, i) => link(picture.url, labelOf(picture, from + i, reader)))
  const shown = fitting(links, MAX_LINKS_TEXT)
  const left = links.length - shown.length
  return lineSections([...shown, ...(left > 0 ? [reader.words.card.moreAttachments(left)] : [])])
}
