import { z } from 'zod'
import type { Gesture } from './protocol.ts'

const elementState = z.looseObject({ type: z.string() })
const stateValues = z.record(z.string(), z.record(z.string(), elementState))

const place = z.discriminatedUnion('in', [
  z.object({ in: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ in: z.literal('view'), viewId: z.string() }),
])

const as = z.string()
const target = { as, place, blockId: z.string(), actionId: z.string() }

/** What the page posts, parsed. */
export const gestureSchema: z.ZodType<Gesture> = z.discriminatedUnion('do', [
  z.object({
    as,
    do: z.literal('say'),
    channel: z.string(),
    text: z.string(),
    threadTs: z.string().exactOptional(),
    files: z.array(z.string()).max(10).exactOptional(),
  }),
  z.object({ as, do: z.literal('command'), channel: z.string(), text: z.string() }),
  z.object({ as, do: z.literal('shortcut'), callbackId: z.string() }),
  z.object({ as, do: z.literal('message_shortcut'), callbackId: z.string(), channel: z.string(), ts: z.string() }),
  z.object({ ...target, do: z.literal('act'), element: elementState, state: stateValues.exactOptional() }),
  z.object({ ...target, do: z.literal('look'), value: z.string() }),
  z.object({ as, do: z.literal('submit'), viewId: z.string(), state: stateValues }),
  z.object({ as, do: z.literal('close'), viewId: z.string() }),
  z.object({ as, do: z.literal('rename'), channel: z.string(), name: z.string() }),
  z.object({ as, do: z.enum(['archive', 'unarchive', 'make_private']), channel: z.string() }),
  z.object({ as, do: z.enum(['invite_user', 'remove_user']), channel: z.string(), user: z.string() }),
  z.object({ as, do: z.literal('open_home') }),
])
