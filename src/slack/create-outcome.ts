import type { TicketError } from '../tickets/errors.ts'
import type { Delivery } from '../tickets/outbox.ts'
import type { Submission } from '../tickets/submission.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { errorSentence, vendorName } from './blocks/error.ts'
import { button, buttons, escaped, type Reply, section, sentence, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Audience } from './blocks/mask.ts'
import { ticketReply } from './blocks/ticket.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { readerOf } from './reader.ts'
import type { Viewer } from './viewer.ts'

/* How a submission ended, and who is told what about it. */

/**
 * The channel gets one short line, the filer the card with its buttons: in this order, because posting joins a channel
 * that the app is not in. False when not everybody could be told: the ticket is filed all the same.
 */
export const tellFiled = async (
  channel: string,
  filer: Viewer,
  ticket: Ticket,
  name: string,
  reader: ListReader,
  deps: Deps,
): Promise<boolean> => {
  const { create } = reader.words
  const card = cardOf(ticket, name, reader, 'one')
  const line = create.filedPost(escaped(filer.name, 80), escaped(ticket.number, 80), escaped(name, 80))
  const open = cardOf(ticket, name, reader, 'many').blocks.filter((block) => block.type === 'actions')
  const mine = { ...card, blocks: [section(create.filedHere), ...card.blocks] }
  const inDirect = { ...mine, blocks: withoutButtons(mine.blocks) }
  const posted = await Promise.allSettled([deps.speaker.post(channel, sentence(line, ...open))])
  const whispered = await Promise.allSettled([deps.speaker.whisper(channel, filer.id, mine, inDirect)])
  const failed = [...posted, ...whispered].flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  for (const error of failed) deps.log.warn({ error, channel }, 'not everybody was told of a filed ticket')
  return failed.length === 0
}

export const filedBlocks = (ticket: Ticket, name: string, reader: ListReader): Reply['blocks'] => [
  section(`✅ ${reader.words.create.filed(escaped(ticket.number, 80))}`),
  ...withoutButtons(cardOf(ticket, name, reader, 'one').blocks),
]

const cardOf = (ticket: Ticket, communityName: string, reader: ListReader, audience: Audience): Reply =>
  ticketReply(ticket, { ...reader, audience }, { vendorName: vendorName(ticket.ref.vendor, reader), communityName })

/** What became of the ticket, and why. One that may be filed is not called unfiled. */
export const reasonOf = (error: TicketError, reader: ListReader): string =>
  error.code === 'unclear'
    ? reader.words.create.unclear(vendorName(error.vendor ?? '', reader))
    : reader.words.create.notFiled(errorSentence(error, reader))

export const failedReply = (id: string, error: TicketError, reader: ListReader): Reply => {
  const { create } = reader.words
  return sentence(
    `${reasonOf(error, reader)}\n${create.kept}`,
    ...buttons(button(create.again, ACTIONS.createAgain, id)),
  )
}

/** After a restart: tells the filer how a submission ended that the stop had interrupted. */
export const tellRecovered = async (submission: Submission, delivery: Delivery, deps: Deps): Promise<void> => {
  const { channel, user, vendor, community } = submission
  const filer = await deps.viewers.get(user)
  const reader = readerOf(filer, deps)
  const links = await deps.store.links(channel)
  const name = links.find((one) => one.vendor === vendor && one.community === community)?.name ?? community
  if (delivery.outcome === 'filed') await tellFiled(channel, filer, delivery.ticket, name, reader, deps)
  else await deps.speaker.whisper(channel, user, failedReply(submission.id, delivery.error, reader))
}
