import { z } from 'zod'
import { elementsOf } from './definitions.ts'
import { isEmpty } from './inputs.ts'
import type { Block, ElementState, StateValues } from './protocol.ts'

const rules = z.looseObject({
  type: z.string(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  min_value: z.coerce.number().optional(),
  max_value: z.coerce.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
  max_selected_items: z.number().optional(),
})

/**
 * What Slack checks by itself before the app hears of a submission: the errors by block id, none when all is well.
 * Only input blocks are checked; a menu beside a section may stay empty.
 */
export const checkInputs = (blocks: readonly Block[], values: StateValues): Record<string, string> => {
  const errors: Record<string, string> = {}
  for (const block of blocks) {
    if (block.type !== 'input' || block.block_id === undefined) continue
    for (const element of elementsOf(block)) {
      const state = values[block.block_id]?.[element.action_id]
      const error = state && checkInput(rules.parse(element), state, block.optional === true)
      if (error) errors[block.block_id] = error
    }
  }
  return errors
}

const checkInput = (rule: z.output<typeof rules>, state: ElementState, optional: boolean): string | undefined => {
  if (isEmpty(state)) return optional ? undefined : 'Please complete this required field.'
  const { max_selected_items: most = Number.POSITIVE_INFINITY } = rule
  const chosen = Object.values(state).find((each) => Array.isArray(each))
  if (chosen && chosen.length > most) return `Please select no more than ${most} items.`
  return typeof state.value === 'string' ? checkTyped(rule, state.value) : undefined
}

const checkTyped = (rule: z.output<typeof rules>, text: string): string | undefined => {
  const { type, min_length: shortest = 0, max_length: longest = 3000 } = rule
  if (type === 'email_text_input' && !z.email().safeParse(text).success) return 'Please enter a valid email address.'
  if (type === 'url_text_input' && !URL.canParse(text)) return 'Please enter a valid URL.'
  if (type === 'number_input') return checkNumber(rule, text)
  if (text.length < shortest) return `Please enter at least ${shortest} characters.`
  return text.length > longest ? `Please enter no more than ${longest} characters.` : undefined
}

const checkNumber = (rule: z.output<typeof rules>, text: string): string | undefined => {
  const { min_value: least = Number.NEGATIVE_INFINITY, max_value: most = Number.POSITIVE_INFINITY } = rule
  const number = Number(text)
  if (Number.isNaN(number)) return 'Please enter a valid number.'
  if (!rule.is_decimal_allowed && !Number.isInteger(number)) return 'Please enter a whole number.'
  if (number < least) return `Please enter a number of at least ${least}.`
  return number > most ? `Please enter a number of at most ${most}.` : undefined
}
