import type { Submission } from '../tickets/submission.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { announce, mayBeAnnounced } from './announcement.ts'
import { escapedName, type Reply, section, sentence, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { statusLine } from './blocks/ticket.ts'
import { cardReply, type Shown, sharedCard } from './card.ts'
import type { Deps } from './deps.ts'
import { channelReader } from './reader.ts'
import type { Viewer } from './viewer.ts'

/* A ticket was filed, and people are told. */

/** A ticket that somebody filed from a channel. */
export interface Filed {
  readonly submission: Pick<Submission, 'id' | 'channel' | 'from'>
  readonly filer: Viewer
  readonly ticket: Ticket
  /** What the channel calls the community. */
  readonly name: string
}

/**
 * One short line for the channel, or in the thread of the message that it was filed from, once however often this is
 * asked for. False when it could not be posted: the ticket is filed all the same.
 * @throws Error when it can only be told later whether it was posted
 */
export const announceFiled = async (filed: Filed, deps: Deps): Promise<boolean> => {
  const { submission, filer, ticket, name } = filed
  await noteSource(filed, deps)
  if (await mayBeAnnounced(submission, deps)) return true
  const reader = await channelReader(submission.channel, filer, deps)
  const line = reader.words.create.filedPost(escapedName(filer.name), escapedName(ticket.number), escapedName(name))
  const open = sharedCard(toShown(filed), filer, reader, deps.now()).blocks.filter((block) => block.type === 'actions')
  return announce(submission, sentence(line, ...open), deps).then(
    () => true,
    (error) => {
      deps.log.warn({ error, submission: submission.id }, 'the channel was not told of a filed ticket')
      return false
    },
  )
}

/** Whoever files from the same message later is to learn of this ticket. */
const noteSource = async ({ submission, ticket }: Filed, deps: Deps): Promise<void> => {
  const { channel, from } = submission
  if (!from) return
  const { ref, number } = ticket
  await deps.store.putFiled({ channel, ts: from.message, ref, number, at: deps.now() })
}

/** The card with its buttons, for the filer. After the announcement: posting joins a channel that the app is not in. */
export const whisperFiled = async (filed: Filed, reader: ListReader, deps: Deps): Promise<void> => {
  const card = cardReply(toShown(filed), filed.filer, deps)
  const mine = { ...card, blocks: [section(reader.words.create.filedHere), ...card.blocks] }
  const inDirect = { ...mine, blocks: withoutButtons(mine.blocks) }
  await deps.speaker.whisper(filed.submission.channel, filed.filer.id, mine, inDirect)
}

/** For the modal: the card under the sentence that says its number, and so without its own heading. */
export const filedBlocks = (filed: Filed, reader: ListReader, deps: Deps): Reply['blocks'] => {
  const [, ...card] = withoutButtons(cardReply(toShown(filed), filed.filer, deps).blocks)
  const { ticket } = filed
  const number = reader.words.create.filed(escapedName(ticket.number))
  return [section(`✅ ${number}  ·  ${statusLine(ticket, reader)}`), ...card]
}

const toShown = ({ ticket, name }: Filed): Shown => ({ ticket, scope: { vendor: ticket.ref.vendor, name } })
