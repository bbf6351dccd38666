import type { Conversation } from '../conversations.ts'
import type { Channel } from '../protocol.ts'
import { Refusal } from '../refusal.ts'
import { demandScope, type World } from '../world.ts'

/** The kinds of channel, as scopes call them. */
const FAMILY = { public: 'channels', private: 'groups', im: 'im' } as const

export const isMember = ({ directory }: World, channel: Channel): boolean => channel.members.includes(directory.bot.id)

/** `channels:read`, `groups:history`. */
export const scopeFor = ({ kind }: Pick<Channel, 'kind'>, right: 'read' | 'history'): string =>
  `${FAMILY[kind]}:${right}`

/**
 * A channel that the app may know of. Private ones that it is not in do not exist for it.
 * @throws Refusal `channel_not_found`
 */
export const visibleChannel = (world: World, id: string): Conversation => {
  const channel = world.conversations.find(id)
  if (!channel || (channel.kind !== 'public' && !isMember(world, channel))) throw new Refusal('channel_not_found')
  return channel
}

/** @throws Refusal `channel_not_found`, `missing_scope` */
export const knownChannel = (world: World, id: string, right: 'read' | 'history'): Conversation => {
  const channel = visibleChannel(world, id)
  demandScope(world, scopeFor(channel, right))
  return channel
}

/**
 * A channel that the app may post to. A user id stands for the direct message with that person.
 * @throws Refusal `channel_not_found`, `not_in_channel`, `is_archived`
 */
export const postableChannel = (world: World, id: string): Conversation => {
  return demandMember(world, directMessage(world, id) ?? visibleChannel(world, id))
}

/** @throws Refusal `not_in_channel`, `is_archived` */
export const demandMember = (world: World, channel: Conversation): Conversation => {
  if (!isMember(world, channel)) throw new Refusal('not_in_channel')
  if (channel.archived) throw new Refusal('is_archived')
  return channel
}

/** The direct message between the app and this person. */
export const directMessage = (world: World, user: string): Conversation | undefined => {
  if (user === world.directory.bot.id) return undefined
  const direct = world.conversations.all().filter(({ kind }) => kind === 'im')
  return direct.find((channel) => channel.members.includes(user) && isMember(world, channel))
}
