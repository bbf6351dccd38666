import type { Channel, Snapshot } from '../protocol.ts'
import { asked } from './confirm.ts'
import { h } from './dom.ts'
import { popoverOf } from './menu.ts'
import type { Reader } from './reader.ts'
import type { Deed, Hands } from './scene.ts'

interface Entry {
  readonly label: string
  /** What it comes to; undefined when the person thought better. */
  readonly deed: () => Promise<Deed | undefined> | Deed
}

/** The button that opens what can be done with a channel: rename, archive, make private, bring in the app or remove it. */
export const drawChannelMenu = (
  channel: Channel,
  app: Snapshot['app'],
  reader: Reader,
  hands: Hands,
): HTMLElement | undefined => {
  const { words, person } = reader
  if (channel.kind === 'im' || person.isGuest) return undefined
  const label = words.channelMenu
  const button = h('button', { type: 'button', class: 'button overflow', 'aria-label': label, title: label }, '⋯')
  const run = async ({ deed }: Entry) => {
    const chosen = await deed()
    const answer = chosen && (await hands.send(chosen))
    if (answer?.ok === false) hands.tell(answer.notice, channel.id)
  }
  return popoverOf(button, { class: 'menu', role: 'menu', label }, (close) =>
    entriesOf(channel, app, reader).map((entry) => {
      const click = () => {
        close()
        run(entry)
      }
      return h('button', { type: 'button', role: 'menuitem', class: 'menu-item', click }, entry.label)
    }),
  )
}

const entriesOf = ({ id, name, ...channel }: Channel, app: Snapshot['app'], reader: Reader): readonly Entry[] => {
  const { words, person } = reader
  if (channel.archived) return [{ label: words.unarchive, deed: () => ({ do: 'unarchive', channel: id }) }]
  const user = app.botUser
  const membership: Entry = channel.members.includes(user)
    ? { label: words.removeApp(app.name), deed: () => ({ do: 'remove_user', channel: id, user }) }
    : { label: words.inviteApp(app.name), deed: () => ({ do: 'invite_user', channel: id, user }) }
  const whenSure = (label: string, deed: Deed): Entry => ({
    label,
    deed: async () => ((await asked({ title: label, body: `#${name}`, yes: words.yes, reader })) ? deed : undefined),
  })
  return [
    { label: words.rename, deed: () => askName(id, name, reader) },
    whenSure(words.archive, { do: 'archive', channel: id }),
    ...(channel.kind === 'public' && person.isAdmin
      ? [whenSure(words.makePrivate, { do: 'make_private', channel: id })]
      : []),
    membership,
  ]
}

const askName = async (channel: string, present: string, reader: Reader): Promise<Deed | undefined> => {
  const { words } = reader
  const input = h('input', { class: 'control', type: 'text', value: present, 'aria-label': words.rename })
  const agreed = await asked({ title: words.rename, body: input, yes: words.save, reader })
  const name = input.value.trim()
  return agreed && name !== present ? { do: 'rename', channel, name } : undefined
}
