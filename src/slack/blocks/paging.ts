/** Some rows of a list that is turned page by page. */
export interface Paged<T> {
  readonly rows: readonly T[]
  /** Counts from 0, as do the others. */
  readonly page: number
  readonly last: number
  /** The place of the first row among all. */
  readonly from: number
}

/** The rows of a page; of one that does not exist, those of the nearest one. */
export const paged = <T>(all: readonly T[], page: number, size: number): Paged<T> => {
  const last = Math.max(0, Math.ceil(all.length / size) - 1)
  const current = Math.min(Math.max(0, page), last)
  const from = current * size
  return { rows: all.slice(from, from + size), page: current, last, from }
}
