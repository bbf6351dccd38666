import type { SlashCommand } from '../protocol.ts'
import { h, on } from './dom.ts'

/** The commands that fit what is typed; the usage of the one that is being written. */
export const createSuggestions = (input: HTMLTextAreaElement, list: HTMLElement, commands: readonly SlashCommand[]) => {
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
