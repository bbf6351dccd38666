import { type Call, can, type Driver, demand } from './driver.ts'
import { type TicketError, type TicketErrorCode, toTicketError } from './errors.ts'
import { type Instant, PENDING, refKey, type TicketRef } from './ticket.ts'
import { walk } from './walk.ts'
import type { Sight } from './watch.ts'

/** What looking at a ticket came to. */
export interface Look {
  readonly ref: TicketRef
  /** When it began. */
  readonly at: Instant
  readonly shown: { readonly sight: Sight } | { readonly error: TicketError }
}

/** So many tickets of one vendor are read at once. */
const LANES = 4
/** From so many on, reading the community's list is worth its while, and a page of it for so many more. */
const FEW = 4

/** What is wrong with the vendor and not with the ticket: it need not be asked for the others. */
const OF_VENDOR: readonly TicketErrorCode[] = ['unreachable', 'unauthorized', 'rate_limited']

/**
 * Looks at tickets of one vendor, for nobody who waits. Many of one community are looked for in its list first, where
 * that tells all there is. Where the vendor does not answer, those that are left are not among the looks. Never rejects.
 */
export const lookAt = async (
  driver: Driver,
  refs: readonly TicketRef[],
  now: () => Instant,
  call: Call,
): Promise<Look[]> => {
  const looks: Look[] = []
  if (can(driver, 'list') && !can(driver, 'timeline')) {
    for (const some of Map.groupBy(refs, ({ community }) => community).values()) {
      if (some.length >= FEW) looks.push(...(await lookInList(driver, some, now(), call)))
    }
  }
  const seen = new Set(looks.map(({ ref }) => refKey(ref)))
  const rest = refs.filter((ref) => !seen.has(refKey(ref)))
  for (let from = 0; from < rest.length; from += LANES) {
    const some = await Promise.all(rest.slice(from, from + LANES).map((ref) => look(driver, ref, now(), call)))
    looks.push(...some)
    if (some.some(({ shown }) => 'error' in shown && OF_VENDOR.includes(shown.error.code))) break
  }
  return looks
}

/** What is pending is in the list; of what is not, the list says nothing. */
const lookInList = async (driver: Driver, refs: readonly TicketRef[], at: Instant, call: Call): Promise<Look[]> => {
  const [{ community = '' } = {}] = refs
  const scope = { vendor: driver.vendor, community, name: '' }
  const { tickets } = await walk(driver, scope, { statuses: PENDING, maxPages: Math.ceil(refs.length / FEW) }, call)
  const listed = new Map(tickets.map((ticket) => [refKey(ticket.ref), ticket]))
  return refs.flatMap((ref) => {
    const ticket = listed.get(refKey(ref))
    return ticket ? [{ ref, at, shown: { sight: { ticket, at } } }] : []
  })
}

const look = async (driver: Driver, ref: TicketRef, at: Instant, call: Call): Promise<Look> => {
  try {
    return { ref, at, shown: { sight: await sightOf(driver, ref, at, call) } }
  } catch (thrown) {
    return { ref, at, shown: { error: toTicketError(thrown, ref.vendor) } }
  }
}

/**
 * The ticket as its vendor shows it now. That its timeline cannot be read does not matter this once.
 * @throws TicketError when the ticket itself cannot be read
 */
const sightOf = async (driver: Driver, ref: TicketRef, at: Instant, call: Call): Promise<Sight> => {
  const [ticket, entries] = await Promise.all([demand(driver, 'detail')(ref, call), entriesOf(driver, ref, call)])
  return { ticket, at, ...(entries ? { entries } : {}), isReported: driver.webhook !== undefined }
}

/** The newest of its timeline; undefined where the vendor has none, or does not show it now. */
export const entriesOf = async (driver: Driver, ref: TicketRef, call: Call): Promise<Sight['entries']> => {
  const page = await driver.operations.timeline?.(ref, undefined, call).catch(() => undefined)
  return page?.items
}
