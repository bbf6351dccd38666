import type { Conversation } from './conversations.ts'
import { commandPayload } from './payloads.ts'
import type { Gesture, GestureAnswer, Person } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { slackWords } from './slack-words.ts'
import type { World } from './world.ts'

/**
 * Runs what a person typed behind a slash. What goes wrong is told where Slack tells it: by Slackbot, in the channel,
 * to this person only. So is the command line itself: nobody else ever sees it.
 */
export const runCommand = async (
  world: World,
  person: Person,
  gesture: Extract<Gesture, { do: 'command' }>,
): Promise<GestureAnswer> => {
  const channel = world.conversations.find(gesture.channel)
  if (!channel?.members.includes(person.id)) throw new Refusal('channel_not_found')
  if (channel.archived) throw new Refusal('is_archived')
  const [, command = '', text = ''] = /^(\/\S*)\s*(.*)$/s.exec(gesture.text.trim()) ?? []
  const notice = await dispatchCommand(world, { person, channel, command, text })
  if (notice !== undefined) {
    world.feed.tell([person.id], { kind: 'notice', channel: channel.id, text: notice })
  }
  return { ok: true }
}

interface Typed {
  readonly person: Person
  readonly channel: Conversation
  readonly command: string
  readonly text: string
}

/** What Slackbot has to say about it; undefined when all went well. */
const dispatchCommand = async (world: World, typed: Typed): Promise<string | undefined> => {
  const { command, person, channel } = typed
  const words = slackWords(person.locale)
  if (command === '/invite') return invite(world, typed)
  if (!world.commands.some((each) => each.command === command)) return words.notACommand(command)
  const ack = await world.dispatch.send('slash_commands', commandPayload(world, typed))
  if (!ack.ok) return words.commandFailed(command, ack.error)
  if (ack.body === undefined) return undefined
  try {
    const given = typeof ack.body === 'object' ? ack.body : { text: String(ack.body) }
    world.responseUrls.say({ user: person.id, channel: channel.id }, given)
    return undefined
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    world.log('the ack of a command was refused', { command, code: thrown.code, ...thrown.details })
    return words.commandFailed(command, thrown.code)
  }
}

/** The one command of Slack's own that matters here: it brings the app into a channel. */
const invite = ({ conversations, directory }: World, { person, channel, command, text }: Typed): string | undefined => {
  const words = slackWords(person.locale)
  const invited = directory.people.find(({ name }) => text.trim() === `@${name}`)
  if (!invited) return words.noSuchPerson(text.trim() || '…')
  if (channel.kind === 'im') return words.noInviteHere(command)
  conversations.join(channel.id, invited.id, person.id)
  return words.isIn(invited.realName, channel.name)
}
