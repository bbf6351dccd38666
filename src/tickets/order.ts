import type { Ticket } from './ticket.ts'

const collator = new Intl.Collator('en', { numeric: true })

/**
 * A new list with the longest-waiting ticket first. Those without a readable `createdAt` come last, since nothing says
 * that they wait the longest; they are never left out. Equal ages are in order of vendor, community and number.
 */
export const oldestFirst = (tickets: readonly Ticket[]): Ticket[] =>
  tickets.toSorted((a, b) => compareAge(a, b) || compareName(a, b))

const compareAge = (a: Ticket, b: Ticket): number => {
  const [one, other] = [createdMs(a), createdMs(b)]
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return one - other
}

const compareName = (a: Ticket, b: Ticket): number =>
  collator.compare(a.ref.vendor, b.ref.vendor) ||
  collator.compare(a.ref.community, b.ref.community) ||
  collator.compare(a.number, b.number)

/** When the ticket was made, in milliseconds since the epoch; undefined when it does not say, or not readably. */
export const createdMs = (ticket: Pick<Ticket, 'createdAt'>): number | undefined => {
  const at = Date.parse(ticket.createdAt ?? '')
  return Number.isNaN(at) ? undefined : at
}

/**
 * The tickets of each community, oldest first, in the order of the given links. A link without tickets keeps its empty
 * group; a ticket of a community that is not among the links is left out, as the channel may not see it.
 */
export const groupByCommunity = <L extends { readonly vendor: string; readonly community: string }>(
  tickets: readonly Ticket[],
  links: readonly L[],
): { link: L; tickets: Ticket[] }[] =>
  links.map((link) => ({
    link,
    tickets: oldestFirst(tickets.filter(({ ref }) => ref.vendor === link.vendor && ref.community === link.community)),
  }))
