import type { PendingTicket } from '../tickets/desk.ts'
import { isOverdue } from '../tickets/digest.ts'
import type { Instant, Person } from '../tickets/ticket.ts'
import { isoInZone } from '../time/words.ts'
import { clean } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { csvOf } from './csv.ts'

/** Tickets, as the reader may read them, as a table in their language and zone. */
export const ticketsCsv = (rows: readonly PendingTicket[], now: Instant, reader: ListReader): string =>
  csvOf([headersFor(reader), ...rows.map((row) => cellsOf(row, now, reader).map(shown))])

const shown = (text: string | undefined): string => clean(text ?? '').trim()

const headersFor = ({ words: { exporting: words }, zone }: ListReader): string[] => [
  words.number,
  words.status,
  words.vendorStatus,
  words.isOverdue,
  words.title,
  words.description,
  words.category,
  words.place,
  words.reporter,
  words.reporterPhone,
  words.worker,
  words.workerPhone,
  words.created(zone),
  words.updated(zone),
  words.visitStart(zone),
  words.visitEnd(zone),
  words.community,
  words.vendor,
]

/** In the order of the headers. */
const cellsOf = (
  { ticket, scope }: PendingTicket,
  now: Instant,
  { words, zone, language, driver }: ListReader,
): (string | undefined)[] => {
  const date = (at: Instant | undefined) => at && isoInZone(at, zone)
  const person = (someone: Person | undefined) => [someone?.name, someone?.phone]
  return [
    ticket.number,
    words.statuses[ticket.status],
    ticket.vendorStatus,
    isOverdue(ticket, now) ? words.exporting.yes : '',
    ticket.title,
    ticket.description,
    ticket.category,
    ticket.place,
    ...person(ticket.reporter),
    ...person(ticket.worker),
    date(ticket.createdAt),
    date(ticket.updatedAt),
    date(ticket.window?.start),
    date(ticket.window?.end),
    scope.name,
    driver(scope.vendor)?.name[language] ?? scope.vendor,
  ]
}
