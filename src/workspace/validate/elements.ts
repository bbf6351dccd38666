import { IANAZone } from 'luxon'
import { z } from 'zod'
import { actionable, confirmable, focusable, selectable, typable } from './mixins.ts'
import { imageSource, oneSource } from './objects.ts'
import { richText } from './rich-text.ts'
import { httpUrl, linkUrl, plainText } from './text.ts'

/** The elements that are not menus, each under its documented name. Which may stand where is in `surfaces.ts`. */

const style = z.enum(['primary', 'danger']).optional()
const label = { accessibility_label: z.string().min(1).max(75).optional() }

export const button = z.strictObject({
  ...confirmable,
  ...label,
  type: z.literal('button'),
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  url: linkUrl.optional(),
  style,
})

export const workflowButton = z.strictObject({
  ...confirmable,
  ...label,
  type: z.literal('workflow_button'),
  text: plainText(75),
  workflow: z.strictObject({
    trigger: z.strictObject({
      url: httpUrl,
      customizable_input_parameters: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
    }),
  }),
  style,
})

const feedback = z.strictObject({ ...label, text: plainText(75), value: z.string().min(1).max(2000) })

export const feedbackButtons = z.strictObject({
  ...actionable,
  type: z.literal('feedback_buttons'),
  positive_button: feedback,
  negative_button: feedback,
})

export const iconButton = z.strictObject({
  ...confirmable,
  ...label,
  type: z.literal('icon_button'),
  icon: z.literal('trash'),
  text: plainText(75),
  value: z.string().min(1).max(2000).optional(),
  visible_to_user_ids: z.array(z.string()).optional(),
})

export const image = z
  .strictObject({ type: z.literal('image'), alt_text: z.string().min(1).max(2000), ...imageSource })
  .check(oneSource)

export const datepicker = z.strictObject({
  ...selectable,
  type: z.literal('datepicker'),
  initial_date: z.iso.date().optional(),
})

export const timepicker = z.strictObject({
  ...selectable,
  type: z.literal('timepicker'),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')
    .optional(),
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'invalid timezone')
    .optional(),
})

export const datetimepicker = z.strictObject({
  ...confirmable,
  ...focusable,
  type: z.literal('datetimepicker'),
  initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
})

export const plainTextInput = z
  .strictObject({
    ...typable,
    type: z.literal('plain_text_input'),
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 3000), {
    path: ['min_length'],
    message: 'must not be greater than `max_length`',
  })
  .refine((input) => (input.initial_value ?? '').length <= (input.max_length ?? 3000), {
    path: ['initial_value'],
    message: 'must not be longer than `max_length`',
  })

export const emailInput = z.strictObject({
  ...typable,
  type: z.literal('email_text_input'),
  initial_value: z.string().optional(),
})

export const urlInput = z.strictObject({
  ...typable,
  type: z.literal('url_text_input'),
  initial_value: z.string().optional(),
})

const numeral = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number as a string')

export const numberInput = z
  .strictObject({
    ...typable,
    type: z.literal('number_input'),
    is_decimal_allowed: z.boolean(),
    initial_value: numeral.optional(),
    min_value: numeral.optional(),
    max_value: numeral.optional(),
  })
  .refine((input) => !input.min_value || !input.max_value || Number(input.min_value) <= Number(input.max_value), {
    path: ['min_value'],
    message: 'must not be greater than `max_value`',
  })

const lines = z.number().int().min(1).max(100).optional()

export const richTextInput = z.strictObject({
  ...typable,
  type: z.literal('rich_text_input'),
  initial_value: richText.optional(),
  min_lines: lines,
  max_lines: lines,
})

export const fileInput = z.strictObject({
  ...actionable,
  type: z.literal('file_input'),
  filetypes: z.array(z.string().min(1)).optional(),
  max_files: z.number().int().min(1).max(10).optional(),
})
