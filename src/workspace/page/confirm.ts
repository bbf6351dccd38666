import { h, on } from './dom.ts'
import { jsonOf } from './json.ts'
import { labelOf } from './plain-text.ts'
import type { Reader } from './reader.ts'
import { drawText } from './text.ts'

interface Question {
  readonly title: string
  readonly body: HTMLElement | string
  readonly yes: string
  /** The reader's word for it when absent. */
  readonly no?: string
  readonly danger?: boolean
  readonly reader: Reader
}

/** Asks what a `confirm` object asks. True when there is none. */
export const confirmed = (confirm: unknown, reader: Reader): Promise<boolean> => {
  if (confirm === undefined) return Promise.resolve(true)
  const { title, text, confirm: yes, deny, style } = jsonOf(confirm)
  return asked({
    title: labelOf(title),
    body: drawText(text, reader),
    yes: labelOf(yes) || reader.words.yes,
    no: labelOf(deny),
    danger: style === 'danger',
    reader,
  })
}

/** Asks in a dialog. Resolves to whether the person agreed. */
export const asked = ({ title, body, yes, no, danger = false, reader }: Question): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const answer = (value: boolean) => {
    resolve(value)
    dialog.close()
  }
  const form = h(
    'form',
    { novalidate: true },
    h('h2', { id: 'confirm-title' }, title),
    h('div', { id: 'confirm-text' }, body),
    h(
      'footer',
      {},
      h('button', { type: 'button', class: 'button', click: () => answer(false) }, no || reader.words.cancel),
      h('button', { type: 'submit', class: danger ? 'button danger' : 'button primary' }, yes),
    ),
  )
  on(form, 'submit', (event) => {
    event.preventDefault()
    answer(true)
  })
  const dialog = h(
    'dialog',
    { class: 'confirm', role: 'alertdialog', 'aria-labelledby': 'confirm-title', 'aria-describedby': 'confirm-text' },
    form,
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
