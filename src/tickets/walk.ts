import type { Scope } from './desk.ts'
import { type Call, can, type Driver, demand } from './driver.ts'
import { TicketError, toTicketError } from './errors.ts'
import type { Status, Ticket } from './ticket.ts'

export interface Wanted {
  readonly statuses: readonly Status[]
  /** Of each community. */
  readonly maxPages: number
}

/** What reading one community page by page came to. */
export interface Walked {
  readonly scope: Scope
  readonly tickets: readonly Ticket[]
  /** False when its vendor has no lists. */
  readonly listable: boolean
  /** There are more pages than were read. */
  readonly cut: boolean
  /** Rows that the driver could not read. */
  readonly unreadable: number
  readonly error?: TicketError
}

/**
 * The tickets of one community that are wanted. What was read before a failure is kept: a
 * partial answer says so. Never rejects.
 */
export const walk = async (
  driver: Driver | undefined,
  scope: Scope,
  { statuses, maxPages }: Wanted,
  call?: Call,
): Promise<Walked> => {
  const walked = { scope, tickets: [] as Ticket[], listable: true, cut: false, unreadable: 0 }
  if (!driver) return { ...walked, error: new TicketError('unsupported', `${scope.vendor} is not set up`, scope) }
  if (!can(driver, 'list')) return { ...walked, listable: false }
  const list = demand(driver, 'list')
  try {
    let cursor: string | undefined
    for (let pages = 0; pages < maxPages; pages++) {
      const page = await list(
        { community: scope.community, statuses, ...(cursor === undefined ? {} : { cursor }) },
        call,
      )
      walked.tickets.push(...page.items.filter(({ status }) => statuses.includes(status)))
      walked.unreadable += page.unreadable
      cursor = page.next
      if (cursor === undefined) return walked
    }
    return { ...walked, cut: true }
  } catch (thrown) {
    return { ...walked, error: toTicketError(thrown, scope.vendor) }
  }
}
