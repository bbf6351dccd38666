import type { Conversation, Life } from './conversations.ts'
import type { Gesture, GestureAnswer, Person } from './protocol.ts'
import { Refusal } from './refusal.ts'
import type { World } from './world.ts'

type Manage = Extract<
  Gesture,
  { do: 'rename' | 'archive' | 'unarchive' | 'make_private' | 'invite_user' | 'remove_user' }
>

/** Slack takes small letters of any script, digits, `-` and `_`. */
const NAME = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]+$/u
const LONGEST_NAME = 80

/** Renames, archives, reopens or closes off a channel, or changes who is in it. */
export const manageChannel = (world: World, person: Person, gesture: Manage): GestureAnswer => {
  const channel = manageable(world, person, gesture.channel)
  if (gesture.do !== 'unarchive' && channel.archived) throw new Refusal('is_archived')
  const change = (kind: Life['kind'], to: Partial<Conversation>) =>
    world.conversations.change(channel.id, to, { kind, user: person.id })
  switch (gesture.do) {
    case 'rename':
      demandName(world, gesture.name)
      change('renamed', { name: gesture.name })
      break
    case 'archive':
      change('archived', { archived: true })
      break
    case 'unarchive':
      if (!channel.archived) throw new Refusal('not_archived')
      change('unarchived', { archived: false })
      break
    case 'make_private':
      // What public channels may become is the business of those who run the workspace.
      if (!person.isAdmin) throw new Refusal('restricted_action')
      if (channel.kind === 'private') throw new Refusal('method_not_supported_for_channel_type')
      change('made_private', { kind: 'private' })
      break
    case 'invite_user':
      if (!world.directory.person(gesture.user)) throw new Refusal('user_not_found')
      if (channel.members.includes(gesture.user)) throw new Refusal('already_in_channel')
      world.conversations.join(channel.id, gesture.user, person.id)
      break
    case 'remove_user':
      if (!channel.members.includes(gesture.user)) throw new Refusal('not_in_channel')
      world.conversations.leave(channel.id, gesture.user, person.id)
      break
  }
  return { ok: true }
}

const manageable = ({ conversations }: World, person: Person, id: string): Conversation => {
  const channel = conversations.find(id)
  if (!channel?.members.includes(person.id)) throw new Refusal('channel_not_found')
  if (channel.kind === 'im') throw new Refusal('method_not_supported_for_channel_type')
  if (person.isGuest) throw new Refusal('restricted_action')
  return channel
}

const demandName = ({ conversations }: World, name: string): void => {
  if (name.length > LONGEST_NAME) throw new Refusal('invalid_name_maxlength')
  if (!NAME.test(name)) throw new Refusal('invalid_name_specials')
  if (conversations.all().some((each) => each.name === name)) throw new Refusal('name_taken')
}
