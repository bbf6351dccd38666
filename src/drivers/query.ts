import type { ListQuery } from '../tickets/driver.ts'
import { createdMs } from '../tickets/order.ts'
import type { Ticket } from '../tickets/ticket.ts'

/** Whether a ticket was created in the time that the query asks for. One that does not say when is not in any time. */
export const createdWithin = (
  ticket: Pick<Ticket, 'createdAt'>,
  { createdFrom, createdBefore }: Pick<ListQuery, 'createdFrom' | 'createdBefore'>,
): boolean => {
  if (createdFrom === undefined && createdBefore === undefined) return true
  const at = createdMs(ticket)
  if (at === undefined) return false
  const from = createdFrom === undefined || at >= Date.parse(createdFrom)
  return from && (createdBefore === undefined || at < Date.parse(createdBefore))
}

/** What a filter says, without blanks; empty when it is not set. One choice is a list of one. */
export const filterValues = ({ filters = {} }: Pick<ListQuery, 'filters'>, name: string): string[] =>
  [filters[name] ?? []]
    .flat()
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Whether the query wants less than everything, so that a vendor's total of everything is not its total. */
export const isNarrowed = (query: ListQuery): boolean =>
  query.statuses !== undefined ||
  query.createdFrom !== undefined ||
  query.createdBefore !== undefined ||
  Object.keys(query.filters ?? {}).some((name) => filterValues(query, name).length > 0)
