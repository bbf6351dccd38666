import type {
  ExternalSelect,
  InputBlock,
  MultiExternalSelect,
  PlainTextInput,
  PlainTextOption,
  StaticSelect,
} from '@slack/types'
import { say } from '../../i18n/index.ts'
import { besideFields } from '../../tickets/beside.ts'
import type { Choice, Fields, Form, FormField } from '../../tickets/driver.ts'
import { isAsked, isFilled } from '../../tickets/form.ts'
import type { Instant } from '../../tickets/ticket.ts'
import type { Language } from '../../tickets/words.ts'
import { nextWorkingHour } from '../../time/days.ts'
import { FIELD_ACTION, fieldBlock } from '../ids.ts'
import type { ErrorReader } from './error.ts'
import { isPickable } from './form.ts'
import { LIMITS, literal, menuOptions, plain } from './kit.ts'

/** What the inputs of a form are drawn with. */
export interface FieldDrawing {
  /** What the vendor lets people choose from, by field. */
  readonly choices?: Readonly<Record<string, readonly Choice[]>> | undefined
  /** What was typed before, by field. */
  readonly values?: Fields
  readonly now: Instant
  /** The action of those that something else in the form depends on: when one changes, it is drawn anew. */
  readonly redraw?: string
  /** What is required and empty may stay so: the ticket was like that, and something else is being changed. */
  readonly lenient?: true
}

type FieldReader = ErrorReader & { readonly zone: string }

/** An input for every field that is asked for with these values. */
export const fieldInputs = (form: Form, drawing: FieldDrawing, reader: FieldReader): InputBlock[] => {
  const { redraw, values = {}, lenient } = drawing
  const defaults = form.fields.flatMap((field) => (field.kind === 'instant' ? (field.fromNow ?? []) : []))
  const timed = { ...drawing, earliest: Math.min(...defaults) }
  const steering = steeringIn(form, drawing)
  return form.fields
    .filter((field) => isAsked(field, values))
    .map((field) => {
      const redraws = redraw !== undefined && steering.has(field.name)
      const action = redraws ? redraw : FIELD_ACTION
      const hint = hintOf(field, drawing, reader)
      return {
        type: 'input',
        block_id: fieldBlock(field.name),
        label: plain(say(field.label, reader.language), LIMITS.inputLabel),
        ...(hint ? { hint: plain(hint, LIMITS.inputLabel) } : {}),
        ...(redraws ? { dispatch_action: true } : {}),
        optional: !field.required || (lenient === true && !isFilled(values[field.name])),
        element: fieldElement(field, action, timed, reader),
      }
    })
}

/** What changes the form when it is chosen: which fields are asked for, and which open tickets are shown. */
const steeringIn = (form: Form, drawing: FieldDrawing): ReadonlySet<string> => {
  const found = besideFields(form)
  // What has to be typed is told with the form alone.
  const menus = form.fields.filter((field) => found.includes(field.name) && choicesOf(field, drawing).length > 0)
  return new Set([...form.fields.flatMap(({ when }) => when?.field ?? []), ...menus.map(({ name }) => name)])
}

/** The field's own hint, and what people need to know of its kind. */
const hintOf = (field: FormField, drawing: FieldDrawing, { words, language }: ErrorReader): string => {
  const own = field.hint ? [say(field.hint, language)] : []
  if (field.kind === 'phone') return own[0] ?? words.form.phoneHint
  if (field.kind === 'money') return [...own, words.form.amountIn(field.currency)].join(' ')
  const many = choicesOf(field, drawing).length > LIMITS.options
  return [...own, ...(many ? [words.form.more] : [])].join(' ')
}

const choicesOf = (field: FormField, { choices }: FieldDrawing): readonly Choice[] => {
  if (field.kind === 'choice') return field.choices
  return field.kind === 'vendor_choice' ? (choices?.[field.name] ?? []) : []
}

/** With the earliest of its default times, in minutes from now. */
type Timed = FieldDrawing & { readonly earliest: number }

