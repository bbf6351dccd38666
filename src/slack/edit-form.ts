import type { ModalView } from '@slack/types'
import { say } from '../i18n/index.ts'
import { marksOf, overtaken } from '../tickets/change.ts'
import type { Driver, Fields, Form, FormField } from '../tickets/driver.ts'
import type { TicketDetail } from '../tickets/ticket.ts'
import { type EditDrawing, editView, type Present } from './blocks/edit.ts'
import { fits } from './blocks/field.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { keptOf } from './kept.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerOf } from './reader.ts'

/* The modal that changes a ticket: filled with what the ticket holds, and drawn anew with what was typed. */

/** A ticket that its vendor lets be changed. */
export interface Editable {
  readonly driver: Driver
  readonly form: Form
  /** What the channel calls its community. */
  readonly community: string
  readonly metadata: ModalMetadata
  /** As it was just read; undefined where it cannot be. */
  readonly ticket: TicketDetail | undefined
}

export interface EditTyped {
  /** What is in the form in place of what the ticket holds. */
  readonly typed?: Fields
  /** Escaped mrkdwn: why it is not saved yet. */
  readonly notice?: string
  /**
   * It is the same form still, only with other fields: what somebody else changes meanwhile must be found when it is
   * sent, so the marks of what it was opened with stay.
   */
  readonly isSameForm?: true
}

export const drawEdit = async (editable: Editable, given: EditTyped, deps: Deps): Promise<ModalView> => {
  const { form, community, ticket } = editable
  const { typed = {}, notice, isSameForm } = given
  const { opened, kept, ...metadata } = editable.metadata
  const reader = readerOf(metadata, deps)
  const values = ticket && form.values?.(ticket)
  const locked = values ? lockedFields(form, values, ticket, reader) : []
  // While the ticket cannot be read, what could not be changed when it was has no mark.
  const isOpen = ({ name }: FormField): boolean =>
    values && !isSameForm ? !locked.some(({ field }) => field.name === name) : opened === undefined || name in opened
  const open = form.fields.filter(isOpen)
  const shown = { ...values, ...kept, ...typed }
  const marks = values && !isSameForm ? marksOf(open, values) : opened
  const drawn = { ...form, fields: open.map((field) => withPresent(field, values)) }
  const drawing: EditDrawing = {
    form: drawn,
    locked,
    overtaken: values && opened && !isSameForm ? presentIn(overtaken(form, opened, typed, values), values) : [],
    community,
    metadata: { ...metadata, kept: keptOf(drawn, { ...kept, ...typed }), ...(marks ? { opened: marks } : {}) },
    choices: await choicesOf(editable, deps),
    values: shown,
    now: deps.now(),
    ...(notice === undefined ? {} : { notice }),
  }
  return editView(drawing, reader)
}

const choicesOf = ({ driver, form, metadata }: Editable, deps: Deps): Promise<EditDrawing['choices']> => {
  const { community = '', tickets = [], language } = metadata
  const [ticket] = tickets
  return deps.choices.all({ driver, form, about: ticket && { community, id: ticket.id } }, language)
}

/** Those that the vendor has frozen, and those that hold more than an input takes: it would be cut, and sent so. */
const lockedFields = (form: Form, values: Fields, ticket: TicketDetail, reader: ListReader): EditDrawing['locked'] => {
  const frozen = new Map(form.frozen?.(ticket).map(({ field, reason }) => [field, say(reason, reader.language)]))
  return form.fields.flatMap((field) => {
    const value = textOf(values[field.name])
    const reason = frozen.get(field.name) ?? (fits(field, value) ? undefined : reader.words.edit.tooLongHere)
    return reason === undefined ? [] : [{ field, value, reason }]
  })
}

const presentIn = (fields: readonly FormField[], values: Fields): Present[] =>
  fields.map((field) => ({ field, value: textOf(values[field.name]) }))

const textOf = (value: Fields[string] = ''): string => [value].flat().join('\n')

/** With a choice that we do not know, where the ticket holds one: it would be lost otherwise. */
const withPresent = (field: FormField, values: Fields = {}): FormField => {
  const value = textOf(values[field.name])
  if (field.kind !== 'choice' || value === '' || field.choices.some((choice) => choice.value === value)) return field
  return { ...field, choices: [...field.choices, { value, label: { en: value, 'zh-CN': value } }] }
}
