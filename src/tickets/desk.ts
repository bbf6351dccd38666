import { createCommunities } from './communities.ts'
import { type Call, type Community, type Driver, demand, identityOf } from './driver.ts'
import { TicketError, type TicketErrorCode, toTicketError } from './errors.ts'
import { createMemory } from './memory.ts'
import { oldestFirst } from './order.ts'
import {
  type Instant,
  isSameCommunity,
  PENDING,
  type Status,
  type Ticket,
  type TicketDetail,
  type TicketRef,
} from './ticket.ts'
import { type Wanted, walk } from './walk.ts'

/** The part of a channel's link that the desk needs. */
export interface Scope {
  readonly vendor: string
  readonly community: string
  readonly name: string
}

/** A community that could not be read, and why. */
export interface Failure {
  readonly scope: Scope
  readonly error: TicketError
}

export type Found =
  | { readonly outcome: 'found'; readonly ticket: TicketDetail; readonly scope: Scope }
  /** `failures` are the communities that could not be asked: the ticket may be there. */
  | { readonly outcome: 'not_found'; readonly failures: readonly Failure[] }
  /** None of the vendors shows single tickets. */
  | { readonly outcome: 'no_lookup' }
  /** The number is of a vendor that the channel has no community of. */
  | { readonly outcome: 'not_linked'; readonly driver: Driver }

export interface PendingTicket {
  readonly ticket: Ticket
  readonly scope: Scope
}

/** The tickets of some communities, the pending ones as a rule, oldest first, and what keeps the list from being complete. */
export interface Pending {
  readonly readAt: Instant
  readonly tickets: readonly PendingTicket[]
  readonly failures: readonly Failure[]
  /** Communities of vendors that have no lists. */
  readonly unlistable: readonly Scope[]
  /** Communities with more pages than are read at once. */
  readonly cut: readonly Scope[]
  /** Rows that the driver could not read, where there are any. */
  readonly unreadable: readonly { readonly scope: Scope; readonly rows: number }[]
}

/** What asking a vendor for a community came to. */
export interface Probe {
  /** False when the vendor has nothing that could be read before the first ticket. */
  readonly asked: boolean
  /** The vendor's own name of it, where it tells. */
  readonly name?: string
}

export interface Desk {
  readonly drivers: readonly Driver[]
  driver(vendor: string): Driver | undefined
  /** Looks a number up in these communities and in no others. */
  find(scopes: readonly Scope[], number: string, call?: Call): Promise<Found>
  /** @throws TicketError, `not_found` also when the ticket's community is not among the scopes */
  open(scopes: readonly Scope[], ref: TicketRef, call?: Call): Promise<{ ticket: TicketDetail; scope: Scope }>
  pending(scopes: readonly Scope[], call?: Call): Promise<Pending>
  /** As `pending` answered within the last minute, so that turning a page neither waits nor shuffles the rows. */
  recentlyPending(scopes: readonly Scope[], call?: Call): Promise<Pending>
  /** The pending tickets of a community as they were read lately, for whomever: asks nobody. undefined when not known. */
  known(scope: Scope): readonly Ticket[] | undefined
  /**
   * As `pending`, of tickets that are over: in each community as many as a few pages hold, and `cut` where there are
   * more. `isRecentEnough`: what was answered within the last minute will do.
   */
  ended(scopes: readonly Scope[], statuses: readonly Status[], isRecentEnough: boolean, call?: Call): Promise<Pending>
  /**
   * Asks the vendor for one page of the community.
   * @returns the vendor's name of it, where its tickets carry one
   * @throws TicketError when it cannot be read
   */
  probe(vendor: string, community: string, call?: Call): Promise<Probe>
  /**
   * The communities of the vendor's account, as read within the last minutes; undefined where the vendor does not tell.
   * @throws TicketError when they cannot be read
   */
  communities(vendor: string, call?: Pick<Call, 'language'>): Promise<readonly Community[] | undefined>
}

/** The pages are more than any community's pending work needs; a guard against a vendor whose pages never end. */
const ALL_PENDING: Wanted = { statuses: PENDING, maxPages: 200 }
/** What is over has no end, and nobody leafs through more of it. */
const MAX_ENDED_PAGES = 5

/**
 * How a community says that a ticket is not its own. The number is all that was sent, so `invalid` is about that; and
 * `unsupported` says nothing of the ticket where the vendor knows the number for its own.
 */
const HAS_NOT: readonly TicketErrorCode[] = ['not_found', 'unsupported', 'invalid']

const RECENT_MS = 60_000
/** Old enough to miss what was filed just now, young enough to hold what is still open. */
const KNOWN_MS = 15 * 60_000
/** In what is recent, and as many in what is known: some 30 MB each. A longer list is read anew for each of its pages. */
const MAX_KEPT = 50_000

