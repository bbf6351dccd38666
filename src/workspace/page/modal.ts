import type { View } from '../protocol.ts'
import { arrange, h, on } from './dom.ts'
import type { Reader } from './reader.ts'
import { createScene, type Hands } from './scene.ts'
import type { Notice, State } from './store.ts'
import { createSurface } from './surface.ts'

/** The stack of open modals, of which the topmost is shown. */
export interface Modals {
  readonly node: HTMLDialogElement
  show(state: State): void
}

export const createModals = (reader: Reader, hands: Hands): Modals => {
  const open = new Map<string, OpenView>()
  // Escape closes the view at the workspace, which then takes it off the stack: the dialog must not close by itself.
  const node = h('dialog', { class: 'modal', closedby: 'none', tabindex: '-1', 'aria-labelledby': 'modal-title' })
  let top: { readonly view: View; readonly shown: OpenView } | undefined
  on(node, 'cancel', (event) => event.preventDefault())
  on(node, 'keydown', (event) => {
    // A menu that is open in the modal takes the key for itself.
    if (event.key !== 'Escape' || event.defaultPrevented || node.querySelector(':popover-open')) return
    event.preventDefault()
    top?.shown.close()
  })
  const raise = (view: View, notices: readonly Notice[]) => {
    const shown = open.get(view.id) ?? createOpenView(view, reader, hands)
    const isNew = top?.view !== view
    open.set(view.id, shown)
    top = { view, shown }
    shown.show(view, notices)
    arrange(node, [shown.node])
    if (!node.open) node.showModal()
    if (isNew) focusFirst(node)
  }

  return {
    node,
    show: ({ snapshot: { views }, notices }) => {
      for (const id of open.keys()) if (!views.some((view) => view.id === id)) open.delete(id)
      const view = views.at(-1)
      if (view) {
        raise(view, ofView(notices, view))
      } else {
        top = undefined
        node.close()
      }
    },
  }
}

const ofView = (notices: readonly Notice[], { id }: View): readonly Notice[] =>
  notices.filter(({ place }) => place === id)

/** Sends the person to the first field, unless they are at one already. A loading view has none yet. */
const focusFirst = (dialog: HTMLDialogElement): void => {
  const focused = document.activeElement
  if (focused && focused !== dialog && dialog.contains(focused) && focused.closest('.blocks, footer')) return
  const field = dialog.querySelector<HTMLElement>('.blocks :is(input, textarea, select)')
  const target = field ?? dialog
  target.focus()
}

interface OpenView {
  readonly node: HTMLElement
  show(view: View, notices: readonly Notice[]): void
  close(): void
}

const createOpenView = ({ id }: View, reader: Reader, hands: Hands): OpenView => {
  const { words } = reader
  const scene = createScene(reader, hands, { in: 'view', viewId: id }, id, id)
  const surface = createSurface(scene)
  const close = () => {
    hands.send({ do: 'close', viewId: id }).then((answer) => answer.ok || hands.tell(answer.notice, id))
  }
  const title = h('h2', { id: 'modal-title' })
  const cross = h('button', { type: 'button', class: 'cross', 'aria-label': words.close, click: close }, '×')
  const notice = h('p', { class: 'view-notices', role: 'alert', hidden: true })
  const closeButton = h('button', { type: 'button', class: 'button', click: close })
  const submitButton = h('button', { type: 'submit', class: 'button primary' })
  let shown: View | undefined
  let sending = false
  let read = 0
  let heard = 0

  const label = () => {
    submitButton.textContent = sending ? words.sending : (shown?.submit ?? '')
    submitButton.hidden = shown?.submit === undefined
    submitButton.ariaBusy = String(sending)
  }
  const submit = async () => {
    if (sending || shown?.submit === undefined) return
    sending = true
    read = heard
    notice.hidden = true
    surface.showErrors({})
    label()
    const answer = await hands.send({ do: 'submit', viewId: id, state: scene.fields.values() })
    sending = false
    label()
    if (!answer.ok) hands.tell(answer.notice, id)
    else if (answer.errors) surface.showErrors(answer.errors)
  }
  const node = h(
    'form',
    { novalidate: true },
    h('header', {}, title, cross),
    h('div', { class: 'modal-body' }, notice, surface.node),
    h('footer', {}, closeButton, submitButton),
  )
  on(node, 'submit', (event) => {
    event.preventDefault()
    submit()
  })

  return {
    node,
    close,
    show: (view, notices) => {
      shown = view
      title.textContent = view.title
      closeButton.textContent = view.close ?? words.close
      surface.show(view.blocks)
      label()
      heard = notices.length
      notice.hidden = heard <= read
      notice.textContent = notices.at(-1)?.text ?? ''
    },
  }
}
