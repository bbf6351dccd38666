import { z } from 'zod'
import type { Block } from './protocol.ts'

/**
 * What we read out of blocks and views once `validate/` has found nothing wrong with them: little more than what
 * identifies them, since the rest is only kept and handed on.
 */
const block = z.looseObject({ type: z.string(), block_id: z.string().exactOptional() })

const text = z.looseObject({ text: z.string() })

const view = z.looseObject({
  type: z.enum(['modal', 'home']),
  title: text.optional(),
  submit: text.optional(),
  close: text.optional(),
  blocks: z.array(block),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  external_id: z.string().default(''),
  clear_on_close: z.boolean().default(false),
  notify_on_close: z.boolean().default(false),
})

export type ViewDefinition = z.output<typeof view>

const element = z.looseObject({ type: z.string(), action_id: z.string() })

/** An interactive element: a button, a menu, an input. */
export type Element = z.output<typeof element>

const INTERACTIVE = z.looseObject({
  type: z.enum([
    'button',
    'channels_select',
    'checkboxes',
    'conversations_select',
    'datepicker',
    'datetimepicker',
    'email_text_input',
    'external_select',
    'feedback_buttons',
    'file_input',
    'icon_button',
    'multi_channels_select',
    'multi_conversations_select',
    'multi_external_select',
    'multi_static_select',
    'multi_users_select',
    'number_input',
    'overflow',
    'plain_text_input',
    'radio_buttons',
    'rich_text_input',
    'static_select',
    'timepicker',
    'url_text_input',
    'users_select',
    'workflow_button',
  ]),
  action_id: z.string().optional(),
})

/** Blocks as they are stored: whatever has no `block_id` or `action_id` gets one, as from Slack. */
export const readBlocks = (valid: unknown, newId: () => string): Block[] =>
  z
    .array(block)
    .parse(valid)
    .map((each) => ({ ...nameElements(each, newId), block_id: each.block_id ?? newId() }))

/** A view as it is stored, its blocks named as by `readBlocks`. */
export const readView = (valid: unknown, newId: () => string): ViewDefinition => {
  const parsed = view.parse(valid)
  return { ...parsed, blocks: readBlocks(parsed.blocks, newId) }
}

/** The interactive elements of one block, those of a card or container included. */
export const elementsOf = (value: unknown): Element[] => {
  if (Array.isArray(value)) return value.flatMap(elementsOf)
  if (INTERACTIVE.safeParse(value).success) {
    const named = element.safeParse(value)
    return named.success ? [named.data] : []
  }
  const holder = z.looseObject({}).safeParse(value)
  return holder.success ? PLACES.flatMap((place) => elementsOf(holder.data[place])) : []
}

/** Where blocks keep their elements. */
const PLACES = ['elements', 'element', 'accessory', 'actions', 'child_blocks'] as const

const nameElements = <T extends Record<string, unknown>>(node: T, newId: () => string): T => {
  const named: Record<string, unknown> = {}
  for (const place of PLACES) if (node[place] !== undefined) named[place] = nameEach(node[place], newId)
  return { ...node, ...named }
}

const nameEach = (value: unknown, newId: () => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => nameEach(each, newId))
  const interactive = INTERACTIVE.safeParse(value)
  if (interactive.success) return { ...interactive.data, action_id: interactive.data.action_id ?? newId() }
  const nested = z.looseObject({}).safeParse(value)
  return nested.success ? nameElements(nested.data, newId) : value
}
