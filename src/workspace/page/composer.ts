import type { Channel, SlashCommand } from '../protocol.ts'
import { h, on } from './dom.ts'
import { placeName, type Reader } from './reader.ts'
import type { Hands } from './scene.ts'

/** Where a person writes. */
export interface Composer {
  readonly node: HTMLElement
  /** The person has come here, most likely to write. */
  enter(): void
  /** What is written next goes to the thread of the message `ts`, of the person `user`. */
  replyTo(ts: string, user: string): void
}

export const createComposer = (
  channel: Channel,
  commands: readonly SlashCommand[],
  reader: Reader,
  hands: Hands,
): Composer => {
  const { words } = reader
  const listId = `commands.${channel.id}`
  const label = words.messageTo(placeName(channel))
  const input = h('textarea', {
    class: 'writing',
    rows: '1',
    placeholder: label,
    'aria-label': label,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': listId,
  })
  const list = h('div', { id: listId, class: 'commands', role: 'listbox', 'aria-label': words.commands, hidden: true })
  const thread = createThreadChip(reader)
  const suggestions = createSuggestions(input, list, commands)

  const send = async () => {
    const text = input.value.trim()
    if (text === '') return
    const threadTs = thread.ts()
    input.value = ''
    suggestions.refresh()
    const isCommand = text.startsWith('/')
    const answer = isCommand
      ? await hands.send({ do: 'command', channel: channel.id, text })
      : await hands.send({ do: 'say', channel: channel.id, text, ...(threadTs ? { threadTs } : {}) })
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
  const button = h(
    'button',
    { type: 'button', class: 'send', 'aria-label': words.send, title: words.send, click: send },
    '➤',
  )
  return {
    node: h('footer', { class: 'composer' }, list, thread.node, h('div', { class: 'writing-box' }, input, button)),
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

/** The commands that fit what is typed; the usage of the one that is being written. */
const createSuggestions = (input: HTMLTextAreaElement, list: HTMLElement, commands: readonly SlashCommand[]) => {
  let offered: readonly SlashCommand[] = []
  let active = 0

  const complete = ({ command }: SlashCommand) => {
    input.value = `${command} `
    input.focus()
    refresh()
  }
  const draw = () => {
    const open = offered.length > 0
    list.hidden = !open
    input.ariaExpanded = String(open)
    list.replaceChildren(
      ...offered.map((command, index) => drawCommand(`${list.id}.${index}`, command, index === active, complete)),
    )
    if (open) input.setAttribute('aria-activedescendant', `${list.id}.${active}`)
    else input.removeAttribute('aria-activedescendant')
  }
  const refresh = () => {
    const [typed = ''] = input.value.split(/\s/, 1)
    const writing =
      input.value === typed ? (command: string) => command.startsWith(typed) : (command: string) => command === typed
    offered = typed.startsWith('/') ? commands.filter(({ command }) => writing(command)) : []
    active = 0
    draw()
  }
  on(input, 'input', refresh)
  on(input, 'blur', () => {
    offered = []
    draw()
  })

  return {
    refresh,
    /** Whether the key was meant for the list. */
    handles: (event: KeyboardEvent): boolean => {
      const chosen = offered[active]
      const isWritten = chosen !== undefined && input.value.startsWith(chosen.command)
      if (!chosen || (isWritten && event.key !== 'Escape')) return false
      if (event.key === 'ArrowDown') active = (active + 1) % offered.length
      else if (event.key === 'ArrowUp') active = (active - 1 + offered.length) % offered.length
      else if (event.key === 'Escape') offered = []
      else if (event.key === 'Tab' || event.key === 'Enter') complete(chosen)
      else return false
      event.preventDefault()
      draw()
      return true
    },
  }
}

const drawCommand = (
  id: string,
  command: SlashCommand,
  isActive: boolean,
  complete: (command: SlashCommand) => void,
): HTMLElement => {
  const row = h(
    'div',
    { id, class: 'menu-item', role: 'option', 'aria-selected': String(isActive), click: () => complete(command) },
    h('span', {}, h('strong', {}, command.command), ` ${command.usageHint}`),
    h('small', {}, command.description),
  )
  // Pressing the mouse must not take the focus, and with it the list, away before the click.
  return on(row, 'mousedown', (event) => event.preventDefault())
}
