import { z } from 'zod'
import { elementsOf } from './definitions.ts'
import { extensionOf } from './file-types.ts'
import { isEmpty } from './inputs.ts'
import type { Block, ElementState, StateValues } from './protocol.ts'
import type { SlackWords } from './slack-words.ts'

const ruleSchema = z.looseObject({
  type: z.string(),
  min_length: z.number().optional(),
  max_length: z.number().optional(),
  min_value: z.coerce.number().optional(),
  max_value: z.coerce.number().optional(),
  is_decimal_allowed: z.boolean().optional(),
  max_selected_items: z.number().optional(),
  max_files: z.number().default(10),
  filetypes: z.array(z.string()).optional(),
})

type Rule = z.output<typeof ruleSchema>

/**
 * What Slack checks by itself before the app hears of a submission: the errors by block id, none when all is well.
 * Only input blocks are checked; a menu beside a section may stay empty.
 */
export const checkInputs = (
  blocks: readonly Block[],
  values: StateValues,
  words: SlackWords,
): Record<string, string> => {
  const errors: Record<string, string> = {}
  for (const block of blocks) {
    if (block.type !== 'input' || block.block_id === undefined) continue
    for (const element of elementsOf(block)) {
      const state = values[block.block_id]?.[element.action_id]
      if (!state || (block.optional === true && isEmpty(state))) continue
      const error = checkInput(ruleSchema.parse(element), state, words)
      if (error) errors[block.block_id] = error
    }
  }
  return errors
}

const checkInput = (rule: Rule, state: ElementState, words: SlackWords): string | undefined => {
  if (isEmpty(state)) return words.required
  if (rule.type === 'file_input') return checkFiles(rule, state, words)
  const { max_selected_items: most = Number.POSITIVE_INFINITY } = rule
  const chosen = Object.values(state).find((each) => Array.isArray(each))
  if (chosen && chosen.length > most) return words.tooMany(most)
  return typeof state.value === 'string' ? checkTyped(rule, state.value, words) : undefined
}

const LARGEST_INPUT = 10 * 1024 * 1024

const files = z.array(z.looseObject({ name: z.string(), filetype: z.string(), size: z.number() }))

/** @see https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const checkFiles = ({ max_files, filetypes }: Rule, state: ElementState, words: SlackWords): string | undefined => {
  const chosen = files.parse(state.files)
  if (chosen.length > max_files) return words.tooMany(max_files)
  const large = chosen.find(({ size }) => size > LARGEST_INPUT)
  if (large) return words.tooLarge(large.name)
  const isTaken = (type: string) => filetypes?.some((each) => each.toLowerCase() === type) ?? true
  const odd = chosen.find(({ name, filetype }) => !isTaken(extensionOf(name)) && !isTaken(filetype))
  return odd && words.wrongType(odd.name, filetypes?.join(', ') ?? '')
}

const checkTyped = (rule: Rule, text: string, words: SlackWords): string | undefined => {
  const { type, min_length: shortest = 0, max_length: longest = 3000 } = rule
  if (type === 'email_text_input' && !z.email().safeParse(text).success) return words.notEmail
  if (type === 'url_text_input' && !URL.canParse(text)) return words.notUrl
  if (type === 'number_input') return checkNumber(rule, text, words)
  if (text.length < shortest) return words.tooShort(shortest)
  return text.length > longest ? words.tooLong(longest) : undefined
}

const checkNumber = (rule: Rule, text: string, words: SlackWords): string | undefined => {
  const { min_value: least = Number.NEGATIVE_INFINITY, max_value: most = Number.POSITIVE_INFINITY } = rule
  const number = Number(text)
  if (Number.isNaN(number)) return words.notNumber
  if (!rule.is_decimal_allowed && !Number.isInteger(number)) return words.notWhole
  if (number < least) return words.tooSmall(least)
  return number > most ? words.tooBig(most) : undefined
}
