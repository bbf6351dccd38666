import { z } from 'zod'
import { type Element, elementsOf } from './definitions.ts'
import type { Block, ElementState, StateValues } from './protocol.ts'
import { Refusal } from './refusal.ts'

const optionChoice = z.looseObject({ value: z.string() })
const ids = z.array(z.string())

interface Kind {
  /** Where the state keeps what is chosen. */
  readonly chosen: string
  /** Where the definition keeps what is chosen at first. */
  readonly initial: string
  readonly nothing: null | readonly []
  readonly shape: z.ZodType
}

const kind = (chosen: string, initial: string, shape: z.ZodType, nothing: Kind['nothing'] = null): Kind => ({
  chosen,
  initial,
  nothing,
  shape: nothing === null ? shape.nullable() : shape,
})

const typed = kind('value', 'initial_value', z.string())
const oneOption = kind('selected_option', 'initial_option', optionChoice)
const someOptions = kind('selected_options', 'initial_options', z.array(optionChoice), [])

/** The elements that hold something. A button holds nothing. */
const KINDS: Readonly<Record<string, Kind>> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: kind('rich_text_value', 'initial_value', z.looseObject({ type: z.literal('rich_text') })),
  static_select: oneOption,
  external_select: oneOption,
  radio_buttons: oneOption,
  multi_static_select: someOptions,
  multi_external_select: someOptions,
  checkboxes: someOptions,
  users_select: kind('selected_user', 'initial_user', z.string()),
  conversations_select: kind('selected_conversation', 'initial_conversation', z.string()),
  channels_select: kind('selected_channel', 'initial_channel', z.string()),
  multi_users_select: kind('selected_users', 'initial_users', ids, []),
  multi_conversations_select: kind('selected_conversations', 'initial_conversations', ids, []),
  multi_channels_select: kind('selected_channels', 'initial_channels', ids, []),
  datepicker: kind('selected_date', 'initial_date', z.iso.date()),
  timepicker: kind('selected_time', 'initial_time', z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)),
  datetimepicker: kind('selected_date_time', 'initial_date_time', z.number().int()),
  file_input: kind('files', 'initial_files', z.array(z.looseObject({ id: z.string() })), []),
}

/**
 * What one element holds, in Slack's shape: what the person chose, or its initial value when nobody touched it.
 * undefined for elements that hold nothing.
 * @throws Refusal `invalid_state` when what is given does not fit the element
 */
const stateOf = (element: Element, given: ElementState | undefined): ElementState | undefined => {
  const found = KINDS[element.type]
  if (!found) return undefined
  if (given) demandFit(element, found, given)
  const value = given ? given[found.chosen] : (element[found.initial] ?? found.nothing)
  return {
    type: element.type,
    // An emptied text input is null in Slack, never ''.
    [found.chosen]: value === '' ? null : value,
    ...(element.timezone === undefined ? {} : { timezone: element.timezone }),
  }
}

const demandFit = (element: Element, { chosen, shape }: Kind, given: ElementState): void => {
  const fits = given.type === element.type && shape.safeParse(given[chosen]).success
  if (!fits || !isOffered(element, given[chosen])) throw new Refusal('invalid_state', { action_id: element.action_id })
}

/** Whether a chosen option is one of those that the element itself offers. */
export const isOffered = (element: Element, chosen: unknown): boolean => {
  const values = offeredValues(element)
  if (!values) return true
  const options = z.array(optionChoice).safeParse(Array.isArray(chosen) ? chosen : [chosen])
  return chosen === null || (options.success && options.data.every(({ value }) => values.has(value)))
}

const offeredValues = ({ options, option_groups }: Element): Set<string> | undefined => {
  const own = z.array(optionChoice).safeParse(options)
  if (own.success) return new Set(own.data.map(({ value }) => value))
  const groups = z.array(z.looseObject({ options: z.array(optionChoice) })).safeParse(option_groups)
  if (!groups.success) return undefined
  return new Set(groups.data.flatMap((group) => group.options.map(({ value }) => value)))
}

/**
 * `view.state.values`: every element that can hold something is in it, whether anybody touched it or not.
 * @param given what the page has in its inputs; without it, all hold their initial values
 * @throws Refusal `invalid_state` when what is given does not fit an element
 */
export const mergeState = (blocks: readonly Block[], given: StateValues = {}): StateValues => {
  const values: Record<string, Record<string, ElementState>> = {}
  for (const block of blocks) {
    const blockId = block.block_id ?? ''
    for (const element of elementsOf(block)) {
      const state = stateOf(element, given[blockId]?.[element.action_id])
      if (state) values[blockId] = { ...values[blockId], [element.action_id]: state }
    }
  }
  return values
}

/** Whether nothing is chosen or typed. */
export const isEmpty = (state: ElementState): boolean => {
  const found = KINDS[state.type]
  const chosen = found && state[found.chosen]
  return chosen === null || chosen === undefined || (Array.isArray(chosen) && chosen.length === 0)
}
