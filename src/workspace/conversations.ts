import type { Feed } from './feed.ts'
import type { Ids } from './ids.ts'
import type { Block, Channel, Message } from './protocol.ts'
import { Refusal } from './refusal.ts'
import type { Seed } from './seed.ts'

export interface Conversation extends Channel {
  readonly archived: boolean
}

export interface Metadata {
  readonly event_type: string
  readonly event_payload: Readonly<Record<string, unknown>>
}

export interface StoredMessage extends Message {
  readonly metadata?: Metadata
  readonly editedTs?: string
  readonly reactions?: readonly { readonly name: string; readonly users: readonly string[] }[]
}

/** What a message says. */
export interface Content {
  readonly text: string
  readonly blocks?: readonly Block[]
  readonly metadata?: Metadata
}

export interface Draft extends Content {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
  readonly ephemeralTo?: string
}

/** What the app may want to know of. Ephemeral messages are nobody's business but their reader's. */
export type Change =
  | { readonly kind: 'posted'; readonly message: StoredMessage }
  | { readonly kind: 'removed'; readonly message: StoredMessage }
  | { readonly kind: 'edited'; readonly message: StoredMessage; readonly previous: StoredMessage }
  | { readonly kind: 'joined'; readonly channel: string; readonly user: string; readonly inviter?: string }

export interface Conversations {
  all(): readonly Conversation[]
  find(channel: string): Conversation | undefined
  /** Those that this person is in, with the messages in them that this person may see, oldest first. */
  seenBy(user: string): { readonly channels: Conversation[]; readonly messages: StoredMessage[] }
  /** Oldest first, without the ephemeral. */
  messages(channel: string): readonly StoredMessage[]
  /** Ephemeral ones included. */
  message(channel: string, ts: string): StoredMessage | undefined
  join(channel: string, user: string, inviter?: string): void
  post(draft: Draft): StoredMessage
  /** The new content takes the place of text and blocks; metadata stays unless there is new. */
  edit(message: StoredMessage, content: Content): StoredMessage
  react(message: StoredMessage, user: string, name: string): void
  remove(message: StoredMessage): void
}

interface Deps {
  readonly seed: Seed
  readonly feed: Feed
  readonly ids: Ids
  readonly now: () => number
  readonly onChange: (change: Change) => void
}

/** The channels and what is said in them, in memory. */
export const createConversations = ({ seed, feed, ids, now, onChange }: Deps): Conversations => {
  const channels = new Map<string, Conversation>()
  for (const channel of seed.channels) channels.set(channel.id, { archived: false, ...channel })
  let messages: readonly StoredMessage[] = seedMessages(seed, now())

  const readers = (message: Message): readonly string[] =>
    message.ephemeralTo ? [message.ephemeralTo] : (channels.get(message.channel)?.members ?? [])

  const announce = (message: Message, change: Change): void => {
    if (!message.ephemeralTo) onChange(change)
  }

  const replace = (message: StoredMessage, next: StoredMessage): void => {
    messages = messages.map((each) => (each.ts === message.ts && each.channel === message.channel ? next : each))
    feed.tell(readers(next), { kind: 'message_changed', message: toPage(next) })
  }

  const isSeenBy = (user: string) => (message: StoredMessage) => readers(message).includes(user)

  return {
    all: () => [...channels.values()],
    find: (channel) => channels.get(channel),
    seenBy: (user) => ({
      channels: [...channels.values()].filter(({ members }) => members.includes(user)),
      messages: messages.filter(isSeenBy(user)),
    }),
    messages: (channel) => messages.filter((each) => each.channel === channel && !each.ephemeralTo),
    message: (channel, ts) => messages.find((each) => each.channel === channel && each.ts === ts),
    join: (id, user, inviter) => {
      const channel = channels.get(id)
      if (!channel || channel.members.includes(user)) return
      channels.set(id, { ...channel, members: [...channel.members, user] })
      onChange({ kind: 'joined', channel: id, user, ...(inviter === undefined ? {} : { inviter }) })
    },
    post: (draft) => {
      if (channels.get(draft.channel)?.archived) throw new Refusal('is_archived')
      const message: StoredMessage = { ...draft, ts: ids.ts() }
      messages = [...messages, message]
      feed.tell(readers(message), { kind: 'message', message: toPage(message) })
      announce(message, { kind: 'posted', message })
      return message
    },
    edit: (previous, content) => {
      const { blocks: _replaced, ...kept } = previous
      const message: StoredMessage = { ...kept, ...content, edited: true, editedTs: ids.ts() }
      replace(previous, message)
      announce(message, { kind: 'edited', message, previous })
      return message
    },
    react: (message, user, name) => {
      const others = (message.reactions ?? []).filter((each) => each.name !== name)
      const users = message.reactions?.find((each) => each.name === name)?.users ?? []
      if (users.includes(user)) throw new Refusal('already_reacted')
      replace(message, { ...message, reactions: [...others, { name, users: [...users, user] }] })
    },
    remove: (message) => {
      messages = messages.filter((each) => each.ts !== message.ts || each.channel !== message.channel)
      feed.tell(readers(message), { kind: 'message_deleted', channel: message.channel, ts: message.ts })
      announce(message, { kind: 'removed', message })
    },
  }
}

/** A message without what only the app sees. */
export const toPage = ({
  metadata: _metadata,
  editedTs: _editedTs,
  reactions: _reactions,
  ...page
}: StoredMessage): Message => page

const seedMessages = ({ messages }: Seed, now: number): StoredMessage[] =>
  messages
    .map(({ minutesAgo, ...message }) => ({ message, at: now - minutesAgo * 60_000 }))
    .sort((a, b) => a.at - b.at)
    .map(({ message, at }, index) => ({
      ...message,
      ts: `${Math.floor(at / 1000)}.${String(index).padStart(6, '0')}`,
    }))
