import { h, on, whenSettled } from './dom.ts'
import { numberOf } from './json.ts'
import { placeBy } from './menu.ts'
import { labelOf } from './plain-text.ts'
import { commit, namesOf, type Slot } from './slot.ts'

/** One thing that can be chosen. */
export interface Choice {
  /** Tells it from the others. */
  readonly key: string
  readonly label: string
  /** Said beneath the label; may be empty. */
  readonly note: string
  /** The group it stands in; may be empty. */
  readonly group: string
  /** What goes to the app. */
  readonly value: unknown
}

interface Source {
  readonly chosen: readonly Choice[]
  readonly many: boolean
  /** How many letters `find` needs. */
  readonly leastLetters: number
  readonly pauseMs: number
  find(query: string): Promise<readonly Choice[]>
}

/**
 * A text field with a list of choices under it. With `many`, what is chosen stands before the field as chips.
 * The keyboard works as in https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export const drawCombobox = (slot: Slot, source: Source): HTMLElement => {
  const { words } = slot.scene.reader
  const most = source.many ? (numberOf(slot.element.max_selected_items) ?? Number.POSITIVE_INFINITY) : 1
  const placeholder = labelOf(slot.element.placeholder) || (source.many ? words.chooseMany : words.search)
  const input = h('input', {
    ...namesOf(slot, placeholder),
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': `${slot.id}.list`,
    placeholder,
  })
  const chips = h('span', { class: 'chips' })
  const box = h('div', { class: source.many ? 'control combobox many' : 'control combobox one' }, chips, input)
  let chosen = source.chosen

  const showText = () => {
    input.value = source.many ? '' : (chosen[0]?.label ?? '')
  }
  const show = () => {
    showText()
    input.placeholder = source.many && chosen.length > 0 ? '' : placeholder
    chips.replaceChildren(...(source.many ? chosen.map(drawChip) : []))
  }
  const choose = async (next: readonly Choice[]) => {
    const before = chosen
    chosen = next
    show()
    // Choosing is no event of the text field, but those who listen for a change of the input must hear of it.
    input.dispatchEvent(new Event('change', { bubbles: true }))
    const values = next.map(({ value }) => value)
    if (!(await commit(slot, input, source.many ? values : (values[0] ?? null)))) chosen = before
    show()
  }
  const drawChip = (choice: Choice): HTMLElement => {
    const drop = () => choose(chosen.filter((other) => other !== choice))
    const cross = h('button', { type: 'button', 'aria-label': words.remove(choice.label), click: drop }, '×')
    return h('span', { class: 'chip' }, choice.label, cross)
  }

  const isOpen = ({ key }: Choice) => !source.many || !chosen.some((other) => other.key === key)
  const find = async (query: string) => (await source.find(query)).filter(isOpen)
  const list = createList(slot, input, box, { ...source, find }, (choice) => {
    const others = source.many ? chosen : []
    if (others.length < most) choose([...others, choice])
  })
  on(input, 'keydown', (event) => {
    if (event.key !== 'Backspace' || input.value !== '' || !source.many || chosen.length === 0) return
    choose(chosen.slice(0, -1))
  })
  on(input, 'blur', () => {
    list.close()
    if (!source.many && slot.optional && input.value === '' && chosen.length > 0) choose([])
    else showText()
  })
  show()
  box.append(list.node)
  return on(box, 'click', (event) => {
    if (event.target === box) input.focus()
  })
}

/** The list under the field: it opens on focus, follows what is typed, and hands over what is picked. */
const createList = (
  slot: Slot,
  input: HTMLInputElement,
  anchor: HTMLElement,
  source: Source,
  pick: (choice: Choice) => void,
): { readonly node: HTMLElement; close(): void } => {
  const { words } = slot.scene.reader
  const node = h('div', { id: `${slot.id}.list`, class: 'menu', role: 'listbox', popover: 'manual' })
  const settled = whenSettled(source.pauseMs)
  let offered: readonly Choice[] = []
  let active = -1
  let asked = 0

  const close = () => {
    asked += 1
    offered = []
    node.togglePopover(false)
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }
  const say = (...rows: readonly HTMLElement[]) => {
    node.replaceChildren(...rows)
    node.togglePopover(true)
    node.style.minWidth = `${anchor.getBoundingClientRect().width}px`
    placeBy(node, anchor)
    input.setAttribute('aria-expanded', 'true')
  }
  const sayWords = (text: string) => say(h('p', { class: 'note' }, text))
  const search = async (query: string) => {
    asked += 1
    const mine = asked
    if (query.length < source.leastLetters) return sayWords(words.typeMore(source.leastLetters))
    if (source.pauseMs > 0) sayWords(words.searching)
    const found = await source.find(query)
    if (mine !== asked || !node.isConnected) return
    offered = found
    active = -1
    if (found.length === 0) sayWords(words.noResults)
    else say(...drawRows(slot, found, take))
  }
  const take = (choice: Choice) => {
    close()
    pick(choice)
  }
  const move = (step: number) => {
    const options = [...node.querySelectorAll<HTMLElement>('[role=option]')]
    active = (active + step + options.length) % options.length
    options.forEach((option, index) => {
      option.ariaSelected = String(index === active)
    })
    options[active]?.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', options[active]?.id ?? '')
  }

  on(input, 'click', () => search(source.many ? input.value : ''))
  on(input, 'focus', () => input.select())
  on(input, 'input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) settled(() => search(input.value))
  })
  // A Chinese word is searched for when it stands, not while its pinyin is typed.
  on(input, 'compositionend', () => settled(() => search(input.value)))
  on(input, 'keydown', (event) => {
    if (event.isComposing) return
    const chosen = offered[active]
    if (event.key === 'ArrowDown' && offered.length === 0) search(source.many ? input.value : '')
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1)
    else if (event.key === 'Enter' && chosen) take(chosen)
    else if (event.key === 'Enter') input.focus()
    else if (event.key === 'Escape' && node.matches(':popover-open')) close()
    else return
    event.preventDefault()
  })
  return { node, close }
}

const drawRows = (slot: Slot, choices: readonly Choice[], take: (choice: Choice) => void): readonly HTMLElement[] =>
  choices.flatMap((choice, index) => {
    const heading = choice.group !== '' && choice.group !== choices[index - 1]?.group
    const row = h(
      'div',
      { id: `${slot.id}.option.${index}`, role: 'option', class: 'menu-item', click: () => take(choice) },
      choice.label,
      choice.note ? h('small', {}, choice.note) : undefined,
    )
    // Pressing the mouse on a row must not take the focus, and with it the list, away before the click.
    on(row, 'mousedown', (event) => event.preventDefault())
    return heading ? [h('p', { class: 'menu-heading' }, choice.group), row] : [row]
  })
