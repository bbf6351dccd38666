import type { Log } from '../log.ts'
import type { DigestSchedule, Link, Store } from '../store/store.ts'
import type { Desk, Pending, PendingTicket, Scope } from '../tickets/desk.ts'
import { isChosen } from '../tickets/digest.ts'
import { compareWithLast, type DigestMemory } from '../tickets/digest-memory.ts'
import type { Call } from '../tickets/driver.ts'
import type { Snooze } from '../tickets/followed.ts'
import { withLastKnown } from '../tickets/readings.ts'
import { sift } from '../tickets/snoozed.ts'
import { type Instant, isSameCommunity } from '../tickets/ticket.ts'
import type { Counted, DigestContent } from './blocks/digest.ts'

/** When a channel gets its digest; undefined when it gets none. */
export const scheduleOf = async (
  channel: string,
  { store }: { readonly store: Pick<Store, 'schedules'> },
): Promise<DigestSchedule | undefined> => (await store.schedules()).find((one) => one.channel === channel)

/** The links that a schedule is about: all of them when it names none, or only such as are gone; none that rests. */
export const linksFor = ({ only = [] }: Pick<DigestSchedule, 'only'>, links: readonly Link[]): readonly Link[] => {
  const chosen = links.filter((link) => only.some((one) => isSameCommunity(one, link)))
  return (chosen.length > 0 ? chosen : links).filter(({ paused, digest }) => !paused && digest !== false)
}

/** Whose digest it is, and what it is limited to. */
export interface DigestSubject extends Pick<DigestSchedule, 'channel' | 'statuses' | 'bands'> {
  readonly links: readonly Link[]
}

interface ContentDeps {
  readonly store: Pick<Store, 'readings' | 'snoozes' | 'removeSnooze' | 'digestMemory'>
  readonly now: () => Instant
  readonly log: Pick<Log, 'warn' | 'error'>
}

/**
 * What a digest says now. `live` is what the vendors answered by themselves; in the content, what could not be read is
 * filled with the figures known last, and what is snoozed or has a status that was not chosen is left out.
 */
export const digestContent = async (
  { channel, links, statuses, bands }: DigestSubject,
  call: Call,
  desk: Pick<Desk, 'pending' | 'driver'>,
  deps: ContentDeps,
): Promise<{ content: DigestContent; live: Pending; memory: DigestMemory }> => {
  const { store, now } = deps
  const live = await desk.pending(links, call)
  const { pending, stale } = withLastKnown(live, await store.readings())
  const { tickets, asleep, over } = sift(pending.tickets, await store.snoozes(channel), {
    scopes: links,
    live,
    now: now(),
  })
  await forget(over, deps)
  const last = await store.digestMemory(channel)
  const snoozed = asleep.map(({ ref }) => ref)
  const { memory, delta } = compareWithLast(channel, links, live, last, {
    snoozed,
    ...(statuses ? { statuses } : {}),
  })
  const counted = await countAtVendor(live, call, desk, deps)
  const chosen = ({ ticket }: PendingTicket) => isChosen(ticket.status, statuses)
  const shown = tickets.filter(chosen)
  const content = {
    pending: { ...pending, tickets: shown },
    stale,
    snoozed: pending.tickets.filter(chosen).length - shown.length,
    counted,
    ...(statuses ? { limit: { statuses, others: tickets.length - shown.length } } : {}),
    ...(bands ? { bands } : {}),
  }
  return { content: delta ? { ...content, delta } : content, live, memory }
}

/** What is over has no effect any more, kept or not. */
const forget = async (over: readonly Snooze[], { store, log }: ContentDeps): Promise<void> => {
  await Promise.all(over.map(({ channel, ref }) => store.removeSnooze(channel, ref))).catch((error) =>
    log.error({ error }, 'snoozes that are over could not be removed'),
  )
}

/** Of the communities with more than could be read, where their vendor counts and really counts more. */
const countAtVendor = async (
  { cut, tickets }: Pending,
  call: Call,
  { driver }: Pick<Desk, 'driver'>,
  { log }: ContentDeps,
): Promise<Counted[]> => {
  const read = (scope: Scope) => tickets.filter((row) => isSameCommunity(row.scope, scope)).length
  const counts = cut.map(async (scope): Promise<Counted | undefined> => {
    const count = await driver(scope.vendor)
      ?.operations.pendingCount?.(scope.community, call)
      .catch((error) => void log.warn({ error, vendor: scope.vendor }, 'a vendor did not say how many are pending'))
    return count !== undefined && count > read(scope) ? { scope, count } : undefined
  })
  return (await Promise.all(counts)).filter((one) => one !== undefined)
}
