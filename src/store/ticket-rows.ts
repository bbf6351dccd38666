import type { Snooze, Watch } from '../tickets/followed.ts'
import type { TicketRef } from '../tickets/ticket.ts'
import { byChannel } from './by-channel.ts'
import type { Changes } from './changes.ts'
import type { Data } from './schema.ts'
import type { Store } from './store.ts'

type WatchRows = Pick<Store, 'watches' | 'putWatch' | 'changeWatch' | 'removeWatch'>
type CardRows = Pick<Store, 'cards' | 'putCard' | 'removeCard'>
type SnoozeRows = Pick<Store, 'snoozes' | 'putSnooze' | 'removeSnooze'>
type FiledRows = Pick<Store, 'filedFrom' | 'putFiled'>

/** What channels keep of single tickets, over rows in memory. */
export const createTicketRows = (changes: Changes<Data>): WatchRows & CardRows & SnoozeRows & FiledRows => ({
  ...watchRows(changes),
  ...cardRows(changes),
  ...snoozeRows(changes),
  ...filedRows(changes),
})

const watchRows = ({ current, make }: Changes<Data>, watchesOf = byChannel<Watch>()): WatchRows => ({
  watches: async (channel) => watchesOf(current().watches, channel),
  putWatch: (watch) =>
    make((data) => {
      const known = data.watches.find(isOfTicket(watch))
      if (known && !known.over) return [data, false]
      return [{ ...data, watches: put(data.watches, watch, isOfTicket(watch)) }, true]
    }),
  changeWatch: (channel, ref, change) =>
    make((data) => {
      const watch = data.watches.find(isOfTicket({ channel, ref }))
      const changed = watch && change(watch)
      if (!changed) return [data, undefined]
      return [{ ...data, watches: data.watches.map((one) => (one === watch ? changed : one)) }, changed]
    }),
  removeWatch: (channel, ref) =>
    make((data) => {
      const watches = without(data.watches, isOfTicket({ channel, ref }))
      return watches ? [{ ...data, watches }, true] : [data, false]
    }),
})

const cardRows = ({ current, make }: Changes<Data>): CardRows => ({
  cards: async (ref) => current().cards.filter((card) => isSameTicket(card.ref, ref)),
  putCard: (card) => make((data) => [{ ...data, cards: put(data.cards, card, isOfMessage(card)) }, undefined]),
  removeCard: (channel, ts) =>
    make((data) => {
      const cards = without(data.cards, isOfMessage({ channel, ts }))
      return cards ? [{ ...data, cards }, true] : [data, false]
    }),
})

const snoozeRows = ({ current, make }: Changes<Data>, snoozesOf = byChannel<Snooze>()): SnoozeRows => ({
  snoozes: async (channel) => snoozesOf(current().snoozes, channel),
  putSnooze: (snooze) =>
    make((data) => [{ ...data, snoozes: put(data.snoozes, snooze, isOfTicket(snooze)) }, undefined]),
  removeSnooze: (channel, ref) =>
    make((data) => {
      const snoozes = without(data.snoozes, isOfTicket({ channel, ref }))
      return snoozes ? [{ ...data, snoozes }, true] : [data, false]
    }),
})

const filedRows = ({ current, make }: Changes<Data>): FiledRows => ({
  filedFrom: async (channel, ts) => current().filed.find(isOfMessage({ channel, ts })),
  putFiled: (filed) => make((data) => [{ ...data, filed: put(data.filed, filed, isOfMessage(filed)) }, undefined]),
})

/** The list with this row at its end, and without the one that it replaces. */
const put = <Row>(rows: readonly Row[], row: Row, isReplaced: (one: Row) => boolean): readonly Row[] => [
  ...rows.filter((one) => !isReplaced(one)),
  row,
]

/** undefined when there was none. */
const without = <Row>(rows: readonly Row[], isRemoved: (one: Row) => boolean): readonly Row[] | undefined =>
  rows.some(isRemoved) ? rows.filter((one) => !isRemoved(one)) : undefined

interface OfTicket {
  readonly channel: string
  readonly ref: TicketRef
}

interface OfMessage {
  readonly channel: string
  readonly ts: string
}

const isOfTicket =
  (one: OfTicket) =>
  (other: OfTicket): boolean =>
    one.channel === other.channel && isSameTicket(one.ref, other.ref)

const isOfMessage =
  (one: OfMessage) =>
  (other: OfMessage): boolean =>
    one.channel === other.channel && one.ts === other.ts

const isSameTicket = (one: TicketRef, other: TicketRef): boolean =>
  one.id === other.id && one.community === other.community && one.vendor === other.vendor
