import { h, on } from './dom.ts'

/** Puts a popover under its anchor, or above it where there is more room, within the window. */
export const placeBy = (popover: HTMLElement, anchor: HTMLElement): void => {
  const [box, size] = [anchor.getBoundingClientRect(), popover.getBoundingClientRect()]
  const below = window.innerHeight - box.bottom >= size.height + 8 || box.top < size.height
  popover.style.top = `${below ? box.bottom + 4 : box.top - size.height - 4}px`
  popover.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - size.width - 8))}px`
}

/** Makes a button open a popover with the content that `draw` gives each time; Escape and a click elsewhere close it. */
export const popoverOf = (
  button: HTMLButtonElement,
  props: { readonly class: string; readonly role: string; readonly label: string },
  draw: (close: () => void) => readonly Node[],
): HTMLElement => {
  const panel = h('div', { popover: 'auto', class: props.class, role: props.role, 'aria-label': props.label })
  button.popoverTargetElement = panel
  button.setAttribute('aria-haspopup', props.role)
  on(panel, 'beforetoggle', (event) => {
    if (event.newState === 'open') panel.replaceChildren(...draw(() => panel.hidePopover()))
  })
  on(panel, 'toggle', (event) => {
    if (event.newState !== 'open') return
    placeBy(panel, button)
    panel.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  })
  on(panel, 'keydown', (event) => moveBetweenItems(panel, event))
  return h('span', { class: 'popover-owner' }, button, panel)
}

/** Arrow keys walk through a menu and round its ends. */
const moveBetweenItems = (panel: HTMLElement, event: KeyboardEvent): void => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const items = [...panel.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const present = items.findIndex((item) => item.matches(':focus'))
  items.at((present + step) % items.length)?.focus()
  event.preventDefault()
}
