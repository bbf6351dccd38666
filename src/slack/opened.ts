import type { Link } from '../store/store.ts'
import type { Failure, Found } from '../tickets/desk.ts'
import { TicketError } from '../tickets/errors.ts'
import { hasRemoved } from '../tickets/submission.ts'
import { isSameCommunity, type TicketDetail, type TicketRef } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { errorSentence, referred, vendorName } from './blocks/error.ts'
import { escapedName, type Reply, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { unlinkedReply } from './link.ts'
import { linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { decodeRef, decodeShown } from './values.ts'

/** A ticket of a community that the channel looks after, as it was just read. */
export interface Opened {
  readonly ticket: TicketDetail
  readonly scope: { readonly vendor: string; readonly community: string; readonly name: string }
  /** Where it was asked for, or, where that is no channel, the channel by whose link it is reached. */
  readonly channel: string
}

/** Why there is no ticket to be shown. */
export interface Missing {
  readonly missing: Reply
  /** It was there once: what offers to open it is of no use any more. */
  readonly isGone?: true
}

/** By its number, in the channel's communities and in no others. */
export const openByNumber = async (asked: Asked, number: string, deps: Deps): Promise<Opened | Missing> => {
  const links = await linksWithin(asked, deps)
  const viewer = await asked.viewer()
  if (links.length === 0) return { missing: unlinkedReply(viewer, deps, asked.channel) }
  const reader = readerOf(viewer, deps, asked.trail)
  const found = await deps.desk.find(links, number, { language: viewer.language })
  if (found.outcome === 'found') return by(links, found)
  if (found.outcome === 'not_found') asked.trail.lacks(found.failures.filter(isTrouble))
  const vendors = [...new Set(links.map((link) => vendorName(link.vendor, reader)))].join(reader.words.comma)
  return { missing: missingReply(found, number, vendors, reader) }
}

/**
 * By what a button carries: read anew, and only if the channel still looks after the ticket's community.
 * @throws TicketError `not_found` when it does not
 */
export const openByButton = async (asked: Asked, deps: Deps): Promise<Opened | Missing> => {
  const ref = decodeRef(asked.value)
  if (!ref) return { missing: sentence((await asked.words()).failure.stale) }
  return await open(asked, ref, deps)
}

const open = async (
  asked: Pick<Asked, 'user' | 'channel' | 'viewer' | 'block'>,
  ref: TicketRef,
  deps: Deps,
): Promise<Opened | Missing> => {
  const viewer = await asked.viewer()
  const links = await linksWithin(asked, deps)
  return await deps.desk.open(links, ref, { language: viewer.language }).then(
    (opened) => by(links, opened),
    async (thrown) => {
      const isOurs = links.some((link) => isSameCommunity(link, ref))
      if (!isOurs || !(thrown instanceof TicketError) || thrown.code !== 'not_found') throw thrown
      const number = decodeShown(asked.block)?.number ?? ref.id
      return { missing: await goneReply(ref, number, readerOf(viewer, deps), deps), isGone: true }
    },
  )
}

/** Who deleted it, where that was done here not long ago. */
const goneReply = async (ref: TicketRef, number: string, reader: ListReader, deps: Deps): Promise<Reply> => {
  const { removal, show } = reader.words
  const shown = escapedName(number)
  const deletion = (await deps.store.submissions()).find(
    (one) => one.state === 'done' && hasRemoved(one, ref, deps.desk),
  )
  if (!deletion) return sentence(show.gone(shown, vendorName(ref.vendor, reader)))
  const { name } = await deps.viewers.get(deletion.user)
  return sentence(removal.cardGone(shown, escapedName(name)))
}

/** As by a button, where one ticket that cannot be opened must not keep others from it. */
export const openByRef = async (
  asked: Pick<Asked, 'user' | 'channel' | 'viewer' | 'trail'>,
  ref: TicketRef,
  deps: Deps,
): Promise<Opened | Missing> => {
  const viewer = await asked.viewer()
  return await open(asked, ref, deps).catch((thrown) => {
    if (!(thrown instanceof TicketError)) throw thrown
    asked.trail.lacks([{ scope: { ...ref, name: ref.community }, error: thrown }])
    const reader = readerOf(viewer, deps, asked.trail)
    return { missing: sentence(referred(errorSentence(thrown, reader), reader)) }
  })
}

const by = (links: readonly Link[], { ticket, scope }: Omit<Opened, 'channel'>): Opened => {
  const channel = links.find((link) => isSameCommunity(link, scope))?.channel ?? ''
  return { ticket, scope, channel }
}

/** What a vendor does not offer is nobody's failure, so there is nothing to look up in the log. */
const isTrouble = ({ error }: Failure): boolean => error.code !== 'unsupported'

const missingReply = (
  found: Exclude<Found, { outcome: 'found' }>,
  number: string,
  vendors: string,
  reader: ListReader,
): Reply => {
  const { show } = reader.words
  const shown = escapedName(number)
  if (found.outcome === 'not_linked') {
    return sentence(show.notLinkedVendor(shown, vendorName(found.driver.vendor, reader)))
  }
  if (found.outcome === 'no_lookup') return sentence(show.noLookup(vendors))
  if (found.failures.length === 0) return sentence(show.notFound(shown, vendors))
  const lineOf = (failure: Failure): string => {
    const text = `• ${errorSentence(failure.error, reader)}`
    return isTrouble(failure) ? referred(text, reader) : text
  }
  const failures = new Set(found.failures.map(lineOf))
  return sentence(show.notFoundButFailed(shown, [...failures].slice(0, 10).join('\n')))
}
