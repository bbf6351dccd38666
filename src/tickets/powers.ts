import { can, type Driver, type Step } from './driver.ts'
import { isPending, type Ticket } from './ticket.ts'

/* What a vendor lets people do with a ticket as it stands. */

export const canComment = (driver: Driver, ticket: Pick<Ticket, 'status'>): boolean =>
  can(driver, 'comment') && (driver.commenting?.statuses?.includes(ticket.status) ?? true)

/** The steps of one kind, or, of the kind `close`, all that do not hand it over. None once the ticket has ended. */
export const stepsFor = (driver: Driver, kind: NonNullable<Step['kind']>, ticket: Pick<Ticket, 'status'>): Step[] => {
  if (!can(driver, 'transition') || !isPending(ticket)) return []
  const steps = (driver.steps ?? []).filter((step) => (step.kind === 'assign') === (kind === 'assign'))
  // What the command says comes first.
  return steps.toSorted((a, b) => Number(b.kind === kind) - Number(a.kind === kind))
}
