import type { PendingTicket } from '../tickets/desk.ts'
import { isOverdue } from '../tickets/digest.ts'
import type { Instant, Person } from '../tickets/ticket.ts'
import { isoInZone } from '../time/words.ts'
import { clean } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { type Audience, maskName, maskPhone, maskPlace, maskText } from './blocks/mask.ts'
import { csvOf } from './csv.ts'

/** Tickets as a table for one reader, in their language and zone; for `many` without what is personal. */
export const ticketsCsv = (
  rows: readonly PendingTicket[],
  audience: Audience,
  now: Instant,
  reader: ListReader,
): string => csvOf([headersFor(reader), ...rows.map((row) => cellsOf(row, audience, now, reader).map(shown))])

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
  audience: Audience,
  now: Instant,
  { words, zone, language, driver }: ListReader,
): (string | undefined)[] => {
  const hide = (mask: (text: string) => string) => (text: string | undefined) =>
    text !== undefined && audience === 'many' ? mask(text) : text
  const date = (at: Instant | undefined) => at && isoInZone(at, zone)
  const person = (someone: Person | undefined) => [hide(maskName)(someone?.name), hide(maskPhone)(someone?.phone)]
  return [
    ticket.number,
    words.statuses[ticket.status],
    ticket.vendorStatus,
    isOverdue(ticket, now) ? words.exporting.yes : '',
    hide(maskText)(ticket.title),
    hide(maskText)(ticket.description),
    hide(maskText)(ticket.category),
    hide(maskPlace)(ticket.place),
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
