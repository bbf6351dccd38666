import type { Store } from '../store/store.ts'
import { matching, statusesOf } from '../tickets/filter.ts'
import { forAudience } from '../tickets/for-many.ts'
import { readListing } from '../tickets/listing.ts'
import { sorted } from '../tickets/order.ts'
import { refKey, type TicketRef } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import type { Bulk, ListContent } from './blocks/list.ts'
import { type ListState, narrowed, onlyLinked } from './blocks/list-state.ts'
import type { Deps } from './deps.ts'
import { parseListWords } from './list-words.ts'
import { isPlaceless, linksWithin } from './membership.ts'
import { readerOf } from './reader.ts'
import { audienceOf, refuseWrite, refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** What is read for a list: with `isRecentEnough`, what was read within the last minute will do. */
export interface ListQuery {
  readonly state: ListState
  readonly isRecentEnough: boolean
}

/**
 * The tickets that a state lets through, of the communities that the channel is linked to now and of no others, whatever
 * the state names; undefined where there is none.
 */
export const readList = async (
  asked: Asked,
  { state: asWished, isRecentEnough }: ListQuery,
  deps: Deps,
): Promise<ListContent | undefined> => {
  const links = await linksWithin(asked, deps)
  if (links.length === 0) return undefined
  const viewer = await asked.viewer()
  const state = onlyLinked(asWished, links)
  const wanted = narrowed(links, state)
  const scopes = wanted.filter(({ paused }) => !paused)
  const statuses = statusesOf(state)
  const read = await readListing(deps.desk, scopes, statuses, isRecentEnough, { language: viewer.language })
  asked.trail.lacks(read.failures)
  // Before anything is searched: who may not read a phone number must not find out whose it is either.
  const audience = audienceOf(viewer)
  const readable = read.tickets.map(({ ticket, scope }) => ({ ticket: forAudience(ticket, audience), scope }))
  const filter = { ...state, ...(state.mine ? { isMine: await whoseOf(asked.user, deps.store) } : {}) }
  const now = deps.now()
  return {
    state,
    pending: { ...read, tickets: sorted(matching(readable, filter, now), state.sort, now) },
    links,
    paused: wanted.filter(({ paused }) => paused),
    bulk: bulkFor(asked, viewer, deps),
  }
}

/** A channel follows tickets, a person does not. */
const bulkFor = ({ channel }: Asked, viewer: Viewer, deps: Deps): Bulk => {
  const { words } = readerOf(viewer, deps)
  return {
    remove: refuseWrite({ kind: 'remove' }, viewer, words) === undefined,
    follow: refuseWriting(viewer, words) === undefined && !isPlaceless(channel),
  }
}

/** What the words after a command mean where it is asked. */
export const typedState = async (asked: Asked, words: readonly string[], deps: Deps): Promise<ListState> => {
  const links = await linksWithin(asked, deps)
  const namesOf = (vendor: string): string[] => Object.values(deps.desk.driver(vendor)?.name ?? {})
  return parseListWords(
    words,
    links.map((link) => ({ ...link, vendorNames: namesOf(link.vendor) })),
  )
}

/** Whether somebody filed a ticket, as far as the outbox still knows, or watches it. */
const whoseOf = async (user: string, store: Store): Promise<(ref: TicketRef) => boolean> => {
  const [submissions, watches] = await Promise.all([store.submissions(), store.watches()])
  const filed = submissions.flatMap((one) =>
    one.user === user && one.write.kind === 'create' && one.ticket ? [one.ticket] : [],
  )
  const watched = watches.filter(({ by }) => by === user).map(({ ref }) => ref)
  const keys = new Set([...filed, ...watched].map(refKey))
  return (ref) => keys.has(refKey(ref))
}
