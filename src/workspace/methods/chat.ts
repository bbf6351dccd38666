import { z } from 'zod'
import { previewsOf, readContent } from '../content.ts'
import type { Content, StoredMessage } from '../conversations.ts'
import { Refusal } from '../refusal.ts'
import { toMessage } from '../wire.ts'
import type { World } from '../world.ts'
import { postableChannel, visibleChannel } from './access.ts'
import { flag, json, method } from './method.ts'

const metadata = json(
  z.object({ event_type: z.string().min(1), event_payload: z.record(z.string(), z.unknown()) }),
).optional()

/** Attachments are a legacy that the workspace does not draw. */
const said = {
  channel: z.string(),
  text: z.string().optional(),
  blocks: json(z.unknown()).optional(),
  attachments: z.undefined().optional(),
}

const SCOPE = { scope: 'chat:write' }

export const CHAT_METHODS = {
  'chat.postMessage': method(
    z.object({
      ...said,
      metadata,
      thread_ts: z.string().optional(),
      reply_broadcast: flag.optional(),
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      mrkdwn: flag.optional(),
    }),
    (args, world) => {
      const channel = postableChannel(world, args.channel)
      const content = contentOf(args, world)
      if (args.thread_ts !== undefined && !world.conversations.message(channel.id, args.thread_ts)) {
        throw new Refusal('thread_not_found')
      }
      const message = world.conversations.post({
        ...content,
        ...previewsOf(args),
        ...(args.thread_ts === undefined ? {} : { threadTs: args.thread_ts }),
        channel: channel.id,
        user: world.directory.bot.id,
      })
      return { channel: channel.id, ts: message.ts, message: toMessage(message, world.directory, true) }
    },
    SCOPE,
  ),

  'chat.postEphemeral': method(
    z.object({ ...said, user: z.string(), thread_ts: z.string().optional() }),
    (args, world) => {
      const channel = postableChannel(world, args.channel)
      if (!world.directory.person(args.user)) throw new Refusal('user_not_found')
      if (!channel.members.includes(args.user)) throw new Refusal('user_not_in_channel')
      const { ts } = world.conversations.post({
        ...contentOf(args, world),
        ...(args.thread_ts === undefined ? {} : { threadTs: args.thread_ts }),
        channel: channel.id,
        user: world.directory.bot.id,
        ephemeralTo: args.user,
      })
      return { message_ts: ts }
    },
    SCOPE,
  ),

  'chat.update': method(
    z.object({ ...said, metadata, ts: z.string() }),
    (args, world) => {
      const message = ownMessage(world, args, 'cant_update_message')
      // Blocks that are not mentioned stay (https://docs.slack.dev/reference/methods/chat.update).
      const blocks = args.blocks === undefined ? message.blocks : args.blocks
      const updated = world.conversations.edit(message, contentOf({ ...args, blocks }, world))
      const { ts, channel, text } = updated
      return { channel, ts, text, message: toMessage(updated, world.directory, true) }
    },
    SCOPE,
  ),

  'chat.delete': method(
    z.object({ channel: z.string(), ts: z.string() }),
    (args, world) => {
      const message = ownMessage(world, args, 'cant_delete_message')
      world.conversations.remove(message)
      return { channel: message.channel, ts: message.ts }
    },
    SCOPE,
  ),

  'chat.getPermalink': method(z.object({ channel: z.string(), message_ts: z.string() }), (args, world) => {
    const channel = visibleChannel(world, args.channel)
    const message = world.conversations.message(channel.id, args.message_ts)
    if (!message || message.ephemeralTo) throw new Refusal('message_not_found')
    const { threadTs, ts } = message
    const thread = threadTs === undefined ? '' : `?${new URLSearchParams({ thread_ts: threadTs, cid: channel.id })}`
    const permalink = `${world.baseUrl()}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`
    return { channel: channel.id, permalink }
  }),

  'reactions.add': method(
    z.object({ channel: z.string(), timestamp: z.string(), name: z.string().regex(/^[\w+-]+$/) }),
    (args, world) => {
      const channel = postableChannel(world, args.channel)
      const message = world.conversations.message(channel.id, args.timestamp)
      if (!message || message.ephemeralTo) throw new Refusal('message_not_found')
      world.conversations.react(message, world.directory.bot.id, args.name)
      return {}
    },
    { scope: 'reactions:write' },
  ),
}

interface Said {
  readonly text?: string | undefined
  readonly blocks?: unknown
  readonly metadata?: Content['metadata'] | undefined
}

const contentOf = ({ metadata: meta, ...said }: Said, { ids }: World): Content => ({
  ...readContent(said, ids),
  ...(meta ? { metadata: meta } : {}),
})

/** Ephemeral messages cannot be reached by their `ts`. */
const ownMessage = (world: World, args: { channel: string; ts: string }, otherwise: string): StoredMessage => {
  const channel = postableChannel(world, args.channel)
  const message = world.conversations.message(channel.id, args.ts)
  if (!message || message.ephemeralTo) throw new Refusal('message_not_found')
  if (message.user !== world.directory.bot.id) throw new Refusal(otherwise)
  return message
}
