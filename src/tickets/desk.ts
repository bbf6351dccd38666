import { type Call, can, type Driver, demand } from './driver.ts'
import { TicketError, type TicketErrorCode, toTicketError } from './errors.ts'
import { oldestFirst } from './order.ts'
import { type Instant, isPending, PENDING, refKey, type Ticket, type TicketDetail, type TicketRef } from './ticket.ts'

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

/** The pending tickets of some communities, oldest first, and what keeps the list from being complete. */
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
  /**
   * Asks the vendor for one page of the community.
   * @returns the vendor's name of it, where its tickets carry one
   * @throws TicketError when it cannot be read
   */
  probe(vendor: string, community: string, call?: Call): Promise<Probe>
}

/** More than any community's pending work; a guard against a vendor whose pages never end. */
const MAX_PAGES = 200

/**
 * How a community says that a ticket is not its own. The number is all that was sent, so `invalid` is about that; and
 * `unsupported` says nothing of the ticket where the vendor knows the number for its own.
 */
const HAS_NOT: readonly TicketErrorCode[] = ['not_found', 'unsupported', 'invalid']

const RECENT_MS = 60_000
const MAX_RECENT = 200

export const createDesk = ({ drivers, now }: { drivers: readonly Driver[]; now: () => Instant }): Desk => {
  const recent = new Map<string, Pending>()
  const byVendor = new Map(drivers.map((driver) => [driver.vendor, driver]))

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
    const scope = scopes.find((one) => one.vendor === ref.vendor && one.community === ref.community)
    if (!scope) throw new TicketError('not_found', 'not a community of this channel', { vendor: ref.vendor })
    return { ticket: await detail(scope, ref.id, call), scope }
  }

  /** What tells tickets apart. Where a whole account can be linked, its parts can be too, and ids are the account's. */
  const identityOf = (ref: TicketRef): string =>
    (byVendor.get(ref.vendor)?.scope ?? 'ids') === 'ids' ? refKey(ref) : refKey({ ...ref, community: '*' })

  const pending: Desk['pending'] = async (scopes, call) => {
    const read = await Promise.all(scopes.map((scope) => pendingOf(byVendor.get(scope.vendor), scope, call)))
    // Backwards, so that a ticket that comes by way of two links is shown as one of the first.
    const found = new Map(
      read
        .toReversed()
        .flatMap(({ scope, tickets }) => tickets.map((ticket) => [identityOf(ticket.ref), { ticket, scope }] as const)),
    )
    const ordered = oldestFirst([...found.values()].map(({ ticket }) => ticket))
    const answer: Pending = {
      readAt: now(),
      tickets: ordered.flatMap((ticket) => found.get(identityOf(ticket.ref)) ?? []),
      failures: read.flatMap(({ scope, error }) => (error ? [{ scope, error }] : [])),
      unlistable: read.flatMap(({ scope, listable }) => (listable ? [] : [scope])),
      cut: read.flatMap(({ scope, cut }) => (cut ? [scope] : [])),
      unreadable: read.flatMap(({ scope, unreadable }) => (unreadable > 0 ? [{ scope, rows: unreadable }] : [])),
    }
    remember(keyOf(scopes, call), answer)
    return answer
  }

  const remember = (key: string, answer: Pending): void => {
    recent.delete(key)
    recent.set(key, answer)
    const oldest = recent.keys().next().value
    if (recent.size > MAX_RECENT && oldest !== undefined) recent.delete(oldest)
  }

  const recentlyPending: Desk['recentlyPending'] = async (scopes, call) => {
    const known = recent.get(keyOf(scopes, call))
    return known && Date.parse(now()) - Date.parse(known.readAt) < RECENT_MS ? known : await pending(scopes, call)
  }

  const probe: Desk['probe'] = async (vendor, community, call) => {
    const { list, communities } = demandDriver(vendor).operations
    if (!list) return { asked: false }
    const page = await list({ community, statuses: PENDING }, call)
    const onTicket = page.items.find((ticket) => ticket.communityName)?.communityName
    // That it can be read is known by now; without its name it is linked by its id.
    const listed = await communities?.(call).catch(() => [])
    const name = listed?.find(({ id }) => id === community)?.name ?? onTicket
    return { asked: true, ...(name ? { name } : {}) }
  }

  return { drivers, driver: (vendor) => byVendor.get(vendor), find, open, pending, recentlyPending, probe }
}

/** Vendors may translate what they answer, so the language is part of what was asked. */
const keyOf = (scopes: readonly Scope[], call?: Call): string =>
  JSON.stringify([call?.language, ...scopes.map(({ vendor, community, name }) => [vendor, community, name])])

interface Walked {
  readonly scope: Scope
  readonly tickets: readonly Ticket[]
  readonly listable: boolean
  readonly cut: boolean
  readonly unreadable: number
  readonly error?: TicketError
}

/** Every pending ticket of one community. What was read before a failure is kept: a partial answer says so. */
const pendingOf = async (driver: Driver | undefined, scope: Scope, call?: Call): Promise<Walked> => {
  const walked = { scope, tickets: [] as Ticket[], listable: true, cut: false, unreadable: 0 }
  if (!driver) return { ...walked, error: new TicketError('unsupported', `${scope.vendor} is not set up`, scope) }
  if (!can(driver, 'list')) return { ...walked, listable: false }
  const list = demand(driver, 'list')
  try {
    let cursor: string | undefined
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = await list(
        { community: scope.community, statuses: PENDING, ...(cursor === undefined ? {} : { cursor }) },
        call,
      )
      walked.tickets.push(...page.items.filter(isPending))
      walked.unreadable += page.unreadable
      cursor = page.next
      if (cursor === undefined) return walked
    }
    return { ...walked, cut: true }
  } catch (thrown) {
    return { ...walked, error: toTicketError(thrown, scope.vendor) }
  }
}
