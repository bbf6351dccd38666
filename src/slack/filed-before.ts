import { isWaiting } from '../tickets/due.ts'
import { isSettled } from '../tickets/submission.ts'
import { isSameCommunity, type TicketRef } from '../tickets/ticket.ts'
import type { Earlier } from './blocks/shortcut.ts'
import type { Deps } from './deps.ts'
import type { ModalMetadata } from './metadata.ts'

type Begun = Pick<ModalMetadata, 'channel' | 'message' | 'retryOf'>

/**
 * The ticket that was filed from the form's message last, or is on its way. Nothing of a community that the channel no
 * longer looks after, and not the submission that the form repeats.
 */
export const earlierOf = async (
  { channel, message, retryOf }: Begun,
  { store }: Deps,
): Promise<Earlier | undefined> => {
  if (message === undefined) return undefined
  const [submissions, links] = await Promise.all([store.submissions(), store.links(channel)])
  const nameOf = (place: Pick<TicketRef, 'vendor' | 'community'>): string | undefined =>
    links.find((link) => isSameCommunity(link, place))?.name
  const made = submissions.filter(
    (row) =>
      row.channel === channel && row.from?.message === message && row.id !== retryOf && nameOf(row) !== undefined,
  )
  const going = made.findLast((row) => !isSettled(row) || isWaiting(row))
  if (going) return { is: 'under_way', mark: going.id }
  // Submissions are forgotten sooner than what came of them, and that is kept a moment later.
  const done = made.findLast(({ state, ticket }) => state === 'done' && ticket)
  const filed = done?.ticket
    ? { ref: done.ticket, number: done.number ?? done.ticket.id }
    : await store.filedFrom(channel, message)
  const community = filed && nameOf(filed.ref)
  if (!filed || community === undefined) return undefined
  const { ref, number } = filed
  return { is: 'filed', mark: `${ref.vendor}/${ref.id}`, ref, number, community }
}
