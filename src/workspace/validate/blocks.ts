import { z } from 'zod'
import { button, feedbackButtons, iconButton, image as imageElement } from './elements.ts'
import { imageSource, oneSource } from './objects.ts'
import { richText } from './rich-text.ts'
import { ACCESSORY, ACTIONS_ELEMENT, INPUT_ELEMENT, type Surface } from './surfaces.ts'
import { dataTable, table } from './tables.ts'
import { anyText, httpsUrl, httpUrl, id, linkUrl, mrkdwn, plainText } from './text.ts'

/** Every block that an app may send, each under its documented name. `blocksOf` says which surface takes which. */

const named = { block_id: id.optional() }

const actions = (surface: Surface) =>
  z.strictObject({
    ...named,
    type: z.literal('actions'),
    elements: z.array(ACTIONS_ELEMENT[surface]).min(1).max(25),
  })

const alert = z.strictObject({
  ...named,
  type: z.literal('alert'),
  text: anyText(),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})

const card = z
  .strictObject({
    ...named,
    type: z.literal('card'),
    hero_image: imageElement.optional(),
    icon: imageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(2).optional(),
  })
  .refine(
    ({ hero_image, title, body, actions }) => Boolean(hero_image ?? title ?? body ?? actions),
    'must define at least one of `hero_image`, `title`, `actions` or `body`',
  )

const carousel = z.strictObject({
  ...named,
  type: z.literal('carousel'),
  elements: z.array(card).min(1).max(10),
})

const context = z.strictObject({
  ...named,
  type: z.literal('context'),
  elements: z
    .array(z.discriminatedUnion('type', [plainText(), mrkdwn(), imageElement]))
    .min(1)
    .max(10),
})

const contextActions = z.strictObject({
  ...named,
  type: z.literal('context_actions'),
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
})

const divider = z.strictObject({ ...named, type: z.literal('divider') })

const header = z.strictObject({
  ...named,
  type: z.literal('header'),
  text: plainText(150),
  level: z.number().int().min(1).max(4).optional(),
})

const image = z
  .strictObject({
    ...named,
    ...imageSource,
    type: z.literal('image'),
    alt_text: z.string().min(1).max(2000),
    title: plainText(2000).optional(),
  })
  .check(oneSource)

const input = (surface: Surface) =>
  z.strictObject({
    ...named,
    type: z.literal('input'),
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: INPUT_ELEMENT[surface],
  })

export const MARKDOWN_LIMIT = 12_000

const markdown = z.strictObject({
  ...named,
  type: z.literal('markdown'),
  text: z.string().min(1).max(MARKDOWN_LIMIT),
})

const section = (surface: Surface) =>
  z
    .strictObject({
      ...named,
      type: z.literal('section'),
      text: anyText().optional(),
      fields: z.array(anyText(2000)).min(1).max(10).optional(),
      accessory: ACCESSORY[surface].optional(),
      expand: z.boolean().optional(),
    })
    .refine(({ text, fields }) => Boolean(text ?? fields), 'must define either `text` or `fields`')

const taskCard = z.strictObject({
  ...named,
  type: z.literal('task_card'),
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: linkUrl, text: z.string().min(1) })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
})

const plan = z.strictObject({
  ...named,
  type: z.literal('plan'),
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
})

const video = z.strictObject({
  ...named,
  type: z.literal('video'),
  video_url: httpsUrl,
  thumbnail_url: httpUrl,
  alt_text: z.string().min(1),
  title: plainText(199),
  title_url: httpsUrl.optional(),
  author_name: z.string().max(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: httpUrl.optional(),
  description: plainText(200).optional(),
})

const common = (surface: Surface) =>
  [actions(surface), context, divider, header, image, input(surface), richText, section(surface), video] as const

/** Groups other blocks under a title; never another container. */
const container = z
  .strictObject({
    ...named,
    type: z.literal('container'),
    title: plainText(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(z.discriminatedUnion('type', [...common('message'), table]))
      .min(1)
      .max(10),
    width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
    icon: imageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine(({ title, rich_text_title }) => Boolean(title ?? rich_text_title), 'missing required field: title')
  .refine(({ is_collapsible, default_collapsed }) => !default_collapsed || is_collapsible, {
    path: ['default_collapsed'],
    message: 'must define `is_collapsible` to use `default_collapsed`',
  })

/**
 * The blocks of each surface. Where Slack's schema takes a block that its clients then do not draw (a card in a modal,
 * a table on Home), the block is left out here: what nobody would see is refused.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
const BLOCKS_OF = {
  message: z.discriminatedUnion('type', [
    ...common('message'),
    card,
    carousel,
    container,
    contextActions,
    dataTable,
    markdown,
    plan,
    table,
    taskCard,
  ]),
  modal: z.discriminatedUnion('type', [...common('modal'), alert]),
  home: z.discriminatedUnion('type', [...common('home'), card, carousel]),
}

/** @see https://docs.slack.dev/reference/block-kit/blocks */
const MOST_BLOCKS = { message: 50, modal: 100, home: 100 }

export const blocksOf = (surface: Surface) => z.array(BLOCKS_OF[surface]).max(MOST_BLOCKS[surface])
