import type { Channel } from '../protocol.ts'
import { type Choice, drawCombobox } from './combobox.ts'
import { h, on } from './dom.ts'
import { type Json, jsonOf, listOf, numberOf, sameJson, stringOf, stringsOf } from './json.ts'
import { labelOf } from './plain-text.ts'
import { placeName } from './reader.ts'
import { commit, namesOf, type OptionGroup, type Slot, valueIn } from './slot.ts'

/** https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
export const drawStaticSelect = (slot: Slot): HTMLElement =>
  drawNativeSelect(slot, choicesOf(optionGroupsOf(slot.element)))

export const drawMultiStaticSelect = (slot: Slot): HTMLElement =>
  drawLocalCombobox(slot, choicesOf(optionGroupsOf(slot.element)), listOf(valueIn(slot)).map(toChoice))

export const drawUsersSelect = (slot: Slot): HTMLElement => drawNativeSelect(slot, users(slot))
export const drawConversationsSelect = (slot: Slot): HTMLElement => drawNativeSelect(slot, conversations(slot))
export const drawChannelsSelect = (slot: Slot): HTMLElement => drawNativeSelect(slot, publicChannels(slot))

export const drawMultiUsersSelect = (slot: Slot): HTMLElement => drawIdCombobox(slot, users(slot))
export const drawMultiConversationsSelect = (slot: Slot): HTMLElement => drawIdCombobox(slot, conversations(slot))
export const drawMultiChannelsSelect = (slot: Slot): HTMLElement => drawIdCombobox(slot, publicChannels(slot))

/** Options that the app looks up while the person types. */
export const drawExternalSelect = (slot: Slot): HTMLElement => {
  const held = valueIn(slot)
  return drawLookup(slot, held === null ? [] : [toChoice(jsonOf(held))], false)
}

export const drawMultiExternalSelect = (slot: Slot): HTMLElement =>
  drawLookup(slot, listOf(valueIn(slot)).map(toChoice), true)

/** Options in their groups; one group without a label where the element has none. */
export const optionGroupsOf = (element: Json): readonly OptionGroup[] =>
  element.option_groups === undefined
    ? [{ label: '', options: listOf(element.options) }]
    : listOf(element.option_groups).map(({ label, options }) => ({ label: labelOf(label), options: listOf(options) }))

const toChoice = (option: Json): Choice => ({
  key: stringOf(option.value),
  label: labelOf(option.text),
  note: labelOf(option.description),
  group: '',
  value: option,
})

const choicesOf = (groups: readonly OptionGroup[]): readonly Choice[] =>
  groups.flatMap(({ label, options }) => options.map((option) => ({ ...toChoice(option), group: label })))

const idChoice = (id: string, label: string): Choice => ({ key: id, label, note: '', group: '', value: id })

const users = ({ scene }: Slot): readonly Choice[] =>
  scene.reader.people.map(({ id, realName }) => idChoice(id, realName))

const channelChoice = (channel: Channel): Choice => idChoice(channel.id, placeName(channel))

const publicChannels = ({ scene }: Slot): readonly Choice[] =>
  scene.reader.channels.filter(({ kind }) => kind === 'public').map(channelChoice)

const conversations = ({ scene, element }: Slot): readonly Choice[] => {
  const kinds = stringsOf(jsonOf(element.filter).include)
  return scene.reader.channels.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind)).map(channelChoice)
}

const drawNativeSelect = (slot: Slot, choices: readonly Choice[]): HTMLElement => {
  const { words } = slot.scene.reader
  const placeholder = labelOf(slot.element.placeholder) || words.choose
  const control = h(
    'select',
    { ...namesOf(slot, placeholder), class: 'control' },
    h('option', { value: '', disabled: !slot.optional, hidden: !slot.optional }, placeholder),
    ...groupsOf(choices).flatMap(([group, members]) =>
      group === '' ? members.map(drawOption) : [h('optgroup', { label: group }, ...members.map(drawOption))],
    ),
  )
  const showHeld = () => {
    const held = valueIn(slot)
    control.value = choices.find(({ value }) => isHeld(value, held))?.key ?? ''
    control.classList.toggle('unchosen', control.value === '')
  }
  showHeld()
  return on(control, 'change', async () => {
    await commit(slot, control, choices.find(({ key }) => key === control.value)?.value ?? null)
    showHeld()
  })
}

/** An app may write an initial option with its properties in another order: the value decides. */
const isHeld = (value: unknown, held: unknown): boolean =>
  typeof value === 'string' ? value === held : sameJson(jsonOf(value).value, jsonOf(held).value)

const drawOption = ({ key, label, note }: Choice): HTMLOptionElement =>
  h('option', { value: key }, note ? `${label} — ${note}` : label)

const groupsOf = (choices: readonly Choice[]): readonly (readonly [string, readonly Choice[]])[] => [
  ...Map.groupBy(choices, ({ group }) => group),
]

const drawIdCombobox = (slot: Slot, choices: readonly Choice[]): HTMLElement => {
  const held = stringsOf(valueIn(slot))
  return drawLocalCombobox(
    slot,
    choices,
    choices.filter(({ key }) => held.includes(key)),
  )
}

const drawLocalCombobox = (slot: Slot, choices: readonly Choice[], chosen: readonly Choice[]): HTMLElement =>
  drawCombobox(slot, {
    chosen,
    many: true,
    leastLetters: 0,
    pauseMs: 0,
    find: async (query) => choices.filter(({ label }) => label.toLocaleLowerCase().includes(query.toLocaleLowerCase())),
  })

const drawLookup = (slot: Slot, chosen: readonly Choice[], many: boolean): HTMLElement =>
  drawCombobox(slot, {
    chosen,
    many,
    leastLetters: numberOf(slot.element.min_query_length) ?? 3,
    pauseMs: 250,
    find: async (query) => choicesOf(await slot.scene.look(slot.blockId, slot.actionId, query)),
  })
