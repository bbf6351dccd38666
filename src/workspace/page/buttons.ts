import { h, isLink } from './dom.ts'
import { type Json, listOf, stringOf } from './json.ts'
import { popoverOf } from './menu.ts'
import { labelOf } from './plain-text.ts'
import { act, type Slot } from './slot.ts'

/** https://docs.slack.dev/reference/block-kit/block-elements/button-element */
export const drawButton = (slot: Slot): HTMLElement => {
  const { element, id } = slot
  const url = stringOf(element.url)
  const words = labelOf(element.text)
  const look = element.style === 'primary' || element.style === 'danger' ? `button ${element.style}` : 'button'
  const props = { id, class: look, 'aria-label': stringOf(element.accessibility_label) || undefined }
  const chosen: Json = { text: element.text, ...pick(element, ['value', 'url']) }
  // A button with an address opens it and tells the app as well.
  const control: HTMLElement = isLink(url)
    ? h('a', { ...props, href: url, target: '_blank', rel: 'noopener noreferrer', click: () => press() }, words)
    : h('button', { ...props, type: 'button', click: () => press() }, words)
  const press = () => {
    if (control.ariaBusy !== 'true') act(slot, control, chosen)
  }
  return control
}

const pick = (json: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.filter((name) => json[name] !== undefined).map((name) => [name, json[name]]))

/** https://docs.slack.dev/reference/block-kit/block-elements/overflow-menu-element */
export const drawOverflow = (slot: Slot): HTMLElement => {
  const label = slot.scene.reader.words.moreOptions
  const button = h('button', { id: slot.id, type: 'button', class: 'button overflow', 'aria-label': label }, '⋯')
  const choose = (option: Json) => act(slot, button, { selected_option: option })
  return popoverOf(button, { class: 'menu', role: 'menu', label }, (close) =>
    listOf(slot.element.options).map((option) => {
      const click = () => {
        close()
        choose(option)
      }
      return h('button', { type: 'button', role: 'menuitem', class: 'menu-item', click }, labelOf(option.text))
    }),
  )
}