const fieldElement = (field: FormField, action: string, drawing: Timed, reader: FieldReader): InputBlock['element'] => {
  const typed = drawing.values?.[field.name] ?? ''
  const text = typeof typed === 'string' ? typed : typed.join('\n')
  switch (field.kind) {
    case 'instant': {
      const at = text ? Date.parse(text) : initialTime(field.fromNow, drawing, reader.zone)
      return {
        type: 'datetimepicker',
        action_id: action,
        ...(isPickable(at) ? { initial_date_time: Math.floor(at / 1000) } : {}),
      }
    }
    case 'choice':
    case 'vendor_choice': {
      const choices = choicesOf(field, drawing)
      const several = field.kind === 'vendor_choice' && field.several === true
      // Without an answer of the vendor's, what would be chosen is typed.
      if (choices.length === 0) return textElement(text, action, LIMITS.inputMaxLength, several)
      if (field.kind === 'vendor_choice' || choices.length > LIMITS.options) {
        return searchElement({ choices, chosen: [typed].flat(), several }, action, reader)
      }
      const options = choices.map((choice) => toOption(choice, reader.language))
      return selectElement(action, options, text)
    }
    case 'money':
      return textElement(text, action, MAX_AMOUNT)
    default:
      return textElement(text, action, field.maxLength, field.kind === 'long_text')
  }
}

/** Twelve digits, a point and two more; and a little for what is typed wrong. */
const MAX_AMOUNT = 16

/** Whether an input of the field takes the whole value. */
export const fits = (field: FormField, value: string): boolean => {
  switch (field.kind) {
    case 'instant':
      return true
    case 'choice':
    case 'vendor_choice':
      return value.length <= LIMITS.option
    case 'money':
      return value.length <= MAX_AMOUNT
    default:
      return value.length <= Math.min(field.maxLength, LIMITS.inputMaxLength)
  }
}

/** Typed for another vendor, it may be longer than this one takes, and Slack would refuse the whole view. */
const textElement = (text: string, action: string, longest: number, multiline = false): PlainTextInput => {
  const max = Math.min(longest, LIMITS.inputMaxLength)
  return {
    type: 'plain_text_input',
    action_id: action,
    multiline,
    max_length: max,
    ...(text ? { initial_value: text.slice(0, max).replace(HALF_CHARACTER, '') } : {}),
  }
}

const HALF_CHARACTER = /[\ud800-\udbff]$/

/** An option for a choice, in the reader's language. */
export const toOption = ({ value, label }: Choice, language: Language): PlainTextOption => ({
  text: plain(literal(say(label, language)), LIMITS.option),
  value,
})

interface Searched {
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly several: boolean
}

/** A menu that asks us for its options, so that there may be more of them than Slack takes in one view. */
const searchElement = (
  { choices, chosen, several }: Searched,
  action: string,
  { words, language }: ErrorReader,
): ExternalSelect | MultiExternalSelect => {
  const initial = choices.filter(({ value }) => chosen.includes(value)).map((choice) => toOption(choice, language))
  const [first] = initial
  const menu = {
    action_id: action,
    // An empty query is asked at once: the menu opens with the first of them.
    min_query_length: 0,
    placeholder: plain(words.form.search(choices.length), LIMITS.placeholder),
  }
  if (several) {
    return { type: 'multi_external_select', ...menu, ...(first ? { initial_options: initial } : {}) }
  }
  return { type: 'external_select', ...menu, ...(first ? { initial_option: first } : {}) }
}

/** A menu, in groups where there are more options than Slack takes in one. */
export const selectElement = (
  action: string,
  all: readonly PlainTextOption[],
  chosen: string | undefined,
): StaticSelect => {
  const initial = all.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: action,
    ...menuOptions(all, [chosen]),
    ...(initial ? { initial_option: initial } : {}),
  }
}

/** What a person would have chosen: the earliest of the form at a working hour, and the others as long after it. */
const initialTime = (fromNow: number | undefined, { now, earliest }: Timed, zone: string): number | undefined => {
  if (fromNow === undefined) return undefined
  const soonest = new Date(Date.parse(now) + earliest * 60_000).toISOString()
  return Date.parse(nextWorkingHour(soonest, zone)) + (fromNow - earliest) * 60_000
}
