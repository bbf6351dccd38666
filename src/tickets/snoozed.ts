import type { Pending, PendingTicket, Scope } from './desk.ts'
import { isWhole } from './digest-memory.ts'
import type { Snooze } from './followed.ts'
import { type Instant, isSameCommunity, refKey } from './ticket.ts'

/** A list of tickets that a channel's snoozes have gone over. */
export interface Sifted {
  /** Those that are shown. */
  readonly tickets: readonly PendingTicket[]
  /** The snoozes that keep the others back, one for each. */
  readonly asleep: readonly Snooze[]
  /** Snoozes that have come to their end. */
  readonly over: readonly Snooze[]
}

/**
 * Parts the tickets that are shown from the snoozed. `live` is what the vendors answered just now: a ticket that is no
 * longer in an answer that was read whole needs no snooze.
 */
export const sift = (
  tickets: readonly PendingTicket[],
  snoozes: readonly Snooze[],
  { scopes, live, now }: { readonly scopes: readonly Scope[]; readonly live: Pending; readonly now: Instant },
): Sifted => {
  const rows = new Map(tickets.map((row) => [refKey(row.ticket.ref), row]))
  const isRead = ({ ref }: Snooze) => scopes.some((scope) => isSameCommunity(scope, ref) && isWhole(scope, live))
  const isOver = (snooze: Snooze): boolean => {
    const row = rows.get(refKey(snooze.ref))
    return hasExpired(snooze, now) || (row ? hasChanged(snooze, row.ticket) : isRead(snooze))
  }
  const over = snoozes.filter(isOver)
  const asleep = snoozes.filter((snooze) => !over.includes(snooze) && rows.has(refKey(snooze.ref)))
  const hidden = new Set(asleep.map(({ ref }) => refKey(ref)))
  return { tickets: tickets.filter(({ ticket }) => !hidden.has(refKey(ticket.ref))), asleep, over }
}

export const hasExpired = ({ until }: Snooze, now: Instant): boolean =>
  until !== undefined && Date.parse(until) <= Date.parse(now)

/** A time that only one of the two tells says nothing: what is remembered of a ticket is less than what was read. */
const hasChanged = ({ whileUnchanged: was }: Snooze, { status, updatedAt }: PendingTicket['ticket']): boolean => {
  if (!was) return false
  const isLater = was.updatedAt !== undefined && updatedAt !== undefined && was.updatedAt !== updatedAt
  return status !== was.status || isLater
}
