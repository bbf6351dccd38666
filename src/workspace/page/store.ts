import type { Channel, Message, Snapshot, Update } from '../protocol.ts'

/** A line of Slack's own, said to this person on this page only. */
export interface Notice {
  readonly text: string
  /** Seconds since the epoch. */
  readonly at: number
  /** The id of the channel or view that shows it, or `home`. */
  readonly place: string
}

export interface State {
  readonly snapshot: Snapshot
  /** Who the person is. */
  readonly as: string
  /** The channel that is shown, or `home`. */
  readonly place: string
  readonly notices: readonly Notice[]
  /** How many messages came to a channel since it was last shown. */
  readonly unread: Readonly<Record<string, number>>
  /** Whether the workspace is there. */
  readonly connected: boolean
}

export const HOME = 'home'

/** The state with one update of the stream applied. One that the snapshot already holds changes nothing. */
export const applyUpdate = (state: State, update: Update, now: number): State => {
  const { snapshot } = state
  switch (update.kind) {
    case 'message':
      return withMessage(state, update.message)
    case 'message_changed':
      return { ...state, snapshot: { ...snapshot, messages: placed(snapshot.messages, update.message) } }
    case 'message_deleted': {
      const messages = snapshot.messages.filter(({ channel, ts }) => channel !== update.channel || ts !== update.ts)
      return { ...state, snapshot: { ...snapshot, messages } }
    }
    case 'channel_changed':
      return { ...state, snapshot: withChannel(snapshot, update.channel) }
    case 'channel_joined': {
      const messages = update.messages.reduce(placed, snapshot.messages)
      return { ...state, snapshot: { ...withChannel(snapshot, update.channel), messages } }
    }
    case 'channel_left':
      return withoutChannel(state, update.channel)
    case 'views':
      return { ...state, snapshot: { ...snapshot, views: update.views } }
    case 'home':
      return { ...state, snapshot: { ...snapshot, home: update.home } }
    case 'notice':
      return withNotice(state, update.text, now, update.channel ?? whereLooking(state))
  }
}

/** The state with a line of Slack's own in it, at a channel, a view or `home`. */
export const withNotice = (state: State, text: string, now: number, place: string): State => ({
  ...state,
  notices: [...state.notices, { text, at: now / 1000, place }],
})

/** The open modal, else the place behind it. */
const whereLooking = ({ snapshot, place }: State): string => snapshot.views.at(-1)?.id ?? place

/** The state with another place shown, and what was new there read. */
export const withPlace = (state: State, place: string): State => {
  const { [place]: _read, ...unread } = state.unread
  return { ...state, place, unread }
}

/** `place` when this person can go there, else the first place where they can. */
export const reachable = (snapshot: Snapshot, place: string): string => {
  if (place === HOME || snapshot.channels.some(({ id }) => id === place)) return place
  return snapshot.channels[0]?.id ?? HOME
}

const withMessage = (state: State, message: Message): State => {
  const { snapshot, unread, place } = state
  const known = snapshot.messages.some((present) => isSame(present, message))
  const isNews = !known && message.channel !== place && message.user !== state.as
  return {
    ...state,
    snapshot: { ...snapshot, messages: placed(snapshot.messages, message) },
    unread: isNews ? { ...unread, [message.channel]: (unread[message.channel] ?? 0) + 1 } : unread,
  }
}

const isSame = (one: Message, other: Message): boolean => one.channel === other.channel && one.ts === other.ts

/** The messages with this one in it, instead of its former version where there is one. */
const placed = (messages: readonly Message[], message: Message): readonly Message[] =>
  messages.some((present) => isSame(present, message))
    ? messages.map((present) => (isSame(present, message) ? message : present))
    : [...messages, message]

const withChannel = (snapshot: Snapshot, channel: Channel): Snapshot => {
  const isKnown = snapshot.channels.some(({ id }) => id === channel.id)
  const changed = snapshot.channels.map((present) => (present.id === channel.id ? channel : present))
  return { ...snapshot, channels: isKnown ? changed : [...changed, channel] }
}

const withoutChannel = (state: State, id: string): State => {
  const channels = state.snapshot.channels.filter((channel) => channel.id !== id)
  const messages = state.snapshot.messages.filter(({ channel }) => channel !== id)
  const snapshot = { ...state.snapshot, channels, messages }
  return { ...state, snapshot, place: reachable(snapshot, state.place) }
}

export interface Store {
  /** Undefined until the first snapshot is there. */
  get(): State | undefined
  set(state: State): void
}

/** Holds the state and tells `changed` of every new one. */
export const createStore = (changed: (state: State) => void): Store => {
  let state: State | undefined
  return {
    get: () => state,
    set: (next) => {
      state = next
      changed(next)
    },
  }
}
