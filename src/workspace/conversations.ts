import { noteIn } from './channel-notes.ts'
import type { Feed } from './feed.ts'
import type { Files } from './files.ts'
import type { Ids } from './ids.ts'
import type { Block, Channel, FileInfo, Message } from './protocol.ts'
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
  readonly previews?: true
}

export interface Draft extends Content {
  readonly channel: string
  readonly user: string
  readonly threadTs?: string
  readonly subtype?: string
  readonly files?: readonly FileInfo[]
  readonly ephemeralTo?: string
}

/** What the app may want to know of. Ephemeral messages are nobody's business but their reader's. */
export type Change =
  | { readonly kind: 'posted'; readonly message: StoredMessage }
  | { readonly kind: 'removed'; readonly message: StoredMessage }
  | { readonly kind: 'edited'; readonly message: StoredMessage; readonly previous: StoredMessage }
  | { readonly kind: 'joined'; readonly channel: Conversation; readonly user: string; readonly inviter?: string }
  | { readonly kind: 'left'; readonly channel: Conversation; readonly user: string; readonly actor: string }
  | (Life & { readonly channel: Conversation })

/** What became of a channel, and who did it. */
export interface Life {
  readonly kind: 'renamed' | 'archived' | 'unarchived' | 'made_private'
  readonly user: string
}

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
  leave(channel: string, user: string, actor: string): void
  /** Changes a channel, and notes in it what became of it. */
  change(channel: string, to: Partial<Conversation>, life: Life): void
  post(draft: Draft): StoredMessage
  /** The new content takes the place of text and blocks; metadata stays unless there is new. */
  edit(message: StoredMessage, content: Content): StoredMessage
  react(message: StoredMessage, user: string, name: string): void
  remove(message: StoredMessage): void
}

interface Deps {
  readonly seed: Seed
  readonly files: Files
  readonly feed: Feed
  readonly ids: Ids
  readonly now: () => number
  readonly onChange: (change: Change) => void
}

/** The channels and what is said in them, in memory. */
export const createConversations = ({ seed, files, feed, ids, now, onChange }: Deps): Conversations => {
  const channels = new Map<string, Conversation>()
  for (const channel of seed.channels) channels.set(channel.id, { archived: false, ...channel })
  let messages: readonly StoredMessage[] = seedMessages(seed, files, now())

  const readers = (message: Message): readonly string[] =>
    message.ephemeralTo ? [message.ephemeralTo] : (channels.get(message.channel)?.members ?? [])

  const announce = (message: Message, change: Change): void => {
    if (!message.ephemeralTo) onChange(change)
  }

  const replace = (message: StoredMessage, next: StoredMessage): void => {
    messages = messages.map((each) => (each.ts === message.ts && each.channel === message.channel ? next : each))
    feed.tell(readers(next), { kind: 'message_changed', message: toPage(next) })
  }

  const post = (draft: Draft): StoredMessage => {
    if (channels.get(draft.channel)?.archived) throw new Refusal('is_archived')
    const message: StoredMessage = { ...draft, ts: ids.ts() }
    messages = [...messages, message]
    feed.tell(readers(message), { kind: 'message', message: toPage(message) })
    announce(message, { kind: 'posted', message })
    return message
  }

  const set = (channel: Conversation): Conversation => {
    channels.set(channel.id, channel)
    feed.tell(channel.members, { kind: 'channel_changed', channel })
    return channel
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
      const joined = set({ ...channel, members: [...channel.members, user] })
      const said = messages.filter((each) => each.channel === id && isSeenBy(user)(each))
      feed.tell([user], { kind: 'channel_joined', channel: joined, messages: said.map(toPage) })
      onChange({ kind: 'joined', channel: joined, user, ...(inviter === undefined ? {} : { inviter }) })
    },
    leave: (id, user, actor) => {
      const channel = channels.get(id)
      if (!channel) return
      post(noteIn(channel, user, 'left'))
      const left = set({ ...channel, members: channel.members.filter((member) => member !== user) })
      feed.tell([user], { kind: 'channel_left', channel: id })
      onChange({ kind: 'left', channel: left, user, actor })
    },
    change: (id, to, life) => {
      const channel = channels.get(id)
      if (!channel) return
      const changed = { ...channel, ...to }
      // Nothing can be noted in a channel that is archived.
      if (changed.archived) post(noteIn(channel, life.user, life.kind))
      set(changed)
      if (!changed.archived) post(noteIn(changed, life.user, life.kind))
      onChange({ ...life, channel: changed })
    },
    post,
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

const seedMessages = ({ messages }: Seed, files: Files, now: number): StoredMessage[] =>
  messages
    .map(({ minutesAgo, ...message }) => ({ message, at: now - minutesAgo * 60_000 }))
    .sort((a, b) => a.at - b.at)
    .map(({ message: { photo, ...message }, at }, index) => ({
      ...message,
      ...(photo ? { files: [files.add(message.user, photo.name, photo.content())] } : {}),
      ts: `${Math.floor(at / 1000)}.${String(index).padStart(6, '0')}`,
    }))
