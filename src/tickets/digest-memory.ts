import { createHash } from 'node:crypto'
import type { Pending, Scope } from './desk.ts'
import { isChosen } from './digest.ts'
import { type Instant, isSameCommunity, refKey, type Status, type TicketRef } from './ticket.ts'

/** What a digest said of one community. Tickets go by their fingerprints: this is kept for comparing, not for reading. */
export interface CommunityMemory {
  readonly vendor: string
  readonly community: string
  readonly readAt: Instant
  readonly pending: Readonly<Record<string, Status>>
  /** Those of the pending that were snoozed. */
  readonly snoozed?: readonly string[]
  /** Those that left the list, the latest first: one that comes back was re-opened. */
  readonly closed: readonly string[]
}

/** What a channel's last digest said. */
export interface DigestMemory {
  readonly channel: string
  readonly communities: readonly CommunityMemory[]
}

/** How many tickets came, went, came back, changed their status or were no longer snoozed since what was said last. */
export interface Delta {
  readonly since: Instant
  readonly added: number
  readonly closed: number
  readonly reopened: number
  readonly moved: number
  readonly woken: number
}

/** A community with more pending than this is not remembered, and nothing is said of its changes. */
const MAX_PENDING = 1_000
const MAX_CLOSED = 300

/**
 * What to remember of this answer, and what is different from the last, as far as a digest of these statuses shows it.
 * All that is pending is remembered: what has another status now was not closed. A community that could not be read whole keeps
 * its old memory, so that an outage closes nothing; there is no delta where none can be compared.
 */
export const compareWithLast = (
  channel: string,
  scopes: readonly Scope[],
  pending: Pending,
  last: DigestMemory | undefined,
  { snoozed = [], statuses }: { readonly snoozed?: readonly TicketRef[]; readonly statuses?: readonly Status[] } = {},
): { readonly memory: DigestMemory; readonly delta?: Delta } => {
  const anywhere = new Set(pending.tickets.map(({ ticket }) => fingerprint(ticket.ref)))
  const asleep = new Set(snoozed.map(fingerprint))
  const before = new Set(last?.communities.flatMap((one) => Object.keys(one.pending)))
  const isShown = (status: Status | undefined): boolean => status !== undefined && isChosen(status, statuses)
  const counts: Delta[] = []
  const communities = scopes.flatMap((scope) => {
    const old = last?.communities.find((one) => isSameCommunity(one, scope))
    const now = isWhole(scope, pending) ? pendingIn(scope, pending) : undefined
    if (!now || Object.keys(now).length > MAX_PENDING) return now || !old ? [] : [old]
    const gone = Object.keys(old?.pending ?? {}).filter((key) => !anywhere.has(key))
    if (old) counts.push(countChanges(old, now, gone, { before, asleep, isShown }))
    const closed = [...gone, ...(old?.closed ?? []).filter((key) => !anywhere.has(key))].slice(0, MAX_CLOSED)
    const { vendor, community } = scope
    const kept = { vendor, community, readAt: pending.readAt, pending: now, closed }
    const sleeping = Object.keys(now).filter((key) => asleep.has(key))
    return [sleeping.length > 0 ? { ...kept, snoozed: sleeping } : kept]
  })
  const delta = sum(counts)
  return { memory: { channel, communities }, ...(delta ? { delta } : {}) }
}

/** Whether everything is as it was said last; an answer with something missing is news by itself. */
export const isUnchanged = (pending: Pending, delta: Delta | undefined): boolean =>
  delta !== undefined &&
  pending.failures.length === 0 &&
  delta.added + delta.closed + delta.reopened + delta.moved + delta.woken === 0

/** What is pending in any community since the last digest, what is snoozed, and what the digest shows. */
interface Comparison {
  readonly before: ReadonlySet<string>
  readonly asleep: ReadonlySet<string>
  readonly isShown: (status: Status | undefined) => boolean
}

const countChanges = (
  old: CommunityMemory,
  now: CommunityMemory['pending'],
  gone: readonly string[],
  { before, asleep, isShown }: Comparison,
): Delta => {
  const slept = new Set(old.snoozed)
  const awake = Object.keys(now).filter((key) => !asleep.has(key))
  const shown = awake.filter((key) => isShown(now[key]))
  const closed = gone.filter((key) => isShown(old.pending[key])).length
  const came = shown.filter((key) => !before.has(key))
  const reopened = came.filter((key) => old.closed.includes(key)).length
  const woken = shown.filter((key) => slept.has(key)).length
  const other = awake.filter((key) => key in old.pending && !slept.has(key) && old.pending[key] !== now[key])
  const moved = other.filter((key) => isShown(old.pending[key]) || isShown(now[key])).length
  return { since: old.readAt, added: came.length - reopened, closed, reopened, moved, woken }
}

const sum = (counts: readonly Delta[]): Delta | undefined =>
  counts.reduce<Delta | undefined>(
    (total, one) =>
      total && {
        since: total.since < one.since ? total.since : one.since,
        added: total.added + one.added,
        closed: total.closed + one.closed,
        reopened: total.reopened + one.reopened,
        moved: total.moved + one.moved,
        woken: total.woken + one.woken,
      },
    counts[0] && { ...counts[0], added: 0, closed: 0, reopened: 0, moved: 0, woken: 0 },
  )

/** Whether everything that is pending in the community is in the answer. */
export const isWhole = (scope: Scope, { failures, cut, unlistable }: Pending): boolean =>
  ![...failures.map((failure) => failure.scope), ...cut, ...unlistable].some((one) => isSameCommunity(one, scope))

const pendingIn = (scope: Scope, { tickets }: Pending): CommunityMemory['pending'] =>
  Object.fromEntries(
    tickets
      .filter((row) => isSameCommunity(row.scope, scope))
      .map(({ ticket }) => [fingerprint(ticket.ref), ticket.status]),
  )

const fingerprint = (ref: TicketRef): string =>
  createHash('sha256').update(refKey(ref)).digest('base64url').slice(0, 12)
