import { drawButton, drawOverflow } from './buttons.ts'
import { drawCheckboxes, drawRadioButtons } from './choices.ts'
import { h } from './dom.ts'
import { drawFileInput } from './file-input.ts'
import {
  drawDatePicker,
  drawDateTimePicker,
  drawEmailInput,
  drawNumberInput,
  drawRichTextInput,
  drawTextInput,
  drawTimePicker,
  drawUrlInput,
} from './inputs.ts'
import { own, stringOf } from './json.ts'
import {
  drawChannelsSelect,
  drawConversationsSelect,
  drawExternalSelect,
  drawMultiChannelsSelect,
  drawMultiConversationsSelect,
  drawMultiExternalSelect,
  drawMultiStaticSelect,
  drawMultiUsersSelect,
  drawStaticSelect,
  drawUsersSelect,
} from './selects.ts'
import type { Slot } from './slot.ts'

const DRAWERS: Readonly<Record<string, (slot: Slot) => HTMLElement>> = {
  button: drawButton,
  overflow: drawOverflow,
  static_select: drawStaticSelect,
  external_select: drawExternalSelect,
  users_select: drawUsersSelect,
  conversations_select: drawConversationsSelect,
  channels_select: drawChannelsSelect,
  multi_static_select: drawMultiStaticSelect,
  multi_external_select: drawMultiExternalSelect,
  multi_users_select: drawMultiUsersSelect,
  multi_conversations_select: drawMultiConversationsSelect,
  multi_channels_select: drawMultiChannelsSelect,
  radio_buttons: drawRadioButtons,
  checkboxes: drawCheckboxes,
  datepicker: drawDatePicker,
  timepicker: drawTimePicker,
  datetimepicker: drawDateTimePicker,
  plain_text_input: drawTextInput,
  email_text_input: drawEmailInput,
  url_text_input: drawUrlInput,
  number_input: drawNumberInput,
  rich_text_input: drawRichTextInput,
  file_input: drawFileInput,
}

/** A block element that works, or a note naming the type that the page does not know. */
export const drawElement = (slot: Slot): HTMLElement => {
  const type = stringOf(slot.element.type)
  return own(DRAWERS, type)?.(slot) ?? h('span', { class: 'unsupported' }, slot.scene.reader.words.unsupported(type))
}
