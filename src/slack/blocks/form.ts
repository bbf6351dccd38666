import { z } from 'zod'
import { say } from '../../i18n/index.ts'
import type { Fields, Form } from '../../tickets/driver.ts'
import type { FormProblem } from '../../tickets/form.ts'
import { fieldBlock } from '../ids.ts'
import type { ErrorReader } from './error.ts'
import { literal } from './kit.ts'

/* What Slack says of a form that somebody filled in, and what we say of it. */

/** What is in a form, as Slack hands it over: by block, then by element. */
export type FormState = Readonly<Record<string, Readonly<Record<string, unknown>>>>

const option = z.object({ value: z.string() })

const elementState = z.object({
  value: z.string().nullish(),
  selected_date: z.string().nullish(),
  selected_date_time: z.int().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).nullish(),
})

/** What was filled in, by field: those that the form asked for alone. What was left empty is an empty text. */
export const readForm = (form: Form, state: FormState): Fields =>
  Object.fromEntries(
    form.fields.flatMap(({ name }) => {
      const block = state[fieldBlock(name)]
      return block ? [[name, readInput(Object.values(block)[0])] as const] : []
    }),
  )

const readInput = (element: unknown): Fields[string] =>
  elementState.safeParse(element).data?.selected_options ? readChosen(element) : readElement(element)

/** The values that are chosen in a menu of several, or ticked; none where it is no such input. */
export const readChosen = (element: unknown): string[] =>
  elementState.safeParse(element).data?.selected_options?.map(({ value }) => value) ?? []

/** What is in one input, as text: an instant as UTC ISO, a date as `2026-12-24`, a choice as its value, nothing as an empty text. */
export const readElement = (element: unknown): string => {
  const { data } = elementState.safeParse(element)
  if (data?.selected_date_time != null && isPickable(data.selected_date_time * 1000)) {
    return new Date(data.selected_date_time * 1000).toISOString()
  }
  return data?.selected_option?.value ?? data?.selected_date ?? data?.value ?? ''
}

/** Slack's picker knows only times of ten digits in seconds: from 2001 to 2286. */
export const isPickable = (at: number | undefined): at is number => at !== undefined && at >= 1e12 && at < 1e13

/**
 * The problems as Slack shows them under the fields: the first of each. `state` is what was sent: of a field that was
 * not asked for, the problem stands under the one that it depends on, or under the first.
 */
export const formErrors = (
  form: Form,
  problems: readonly FormProblem[],
  state: FormState,
  reader: ErrorReader,
): Record<string, string> => {
  const isThere = (name: string | undefined): name is string => name !== undefined && fieldBlock(name) in state
  const first = form.fields.map(({ name }) => name).find(isThere)
  const errors: Record<string, string> = {}
  for (const problem of problems) {
    const field = form.fields.find(({ name }) => name === problem.field)
    const under = [problem.field, field?.when?.field, first].find(isThere) ?? problem.field
    errors[fieldBlock(under)] ??= literal(problemText(problem, reader), 300)
  }
  return errors
}

const problemText = (problem: FormProblem, { words, language }: ErrorReader): string => {
  const { form } = words
  switch (problem.rule) {
    case 'required':
      return form.required
    case 'time':
      return form.badTime
    case 'choice':
      return form.badChoice
    case 'amount':
      return form.badAmount
    case 'phone':
      return form.badPhone
    case 'emptied':
      return form.cannotEmpty
    case 'length':
      return form.tooLong(problem.max)
    case 'vendor':
      return say(problem.words, language)
  }
}
