import type { Checkboxes, InputBlock, ModalView, PlainTextOption, StaticSelect } from '@slack/types'
import type { Scope } from '../../tickets/desk.ts'
import { CHOOSABLE } from '../../tickets/digest.ts'
import type { Status } from '../../tickets/ticket.ts'
import { LANGUAGES, type Language } from '../../tickets/words.ts'
import { formatDays } from '../../time/words.ts'
import { FIELD_ACTION, fieldBlock, VIEWS } from '../ids.ts'
import { encodeMetadata, type ModalMetadata } from '../metadata.ts'
import { scopeKey } from '../values.ts'
import { type FormState, readChosen, readElement } from './form.ts'
import { context, LIMITS, literal, menuOptions, plain } from './kit.ts'
import type { ListReader } from './list.ts'

/** What the form of a channel's digest holds, as it was typed. */
export interface DigestTyped {
  readonly times: string
  readonly days: readonly number[]
  readonly zone: string
  readonly holidays: string
  readonly language: Language
  /** Keys of the links that it is about; none is all. */
  readonly only: readonly string[]
  /** Of the choosable ones. */
  readonly statuses: readonly Status[]
  readonly bands: string
  readonly skipEmpty: boolean
  readonly onlyChanged: boolean
}

export const DIGEST_FIELDS = {
  times: fieldBlock('times'),
  days: fieldBlock('days'),
  zone: fieldBlock('zone'),
  holidays: fieldBlock('holidays'),
  language: fieldBlock('language'),
  only: fieldBlock('only'),
  statuses: fieldBlock('statuses'),
  bands: fieldBlock('bands'),
  rules: fieldBlock('rules'),
}

const DAYS = [1, 2, 3, 4, 5, 6, 7]
const MAX_TEXT = 200
const MAX_HOLIDAYS_TEXT = 2_000

/** The form that says when a channel gets its digest, and what it holds. `notice` is escaped mrkdwn. */
export const digestView = (
  links: readonly Scope[],
  typed: DigestTyped,
  metadata: ModalMetadata,
  notice: string,
  reader: ListReader,
): ModalView => {
  const { digestForm: words } = reader.words
  const rules = [
    { ...option(words.skipEmpty, 'skipEmpty'), chosen: typed.skipEmpty },
    { ...option(words.onlyChanged, 'onlyChanged'), chosen: typed.onlyChanged },
  ]
  return {
    type: 'modal',
    callback_id: VIEWS.digest,
    title: plain(words.title, LIMITS.viewTitle),
    submit: plain(words.submit, LIMITS.viewTitle),
    close: plain(reader.words.buttons.cancel, LIMITS.viewTitle),
    private_metadata: encodeMetadata(metadata),
    blocks: [
      context(notice),
      input(DIGEST_FIELDS.times, words.times, text(typed.times, MAX_TEXT), { hint: words.timesHint }),
      input(
        DIGEST_FIELDS.days,
        words.days,
        checkboxes(
          DAYS.map((day) => ({
            ...option(formatDays([day], reader.language), String(day)),
            chosen: typed.days.includes(day),
          })),
        ),
      ),
      input(DIGEST_FIELDS.zone, words.zone, text(typed.zone, MAX_TEXT), { hint: words.zoneHint }),
      input(
        DIGEST_FIELDS.holidays,
        words.holidays,
        { ...text(typed.holidays, MAX_HOLIDAYS_TEXT), multiline: true },
        { hint: words.holidaysHint, optional: true },
      ),
      input(DIGEST_FIELDS.language, words.language, languages(typed.language, reader)),
      ...(links.length > 1 ? [linksInput(links, typed.only, reader)] : []),
      input(DIGEST_FIELDS.statuses, words.statuses, statusBoxes(typed.statuses, reader), { hint: words.statusesHint }),
      input(DIGEST_FIELDS.bands, words.bands, text(typed.bands, MAX_TEXT), { hint: words.bandsHint }),
      input(DIGEST_FIELDS.rules, words.rules, checkboxes(rules), { optional: true }),
    ],
  }
}

const input = (
  block: string,
  label: string,
  element: InputBlock['element'],
  more: { hint?: string; optional?: boolean } = {},
): InputBlock => ({
  type: 'input',
  block_id: block,
  label: plain(label, LIMITS.inputLabel),
  element,
  ...(more.hint ? { hint: plain(more.hint, LIMITS.inputLabel) } : {}),
  ...(more.optional ? { optional: true } : {}),
})

const text = (value: string, max: number) => ({
  type: 'plain_text_input' as const,
  action_id: FIELD_ACTION,
  max_length: max,
  ...(value ? { initial_value: value.slice(0, max) } : {}),
})

const option = (label: string, value: string): PlainTextOption => ({
  text: plain(literal(label, LIMITS.option), LIMITS.option),
  value,
})

const checkboxes = (choices: readonly (PlainTextOption & { readonly chosen: boolean })[]): Checkboxes => {
  const options = choices.map(({ chosen: _chosen, ...one }) => one)
  const initial = options.filter((_, i) => choices[i]?.chosen)
  return {
    type: 'checkboxes',
    action_id: FIELD_ACTION,
    options,
    ...(initial.length > 0 ? { initial_options: initial } : {}),
  }
}

const statusBoxes = (chosen: readonly Status[], { words }: ListReader): Checkboxes =>
  checkboxes(
    CHOOSABLE.map((status) => ({ ...option(words.statuses[status], status), chosen: chosen.includes(status) })),
  )

const languages = (chosen: Language, { words: { digestForm } }: ListReader): StaticSelect => {
  const names: Record<Language, string> = { en: digestForm.english, 'zh-CN': digestForm.chinese }
  return {
    type: 'static_select',
    action_id: FIELD_ACTION,
    options: LANGUAGES.map((language) => option(names[language], language)),
    initial_option: option(names[chosen], chosen),
  }
}

const linksInput = (links: readonly Scope[], only: readonly string[], reader: ListReader): InputBlock => {
  const { digestForm: words } = reader.words
  const options = links.map((link) => option(link.name, scopeKey(link)))
  const initial = options.filter(({ value }) => only.includes(value ?? '')).slice(0, LIMITS.menuOptions)
  return input(
    DIGEST_FIELDS.only,
    words.only,
    {
      type: 'multi_static_select',
      action_id: FIELD_ACTION,
      ...menuOptions(options, only),
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
    { hint: words.onlyHint, optional: true },
  )
}

/** What was filled in. */
export const readDigestForm = (state: FormState): DigestTyped => {
  const typedIn = (block: string): string => readElement(state[block]?.[FIELD_ACTION])
  const chosenIn = (block: string): string[] => readChosen(state[block]?.[FIELD_ACTION])
  const rules = chosenIn(DIGEST_FIELDS.rules)
  return {
    times: typedIn(DIGEST_FIELDS.times),
    days: chosenIn(DIGEST_FIELDS.days).map(Number),
    zone: typedIn(DIGEST_FIELDS.zone),
    holidays: typedIn(DIGEST_FIELDS.holidays),
    language: LANGUAGES.find((language) => language === typedIn(DIGEST_FIELDS.language)) ?? LANGUAGES[0],
    only: chosenIn(DIGEST_FIELDS.only),
    statuses: CHOOSABLE.filter((status) => chosenIn(DIGEST_FIELDS.statuses).includes(status)),
    bands: typedIn(DIGEST_FIELDS.bands),
    skipEmpty: rules.includes('skipEmpty'),
    onlyChanged: rules.includes('onlyChanged'),
  }
}
