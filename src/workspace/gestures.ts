import { manageChannel } from './channel-life.ts'
import { clickElement, lookUp } from './clicks.ts'
import { runCommand } from './commands.ts'
import { ownFile } from './file-access.ts'
import type { Gesture, GestureAnswer, Person } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { runMessageShortcut, runShortcut } from './shortcuts.ts'
import { slackWords } from './slack-words.ts'
import { closeView, submitView } from './submissions.ts'
import { encodeTyped } from './typed-text.ts'
import type { World } from './world.ts'

/** Does what a person does on the page, and says how it went. A gesture that makes no sense is refused, not thrown. */
export const performGesture = async (world: World, gesture: Gesture): Promise<GestureAnswer> => {
  const person = world.directory.person(gesture.as)
  if (!person || person.isBot) return { ok: false, notice: `Nobody here is ${gesture.as}.` }
  try {
    return await perform(world, person, gesture)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    world.log('a gesture was refused', { do: gesture.do, code: thrown.code, ...thrown.details })
    return { ok: false, notice: slackWords(person.locale).impossible(thrown.code) }
  }
}

const perform = (world: World, person: Person, gesture: Gesture): Promise<GestureAnswer> | GestureAnswer => {
  switch (gesture.do) {
    case 'say':
      return say(world, person, gesture)
    case 'command':
      return runCommand(world, person, gesture)
    case 'shortcut':
      return runShortcut(world, person, gesture)
    case 'message_shortcut':
      return runMessageShortcut(world, person, gesture)
    case 'act':
      return clickElement(world, person, gesture)
    case 'look':
      return lookUp(world, person, gesture)
    case 'submit':
      return submitView(world, person, gesture)
    case 'close':
      return closeView(world, person, gesture.viewId)
    case 'open_home':
      return openHome(world, person)
    default:
      return manageChannel(world, person, gesture)
  }
}

const say = (
  world: World,
  person: Person,
  { channel, text, threadTs, files: ids = [] }: Extract<Gesture, { do: 'say' }>,
): GestureAnswer => {
  const { conversations, directory } = world
  if (!conversations.find(channel)?.members.includes(person.id)) throw new Refusal('channel_not_found')
  const files = ids.map((id) => ownFile(world, person, id))
  if (text.trim() === '' && files.length === 0) throw new Refusal('no_text')
  if (threadTs !== undefined && !conversations.message(channel, threadTs)) throw new Refusal('thread_not_found')
  const encoded = encodeTyped(text, directory.people)
  conversations.post({
    channel,
    user: person.id,
    text: encoded,
    ...(threadTs === undefined ? {} : { threadTs }),
    ...(files.length > 0 ? { files } : {}),
  })
  return { ok: true }
}

const openHome = ({ conversations, events, views }: World, person: Person): GestureAnswer => {
  const direct = conversations.all().find(({ kind, members }) => kind === 'im' && members.includes(person.id))
  const home = views.home(person.id)
  events.homeOpened(person.id, direct?.id ?? '', home && views.payload(home))
  return { ok: true }
}
