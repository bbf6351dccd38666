import type { KnownBlock } from '@slack/types'
import { z } from 'zod'

/* What Slack says of a button that was pressed, or a menu in which something was chosen. */

const actionSchema = z.union([
  z.object({ value: z.string() }).transform(({ value }) => value),
  z.object({ selected_option: z.object({ value: z.string() }) }).transform((action) => action.selected_option.value),
])

/** The id of the block that it is in. */
export const blockOf = (action: unknown): string =>
  z.object({ block_id: z.string() }).safeParse(action).data?.block_id ?? ''

const sharedSchema = z.object({
  container: z.object({ is_ephemeral: z.literal(false).optional() }),
  message: z.object({ blocks: z.array(z.looseObject({ type: z.string() })) }),
})

/** The blocks of the message that it is in, where everybody sees that message. They are ours, so of the kinds we know. */
export const sharedBlocks = (body: unknown): readonly KnownBlock[] | undefined =>
  sharedSchema.safeParse(body).data?.message.blocks as KnownBlock[] | undefined

/** What a button carries, or the option that was chosen in a menu. */
export const chosenValue = (action: unknown): string => actionSchema.safeParse(action).data ?? ''
