import type { ListQuery, Operations, Page } from '../../../src/tickets/driver.ts'
import type { Ticket } from '../../../src/tickets/ticket.ts'

/** Every page of a list. */
export const readAll = async (list: Operations['list'], query: Omit<ListQuery, 'cursor'>): Promise<Page<Ticket>[]> => {
  const pages = [await list(query)]
  for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await list({ ...query, cursor: next }))
  return pages
}

export const numbers = (pages: readonly Page<Ticket>[]): string[] =>
  pages.flatMap(({ items }) => items.map(({ number }) => number)).sort()

export const unreadable = (pages: readonly Page<Ticket>[]): number =>
  pages.reduce((sum, page) => sum + page.unreadable, 0)
