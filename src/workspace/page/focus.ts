/** Makes a change and, when it took the focused control away, gives its successor the focus and the caret. */
export const keepingFocus = (container: HTMLElement, change: () => void): void => {
  const focused = document.activeElement
  if (!(focused instanceof HTMLElement) || focused.id === '' || !container.contains(focused)) {
    change()
    return
  }
  const caret = isText(focused) ? ([focused.selectionStart, focused.selectionEnd] as const) : undefined
  const seat = seatOf(container, focused)
  change()
  if (document.activeElement === focused) return
  const same = container.querySelector<HTMLElement>(`#${CSS.escape(focused.id)}`)
  const successor = same ?? (seat && successorIn(container, seat))
  successor?.focus({ preventScroll: true })
  if (caret && successor && isText(successor)) successor.setSelectionRange(...caret)
}

/** Which button of a surface it is, as a person finds it. */
interface Seat {
  readonly label: string
  readonly index: number
}

const buttonsIn = (container: HTMLElement): HTMLElement[] => [...container.querySelectorAll('button')]

const labelled = (container: HTMLElement, label: string): HTMLElement[] =>
  buttonsIn(container).filter(({ textContent }) => textContent === label)

/** None where several are called the same: who has pressed one "Unlink" must not find themselves on the next. */
const seatOf = (container: HTMLElement, focused: HTMLElement): Seat | undefined => {
  const [label, index] = [focused.textContent, buttonsIn(container).indexOf(focused)]
  return index >= 0 && labelled(container, label).length === 1 ? { label, index } : undefined
}

/** A block without an id of its own gets a new one with each change. "Next" is then still "Next", "More" is now "Less". */
const successorIn = (container: HTMLElement, { label, index }: Seat): HTMLElement | undefined =>
  labelled(container, label)[0] ?? buttonsIn(container)[index]

/** Controls with a caret; asking a date field for its own throws. */
const isText = (element: HTMLElement): element is HTMLInputElement | HTMLTextAreaElement =>
  element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text')
