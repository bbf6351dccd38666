import type { Choice, Fields, Form } from './driver.ts'
import { folded } from './filter.ts'
import { isFilled } from './form.ts'
import { newestFirst } from './order.ts'
import type { Ticket } from './ticket.ts'

/* The open tickets in the same place, or of the same kind, as one that is being filed: perhaps it is one of them. */

/** What a ticket says of its place and of its kind. */
const SAID: Readonly<Record<'place' | 'category', (ticket: Ticket) => readonly (string | undefined)[]>> = {
  place: ({ place }) => [place],
  category: ({ category, categoryId }) => [category, categoryId],
}

/** The fields that say where or of what kind it is; none where the community says it all. */
export const besideFields = ({ beside = {} }: Form): string[] => (beside === 'community' ? [] : Object.keys(beside))

/** Whether that is said yet. */
export const isPlaced = (form: Form, values: Fields): boolean =>
  form.beside === 'community' || besideFields(form).some((name) => isFilled(values[name]))

/**
 * Those of the community's tickets beside which this one would stand: first what more of the fields agree on, then the
 * newest.
 * @param offered what the vendor lets people choose from, by field
 */
export const besideOf = (
  { beside = {}, fields }: Form,
  values: Fields,
  offered: Readonly<Record<string, readonly Choice[]>>,
  tickets: readonly Ticket[],
): Ticket[] => {
  if (beside === 'community') return newestFirst(tickets)
  const own = Object.fromEntries(fields.map((field) => [field.name, field.kind === 'choice' ? field.choices : []]))
  const wanted = Object.entries(beside).map(([name, part]) => ({
    said: SAID[part],
    meant: meantBy(values[name] ?? [], [...(own[name] ?? []), ...(offered[name] ?? [])]),
  }))
  const agreed = (ticket: Ticket): number =>
    wanted.filter(({ said, meant }) => said(ticket).some((text) => meant.has(folded(text ?? '')))).length
  return newestFirst(tickets)
    .filter((ticket) => agreed(ticket) > 0)
    .sort((a, b) => agreed(b) - agreed(a))
}

/** A vendor writes into a ticket what was chosen, or what the choice is called in one of its languages. */
const meantBy = (value: Fields[string], choices: readonly Choice[]): ReadonlySet<string> => {
  const values = [value].flat()
  const labels = choices.filter((choice) => values.includes(choice.value)).flatMap(({ label }) => Object.values(label))
  return new Set([...values, ...labels].map(folded).filter((text) => text !== ''))
}
