import type { Desk, Pending, Scope } from './desk.ts'
import type { Call } from './driver.ts'
import { isPending, type Status } from './ticket.ts'

/**
 * The tickets in these statuses, in no order: those that are pending all, those that are over as far as `Desk.ended`
 * goes. `isRecentEnough`: what was read within the last minute will do.
 */
export const readListing = async (
  desk: Desk,
  scopes: readonly Scope[],
  statuses: readonly Status[],
  isRecentEnough: boolean,
  call?: Call,
): Promise<Pending> => {
  const over = statuses.filter((status) => !isPending({ status }))
  const pending = isRecentEnough ? desk.recentlyPending : desk.pending
  if (over.length === 0) return await pending(scopes, call)
  const ended = desk.ended(scopes, over, isRecentEnough, call)
  if (over.length === statuses.length) return await ended
  return together(await Promise.all([pending(scopes, call), ended]))
}

/** Both were read from the same communities. */
const together = ([one, other]: readonly [Pending, Pending]): Pending => ({
  readAt: one.readAt < other.readAt ? one.readAt : other.readAt,
  tickets: [...one.tickets, ...other.tickets],
  failures: [...one.failures, ...other.failures],
  unlistable: one.unlistable,
  cut: [...new Set([...one.cut, ...other.cut])],
  unreadable: [...one.unreadable, ...other.unreadable],
})
