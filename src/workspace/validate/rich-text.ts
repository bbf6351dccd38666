import { z } from 'zod'
import { httpUrl, id, linkUrl } from './text.ts'

const style = z
  .strictObject({
    bold: z.boolean().optional(),
    code: z.boolean().optional(),
    italic: z.boolean().optional(),
    strike: z.boolean().optional(),
    underline: z.boolean().optional(),
  })
  .optional()

const text = z.strictObject({ type: z.literal('text'), text: z.string().min(1), style })

const link = z.strictObject({
  type: z.literal('link'),
  url: linkUrl,
  text: z.string().min(1).optional(),
  unsafe: z.boolean().optional(),
  style,
})

const broadcast = z.strictObject({
  type: z.literal('broadcast'),
  range: z.enum(['here', 'channel', 'everyone']),
  style,
})

const color = z.strictObject({
  type: z.literal('color'),
  value: z.string().regex(/^#[0-9a-f]{6}$/i, 'invalid color'),
  style,
})

const date = z.strictObject({
  type: z.literal('date'),
  timestamp: z.number().int(),
  format: z.string().min(1),
  url: linkUrl.optional(),
  fallback: z.string().min(1).optional(),
  style,
})

const emoji = z.strictObject({
  type: z.literal('emoji'),
  name: z.string().min(1),
  unicode: z.string().optional(),
  url: httpUrl.optional(),
  style,
})

const channel = z.strictObject({ type: z.literal('channel'), channel_id: z.string().min(1), style })
const team = z.strictObject({ type: z.literal('team'), team_id: z.string().min(1), style })
const user = z.strictObject({ type: z.literal('user'), user_id: z.string().min(1), style })
const usergroup = z.strictObject({ type: z.literal('usergroup'), usergroup_id: z.string().min(1), style })

const inline = z.discriminatedUnion('type', [text, link, broadcast, channel, color, date, emoji, team, user, usergroup])

const border = z.union([z.literal(0), z.literal(1)]).optional()

const section = z.strictObject({ type: z.literal('rich_text_section'), elements: z.array(inline) })

const list = z.strictObject({
  type: z.literal('rich_text_list'),
  style: z.enum(['bullet', 'ordered']),
  elements: z.array(section).min(1),
  indent: z.number().int().min(0).max(8).optional(),
  offset: z.number().int().min(0).optional(),
  border,
})

const quote = z.strictObject({ type: z.literal('rich_text_quote'), elements: z.array(inline), border })

const preformatted = z.strictObject({
  type: z.literal('rich_text_preformatted'),
  elements: z.array(z.discriminatedUnion('type', [text, link])),
  border,
})

/** @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: id.optional(),
  elements: z.array(z.discriminatedUnion('type', [section, list, quote, preformatted])).min(1),
})
