import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/workspace/protocol.ts'
import { asMessage } from '../../src/workspace/validate/problems.ts'
import { validateView } from '../../src/workspace/validate/view.ts'
import { actions, button, home, input, modal, option, plain, richText, section } from './samples.ts'

const check = (view: unknown): string[] => validateView(view).map(asMessage)

const text = (more: Record<string, unknown> = {}) => ({ type: 'plain_text_input', ...more })

const EVERY_INPUT: readonly Block[] = [
  input('Title', text({ min_length: 2, max_length: 80, initial_value: 'Lift', focus_on_load: true }), {
    hint: plain('What residents see'),
    dispatch_action: true,
  }),
  input('Email', { type: 'email_text_input', placeholder: plain('mei@example.com') }, { optional: true }),
  input('Link', { type: 'url_text_input' }),
  input('Floor', { type: 'number_input', is_decimal_allowed: false, min_value: '-3', max_value: '60' }),
  input('Photo', { type: 'file_input', filetypes: ['jpg'], max_files: 3 }),
  input('Story', { type: 'rich_text_input', min_lines: 3, initial_value: richText({ type: 'text', text: 'a' }) }),
  input('From', { type: 'datetimepicker', initial_date_time: 1_795_251_600 }),
  input('Day', { type: 'datepicker' }),
  input('Hour', { type: 'timepicker' }),
  input('Kind', { type: 'static_select', options: [option('Repair')] }),
  input('Community', { type: 'external_select', min_query_length: 0 }),
  input('Houses', { type: 'multi_external_select', max_selected_items: 3 }),
  input('Channel', {
    type: 'conversations_select',
    response_url_enabled: true,
    default_to_current_conversation: true,
    filter: { include: ['public'] },
  }),
  input('Channels', { type: 'multi_channels_select' }),
  input('People', { type: 'multi_users_select', initial_users: ['U0MEILIN'] }),
  input('Urgency', { type: 'radio_buttons', options: [option('high'), option('low')] }),
  input('Tell', { type: 'checkboxes', options: [option('owner')] }),
]

describe('a view that Slack takes', () => {
  it('may be a modal with every input', () => {
    expect(check(modal([...EVERY_INPUT, { type: 'alert', text: plain('Careful'), level: 'warning' }]))).toEqual([])
  })

  it('may be a Home with up to 100 blocks', () => {
    expect(check(home(...Array.from({ length: 100 }, () => section('a'))))).toEqual([])
  })

  it('needs no submit without inputs', () => {
    expect(check(modal([section('loading')], { submit: undefined }))).toEqual([])
  })
})

describe('a view that Slack refuses', () => {
  it.each<[string, unknown, string]>([
    ['what is no view', null, 'must be a valid object [json-pointer:]'],
    ['a view without a type', { blocks: [] }, 'missing required field: type [json-pointer:]'],
    ['a view without blocks', { ...modal([]), blocks: undefined }, 'missing required field: blocks [json-pointer:]'],
    [
      '101 blocks',
      modal(Array.from({ length: 101 }, () => section('a'))),
      'no more than 100 items allowed [json-pointer:/blocks]',
    ],
    [
      'a long title',
      modal([], { title: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/title/text]',
    ],
    [
      'a long submit',
      modal([], { submit: plain('x'.repeat(25)) }),
      'must be less than 25 characters [json-pointer:/submit/text]',
    ],
    [
      'a mrkdwn title',
      modal([], { title: { type: 'mrkdwn', text: 'a' } }),
      'unsupported type: mrkdwn [json-pointer:/title/type]',
    ],
    ['no title', modal([], { title: undefined }), 'missing required field: title [json-pointer:]'],
    [
      'an input without submit',
      modal([section('a'), input('a', text())], { submit: undefined }),
      'must define `submit` to use an `input` block in modals [json-pointer:/blocks/1]',
    ],
    [
      'much private metadata',
      modal([], { private_metadata: 'x'.repeat(3001) }),
      'must be less than 3001 characters [json-pointer:/private_metadata]',
    ],
    [
      'a long callback_id',
      modal([], { callback_id: 'x'.repeat(256) }),
      'must be less than 256 characters [json-pointer:/callback_id]',
    ],
    [
      'an unknown field',
      modal([], { submit_disabled: true }),
      'invalid additional property: submit_disabled [json-pointer:]',
    ],
    [
      'a table in a modal',
      modal([{ type: 'table', rows: [] }]),
      'unsupported type: table [json-pointer:/blocks/0/type]',
    ],
    [
      'markdown on Home',
      home({ type: 'markdown', text: 'a' }),
      'unsupported type: markdown [json-pointer:/blocks/0/type]',
    ],
    [
      'a date and time on Home',
      home(actions({ type: 'datetimepicker' })),
      'unsupported type: datetimepicker [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a number input on Home',
      home(input('a', { type: 'number_input', is_decimal_allowed: true })),
      'unsupported type: number_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a button as an input',
      modal([input('a', button('b'))]),
      'unsupported type: button [json-pointer:/blocks/0/element/type]',
    ],
    [
      'an input without a label',
      modal([{ type: 'input', element: text() }]),
      'missing required field: label [json-pointer:/blocks/0]',
    ],
    [
      'a long placeholder',
      modal([input('a', text({ placeholder: plain('x'.repeat(151)) }))]),
      'must be less than 151 characters [json-pointer:/blocks/0/element/placeholder/text]',
    ],
    [
      'max_length beyond 3000',
      modal([input('a', text({ max_length: 3001 }))]),
      'must be at most 3000 [json-pointer:/blocks/0/element/max_length]',
    ],
    [
      'lengths the wrong way round',
      modal([input('a', text({ min_length: 9, max_length: 3 }))]),
      'must not be greater than `max_length` [json-pointer:/blocks/0/element/min_length]',
    ],
    [
      'an initial value that is too long',
      modal([input('a', text({ max_length: 3, initial_value: 'lift' }))]),
      'must not be longer than `max_length` [json-pointer:/blocks/0/element/initial_value]',
    ],
    [
      'a number that is none',
      modal([input('a', { type: 'number_input', is_decimal_allowed: true, min_value: 'one' })]),
      'must be a number as a string [json-pointer:/blocks/0/element/min_value]',
    ],
    [
      'an empty filter',
      modal([input('a', { type: 'conversations_select', filter: {} })]),
      'must define at least one filter [json-pointer:/blocks/0/element/filter]',
    ],
    [
      'the focus twice',
      modal([input('a', text({ focus_on_load: true })), input('b', text({ focus_on_load: true }))]),
      'only one element may be focused on load [json-pointer:/blocks/1/element]',
    ],
    [
      'a block_id twice',
      modal([section('a', { block_id: 'x' }), section('b', { block_id: 'x' })]),
      '`block_id` x is not unique [json-pointer:/blocks/1]',
    ],
  ])('%s', (_name, view, expected) => {
    expect(check(view)).toContain(expected)
  })

  it('is larger than 250 kB', () => {
    const large = modal(Array.from({ length: 100 }, () => section('修'.repeat(2_900))))
    expect(validateView(large).map(({ code }) => code)).toEqual(['view_too_large'])
  })
})
