import { z } from 'zod'
import type { Page } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'

/** The largest page that is asked for: Tuya documents no limit of these families, and its examples have 10. */
export const PAGE_SIZE = 50
/** More pages than any community has: the vendor is repeating itself. */
const MAX_PAGES = 400
/** How many rows at a page's end are remembered, to know them on the next page, where new tickets push them. */
const TAIL = 5

/**
 * One row as it was read; `key` tells it from other rows. What is left out is of no interest to the asker. Of an
 * unreadable row nobody knows that, so it is reported rather than lost.
 */
export type Row<T> =
  | { readonly is: 'wanted'; readonly key: string; readonly item: T }
  | { readonly is: 'left_out'; readonly key: string }
  | { readonly is: 'unreadable'; readonly key?: string }

/** One page as the vendor gave it. What it says of other pages is a promise at best. */
export interface VendorPage<T> {
  readonly rows: readonly Row<T>[]
  readonly total?: number | undefined
  readonly hasMore?: boolean | undefined
}

export interface Reading<T> {
  readonly vendor: string
  /** What is asked for, one after another: words of the vendor, or "" for everything at once. */
  readonly parts: readonly string[]
  /** Where to go on; the beginning when undefined. */
  readonly cursor: string | undefined
  /** Asks for one page, the first being 1. */
  readonly read: (part: string, page: number) => Promise<VendorPage<T>>
}

const position = z.object({
  part: z.string(),
  page: z.number().int().positive(),
  seen: z.number().int().nonnegative(),
  tail: z.array(z.string()),
})
type Position = z.output<typeof position>

/**
 * Reads on to the next page that has something to show. The total is the vendor's, of the part that was read.
 * @throws TicketError `invalid` for a cursor of another list, `bad_response` for pages that do not end
 */
export const readOn = async <T>({ vendor, parts, cursor, read }: Reading<T>): Promise<Page<T>> => {
  let at = cursor === undefined ? beginning(parts[0]) : decode(vendor, cursor, parts)
  let unreadable = 0
  while (at) {
    const { part } = at
    const page = await read(part, at.page)
    const rows = isRepeat(page.rows, at) ? [] : page.rows
    const items = wanted(rows, at)
    unreadable += rows.filter((row) => row.is === 'unreadable').length
    at = following(vendor, at, { ...page, rows }) ?? beginning(parts[parts.indexOf(part) + 1])
    if (items.length === 0 && at) continue
    const next = at ? { next: encode(at) } : {}
    return { items, unreadable, ...next, ...(page.total === undefined ? {} : { total: page.total }) }
  }
  return { items: [], unreadable }
}

/** Everything, page after page. */
export const readAll = async <T>(reading: Omit<Reading<T>, 'cursor'>): Promise<T[]> => {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const page = await readOn({ ...reading, cursor })
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return items
}

const beginning = (part: string | undefined): Position | undefined =>
  part === undefined ? undefined : { part, page: 1, seen: 0, tail: [] }

/**
 * The next page of the same part. A page that is not full ends it, unless the vendor has promised more than it has
 * shown; an empty page ends it whatever was promised.
 */
const following = <T>(vendor: string, at: Position, page: VendorPage<T>): Position | undefined => {
  const { rows, total = 0, hasMore = false } = page
  const seen = at.seen + rows.length
  const promised = seen < total || hasMore
  if (rows.length === 0 || (rows.length < PAGE_SIZE && !promised)) return undefined
  if (at.page === MAX_PAGES) throw new TicketError('bad_response', `${vendor}: the pages do not end`, { vendor })
  return { ...at, page: at.page + 1, seen, tail: tailOf(rows) }
}

/** What is wanted, each once, and nothing that ended the page before. */
const wanted = <T>(rows: readonly Row<T>[], { tail }: Position): T[] => {
  const byKey = new Map(rows.flatMap((row) => (row.is === 'wanted' ? [[row.key, row.item]] : [])))
  return [...byKey].flatMap(([key, item]) => (tail.includes(key) ? [] : [item]))
}

/** Whether the vendor gave the page before once more, as some do when asked for a page past the last. */
const isRepeat = (rows: readonly Row<unknown>[], at: Position): boolean =>
  at.tail.length > 0 && tailOf(rows).join() === at.tail.join()

const tailOf = (rows: readonly Row<unknown>[]): string[] => rows.flatMap(({ key }) => key ?? []).slice(-TAIL)

const encode = (at: Position): string => Buffer.from(JSON.stringify(at)).toString('base64url')

const decode = (vendor: string, cursor: string, parts: readonly string[]): Position => {
  const parsed = position.safeParse(jsonIn(cursor))
  if (!parsed.success || !parts.includes(parsed.data.part)) {
    throw new TicketError('invalid', `${vendor}: not a cursor of this list`, { vendor })
  }
  return parsed.data
}

const jsonIn = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}
