import type { Fields, Form, FormField } from '../../tickets/driver.ts'
import type { Ticket, TicketDetail } from '../../tickets/ticket.ts'
import { isSameText } from '../filling.ts'

type Made = NonNullable<Form['made']>

/** Whether a case is what was sent. A list tells less of a case than its detail: what is not told is not held against it. */
export const isCreated: Made = (fields, ticket) =>
  isSameText(fields.title, ticket.title) &&
  filledIn(fields).every((name) => {
    const kept = told(ticket, name)
    return kept === undefined || isSame(name, fields[name], kept)
  })

/** Whether a case has everything that a change sent. What is not told may not have changed. */
export const isChanged: Made = (fields, ticket) =>
  filledIn(fields).every((name) => isSame(name, fields[name], told(ticket, name) ?? ''))

/** What a case holds, as people would type it. */
export const valuesOf = (fields: readonly FormField[], ticket: TicketDetail): Fields =>
  Object.fromEntries(fields.map(({ name }) => [name, told(ticket, name) ?? '']))

const filledIn = (fields: Fields): string[] => Object.keys(fields).filter((name) => String(fields[name]).trim() !== '')

const isSame = (name: string, sent: Fields[string] | undefined, kept: string): boolean =>
  name === 'dueDate' ? seconds(String(sent)) === seconds(kept) : isSameText(sent, kept)

/** The vendor keeps whole seconds. */
const seconds = (at: string): number => Math.floor(Date.parse(at) / 1000)

/** A field as the vendor holds it, an instant as UTC ISO. */
const told = (ticket: Ticket | TicketDetail, name: string): string | undefined => {
  if (name === 'title' || name === 'description') return ticket[name]
  if (name === 'contactPhone') return ticket.reporter?.phone
  const value = 'more' in ticket ? ticket.more.find((field) => field.name === name)?.value : undefined
  if (value?.kind === 'text') return value.text
  if (value?.kind === 'word') return value.raw
  return value?.kind === 'instant' ? value.at : undefined
}
