import type { Message, Shortcut } from '../protocol.ts'
import { h } from './dom.ts'
import { popoverOf } from './menu.ts'
import type { Reader } from './reader.ts'
import type { Deed, Hands } from './scene.ts'

/** The button that opens what the app can do with a message; undefined where it can do nothing with it. */
export const drawMessageMenu = (
  { channel, ts, ephemeralTo }: Message,
  shortcuts: readonly Shortcut[],
  { words }: Reader,
  hands: Hands,
): HTMLElement | undefined => {
  const offered = ephemeralTo === undefined ? shortcuts.filter(({ kind }) => kind === 'message') : []
  const deed = (callbackId: string): Deed => ({ do: 'message_shortcut', callbackId, channel, ts })
  return drawMenu({ class: 'tool', label: words.moreActions, sign: '⋯' }, offered, deed, channel, hands)
}

/** The button that opens the app's global shortcuts; undefined where it has none. */
export const drawShortcutMenu = (
  channel: string,
  shortcuts: readonly Shortcut[],
  { words }: Reader,
  hands: Hands,
): HTMLElement | undefined => {
  const offered = shortcuts.filter(({ kind }) => kind === 'global')
  const deed = (callbackId: string): Deed => ({ do: 'shortcut', callbackId })
  return drawMenu(
    { class: 'writing-tool', label: words.shortcuts, sign: h('span', { class: 'icon bolt' }) },
    offered,
    deed,
    channel,
    hands,
  )
}

const drawMenu = (
  { label, sign, ...look }: { readonly class: string; readonly label: string; readonly sign: HTMLElement | string },
  shortcuts: readonly Shortcut[],
  deed: (callbackId: string) => Deed,
  channel: string,
  hands: Hands,
): HTMLElement | undefined => {
  if (shortcuts.length === 0) return undefined
  const button = h('button', { ...look, type: 'button', 'aria-label': label, title: label }, sign)
  const run = async (callbackId: string) => {
    const answer = await hands.send(deed(callbackId))
    if (!answer.ok) hands.tell(answer.notice, channel)
  }
  return popoverOf(button, { class: 'menu', role: 'menu', label }, (close) =>
    shortcuts.map(({ name, description, callbackId }) => {
      const click = () => {
        close()
        run(callbackId)
      }
      const words = [name, h('small', {}, description)]
      return h('button', { type: 'button', role: 'menuitem', class: 'menu-item', click }, ...words)
    }),
  )
}
