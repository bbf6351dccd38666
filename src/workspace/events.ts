import type { Change, Conversation, StoredMessage } from './conversations.ts'
import type { Directory } from './directory.ts'
import type { Dispatch } from './dispatch.ts'
import { scopeOf } from './event-scopes.ts'
import type { Ids } from './ids.ts'
import { toMessage } from './wire.ts'

interface Deps {
  readonly directory: Directory
  readonly dispatch: Dispatch
  readonly ids: Ids
  readonly now: () => number
  /** The app's bot events, `app_home_opened`, `message.channels`; undefined for all. */
  readonly subscribed: readonly string[] | undefined
  readonly scopes: readonly string[]
  readonly token: string
  readonly find: (channel: string) => Conversation | undefined
}

export interface Events {
  changed(change: Change): void
  /** `view` is the Home that is there already. */
  homeOpened(user: string, channel: string, view: Record<string, unknown> | undefined): void
}

type Event = Readonly<Record<string, unknown>> & { readonly type: string }
type Said = Extract<Change, { kind: 'posted' | 'removed' | 'edited' }>
type Lived = Exclude<Change, Said>

/** How events and subscriptions call the kinds of channel. */
const CHANNEL_TYPES = {
  public: { type: 'channel', subscription: 'message.channels' },
  private: { type: 'group', subscription: 'message.groups' },
  im: { type: 'im', subscription: 'message.im' },
} as const

/**
 * Tells the app what happens, where it is a member and has subscribed. The app's own messages are told as well: not
 * to answer oneself is the app's business. An event that fails is not sent again, unlike at Slack.
 * @see https://docs.slack.dev/apis/events-api
 */
export const createEvents = ({ directory, dispatch, ids, now, subscribed, scopes, token, find }: Deps): Events => {
  const { team, bot } = directory

  const isWanted = (subscription: string, kind?: Conversation['kind']): boolean => {
    const scope = scopeOf(subscription, kind)
    return (subscribed?.includes(subscription) ?? true) && (scope === undefined || scopes.includes(scope))
  }

  const send = (event: Event): void => {
    const seconds = Math.floor(now() / 1000)
    void dispatch.send('events_api', {
      token,
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: directory.app.id,
      event: { ...event, event_ts: ids.ts() },
      type: 'event_callback',
      event_id: ids.next('Ev'),
      event_time: seconds,
      authorizations: [
        { enterprise_id: null, team_id: team.id, user_id: bot.id, is_bot: true, is_enterprise_install: false },
      ],
      is_ext_shared_channel: false,
      event_context: ids.secret(),
    })
  }

  const sendMessage = (change: Said): void => {
    const channel = find(change.message.channel)
    if (!channel?.members.includes(bot.id)) return
    const { type, subscription } = CHANNEL_TYPES[channel.kind]
    const event = { ...toMessageEvent(change, directory), type: 'message', channel: channel.id, channel_type: type }
    if (isWanted(subscription)) send(event)
    if (change.kind === 'posted' && mentions(change.message, bot.id) && isWanted('app_mention')) {
      send({ ...toMessage(change.message, directory), type: 'app_mention', channel: channel.id })
    }
  }

  /** What becomes of a public channel is told to every app, of a private one to those in it. */
  const sendLife = (change: Lived): void => {
    const { channel } = change
    const event = toLifeEvent(change, directory)
    const isOwn = change.kind === 'left' && change.user === bot.id
    const isAmong = channel.members.includes(bot.id) || isOwn
    const isForAll = channel.kind === 'public' && !event?.type.startsWith('member_')
    if (event && (isAmong || isForAll) && isWanted(event.type, channel.kind)) send(event)
  }

  return {
    changed: (change) => ('message' in change ? sendMessage(change) : sendLife(change)),
    homeOpened: (user, channel, view) => {
      if (isWanted('app_home_opened')) {
        send({ type: 'app_home_opened', user, channel, tab: 'home', ...(view ? { view } : {}) })
      }
    },
  }
}

const mentions = (message: StoredMessage, user: string): boolean =>
  message.user !== user && message.text.includes(`<@${user}>`)

const toMessageEvent = (change: Said, directory: Directory): Record<string, unknown> => {
  const message = toMessage(change.message, directory)
  if (change.kind === 'posted') return change.message.files ? { ...message, subtype: 'file_share' } : message
  const { ts } = change.message
  if (change.kind === 'removed') {
    return { subtype: 'message_deleted', hidden: true, deleted_ts: ts, ts, previous_message: message }
  }
  const previous_message = toMessage(change.previous, directory)
  return { subtype: 'message_changed', hidden: true, ts, message, previous_message }
}

/**
 * `channel_archive`, `group_rename` and their kin. That a channel was made private is told by the line that Slack writes
 * into it and by nothing else: a `message` with the subtype `channel_convert_to_private`.
 */
const toLifeEvent = (change: Lived, { team, bot }: Directory): Event | undefined => {
  const {
    channel: { id, kind, name },
    user,
  } = change
  const family = kind === 'public' ? 'channel' : 'group'
  const membership = { user, channel: id, channel_type: kind === 'public' ? 'C' : 'G', team: team.id }
  switch (change.kind) {
    case 'joined':
      return {
        type: 'member_joined_channel',
        ...membership,
        ...(change.inviter === undefined ? {} : { inviter: change.inviter }),
      }
    case 'left':
      return user === bot.id
        ? { type: `${family}_left`, channel: id, actor_id: change.actor }
        : { type: 'member_left_channel', ...membership }
    case 'renamed':
      return { type: `${family}_rename`, channel: { id, name, created: 0 } }
    case 'archived':
      return { type: `${family}_archive`, channel: id, user }
    case 'unarchived':
      return { type: `${family}_unarchive`, channel: id, user }
    case 'made_private':
      return undefined
  }
}
