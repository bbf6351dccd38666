import type { InputBlock, KnownBlock, ModalView, PlainTextInput, PlainTextOption, StaticSelect } from '@slack/types'
import { z } from 'zod'
import { say } from '../../i18n/index.ts'
import type { Choice, Driver, Fields, Form, FormField } from '../../tickets/driver.ts'
import type { FormProblem } from '../../tickets/form.ts'
import type { Instant } from '../../tickets/ticket.ts'
import { ACTIONS, encodeMetadata, FIELD_ACTION, fieldBlock, type ModalMetadata, scopeKey, VIEWS } from '../ids.ts'
import { type ErrorReader, vendorName } from './error.ts'
import { chunk, escaped, LIMITS, literal, plain, section } from './kit.ts'

export interface FormTarget {
  readonly driver: Driver
  readonly form: Form
  readonly vendor: string
  readonly community: string
  readonly name: string
}

export interface FormDrawing {
  /** Where a ticket can be filed from here; `target` is the one chosen. */
  readonly targets: readonly FormTarget[]
  readonly target: FormTarget
  readonly metadata: ModalMetadata
  /** What the vendor lets people choose from, by field. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>> | undefined
  /** What was typed before, by field. */
  readonly values?: Fields
  /** Escaped mrkdwn above the fields: why the last attempt failed. */
  readonly notice?: string
  readonly now: Instant
}

/** The modal that files a ticket, drawn from the vendor's form. */
export const formView = (drawing: FormDrawing, reader: ErrorReader): ModalView => {
  const { create } = reader.words
  const { target, metadata } = drawing
  const known = { ...metadata, vendor: target.vendor, community: target.community }
  return {
    type: 'modal',
    callback_id: VIEWS.create,
    title: plain(create.title, LIMITS.viewTitle),
    submit: plain(create.submit, LIMITS.viewTitle),
    close: plain(create.close, LIMITS.viewTitle),
    private_metadata: encodeMetadata(known),
    blocks: [
      ...(drawing.notice ? [section(`⚠️ ${drawing.notice}`)] : []),
      communityBlock(drawing, reader),
      ...target.form.fields.map((field) => fieldInput(field, drawing, reader)),
    ],
  }
}

const COMMUNITY_BLOCK = 'community'

const communityBlock = (drawing: FormDrawing, reader: ErrorReader): KnownBlock => {
  const { targets, target } = drawing
  const { create } = reader.words
  const vendor = vendorName(target.vendor, reader)
  if (targets.length < 2) return section(create.forCommunity(escaped(target.name, 80), vendor))
  const option = (one: FormTarget): PlainTextOption => ({
    text: plain(literal(`${one.name} · ${say(one.driver.name, reader.language)}`), LIMITS.option),
    value: scopeKey(one),
  })
  return {
    type: 'input',
    block_id: COMMUNITY_BLOCK,
    label: plain(create.community, LIMITS.inputLabel),
    // Another vendor has other fields, so its choice is told at once; within one vendor nothing would change.
    dispatch_action: new Set(targets.map((one) => one.vendor)).size > 1,
    element: selectElement(ACTIONS.createCommunity, targets.map(option), scopeKey(target)),
  }
}

const fieldInput = (field: FormField, drawing: FormDrawing, reader: ErrorReader): InputBlock => ({
  type: 'input',
  block_id: fieldBlock(field.name),
  label: plain(say(field.label, reader.language), LIMITS.inputLabel),
  ...(field.hint ? { hint: plain(say(field.hint, reader.language), LIMITS.inputLabel) } : {}),
  optional: !field.required,
  element: fieldElement(field, drawing, reader),
})

const fieldElement = (field: FormField, drawing: FormDrawing, reader: ErrorReader): InputBlock['element'] => {
  const typed = drawing.values?.[field.name]
  const text = typeof typed === 'string' && typed !== '' ? typed : undefined
  switch (field.kind) {
    case 'instant': {
      const at = text ? Date.parse(text) : initialTime(field.fromNow, drawing.now)
      return {
        type: 'datetimepicker',
        action_id: FIELD_ACTION,
        ...(isPickable(at) ? { initial_date_time: Math.floor(at / 1000) } : {}),
      }
    }
    case 'choice':
    case 'vendor_choice': {
      const choices = field.kind === 'choice' ? field.choices : (drawing.choices?.[field.name] ?? [])
      return choices.length > 0 ? choiceElement(choices, text, reader) : textElement(text, LIMITS.inputMaxLength)
    }
    case 'money':
      return textElement(text, 16)
    default:
      return textElement(text, field.maxLength, field.kind === 'long_text')
  }
}