export const createDesk = ({ drivers, now }: { drivers: readonly Driver[]; now: () => Instant }): Desk => {
  const bounds = { max: MAX_KEPT, now: () => Date.parse(now()) }
  const recent = createMemory<Pending>({ ...bounds, keepMs: RECENT_MS, sizeOf: ({ tickets }) => 1 + tickets.length })
  const lately = createMemory<readonly Ticket[]>({ ...bounds, keepMs: KNOWN_MS, sizeOf: ({ length }) => 1 + length })
  const byVendor = new Map(drivers.map((driver) => [driver.vendor, driver]))
  const account = createCommunities({ now })

  const demandDriver = (vendor: string): Driver => {
    const driver = byVendor.get(vendor)
    if (!driver) throw new TicketError('unsupported', `${vendor} is not set up`, { vendor })
    return driver
  }

  const detail = (scope: Scope, id: string, call?: Call): Promise<TicketDetail> => {
    const ref = { vendor: scope.vendor, community: scope.community, id }
    return demand(demandDriver(scope.vendor), 'detail')(ref, call)
  }

  const find = async (scopes: readonly Scope[], number: string, call?: Call): Promise<Found> => {
    const recognising = drivers.filter((driver) => driver.recognise(number))
    const linked = new Set(scopes.map((scope) => scope.vendor))
    const unlinked = recognising.find((driver) => !linked.has(driver.vendor))
    const likely = recognising.filter((driver) => linked.has(driver.vendor)).map((driver) => driver.vendor)
    if (unlinked && likely.length === 0) return { outcome: 'not_linked', driver: unlinked }

    const asked = scopes.filter((scope) => likely.length === 0 || likely.includes(scope.vendor))
    const cannot = (scope: Scope): boolean => byVendor.get(scope.vendor)?.operations.detail === undefined
    if (asked.length > 0 && asked.every(cannot)) return { outcome: 'no_lookup' }
    const failures: Failure[] = []
    const answers = asked.map(async (scope): Promise<Found> => {
      try {
        const id = byVendor.get(scope.vendor)?.canonical?.(number) ?? number
        return { outcome: 'found', ticket: await detail(scope, id, call), scope }
      } catch (thrown) {
        const error = toTicketError(thrown, scope.vendor)
        const hasNot = HAS_NOT.includes(error.code) && !(error.code === 'unsupported' && likely.includes(scope.vendor))
        if (!hasNot) failures.push({ scope, error })
        throw error
      }
    })
    // The first that has it is enough: nobody waits for the others.
    return await Promise.any(answers).catch((): Found => ({ outcome: 'not_found', failures }))
  }

  const open: Desk['open'] = async (scopes, ref, call) => {
    const scope = scopes.find((one) => isSameCommunity(one, ref))
    if (!scope) throw new TicketError('not_found', 'not a community of this channel', { vendor: ref.vendor })
    return { ticket: await detail(scope, ref.id, call), scope }
  }

  const keyOfTicket = (ref: TicketRef): string => identityOf(byVendor.get(ref.vendor), ref)

  const gather = async (scopes: readonly Scope[], wanted: Wanted, call?: Call): Promise<Pending> => {
    const read = await Promise.all(scopes.map((scope) => walk(byVendor.get(scope.vendor), scope, wanted, call)))
    // Backwards, so that a ticket that comes by way of two links is shown as one of the first.
    const found = new Map(
      read
        .toReversed()
        .flatMap(({ scope, tickets }) =>
          tickets.map((ticket) => [keyOfTicket(ticket.ref), { ticket, scope }] as const),
        ),
    )
    const ordered = oldestFirst([...found.values()].map(({ ticket }) => ticket))
    const answer: Pending = {
      readAt: now(),
      tickets: ordered.flatMap((ticket) => found.get(keyOfTicket(ticket.ref)) ?? []),
      failures: read.flatMap(({ scope, error }) => (error ? [{ scope, error }] : [])),
      unlistable: read.flatMap(({ scope, listable }) => (listable ? [] : [scope])),
      cut: read.flatMap(({ scope, cut }) => (cut ? [scope] : [])),
      unreadable: read.flatMap(({ scope, unreadable }) => (unreadable > 0 ? [{ scope, rows: unreadable }] : [])),
    }
    recent.set(keyOf(scopes, wanted, call), answer)
    if (wanted === ALL_PENDING) {
      for (const { scope, tickets, error } of read) if (!error) lately.set(scopeKey(scope), tickets)
    }
    return answer
  }

  const gatherUnlessRecent: typeof gather = async (scopes, wanted, call) =>
    recent.get(keyOf(scopes, wanted, call)) ?? (await gather(scopes, wanted, call))

  const pending: Desk['pending'] = (scopes, call) => gather(scopes, ALL_PENDING, call)
  const recentlyPending: Desk['recentlyPending'] = (scopes, call) => gatherUnlessRecent(scopes, ALL_PENDING, call)
  const ended: Desk['ended'] = (scopes, statuses, isRecentEnough, call) =>
    (isRecentEnough ? gatherUnlessRecent : gather)(scopes, { statuses, maxPages: MAX_ENDED_PAGES }, call)

  const probe: Desk['probe'] = async (vendor, community, call) => {
    const driver = demandDriver(vendor)
    const { list } = driver.operations
    if (!list) return { asked: false }
    const page = await list({ community, statuses: PENDING }, call)
    const onTicket = page.items.find((ticket) => ticket.communityName)?.communityName
    // That it can be read is known by now; without its name it is linked by its id.
    const listed = community === '*' ? [] : await account.of(driver, call).catch(() => [])
    const name = listed?.find(({ id }) => id === community)?.name ?? onTicket
    return { asked: true, ...(name ? { name } : {}) }
  }

  const communities: Desk['communities'] = async (vendor, call) => account.of(demandDriver(vendor), call)
  const driver: Desk['driver'] = (vendor) => byVendor.get(vendor)
  const known: Desk['known'] = (scope) => lately.get(scopeKey(scope))
  return { drivers, driver, find, open, pending, recentlyPending, known, ended, probe, communities }
}

const scopeKey = ({ vendor, community }: Scope): string => JSON.stringify([vendor, community])

/** Vendors may translate what they answer, so the language is part of what was asked. */
const keyOf = (scopes: readonly Scope[], { statuses }: Wanted, call?: Call): string =>
  JSON.stringify([call?.language, statuses, ...scopes.map(({ vendor, community, name }) => [vendor, community, name])])
