import type { Failure, Pending, Scope } from './desk.ts'
import { forMany } from './for-many.ts'
import { oldestFirst } from './order.ts'
import { type Instant, isSameCommunity, refKey, type Status, type Ticket } from './ticket.ts'

/** Of a ticket only what a digest shows: no person and no place, nor in what it is about. */
export interface KeptTicket {
  readonly community: string
  readonly id: string
  readonly number: string
  readonly status: Status
  readonly about?: string
  readonly createdAt?: Instant
  readonly updatedAt?: Instant
  readonly windowEnd?: Instant
}

/** The pending tickets of a community as they were read last, for when it cannot be read. The oldest of `total`. */
export interface Reading {
  readonly vendor: string
  readonly community: string
  readonly readAt: Instant
  readonly total: number
  readonly tickets: readonly KeptTicket[]
}

/** A community that could not be read, and what is shown instead. */
export interface Stale {
  readonly failure: Failure
  readonly reading: Reading
}

/** Figures that are older help nobody. */
export const KEEP_READINGS_MS = 3 * 86_400_000

const MAX_TICKETS = 50
const MAX_ABOUT = 200

/** What to keep of an answer: the communities that were read to their end, and share no ticket with another link. */
export const readingsOf = (scopes: readonly Scope[], pending: Pending): Reading[] => {
  const broken = [...pending.failures.map(({ scope }) => scope), ...pending.unlistable]
  const isRead = (scope: Scope) => !broken.some((one) => isSameCommunity(one, scope))
  const read = scopes.filter((scope) => isRead(scope) && !isShared(scope, scopes))
  return read.map((scope) => {
    const tickets = pending.tickets.filter((row) => isSameCommunity(row.scope, scope)).map(({ ticket }) => ticket)
    const { vendor, community } = scope
    const kept = tickets.slice(0, MAX_TICKETS).map(keep)
    return { vendor, community, readAt: pending.readAt, total: tickets.length, tickets: kept }
  })
}

/** The answer with the last known tickets of what could not be read. Failures of which nothing is known stay. */
export const withLastKnown = (
  pending: Pending,
  readings: readonly Reading[],
): { readonly pending: Pending; readonly stale: readonly Stale[] } => {
  const isFresh = ({ readAt }: Reading) => Date.parse(pending.readAt) - Date.parse(readAt) <= KEEP_READINGS_MS
  const known = readings.filter(isFresh)
  const stale = pending.failures.flatMap((failure): Stale[] => {
    const reading = known.find((one) => isSameCommunity(one, failure.scope))
    return reading ? [{ failure, reading }] : []
  })
  const failures = pending.failures.filter((failure) => !stale.some((one) => one.failure === failure))
  const remembered = stale.flatMap(({ failure: { scope }, reading }) =>
    reading.tickets.map((kept) => ({ ticket: restore(scope.vendor, kept), scope })),
  )
  // What was read just now comes last, and so replaces what is remembered of it.
  const rows = new Map([...remembered, ...pending.tickets].map((row) => [refKey(row.ticket.ref), row]))
  const ordered = oldestFirst([...rows.values()].map(({ ticket }) => ticket))
  const tickets = ordered.flatMap((ticket) => rows.get(refKey(ticket.ref)) ?? [])
  return { pending: { ...pending, tickets, failures }, stale }
}

/** Where a whole account is linked beside its parts, a ticket stands under one of them and is missing from the others. */
const isShared = (scope: Scope, scopes: readonly Scope[]): boolean => {
  const ofVendor = scopes.filter(({ vendor }) => vendor === scope.vendor)
  return ofVendor.length > 1 && ofVendor.some(({ community }) => community === '*')
}

const keep = (ticket: Ticket): KeptTicket => {
  const { ref, number, status, title, description, createdAt, updatedAt, window } = forMany(ticket)
  const about = (title ?? description)?.slice(0, MAX_ABOUT)
  return {
    community: ref.community,
    id: ref.id,
    number,
    status,
    ...(about ? { about } : {}),
    ...(createdAt ? { createdAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
    ...(window?.end ? { windowEnd: window.end } : {}),
  }
}

/** A kept ticket, with as much as was kept of it. */
export const restore = (
  vendor: string,
  { community, id, number, status, about, createdAt, updatedAt, windowEnd }: KeptTicket,
): Ticket => ({
  ref: { vendor, community, id },
  number,
  status,
  ...(about ? { title: about } : {}),
  ...(createdAt ? { createdAt } : {}),
  ...(updatedAt ? { updatedAt } : {}),
  ...(windowEnd ? { window: { end: windowEnd } } : {}),
})
