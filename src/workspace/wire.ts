import { IANAZone } from 'luxon'
import type { Conversation, StoredMessage } from './conversations.ts'
import type { Directory } from './directory.ts'
import type { Person } from './protocol.ts'

type Json = Record<string, unknown>

/** A message as `conversations.history` and event payloads show it; metadata comes only where it is asked for. */
export const toMessage = (message: StoredMessage, { team, app }: Directory, withMetadata = false): Json => ({
  type: 'message',
  user: message.user,
  ts: message.ts,
  text: message.text,
  team: team.id,
  ...(message.user === app.botUser
    ? { bot_id: app.botId, app_id: app.id, bot_profile: toBotProfile(app, team.id) }
    : {}),
  ...(message.blocks ? { blocks: message.blocks } : {}),
  ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  ...(message.editedTs === undefined ? {} : { edited: { user: message.user, ts: message.editedTs } }),
  ...(message.reactions ? { reactions: message.reactions.map((each) => ({ ...each, count: each.users.length })) } : {}),
  ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
})

const toBotProfile = (app: Directory['app'], teamId: string): Json => ({
  id: app.botId,
  app_id: app.id,
  name: app.name,
  team_id: teamId,
  deleted: false,
  updated: 0,
  icons: {},
})

/** @see https://docs.slack.dev/reference/objects/conversation-object */
export const toChannel = (channel: Conversation, { bot, team }: Directory): Json => {
  const shared = { id: channel.id, created: 0, is_archived: channel.archived, context_team_id: team.id }
  if (channel.kind === 'im') {
    const user = channel.members.find((member) => member !== bot.id)
    return { ...shared, is_im: true, is_org_shared: false, user, is_user_deleted: false, priority: 0 }
  }
  const isPrivate = channel.kind === 'private'
  return {
    ...shared,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: isPrivate,
    is_general: false,
    is_shared: false,
    is_ext_shared: false,
    is_org_shared: false,
    creator: channel.members[0] ?? '',
    is_member: channel.members.includes(bot.id),
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  }
}

interface UserOptions {
  readonly now: number
  readonly includeLocale?: boolean | undefined
}

/** @see https://docs.slack.dev/reference/objects/user-object */
export const toUser = (person: Person, { team, app }: Directory, { now, includeLocale }: UserOptions): Json => {
  const zone = IANAZone.create(person.tz)
  return {
    id: person.id,
    team_id: team.id,
    name: person.name,
    deleted: false,
    color: person.color.replace('#', ''),
    real_name: person.realName,
    tz: person.tz,
    tz_label: zone.offsetName(now, { format: 'long', locale: 'en-US' }),
    tz_offset: zone.offset(now) * 60,
    profile: {
      title: person.title,
      real_name: person.realName,
      real_name_normalized: person.realName,
      // As the page shows them: people here have chosen no shorter name.
      display_name: person.realName,
      display_name_normalized: person.realName,
      team: team.id,
      ...(person.isBot ? { bot_id: app.botId, api_app_id: app.id } : {}),
    },
    is_admin: person.isAdmin,
    is_owner: person.isOwner,
    is_primary_owner: person.isOwner,
    is_restricted: person.isGuest,
    is_ultra_restricted: person.isGuest,
    is_bot: person.isBot === true,
    is_app_user: false,
    updated: 0,
    ...(includeLocale ? { locale: person.locale } : {}),
  }
}
