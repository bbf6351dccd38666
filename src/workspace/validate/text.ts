import { z } from 'zod'

/** The most that any text object holds. */
const TEXT_LIMIT = 3000

/** @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const plainText = (limit = TEXT_LIMIT) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(limit),
    emoji: z.boolean().optional(),
  })

export const mrkdwn = (limit = TEXT_LIMIT) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(limit),
    verbatim: z.boolean().optional(),
  })

export const anyText = (limit = TEXT_LIMIT) => z.discriminatedUnion('type', [plainText(limit), mrkdwn(limit)])

/** `action_id`, `block_id`, `callback_id`. */
export const id = z.string().min(1).max(255)

const url = (protocols: RegExp) => z.url({ protocol: protocols }).max(3000)

/** What Slack fetches by itself: images and the like. */
export const httpUrl = url(/^https?$/)

/** What a person may be sent to. */
export const linkUrl = url(/^(https?|mailto|tel|slack)$/)

export const httpsUrl = url(/^https$/)
