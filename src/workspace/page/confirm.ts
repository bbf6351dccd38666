import { h, on } from './dom.ts'
import { jsonOf } from './json.ts'
import { labelOf } from './plain-text.ts'
import type { Reader } from './reader.ts'
import { drawText } from './text.ts'

/** Asks what a `confirm` object asks. True when there is none. */
export const confirmed = (confirm: unknown, reader: Reader): Promise<boolean> => {
  if (confirm === undefined) return Promise.resolve(true)
  const { title, text, confirm: yes, deny, style } = jsonOf(confirm)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const answer = (value: boolean) => () => {
    resolve(value)
    dialog.close()
  }
  const look = style === 'danger' ? 'button danger' : 'button primary'
  const dialog = h(
    'dialog',
    { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    h('h2', { id: 'confirm-title' }, labelOf(title)),
    h('div', { id: 'confirm-text' }, drawText(text, reader)),
    h(
      'footer',
      {},
      h('button', { type: 'button', class: 'button', click: answer(false) }, labelOf(deny) || reader.words.cancel),
      h('button', { type: 'button', class: look, click: answer(true) }, labelOf(yes) || reader.words.yes),
    ),
  )
  on(dialog, 'close', () => {
    resolve(false)
    dialog.remove()
  })
  // Its Escape is its own: the modal beneath stays.
  on(dialog, 'keydown', (event) => event.stopPropagation())
  document.body.append(dialog)
  dialog.showModal()
  return promise
}
