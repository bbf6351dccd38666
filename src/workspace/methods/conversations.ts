import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { toChannel } from '../wire.ts'
import { demandScope, type World } from '../world.ts'
import { directMessage, isMember, knownChannel, scopeFor } from './access.ts'
import { flag, method, names, paging, slice } from './method.ts'

/** What `types` calls the kinds of channel. */
const KINDS: Readonly<Record<string, 'public' | 'private' | 'im'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
}

const listing = {
  ...paging,
  types: names.default(['public_channel']),
  exclude_archived: flag.default(false),
}

export const CONVERSATIONS_METHODS = {
  'conversations.info': method(
    z.object({ channel: z.string(), include_num_members: flag.default(false) }),
    ({ channel: id, include_num_members }, world) => {
      const { num_members, ...channel } = toChannel(knownChannel(world, id, 'read'), world.directory)
      return { channel: include_num_members ? { ...channel, num_members } : channel }
    },
  ),

  /** Public channels, and of the others those that the app is in. */
  'conversations.list': method(z.object(listing), (args, world) => list(world, args)),

  /** The channels that the app or `user` is in; those of `user` that are not public only where the app is as well. */
  'users.conversations': method(z.object({ ...listing, user: z.string().optional() }), (args, world) => {
    const { user = world.directory.bot.id } = args
    if (!world.directory.person(user)) throw new Refusal('user_not_found')
    return list(world, { ...args, of: user })
  }),

  'conversations.members': method(z.object({ ...paging, channel: z.string() }), ({ channel, ...page }, world) => {
    const { items, next } = slice(knownChannel(world, channel, 'read').members, page)
    return { members: items, response_metadata: { next_cursor: next } }
  }),

  'conversations.open': method(
    z.object({ users: names.optional(), channel: z.string().optional(), return_im: flag.default(false) }),
    ({ users = [], channel: id, return_im }, world) => {
      const [user, another] = users
      if (user === undefined && id === undefined) throw new Refusal('users_list_not_supplied')
      if (another !== undefined) throw new Refusal('method_not_supported_for_channel_type')
      if (user !== undefined && !world.directory.person(user)) throw new Refusal('user_not_found')
      const channel = id === undefined ? directMessage(world, user ?? '') : world.conversations.find(id)
      if (channel?.kind !== 'im') throw new Refusal('channel_not_found')
      return { channel: return_im ? toChannel(channel, world.directory) : { id: channel.id } }
    },
    { scope: 'im:write' },
  ),

  'conversations.join': method(
    z.object({ channel: z.string() }),
    ({ channel: id }, world) => {
      const channel = world.conversations.find(id)
      if (!channel) throw new Refusal('channel_not_found')
      if (channel.kind !== 'public') throw new Refusal('method_not_supported_for_channel_type')
      if (channel.archived) throw new Refusal('is_archived')
      world.conversations.join(id, world.directory.bot.id)
      return { channel: toChannel(world.conversations.find(id) ?? channel, world.directory) }
    },
    { scope: 'channels:join' },
  ),
}

interface ListArguments {
  readonly types: readonly string[]
  readonly exclude_archived: boolean
  readonly limit: number
  readonly cursor: string
  /** Only channels with this person in them. */
  readonly of?: string
}

const list = (world: World, { types, exclude_archived, of, ...page }: ListArguments) => {
  const kinds = types.map((type) => KINDS[type])
  if (kinds.includes(undefined)) throw new Refusal('invalid_types')
  for (const kind of kinds) if (kind) demandScope(world, scopeFor({ kind }, 'read'))
  const found = world.conversations
    .all()
    .filter((channel) => kinds.includes(channel.kind))
    .filter((channel) => channel.kind === 'public' || isMember(world, channel))
    .filter((channel) => of === undefined || channel.members.includes(of))
    .filter((channel) => !exclude_archived || !channel.archived)
  const { items, next } = slice(found, page)
  return {
    channels: items.map((channel) => toChannel(channel, world.directory)),
    response_metadata: { next_cursor: next },
  }
}
