/**
 * The rows of a channel, or all of them. They are grouped once for each list: a list is never changed but replaced, and
 * the digests of thousands of channels ask for the same one within a minute.
 */
export const byChannel = <Row extends { readonly channel: string }>(): ((
  rows: readonly Row[],
  channel: string | undefined,
) => readonly Row[]) => {
  let of: readonly Row[] | undefined
  let grouped: ReadonlyMap<string, readonly Row[]> = new Map()
  return (rows, channel) => {
    if (channel === undefined) return rows
    if (rows !== of) grouped = Map.groupBy(rows, (row) => row.channel)
    of = rows
    return grouped.get(channel) ?? []
  }
}
