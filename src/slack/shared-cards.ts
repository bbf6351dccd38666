import { identityOf } from '../tickets/driver.ts'
import type { Card } from '../tickets/followed.ts'
import type { Submission } from '../tickets/submission.ts'
import type { TicketRef } from '../tickets/ticket.ts'
import { escapedName, type Reply, sentence } from './blocks/kit.ts'
import { openOn, sharedCard } from './card.ts'
import type { Deps } from './deps.ts'
import { channelReader } from './reader.ts'

/* The cards that were shared into channels, and that show what is done to their tickets since. */

/** Draws the cards of the tickets of a submission as that stands now. Never rejects: what was done is done. */
export const updateCards = async (submission: Submission, deps: Deps): Promise<void> => {
  const { vendor, community, write, removals } = submission
  if (write.kind === 'create') return
  const ids = write.kind === 'remove' ? write.ids : [write.id]
  for (const [index, id] of ids.entries()) {
    const cards = await cardsOf({ vendor, community, id }, deps)
    const isRemoved = write.kind === 'remove' && submission.state === 'done' && removals?.[index] !== 'failed'
    const number = submission.numbers?.[index] ?? id
    const updates = cards.map(async (card) => {
      if (isRemoved) await strike(card, number, submission.user, deps)
      else await redraw(card, deps)
    })
    for (const result of await Promise.allSettled(updates)) {
      if (result.status === 'rejected') deps.log.warn({ error: result.reason }, 'a shared card is not up to date')
    }
  }
}

/** Of the ticket, under whatever community a channel is linked to it by. Each is drawn by its own channel's links. */
const cardsOf = async (ref: TicketRef, { desk, store }: Deps): Promise<readonly Card[]> => {
  const driver = desk.driver(ref.vendor)
  const linked = (await store.links()).filter(({ vendor }) => vendor === ref.vendor)
  const communities = new Set([ref, ...linked].map(({ community }) => community))
  const refs = [...communities]
    .map((community) => ({ ...ref, community }))
    .filter((one) => identityOf(driver, one) === identityOf(driver, ref))
  return (await Promise.all(refs.map((one) => store.cards(one)))).flat()
}

/**
 * Shows the ticket as it is now in the place of its card.
 * @returns false when the message is gone; then it is forgotten
 * @throws TicketError when the channel may no longer see it, or it cannot be read
 */
export const redraw = async (card: Card, deps: Deps): Promise<boolean> => {
  const sharer = await deps.viewers.get(card.sharedBy)
  const reader = await channelReader(card.channel, sharer, deps)
  const links = await deps.store.links(card.channel)
  const opened = await deps.desk.open(links, card.ref, { language: reader.language })
  const open = await openOn(card.ref, deps)
  return await replace(card, sharedCard(opened, sharer, reader, deps.now(), open), deps)
}

const strike = async (card: Card, number: string, by: string, deps: Deps): Promise<void> => {
  const { words } = await channelReader(card.channel, await deps.viewers.get(card.sharedBy), deps)
  const { name } = await deps.viewers.get(by)
  await replace(card, sentence(words.removal.cardGone(escapedName(number), escapedName(name))), deps)
  await deps.store.removeCard(card.channel, card.ts)
}

const replace = async (card: Card, reply: Reply, deps: Deps): Promise<boolean> => {
  const isThere = await deps.speaker.change(card, reply)
  if (!isThere) await deps.store.removeCard(card.channel, card.ts)
  return isThere
}
