import { h, on } from './dom.ts'
import { type Json, jsonOf, listOf } from './json.ts'
import { commit, namesOf, type Slot, valueIn } from './slot.ts'
import { drawText } from './text.ts'

/** https://docs.slack.dev/reference/block-kit/block-elements/radio-button-group-element */
export const drawRadioButtons = (slot: Slot): HTMLElement =>
  drawChoices(
    slot,
    'radio',
    () => [jsonOf(valueIn(slot))],
    ([option]) => option,
  )

/** https://docs.slack.dev/reference/block-kit/block-elements/checkboxes-element */
export const drawCheckboxes = (slot: Slot): HTMLElement =>
  drawChoices(
    slot,
    'checkbox',
    () => listOf(valueIn(slot)),
    (options) => options,
  )

const drawChoices = (
  slot: Slot,
  type: 'radio' | 'checkbox',
  held: () => readonly Json[],
  toValue: (chosen: readonly Json[]) => unknown,
): HTMLElement => {
  const { element, id, scene } = slot
  const choices = listOf(element.options).map((option, index) => {
    const box = h('input', { type, id: `${id}.${index}`, name: id })
    const described = option.description === undefined ? undefined : drawText(option.description, scene.reader)
    const words = h('span', {}, drawText(option.text, scene.reader), described)
    return { option, box, label: h('label', { class: 'choice' }, box, words) }
  })
  const showHeld = () => {
    const values = held().map((option) => option.value)
    for (const { option, box } of choices) box.checked = values.includes(option.value)
  }
  const group = h(
    'div',
    { ...namesOf(slot, ''), class: 'choices', role: type === 'radio' ? 'radiogroup' : 'group', tabindex: '-1' },
    ...choices.map(({ label }) => label),
  )
  showHeld()
  return on(group, 'change', async () => {
    const chosen = choices.filter(({ box }) => box.checked).map(({ option }) => option)
    if (!(await commit(slot, group, toValue(chosen)))) showHeld()
  })
}
