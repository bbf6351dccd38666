import { z } from 'zod'
import * as element from './elements.ts'
import * as menu from './menus.ts'

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home'

const SELECTS = [
  menu.staticSelect,
  menu.externalSelect,
  menu.usersSelect,
  menu.conversationsSelect,
  menu.channelsSelect,
  menu.multiStaticSelect,
  menu.multiExternalSelect,
  menu.multiUsersSelect,
  menu.multiConversationsSelect,
  menu.multiChannelsSelect,
] as const

const CHOICES = [...SELECTS, menu.checkboxes, menu.radioButtons, element.datepicker, element.timepicker] as const

const CLICKS = [...CHOICES, element.button, menu.overflow] as const

/** @see https://docs.slack.dev/reference/block-kit/blocks/actions-block */
export const ACTIONS_ELEMENT = {
  message: z.discriminatedUnion('type', [...CLICKS, element.datetimepicker, element.workflowButton]),
  modal: z.discriminatedUnion('type', [...CLICKS, element.datetimepicker, element.richTextInput]),
  home: z.discriminatedUnion('type', [...CLICKS, element.richTextInput]),
}

/** No datetimepicker here. @see https://docs.slack.dev/reference/block-kit/blocks/section-block */
export const ACCESSORY = {
  message: z.discriminatedUnion('type', [...CLICKS, element.image, element.workflowButton]),
  modal: z.discriminatedUnion('type', [...CLICKS, element.image]),
  home: z.discriminatedUnion('type', [...CLICKS, element.image]),
}

const INPUTS = [...CHOICES, element.plainTextInput] as const

/** @see https://docs.slack.dev/reference/block-kit/blocks/input-block */
export const INPUT_ELEMENT = {
  message: z.discriminatedUnion('type', [...INPUTS, element.datetimepicker]),
  modal: z.discriminatedUnion('type', [
    ...INPUTS,
    element.datetimepicker,
    element.emailInput,
    element.fileInput,
    element.numberInput,
    element.richTextInput,
    element.urlInput,
  ]),
  home: z.discriminatedUnion('type', [...INPUTS, element.richTextInput]),
}