/** Typed for another vendor, it may be longer than this one takes, and Slack would refuse the whole view. */
const textElement = (text: string | undefined, longest: number, multiline = false): PlainTextInput => {
  const max = Math.min(longest, LIMITS.inputMaxLength)
  return {
    type: 'plain_text_input',
    action_id: FIELD_ACTION,
    multiline,
    max_length: max,
    ...(text ? { initial_value: text.slice(0, max).replace(HALF_CHARACTER, '') } : {}),
  }
}

const HALF_CHARACTER = /[\ud800-\udbff]$/

const choiceElement = (choices: readonly Choice[], chosen: string | undefined, reader: ErrorReader): StaticSelect => {
  const options = choices.map(({ value, label }) => ({
    text: plain(literal(say(label, reader.language)), LIMITS.option),
    value,
  }))
  return selectElement(FIELD_ACTION, options, chosen)
}

/** A menu, in groups where there are more options than Slack takes in one. */
const selectElement = (actionId: string, all: readonly PlainTextOption[], chosen: string | undefined): StaticSelect => {
  const groups = chunk(all, LIMITS.options).slice(0, LIMITS.optionGroups)
  const [options = []] = groups
  const grouped = groups.map((some, i) => ({ label: plain(`${i * LIMITS.options + 1}…`), options: some }))
  const initial = groups.flat().find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: actionId,
    ...(groups.length === 1 ? { options } : { option_groups: grouped }),
    ...(initial ? { initial_option: initial } : {}),
  }
}

/** Slack's picker knows only times of ten digits in seconds: from 2001 to 2286. */
const isPickable = (at: number | undefined): at is number => at !== undefined && at >= 1e12 && at < 1e13

/** The next full quarter of an hour after so many minutes: what a person would have chosen. */
const initialTime = (fromNow: number | undefined, now: Instant): number | undefined => {
  if (fromNow === undefined) return undefined
  const quarter = 15 * 60_000
  return Math.ceil((Date.parse(now) + fromNow * 60_000) / quarter) * quarter
}

const elementState = z.object({
  value: z.string().nullish(),
  selected_date_time: z.int().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
})

/** What is in a form, as Slack hands it over: by block, then by element. */
export type FormState = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What was filled in, by field of the form; what was left empty is an empty text. */
export const readForm = (form: Form, state: FormState): Fields =>
  Object.fromEntries(
    form.fields.map((field) => [field.name, readElement(state[fieldBlock(field.name)]?.[FIELD_ACTION])]),
  )

/** What is in one input, as text: an instant as UTC ISO, a choice as its value, nothing as an empty text. */
export const readElement = (element: unknown): string => {
  const { data } = elementState.safeParse(element)
  if (data?.selected_date_time != null && isPickable(data.selected_date_time * 1000)) {
    return new Date(data.selected_date_time * 1000).toISOString()
  }
  return data?.selected_option?.value ?? data?.value ?? ''
}

/** The community that is chosen in the form, if there is anything to choose. */
export const readTarget = (targets: readonly FormTarget[], state: FormState): FormTarget | undefined => {
  const { data } = elementState.safeParse(state[COMMUNITY_BLOCK]?.[ACTIONS.createCommunity])
  const chosen = data?.selected_option?.value
  return targets.find((target) => scopeKey(target) === chosen)
}

/** The problems as Slack shows them under the fields. */
export const formErrors = (problems: readonly FormProblem[], reader: ErrorReader): Record<string, string> =>
  Object.fromEntries(
    problems.toReversed().map((problem) => [fieldBlock(problem.field), literal(problemText(problem, reader), 300)]),
  )

const problemText = (problem: FormProblem, { words, language }: ErrorReader): string => {
  switch (problem.rule) {
    case 'required':
      return words.create.required
    case 'time':
      return words.create.badTime
    case 'choice':
    case 'phone':
    case 'emptied':
      return words.create.badChoice
    case 'amount':
      return words.create.badAmount
    case 'length':
      return words.create.tooLong(problem.max)
    case 'vendor':
      return say(problem.words, language)
  }
}
