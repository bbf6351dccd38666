import type { Asked, AskedAbout, SourceMessage } from './asked.ts'
import { section, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { leftOutBlocks } from './blocks/shortcut.ts'
import { plainView } from './blocks/view.ts'
import { cardReply } from './card.ts'
import { openCreateAnywhere } from './create-anywhere.ts'
import { drawCreate, targetsOf } from './create-form.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, SHORTCUTS } from './ids.ts'
import { type Readable, writeMessage } from './message-text.ts'
import { metadataFor } from './metadata.ts'
import { openByButton } from './opened.ts'
import { mentionedIn, plainText } from './plain-text.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

/* Two more ways to the form of a new ticket: from the menu of a message, and from anywhere. */

export const registerShortcuts = (deps: Deps): void => {
  const { app, guard } = deps
  guard.messageShortcut(app, SHORTCUTS.fromMessage, 'create_from_message', (asked) => openFromMessage(asked, deps))
  guard.shortcut(app, SHORTCUTS.anywhere, 'create_anywhere', (asked) => openCreateAnywhere(asked, deps))
  guard.button(app, ACTIONS.shortcutOpen, 'create_open_earlier', (asked) => openEarlier(asked, deps))
}

/** The form of the message's channel, with what the message says. */
const openFromMessage = (asked: AskedAbout, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { words } = reader
    const refusal = refuseWriting(viewer, words)
    if (refusal) return plainView(words, refusal.blocks)
    const links = await deps.store.links(asked.channel)
    const [target] = targetsOf(links, deps)
    if (!target) {
      return plainView(words, [section(links.length === 0 ? words.shortcut.notHere : words.shortcut.cannotHere)])
    }
    const { message, channel } = asked
    const { threadTs: thread } = message
    const readable = await readMessage(message, channel, reader, deps)
    const { values, ...rest } = writeMessage(target.form, readable, words)
    const metadata = { ...metadataFor(viewer, channel), message: message.ts, ...(thread ? { thread } : {}) }
    const leftOut = leftOutBlocks({ ...rest, isEmpty: readable.text === '' }, reader)
    return drawCreate(metadata, { values, leftOut }, deps)
  })

/** So many people of a message are looked up at most. */
const MAX_MENTIONED = 20

/** What the message says. Without its address and the names of people the form opens all the same. */
const readMessage = async (
  { ts, text, files }: SourceMessage,
  channel: string,
  { words }: ListReader,
  { speaker, viewers }: Deps,
): Promise<Readable> => {
  const address = speaker.addressOf({ channel, ts })
  const mentioned = mentionedIn(text).slice(0, MAX_MENTIONED)
  const people = new Map((await Promise.all(mentioned.map((id) => viewers.get(id)))).map((one) => [one.id, one.name]))
  const person = (id: string): string => {
    const name = people.get(id)
    return name === undefined || name === id ? words.shortcut.someone : `@${name}`
  }
  const permalink = await address
  const plain = plainText(text, { person, channel: words.shortcut.channel })
  return { text: plain, files, ...(permalink ? { permalink } : {}) }
}

/** The ticket that was filed from the message before, on top of the form. */
const openEarlier = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { words } = readerOf(viewer, deps)
    const opened = await openByButton(asked, deps)
    const { blocks } = 'missing' in opened ? opened.missing : cardReply(opened, viewer, deps)
    return plainView(words, withoutButtons(blocks))
  })
