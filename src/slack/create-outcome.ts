import type { Ticket } from '../tickets/ticket.ts'
import { vendorName } from './blocks/error.ts'
import { escaped, type Reply, section, sentence, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Audience } from './blocks/mask.ts'
import { ticketReply } from './blocks/ticket.ts'
import type { Deps } from './deps.ts'
import type { Viewer } from './viewer.ts'

/* A ticket was filed, and people are told. */

/** A ticket that somebody filed from a channel. */
export interface Filed {
  readonly channel: string
  readonly filer: Viewer
  readonly ticket: Ticket
  /** What the channel calls the community. */
  readonly name: string
}

/** One short line for the channel. False when it could not be posted: the ticket is filed all the same. */
export const announceFiled = async (filed: Filed, reader: ListReader, deps: Deps): Promise<boolean> => {
  const { channel, filer, ticket, name } = filed
  const line = reader.words.create.filedPost(escaped(filer.name, 80), escaped(ticket.number, 80), escaped(name, 80))
  const open = cardOf(filed, reader, 'many').blocks.filter((block) => block.type === 'actions')
  return deps.speaker.post(channel, sentence(line, ...open)).then(
    () => true,
    (error) => {
      deps.log.warn({ error, channel }, 'the channel was not told of a filed ticket')
      return false
    },
  )
}

/** The card with its buttons, for the filer. After the announcement: posting joins a channel that the app is not in. */
export const whisperFiled = async (filed: Filed, reader: ListReader, deps: Deps): Promise<void> => {
  const card = cardOf(filed, reader, 'one')
  const mine = { ...card, blocks: [section(reader.words.create.filedHere), ...card.blocks] }
  const inDirect = { ...mine, blocks: withoutButtons(mine.blocks) }
  await deps.speaker.whisper(filed.channel, filed.filer.id, mine, inDirect)
}

export const filedBlocks = (filed: Filed, reader: ListReader): Reply['blocks'] => [
  section(`✅ ${reader.words.create.filed(escaped(filed.ticket.number, 80))}`),
  ...withoutButtons(cardOf(filed, reader, 'one').blocks),
]

const cardOf = ({ ticket, name }: Filed, reader: ListReader, audience: Audience): Reply =>
  ticketReply(
    ticket,
    { ...reader, audience },
    { vendorName: vendorName(ticket.ref.vendor, reader), communityName: name },
  )
