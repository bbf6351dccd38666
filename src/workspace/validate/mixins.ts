import { z } from 'zod'
import { confirm, dispatchActionConfig } from './objects.ts'
import { id, plainText } from './text.ts'

/** The fields that kinds of elements share. */

export const actionable = { action_id: id.optional() }
export const confirmable = { ...actionable, confirm: confirm.optional() }
export const focusable = { focus_on_load: z.boolean().optional() }
export const placeholder = { placeholder: plainText(150).optional() }
export const typable = {
  ...actionable,
  ...focusable,
  ...placeholder,
  dispatch_action_config: dispatchActionConfig.optional(),
}
export const selectable = { ...confirmable, ...focusable, ...placeholder }
export const several = { ...selectable, max_selected_items: z.number().int().min(1).optional() }
