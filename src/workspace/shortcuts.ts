import { messageShortcutPayload, shortcutPayload } from './payloads.ts'
import type { Gesture, GestureAnswer, Person, Shortcut } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { slackWords } from './slack-words.ts'
import type { World } from './world.ts'

type Global = Extract<Gesture, { do: 'shortcut' }>
type OnMessage = Extract<Gesture, { do: 'message_shortcut' }>

/** Runs what a person chose at the line to write in. It knows of no channel. */
export const runShortcut = (world: World, person: Person, { callbackId }: Global): Promise<GestureAnswer> => {
  demandShortcut(world, 'global', callbackId)
  return send(world, person, shortcutPayload(world, person, callbackId))
}

/** Runs what a person chose in the menu of a message. Slack offers none on messages that only one person sees. */
export const runMessageShortcut = (
  world: World,
  person: Person,
  { callbackId, channel: id, ts }: OnMessage,
): Promise<GestureAnswer> => {
  demandShortcut(world, 'message', callbackId)
  const { channels, messages } = world.conversations.seenBy(person.id)
  const channel = channels.find((each) => each.id === id)
  const message = messages.find((each) => each.channel === id && each.ts === ts)
  if (!channel || !message || message.ephemeralTo) throw new Refusal('message_not_found')
  return send(world, person, messageShortcutPayload(world, { person, callbackId, channel, message }))
}

const demandShortcut = ({ shortcuts }: World, kind: Shortcut['kind'], callbackId: string): void => {
  const known = shortcuts.some((each) => each.kind === kind && each.callbackId === callbackId)
  if (!known) throw new Refusal('shortcut_not_found')
}

const send = async (world: World, person: Person, payload: Record<string, unknown>): Promise<GestureAnswer> => {
  const ack = await world.dispatch.send('interactive', payload)
  return ack.ok
    ? { ok: true }
    : { ok: false, notice: slackWords(person.locale).notResponding(world.directory.app.name) }
}
