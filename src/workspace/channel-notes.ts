import type { Conversation, Draft, Life } from './conversations.ts'

type Note = Life['kind'] | 'left'

/** As Slack calls the line, behind `channel_` or `group_`, and what it says. */
const NOTES: Readonly<Record<Note, readonly [name: string, words: (channel: Conversation) => string]>> = {
  renamed: ['name', ({ name }) => `has renamed the channel to "${name}"`],
  archived: ['archive', () => 'archived the channel'],
  unarchived: ['unarchive', () => 'un-archived the channel'],
  made_private: ['convert_to_private', () => 'made this channel private'],
  left: ['leave', () => 'has left the channel'],
}

/**
 * The line that Slack writes into a channel when something becomes of it.
 * @see https://docs.slack.dev/reference/events/message#subtypes
 */
export const noteIn = (channel: Conversation, user: string, note: Note): Draft => {
  const [name, words] = NOTES[note]
  // There is no `group_convert_to_private`.
  const family = channel.kind === 'private' && note !== 'made_private' ? 'group' : 'channel'
  return { channel: channel.id, user, text: `<@${user}> ${words(channel)}`, subtype: `${family}_${name}` }
}
