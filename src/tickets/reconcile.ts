import type { Call, Driver, Form, ListQuery } from './driver.ts'
import { TicketError } from './errors.ts'
import type { Effect } from './perform.ts'
import type { Submission } from './submission.ts'
import type { Ticket, TicketDetail, TicketRef } from './ticket.ts'

/** What reading the vendor tells about a write that nobody knows the end of. */
export type Finding =
  /** The write was applied. A ticket that a `create` made may still belong to another submission. */
  | { readonly outcome: 'applied'; readonly effect: Effect }
  /** The vendor shows everything, and no trace of it. */
  | { readonly outcome: 'absent' }
  /** What the vendor shows does not settle it, and may later. */
  | { readonly outcome: 'undecided' }

/** The vendor's clock is its own. */
const SKEW_MS = 5 * 60_000
/** More pages than one community has in the time that is looked at: the vendor is repeating itself. */
const MAX_PAGES = 50

/** Whether reading can settle what became of this write at all. */
export const canReconcile = (driver: Driver, { write }: Pick<Submission, 'write'>): boolean => {
  const { list, detail } = driver.operations
  switch (write.kind) {
    case 'create':
      return list !== undefined && driver.forms.create?.made !== undefined
    case 'remove':
      return detail !== undefined
    default:
      return detail !== undefined && formOf(driver, write)?.made !== undefined
  }
}

const formOf = (driver: Driver, write: Submission['write']): Form | undefined => {
  if (write.kind === 'update') return driver.forms.update
  return write.kind === 'transition' ? driver.steps?.find(({ name }) => name === write.step)?.form : undefined
}

/**
 * Reads the vendor to find out what became of a write. `isTaken` tells the tickets that other submissions made.
 * @throws TicketError when the vendor cannot be read now
 */
export const reconcile = async (
  driver: Driver,
  submission: Submission,
  isTaken: (ref: TicketRef) => Promise<boolean>,
  call: Call,
): Promise<Finding> => {
  const { write } = submission
  if (!canReconcile(driver, submission)) return { outcome: 'undecided' }
  if (write.kind === 'create') return findCreated(driver, submission, isTaken, call)
  if (write.kind === 'remove') return findRemoved(driver, submission, write.ids, call)
  const fields = write.kind === 'comment' ? {} : write.fields
  const ticket = await driver.operations.detail?.(refOf(submission, write.id), call)
  const shown = ticket !== undefined && formOf(driver, write)?.made?.(fields, ticket) === true
  return shown ? { outcome: 'applied', effect: { ticket } } : { outcome: 'undecided' }
}

const refOf = ({ vendor, community }: Submission, id: string): TicketRef => ({ vendor, community, id })

const findCreated = async (
  driver: Driver,
  submission: Submission,
  isTaken: (ref: TicketRef) => Promise<boolean>,
  call: Call,
): Promise<Finding> => {
  const { community, write, acceptedAt } = submission
  const made = (ticket: Ticket | TicketDetail): boolean =>
    write.kind === 'create' && driver.forms.create?.made?.(write.fields, ticket) === true
  const createdFrom = new Date(Date.parse(acceptedAt) - SKEW_MS).toISOString()
  const { tickets, complete } = await readAll(driver, { community, createdFrom }, call)

  const matches: Ticket[] = []
  for (const ticket of tickets.filter(made)) {
    if (await isTaken(ticket.ref)) continue
    // A list may show less than what tells two tickets apart.
    const whole = await driver.operations.detail?.(ticket.ref, call)
    if (whole === undefined || made(whole)) matches.push(ticket)
  }
  const [match, ...others] = matches
  if (match && others.length === 0) return { outcome: 'applied', effect: { ticket: match } }
  return match || !complete ? { outcome: 'undecided' } : { outcome: 'absent' }
}

const readAll = async (
  driver: Driver,
  query: ListQuery,
  call: Call,
): Promise<{ tickets: Ticket[]; complete: boolean }> => {
  const tickets = new Map<string, Ticket>()
  let complete = true
  let cursor: string | undefined
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    const page = await driver.operations.list?.({ ...query, ...(cursor === undefined ? {} : { cursor }) }, call)
    for (const ticket of page?.items ?? []) tickets.set(ticket.ref.id, ticket)
    if (page?.unreadable !== 0) complete = false
    cursor = page?.next
    if (cursor === undefined) return { tickets: [...tickets.values()], complete }
  }
  return { tickets: [...tickets.values()], complete: false }
}

/** Gone is done, whoever did it. */
const findRemoved = async (
  driver: Driver,
  submission: Submission,
  ids: readonly string[],
  call: Call,
): Promise<Finding> => {
  for (const id of ids) if (await isThere(driver, refOf(submission, id), call)) return { outcome: 'absent' }
  return { outcome: 'applied', effect: { removals: ids.map(() => 'removed' as const) } }
}

const isThere = async (driver: Driver, ref: TicketRef, call: Call): Promise<boolean> => {
  try {
    await driver.operations.detail?.(ref, call)
    return true
  } catch (thrown) {
    if (thrown instanceof TicketError && thrown.code === 'not_found') return false
    throw thrown
  }
}
