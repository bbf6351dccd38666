import type { Block, ElementState, StateValues } from '../protocol.ts'
import { type Json, jsonOf, listOf, own, stringOf } from './json.ts'

interface Holding {
  /** The property that holds the value in `view.state.values`. */
  readonly held: string
  /** The property of the element that holds the value to start with. */
  readonly initial: string
  /** The value is a list, and empty is `[]` instead of `null`. */
  readonly many?: true
}

/**
 * How each element that holds a value says so to the app.
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
const HOLDINGS: Readonly<Record<string, Holding>> = {
  plain_text_input: { held: 'value', initial: 'initial_value' },
  email_text_input: { held: 'value', initial: 'initial_value' },
  url_text_input: { held: 'value', initial: 'initial_value' },
  number_input: { held: 'value', initial: 'initial_value' },
  rich_text_input: { held: 'rich_text_value', initial: 'initial_value' },
  file_input: { held: 'files', initial: 'initial_files', many: true },
  datepicker: { held: 'selected_date', initial: 'initial_date' },
  timepicker: { held: 'selected_time', initial: 'initial_time' },
  datetimepicker: { held: 'selected_date_time', initial: 'initial_date_time' },
  radio_buttons: { held: 'selected_option', initial: 'initial_option' },
  checkboxes: { held: 'selected_options', initial: 'initial_options', many: true },
  static_select: { held: 'selected_option', initial: 'initial_option' },
  external_select: { held: 'selected_option', initial: 'initial_option' },
  users_select: { held: 'selected_user', initial: 'initial_user' },
  conversations_select: { held: 'selected_conversation', initial: 'initial_conversation' },
  channels_select: { held: 'selected_channel', initial: 'initial_channel' },
  multi_static_select: { held: 'selected_options', initial: 'initial_options', many: true },
  multi_external_select: { held: 'selected_options', initial: 'initial_options', many: true },
  multi_users_select: { held: 'selected_users', initial: 'initial_users', many: true },
  multi_conversations_select: { held: 'selected_conversations', initial: 'initial_conversations', many: true },
  multi_channels_select: { held: 'selected_channels', initial: 'initial_channels', many: true },
}

/** The state of an element with this value in it; `null` and `''` are both empty. */
export const stateOf = (element: Json, value: unknown): ElementState => {
  const type = stringOf(element.type)
  const { held, many } = own(HOLDINGS, type) ?? { held: 'value' }
  const filled = value === undefined || value === '' ? null : value
  return { type, [held]: filled ?? (many ? [] : null), ...(element.timezone ? { timezone: element.timezone } : {}) }
}

/** What is in it: the value of whichever property its type keeps it in. */
export const heldIn = (state: ElementState): unknown => state[own(HOLDINGS, state.type)?.held ?? 'value']

/** The static options of an element, its groups opened. */
export const optionsOf = (element: Json): readonly Json[] =>
  element.option_groups === undefined
    ? listOf(element.options)
    : listOf(element.option_groups).flatMap((group) => listOf(group.options))

const elementsOf = (block: Block): readonly Json[] => {
  if (block.type === 'input') return [jsonOf(block.element)]
  if (block.type === 'section') return [jsonOf(block.accessory)]
  return block.type === 'actions' ? listOf(block.elements) : []
}

/** Whether a choice that was made can still be seen among the options. What an app looks up for us can be anything. */
const isStillOffered = (element: Json, state: ElementState): boolean => {
  if (element.options === undefined && element.option_groups === undefined) return true
  const offered = new Set(optionsOf(element).map((option) => option.value))
  const held = heldIn(state)
  const chosen = Array.isArray(held) ? listOf(held) : held === null ? [] : [jsonOf(held)]
  return chosen.every((option) => offered.has(option.value))
}

/**
 * What is in the fields once `blocks` replace those that `values` came from. As in Slack, a field that keeps its
 * block_id, action_id and type keeps what is in it, and its initial value counts only the first time it is shown.
 */
export const carryValues = (values: StateValues, blocks: readonly Block[]): StateValues => {
  const carried: Record<string, Record<string, ElementState>> = {}
  for (const block of blocks) {
    for (const element of elementsOf(block)) {
      const holding = own(HOLDINGS, stringOf(element.type))
      if (!holding) continue
      const [blockId, actionId] = [block.block_id ?? '', stringOf(element.action_id)]
      const present = values[blockId]?.[actionId]
      const kept = present && present.type === element.type && isStillOffered(element, present) ? present : undefined
      carried[blockId] = {
        ...carried[blockId],
        [actionId]: kept ?? stateOf(element, element[holding.initial]),
      }
    }
  }
  return carried
}

/** Everything that is in the fields of one message or view, as the person left it. */
export interface Fields {
  values(): StateValues
  set(blockId: string, actionId: string, state: ElementState): void
  /** The fields are those of `blocks` from now on. */
  carry(blocks: readonly Block[]): void
}

export const createFields = (): Fields => {
  let values: StateValues = {}
  return {
    values: () => values,
    set: (blockId, actionId, state) => {
      values = { ...values, [blockId]: { ...values[blockId], [actionId]: state } }
    },
    carry: (blocks) => {
      values = carryValues(values, blocks)
    },
  }
}
