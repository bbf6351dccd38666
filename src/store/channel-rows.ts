import { refKey } from '../tickets/ticket.ts'
import type { Changes } from './changes.ts'
import type { Data } from './schema.ts'
import type { Store } from './store.ts'

/** The lists whose rows are a channel's. */
type OfChannels = {
  [Name in keyof Data]: Data[Name][number] extends { readonly channel: string } ? Name : never
}[keyof Data]

/** What becomes of rows when their channel gets another id. */
export const channelRows = ({ make }: Changes<Data>): Pick<Store, 'moveChannel'> => ({
  moveChannel: (from, to) =>
    make((data) => {
      const move = moving(from, to)
      const moved = {
        links: move(data.links, ({ vendor, community }) => JSON.stringify([vendor, community])),
        schedules: move(data.schedules, () => ''),
        slots: move(data.slots, ({ id }) => id),
        digests: move(data.digests, () => ''),
        submissions: move(data.submissions, ({ id }) => id),
        watches: move(data.watches, ({ ref }) => refKey(ref)),
        cards: move(data.cards, ({ ts }) => ts),
        snoozes: move(data.snoozes, ({ ref }) => refKey(ref)),
        filed: move(data.filed, ({ ts }) => ts),
      } satisfies Pick<Data, OfChannels>
      const isSame = Object.entries(moved).every(([name, rows]) => Reflect.get(data, name) === rows)
      return isSame ? [data, false] : [{ ...data, ...moved }, true]
    }),
})

/** A row that the other channel has already stays as it is there; `key` tells the rows of one channel apart. */
const moving =
  (from: string, to: string) =>
  <Row extends { readonly channel: string }>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] => {
    if (!rows.some(({ channel }) => channel === from)) return rows
    const there = new Set(rows.filter(({ channel }) => channel === to).map(key))
    return rows.flatMap((row) => {
      if (row.channel !== from) return [row]
      return there.has(key(row)) ? [] : [{ ...row, channel: to }]
    })
  }
