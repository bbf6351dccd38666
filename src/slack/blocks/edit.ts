import type { KnownBlock, ModalView } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Form, FormField } from '../../tickets/driver.ts'
import { ACTIONS, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { vendorName } from './error.ts'
import { type FieldDrawing, fieldInputs } from './field.ts'
import { fileInput, noFiles } from './file-input.ts'
import { context, dateText, escaped, escapedName, fieldSections, LIMITS, plain, section } from './kit.ts'
import type { ListReader } from './list.ts'

/** A field with what the ticket holds in it now. */
export interface Present {
  readonly field: FormField
  readonly value: string
}

export interface EditDrawing extends Pick<FieldDrawing, 'choices' | 'values' | 'now'> {
  /** With the fields that can be changed. */
  readonly form: Form
  /** Those that cannot, and why in the reader's words. */
  readonly locked: readonly (Present & { readonly reason: string })[]
  /** Those that somebody else changed while the form was open. */
  readonly overtaken?: readonly Present[]
  /** What the channel calls the ticket's community. */
  readonly community: string
  /** About one ticket; without marks it could not be read, and the fields are empty. */
  readonly metadata: ModalMetadata
  /** Escaped mrkdwn above the fields: why it is not saved yet. */
  readonly notice?: string
}

/** The modal that changes a ticket, drawn from the vendor's form. Without a field that can be changed it only tells. */
export const editView = (drawing: EditDrawing, reader: ListReader): ModalView => {
  const { edit, buttons: buttonWords } = reader.words
  const { form, metadata, notice } = drawing
  const inputs = fieldInputs(form, { ...drawing, redraw: ACTIONS.editField, lenient: true }, reader)
  return {
    type: 'modal',
    callback_id: VIEWS.edit,
    title: plain(edit.title, LIMITS.viewTitle),
    ...(inputs.length > 0 ? { submit: plain(edit.submit, LIMITS.viewTitle) } : {}),
    close: plain(inputs.length > 0 ? buttonWords.cancel : buttonWords.done, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      ...(notice ? [section(`⚠️ ${notice}`)] : []),
      ...headingBlocks(drawing, reader),
      ...overtakenBlocks(drawing.overtaken ?? [], reader),
      ...inputs,
      ...(inputs.length > 0 ? fileBlocks(drawing, reader) : []),
      ...lockedBlocks(drawing.locked, reader),
    ],
  }
}

/** The field of the links may be locked, and is not in the form then. A text that could not be read is not theirs to replace. */
const fileBlocks = ({ form, metadata }: EditDrawing, reader: ListReader): KnownBlock[] =>
  form.files === undefined && !metadata.opened ? [noFiles(reader)] : fileInput(metadata.vendor ?? '', form, reader)

const headingBlocks = ({ metadata, community }: EditDrawing, reader: ListReader): KnownBlock[] => {
  const { edit } = reader.words
  const vendor = vendorName(metadata.vendor ?? '', reader)
  const number = escapedName(metadata.tickets?.[0]?.number ?? '')
  const heading = section(edit.about(number, escapedName(community), vendor))
  return metadata.opened ? [heading] : [heading, context(edit.blind(vendor))]
}

const overtakenBlocks = (fields: readonly Present[], reader: ListReader): KnownBlock[] => {
  if (fields.length === 0) return []
  const { words, language } = reader
  const labels = fields.map(({ field }) => escapedName(say(field.label, language))).join(words.comma)
  return [section(words.edit.overtaken(labels)), ...presentBlocks(fields, reader), context(words.edit.overtakenNext)]
}

/** Those with the same reason together. What is empty is not shown. */
const lockedBlocks = (locked: EditDrawing['locked'], reader: ListReader): KnownBlock[] => {
  if (locked.length === 0) return []
  const byReason = Map.groupBy(locked, ({ reason }) => reason)
  const parts = [...byReason].flatMap(([reason, fields]) => [
    ...presentBlocks(
      fields.filter(({ value }) => value !== ''),
      reader,
    ),
    context(`🔒 ${escaped(reason, 300)}`),
  ])
  return [section(`*${reader.words.edit.locked}*`), ...parts]
}

const presentBlocks = (fields: readonly Present[], reader: ListReader): KnownBlock[] =>
  fieldSections(
    fields.map(
      ({ field, value }) => `*${escapedName(say(field.label, reader.language))}*\n${valueText(field, value, reader)}`,
    ),
  )

/** What a field holds, as people read it. */
const valueText = (field: FormField, value: string, { zone, language }: ListReader): string => {
  switch (field.kind) {
    case 'instant':
      return value === '' ? '–' : dateText(value, zone, language)
    case 'money':
      return escaped(value === '' ? '–' : `${value} ${field.currency}`, 200)
    case 'choice': {
      const known = field.choices.find((choice) => choice.value === value)
      return escaped((known ? say(known.label, language) : value) || '–', 200)
    }
    default:
      return escaped(value || '–', 200)
  }
}
