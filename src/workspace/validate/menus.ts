import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { confirmable, focusable, selectable, several } from './mixins.ts'
import { conversationFilter, linkOption, option, optionGroups, options, richOption } from './objects.ts'

/** The elements in which a person chooses from a list, each under its documented name. */

export const overflow = z.strictObject({
  ...confirmable,
  type: z.literal('overflow'),
  options: z.array(linkOption).min(1).max(5),
})

const AMONG = 'must be among the options'

const isAmong = (offered: readonly unknown[], chosen: unknown): boolean =>
  offered.some((each) => isDeepStrictEqual(each, chosen))

const fewOptions = z.array(richOption).min(1).max(10)

export const radioButtons = z
  .strictObject({
    ...confirmable,
    ...focusable,
    type: z.literal('radio_buttons'),
    options: fewOptions,
    initial_option: richOption.optional(),
  })
  .refine((radio) => !radio.initial_option || isAmong(radio.options, radio.initial_option), {
    path: ['initial_option'],
    message: AMONG,
  })

export const checkboxes = z
  .strictObject({
    ...confirmable,
    ...focusable,
    type: z.literal('checkboxes'),
    options: fewOptions,
    initial_options: fewOptions.optional(),
  })
  .refine((boxes) => (boxes.initial_options ?? []).every((chosen) => isAmong(boxes.options, chosen)), {
    path: ['initial_options'],
    message: AMONG,
  })

type Offer = {
  options?: z.infer<typeof options> | undefined
  option_groups?: z.infer<typeof optionGroups> | undefined
}

const offered = (menu: Offer) => menu.options ?? menu.option_groups?.flatMap((group) => group.options) ?? []

const oneOffer = z.refine<Offer>(
  (menu) => (menu.options === undefined) !== (menu.option_groups === undefined),
  'must define either `options` or `option_groups`',
)

const offer = { options: options.optional(), option_groups: optionGroups.optional() }

export const staticSelect = z
  .strictObject({ ...selectable, ...offer, type: z.literal('static_select'), initial_option: option.optional() })
  .check(oneOffer)
  .refine((menu) => !menu.initial_option || isAmong(offered(menu), menu.initial_option), {
    path: ['initial_option'],
    message: AMONG,
  })

export const multiStaticSelect = z
  .strictObject({
    ...several,
    ...offer,
    type: z.literal('multi_static_select'),
    initial_options: options.optional(),
  })
  .check(oneOffer)
  .refine((menu) => (menu.initial_options ?? []).every((chosen) => isAmong(offered(menu), chosen)), {
    path: ['initial_options'],
    message: AMONG,
  })

const minQuery = { min_query_length: z.number().int().min(0).optional() }

export const externalSelect = z.strictObject({
  ...selectable,
  ...minQuery,
  type: z.literal('external_select'),
  initial_option: option.optional(),
})

export const multiExternalSelect = z.strictObject({
  ...several,
  ...minQuery,
  type: z.literal('multi_external_select'),
  initial_options: options.optional(),
})

const slackId = z.string().min(1)

export const usersSelect = z.strictObject({
  ...selectable,
  type: z.literal('users_select'),
  initial_user: slackId.optional(),
})

export const multiUsersSelect = z.strictObject({
  ...several,
  type: z.literal('multi_users_select'),
  initial_users: z.array(slackId).optional(),
})

const respondable = { response_url_enabled: z.boolean().optional() }
const filterable = {
  filter: conversationFilter.optional(),
  default_to_current_conversation: z.boolean().optional(),
}

export const conversationsSelect = z.strictObject({
  ...selectable,
  ...respondable,
  ...filterable,
  type: z.literal('conversations_select'),
  initial_conversation: slackId.optional(),
})

export const multiConversationsSelect = z.strictObject({
  ...several,
  ...filterable,
  type: z.literal('multi_conversations_select'),
  initial_conversations: z.array(slackId).optional(),
})

export const channelsSelect = z.strictObject({
  ...selectable,
  ...respondable,
  type: z.literal('channels_select'),
  initial_channel: slackId.optional(),
})

export const multiChannelsSelect = z.strictObject({
  ...several,
  type: z.literal('multi_channels_select'),
  initial_channels: z.array(slackId).optional(),
})
