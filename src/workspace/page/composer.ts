import type { Channel, Snapshot } from '../protocol.ts'
import { h, on } from './dom.ts'
import { createFilePicker, type FilePicker } from './file-picker.ts'
import { placeName, type Reader } from './reader.ts'
import type { Hands } from './scene.ts'
import { drawShortcutMenu } from './shortcuts.ts'
import { createSuggestions } from './suggestions.ts'

/** As the workspace takes them; at Slack they may be larger. */
const MOST_FILES = 10
const LARGEST_FILE = 20 * 1024 * 1024

/** Where a person writes. */
export interface Composer {
  readonly node: HTMLElement
  /** Takes files along with what is written next. */
  readonly take: FilePicker['take']
  /** The channel has another name, or was archived. */
  show(channel: Channel): void
  /** The person has come here, most likely to write. */
  enter(): void
  /** What is written next goes to the thread of the message `ts`, of the person `user`. */
  replyTo(ts: string, user: string): void
}

export const createComposer = (
  channel: Channel,
  { commands, shortcuts }: Snapshot['app'],
  reader: Reader,
  hands: Hands,
): Composer => {
  const { words } = reader
  const listId = `commands.${channel.id}`
  const input = h('textarea', {
    class: 'writing',
    rows: '1',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
  })
  const list = h('div', { id: listId, class: 'commands', role: 'listbox', 'aria-label': words.commands, hidden: true })
  const thread = createThreadChip(reader)
  const suggestions = createSuggestions(input, list, commands)
  const picker = createFilePicker({
    reader,
    upload: hands.upload,
    most: MOST_FILES,
    largest: LARGEST_FILE,
    chosen: [],
    changed: () => {},
  })

  const say = async (text: string) => {
    const threadTs = thread.ts()
    await picker.settled()
    const files = picker.files()
    picker.set([])
    const ids = files.map(({ id }) => id)
    const answer = await hands.send({
      do: 'say',
      channel: channel.id,
      text,
      ...(threadTs ? { threadTs } : {}),
      ...(ids.length > 0 ? { files: ids } : {}),
    })
    if (!answer.ok) picker.set([...files, ...picker.files()])
    return answer
  }
  const send = async () => {
    const text = input.value.trim()
    if (text === '' && picker.files().length === 0) return
    input.value = ''
    suggestions.refresh()
    // A command takes no files along: they wait for words.
    const isCommand = text.startsWith('/')
    const answer = isCommand ? await hands.send({ do: 'command', channel: channel.id, text }) : await say(text)
    if (answer.ok) return
    hands.tell(answer.notice, channel.id)
    // Nothing typed is lost, unless something newer has been typed since.
    if (input.value === '') input.value = text
  }
  on(input, 'keydown', (event) => {
    if (event.isComposing || suggestions.handles(event)) return
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  })
  on(input, 'paste', (event) => {
    const files = event.clipboardData?.files ?? []
    if (files.length === 0) return
    event.preventDefault()
    picker.take(files)
  })
  const tool = (look: string, label: string, sign: string | HTMLElement, click: () => void) =>
    h('button', { type: 'button', class: look, 'aria-label': label, title: label, click }, sign)
  const box = h(
    'div',
    { class: 'writing-box' },
    tool('writing-tool', words.attach, h('span', { class: 'icon clip' }), picker.open),
    drawShortcutMenu(channel.id, shortcuts, reader, hands),
    input,
    tool('send', words.send, '➤', send),
  )
  const writing = h('div', {}, list, thread.node, picker.node, box)
  const closed = h('p', { class: 'archived' }, words.archivedChannel)
  const show = (current: Channel) => {
    const label = words.messageTo(placeName(current))
    input.placeholder = label
    input.ariaLabel = label
    writing.hidden = current.archived === true
    closed.hidden = !writing.hidden
  }
  show(channel)
  return {
    node: h('footer', { class: 'composer' }, writing, closed),
    take: picker.take,
    show,
    enter: () => {
      // On a touch screen the focus brings up the keyboard, over what the person came to read.
      if (matchMedia('(hover: hover)').matches) input.focus()
    },
    replyTo: (ts, user) => {
      thread.set(ts, reader.personOf(user)?.realName ?? user)
      input.focus()
    },
  }
}

/** Says which thread the next message goes to, and takes it back. */
const createThreadChip = ({ words }: Reader) => {
  let chosen: string | undefined
  const name = h('span')
  const stop = () => {
    chosen = undefined
    node.hidden = true
  }
  const cross = h('button', { type: 'button', 'aria-label': words.stopReplying, click: stop }, '×')
  const node = h('p', { class: 'chip replying', hidden: true }, name, cross)
  return {
    node,
    ts: () => chosen,
    set: (ts: string, person: string) => {
      chosen = ts
      name.textContent = words.replyingTo(person)
      node.hidden = false
    },
  }
}
