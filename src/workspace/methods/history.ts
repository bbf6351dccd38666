import { z } from 'zod'
import type { StoredMessage } from '../conversations.ts'
import { Refusal } from '../refusal.ts'
import { toMessage } from '../wire.ts'
import type { World } from '../world.ts'
import { isMember, knownChannel } from './access.ts'
import { flag, method, paging, slice } from './method.ts'

const range = {
  ...paging,
  channel: z.string(),
  oldest: z.string().default('0'),
  latest: z.string().optional(),
  inclusive: flag.default(false),
  include_all_metadata: flag.default(false),
}

type Range = z.output<z.ZodObject<typeof range>>

export const HISTORY_METHODS = {
  /** Newest first; replies are only in their thread. */
  'conversations.history': method(z.object(range), (args, world) => {
    const messages = said(world, args).filter(({ threadTs, ts }) => threadTs === undefined || threadTs === ts)
    return page(world, args, messages.filter(within(args)).reverse())
  }),

  /** The message itself and its replies, oldest first. */
  'conversations.replies': method(z.object({ ...range, ts: z.string() }), (args, world) => {
    const messages = said(world, args).filter(({ threadTs, ts }) => ts === args.ts || threadTs === args.ts)
    if (messages[0]?.ts !== args.ts) throw new Refusal('thread_not_found')
    return page(world, args, messages.filter(within(args)))
  }),
}

const said = (world: World, args: Range): readonly StoredMessage[] => {
  const channel = knownChannel(world, args.channel, 'history')
  if (!isMember(world, channel)) throw new Refusal('not_in_channel')
  return world.conversations.messages(channel.id)
}

/** Timestamps compare as text: they all have ten digits before the dot and six behind it. */
const within =
  ({ oldest, latest, inclusive }: Range) =>
  ({ ts }: StoredMessage): boolean => {
    if (inclusive && (ts === oldest || ts === latest)) return true
    return ts > oldest && (latest === undefined || ts < latest)
  }

const page = (world: World, args: Range, messages: readonly StoredMessage[]) => {
  const { items, next } = slice(messages, args)
  const replies = world.conversations.messages(args.channel)
  return {
    messages: items.map((message) => ({
      ...toMessage(message, world.directory, args.include_all_metadata),
      ...thread(message, replies),
    })),
    has_more: next !== '',
    ...(next === '' ? {} : { response_metadata: { next_cursor: next } }),
  }
}

/** What a message with replies says of them. */
const thread = ({ ts }: StoredMessage, all: readonly StoredMessage[]) => {
  const replies = all.filter((each) => each.threadTs === ts && each.ts !== ts)
  if (replies.length === 0) return {}
  const users = [...new Set(replies.map(({ user }) => user))]
  return { thread_ts: ts, reply_count: replies.length, reply_users: users, latest_reply: replies.at(-1)?.ts }
}
