import { z } from 'zod'
import { anyText, httpUrl, linkUrl, plainText } from './text.ts'

/** Slack's documents say 150 for `value` in one place and 75 in another: the smaller is safe. */
const OPTION_LIMIT = 75

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const option = z.strictObject({
  text: plainText(OPTION_LIMIT),
  value: z.string().min(1).max(OPTION_LIMIT),
  description: plainText(OPTION_LIMIT).optional(),
})

/** In radio buttons and checkboxes, where the text may be mrkdwn. */
export const richOption = option.extend({
  text: anyText(OPTION_LIMIT),
  description: anyText(OPTION_LIMIT).optional(),
})

/** In overflow menus, where an option may be a link. */
export const linkOption = option.extend({ url: linkUrl.optional() })

export const options = z.array(option).min(1).max(100)

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/option-group-object */
export const optionGroups = z
  .array(z.strictObject({ label: plainText(75), options }))
  .min(1)
  .max(100)

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object */
export const confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: z.enum(['primary', 'danger']).optional(),
})

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/dispatch-action-configuration-object */
export const dispatchActionConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(['on_enter_pressed', 'on_character_entered']))
    .min(1)
    .max(2)
    .optional(),
})

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/conversation-filter-object */
export const conversationFilter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .refine((filter) => Object.keys(filter).length > 0, 'must define at least one filter')

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object */
const slackFile = z
  .strictObject({ url: httpUrl.optional(), id: z.string().min(1).optional() })
  .refine((file) => (file.url === undefined) !== (file.id === undefined), 'must define either `url` or `id`')

/** Where an image comes from: `.check(oneSource)` asks for exactly one of the two. */
export const imageSource = { image_url: httpUrl.optional(), slack_file: slackFile.optional() }

export const oneSource = z.refine<{ image_url?: string | undefined; slack_file?: unknown }>(
  (image) => (image.image_url === undefined) !== (image.slack_file === undefined),
  'must define either `image_url` or `slack_file`',
)
