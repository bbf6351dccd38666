import type { Change, Conversation, StoredMessage } from './conversations.ts'
import type { Directory } from './directory.ts'
import type { Dispatch } from './dispatch.ts'
import type { Ids } from './ids.ts'
import { toMessage } from './wire.ts'

interface Deps {
  readonly directory: Directory
  readonly dispatch: Dispatch
  readonly ids: Ids
  readonly now: () => number
  /** The app's bot events, `app_home_opened`, `message.channels`; undefined for all. */
  readonly subscribed: readonly string[] | undefined
  readonly token: string
  readonly find: (channel: string) => Conversation | undefined
}

export interface Events {
  changed(change: Change): void
  /** `view` is the Home that is there already. */
  homeOpened(user: string, channel: string, view: Record<string, unknown> | undefined): void
}

type Event = Readonly<Record<string, unknown>> & { readonly type: string }

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
export const createEvents = ({ directory, dispatch, ids, now, subscribed, token, find }: Deps): Events => {
  const { team, bot } = directory

  const send = (event: Event, subscription = event.type): void => {
    if (subscribed && !subscribed.includes(subscription)) return
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

  const sendMessage = (change: Exclude<Change, { kind: 'joined' }>): void => {
    const channel = find(change.message.channel)
    if (!channel?.members.includes(bot.id)) return
    const { type, subscription } = CHANNEL_TYPES[channel.kind]
    const event = { ...toMessageEvent(change, directory), type: 'message', channel: channel.id, channel_type: type }
    send(event, subscription)
    if (change.kind === 'posted' && mentions(change.message, bot.id)) {
      send({ ...toMessage(change.message, directory), type: 'app_mention', channel: channel.id })
    }
  }

  const sendJoined = ({ channel: id, user, inviter }: Extract<Change, { kind: 'joined' }>): void => {
    const channel = find(id)
    if (!channel?.members.includes(bot.id)) return
    const channel_type = channel.kind === 'public' ? 'C' : 'G'
    send({
      type: 'member_joined_channel',
      user,
      channel: id,
      channel_type,
      team: team.id,
      ...(inviter ? { inviter } : {}),
    })
  }

  return {
    changed: (change) => (change.kind === 'joined' ? sendJoined(change) : sendMessage(change)),
    homeOpened: (user, channel, view) =>
      send({ type: 'app_home_opened', user, channel, tab: 'home', ...(view ? { view } : {}) }),
  }
}

const mentions = (message: StoredMessage, user: string): boolean =>
  message.user !== user && message.text.includes(`<@${user}>`)

const toMessageEvent = (change: Exclude<Change, { kind: 'joined' }>, directory: Directory): Record<string, unknown> => {
  const message = toMessage(change.message, directory)
  if (change.kind === 'posted') return message
  const { ts } = change.message
  if (change.kind === 'removed') {
    return { subtype: 'message_deleted', hidden: true, deleted_ts: ts, ts, previous_message: message }
  }
  const previous_message = toMessage(change.previous, directory)
  return { subtype: 'message_changed', hidden: true, ts, message, previous_message }
}
