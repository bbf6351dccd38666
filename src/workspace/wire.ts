import { IANAZone } from 'luxon'
import type { Conversation, StoredMessage } from './conversations.ts'
import type { Directory } from './directory.ts'
import type { FileInfo, Person } from './protocol.ts'

type Json = Record<string, unknown>

/** A message as `conversations.history` and event payloads show it; metadata comes only where it is asked for. */
export const toMessage = (message: StoredMessage, directory: Directory, withMetadata = false): Json => ({
  type: 'message',
  ...(message.subtype === undefined ? {} : { subtype: message.subtype }),
  user: message.user,
  ts: message.ts,
  text: message.text,
  team: directory.team.id,
  ...(message.user === directory.bot.id ? toBot(directory) : {}),
  ...(message.blocks ? { blocks: message.blocks } : {}),
  ...(message.files ? { files: message.files.map((file) => toFile(file, directory)), upload: false } : {}),
  ...(message.threadTs === undefined ? {} : { thread_ts: message.threadTs }),
  ...(message.editedTs === undefined ? {} : { edited: { user: message.user, ts: message.editedTs } }),
  ...(message.reactions ? { reactions: message.reactions.map((each) => ({ ...each, count: each.users.length })) } : {}),
  ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
})

const toBot = ({ app, team }: Directory): Json => ({
  bot_id: app.botId,
  app_id: app.id,
  bot_profile: {
    id: app.botId,
    app_id: app.id,
    name: app.name,
    team_id: team.id,
    deleted: false,
    updated: 0,
    icons: {},
  },
})

/** @see https://docs.slack.dev/reference/objects/file-object */
export const toFile = (file: FileInfo, { team, origin }: Directory): Json => {
  const folder = `${origin()}/files-pri/${team.id}-${file.id}`
  const name = encodeURIComponent(file.name)
  return {
    ...file,
    timestamp: file.created,
    pretty_type: file.filetype.toUpperCase(),
    user_team: team.id,
    mode: 'hosted',
    editable: false,
    is_external: false,
    external_type: '',
    is_public: false,
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${folder}/${name}`,
    url_private_download: `${folder}/download/${name}`,
    permalink: `${origin()}/files/${file.user}/${file.id}/${name}`,
    is_starred: false,
    has_rich_preview: false,
    file_access: 'visible',
  }
}

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
