import type { Watch } from '../../tickets/followed.ts'
import { ACTIONS } from '../ids.ts'
import { encodeRef } from '../values.ts'
import { vendorName } from './error.ts'
import { context, escapedName, fittingButton, type Reply, section, sentence } from './kit.ts'
import type { ListReader } from './list.ts'
import { statusSign } from './ticket.ts'

/** As many as one message holds with what stands around them. */
export const MAX_WATCHED = 40

export type WatchedRow = Pick<Watch, 'ref' | 'number' | 'seen'>

/** What a channel follows, as it was when the channel was told last; the first of very many. */
export const watchedReply = (watches: readonly WatchedRow[], mayStop: boolean, reader: ListReader): Reply => {
  const { watch, home } = reader.words
  if (watches.length === 0) return sentence(watch.noneFollowed)
  const shown = watches.slice(0, MAX_WATCHED)
  const rest = watches.length - shown.length
  return sentence(
    watch.allFollowed(watches.length),
    ...shown.map((one) => rowSection(one, mayStop, reader)),
    ...(rest > 0 ? [context(home.shown(shown.length, watches.length))] : []),
  )
}

const rowSection = ({ ref, number, seen }: WatchedRow, mayStop: boolean, reader: ListReader) => {
  const { watch, statuses } = reader.words
  const facts = [`*${escapedName(number)}*`, statuses[seen.status], vendorName(ref.vendor, reader)]
  const stop = mayStop ? fittingButton(watch.unfollow, ACTIONS.watchedStop, encodeRef(ref)) : undefined
  return section(`${statusSign(seen.status)} ${facts.join(' · ')}`, stop)
}
