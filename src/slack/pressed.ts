import { z } from 'zod'

/* What Slack says of a button that was pressed, or a menu in which something was chosen. */

const actionSchema = z.union([
  z.object({ value: z.string() }).transform(({ value }) => value),
  z.object({ selected_option: z.object({ value: z.string() }) }).transform((action) => action.selected_option.value),
])

/** The id of the block that it is in. */
export const blockOf = (action: unknown): string =>
  z.object({ block_id: z.string() }).safeParse(action).data?.block_id ?? ''

/** What a button carries, or the option that was chosen in a menu. */
export const chosenValue = (action: unknown): string => actionSchema.safeParse(action).data ?? ''
