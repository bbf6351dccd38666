import { fromWallClock, isInstant, toWallClock, zoneName } from './dates.ts'
import { h, on, whenSettled } from './dom.ts'
import { stateOf } from './fields.ts'
import { jsonOf, numberOf, stringOf, stringsOf } from './json.ts'
import { labelOf } from './plain-text.ts'
import { fromRichText, toRichText } from './rich-text.ts'
import { act, namesOf, note, type Slot, valueIn } from './slot.ts'

/** How long a person pauses when they have finished typing, for elements that tell the app what is typed. */
const PAUSE_MS = 400

/** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element */
export const drawTextInput = (slot: Slot): HTMLElement =>
  slot.element.multiline === true
    ? typed(slot, h('textarea', { ...textProps(slot), rows: '4' }))
    : typed(slot, h('input', { ...textProps(slot), type: 'text' }))

export const drawEmailInput = (slot: Slot): HTMLElement =>
  typed(slot, h('input', { ...textProps(slot), type: 'email', autocomplete: 'off' }))

export const drawUrlInput = (slot: Slot): HTMLElement =>
  typed(slot, h('input', { ...textProps(slot), type: 'url', autocomplete: 'off' }))

/** A text field: a number field of a browser swallows what is not a number, and the app should hear of it. */
export const drawNumberInput = (slot: Slot): HTMLElement =>
  typed(slot, h('input', { ...textProps(slot), type: 'text', inputmode: 'decimal', autocomplete: 'off' }))

type TextControl = HTMLInputElement | HTMLTextAreaElement

const textProps = (slot: Slot): Record<string, unknown> => {
  const placeholder = labelOf(slot.element.placeholder)
  return {
    ...namesOf(slot, placeholder),
    class: 'control',
    placeholder: placeholder || undefined,
    maxlength: numberOf(slot.element.max_length),
  }
}

/** A text control that notes each letter, and tells the app when its `dispatch_action_config` says so. */
const typed = (slot: Slot, control: TextControl): HTMLElement => {
  const configured = stringsOf(jsonOf(slot.element.dispatch_action_config).trigger_actions_on)
  const triggers = configured.length > 0 ? configured : ['on_enter_pressed']
  const settled = whenSettled(PAUSE_MS)
  const tell = () => act(slot, control, stateOf(slot.element, control.value))
  control.value = stringOf(valueIn(slot))
  control.addEventListener('input', () => {
    note(slot, control.value)
    if (slot.acts && triggers.includes('on_character_entered')) settled(tell)
  })
  on<HTMLElement, 'keydown'>(control, 'keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    if (!slot.acts || !triggers.includes('on_enter_pressed')) return
    event.preventDefault()
    tell()
  })
  return control
}

/** https://docs.slack.dev/reference/block-kit/block-elements/rich-text-input-element */
export const drawRichTextInput = (slot: Slot): HTMLElement => {
  const control = h('textarea', { ...textProps(slot), rows: '4', title: slot.scene.reader.words.richTextHint })
  control.value = fromRichText(valueIn(slot))
  return on(control, 'input', () => note(slot, toRichText(control.value)))
}

export const drawDatePicker = (slot: Slot): HTMLElement =>
  picker(slot, 'date', { show: stringOf, read: (text) => text })

export const drawTimePicker = (slot: Slot): HTMLElement =>
  picker(slot, 'time', { show: stringOf, read: (text) => text })

/**
 * Shown and entered in the person's zone, held as unix seconds.
 * https://docs.slack.dev/reference/block-kit/block-elements/datetime-picker-element
 */
export const drawDateTimePicker = (slot: Slot): HTMLElement => {
  const { dates } = slot.scene.reader
  const control = picker(slot, 'datetime-local', {
    show: (value) => (typeof value === 'number' && isInstant(value) ? toWallClock(value, dates.zone) : ''),
    read: (text) => fromWallClock(text, dates.zone),
  })
  return h('span', { class: 'with-zone' }, control, h('span', { class: 'zone' }, `${dates.zone} · ${zoneName(dates)}`))
}

const picker = (
  slot: Slot,
  type: string,
  { show, read }: { readonly show: (value: unknown) => string; readonly read: (text: string) => unknown },
): HTMLElement => {
  const control = h('input', { ...namesOf(slot, labelOf(slot.element.placeholder)), class: 'control', type })
  const settled = whenSettled(PAUSE_MS)
  let agreed = valueIn(slot)
  const tell = async () => {
    const value = valueIn(slot)
    if (await act(slot, control, stateOf(slot.element, value))) {
      agreed = value
      return
    }
    note(slot, agreed)
    control.value = show(agreed)
  }
  control.value = show(agreed)
  return on(control, 'change', () => {
    note(slot, read(control.value))
    // Typing a year passes through the years 2, 20 and 202: the app hears only where the typing ends.
    if (slot.acts) settled(tell)
  })
}
