import { describe, expect, it } from 'vitest'
import { checkInputs } from '../../src/workspace/input-checks.ts'
import { mergeState } from '../../src/workspace/inputs.ts'
import type { ElementState } from '../../src/workspace/protocol.ts'
import { slackWords } from '../../src/workspace/slack-words.ts'
import { input, option, richText } from './samples.ts'

const WORDS = slackWords('en-GB')

const form = (element: Record<string, unknown>, more = {}) => [
  input('Field', { action_id: 'a', ...element }, { block_id: 'b', ...more }),
]

const held = (element: Record<string, unknown>, given?: ElementState) =>
  mergeState(form(element), given && { b: { a: given } }).b?.a

describe('an input that nobody touched', () => {
  const one = option('One')
  const story = richText({ type: 'text', text: 'a' })

  it.each<[Record<string, unknown>, Record<string, unknown>]>([
    [{ type: 'plain_text_input' }, { value: null }],
    [{ type: 'plain_text_input', initial_value: 'Lift' }, { value: 'Lift' }],
    [{ type: 'number_input', initial_value: '3' }, { value: '3' }],
    [{ type: 'static_select', options: [one] }, { selected_option: null }],
    [{ type: 'static_select', options: [one], initial_option: one }, { selected_option: one }],
    [{ type: 'checkboxes', options: [one] }, { selected_options: [] }],
    [{ type: 'multi_external_select', initial_options: [one] }, { selected_options: [one] }],
    [{ type: 'users_select', initial_user: 'U1' }, { selected_user: 'U1' }],
    [{ type: 'multi_channels_select' }, { selected_channels: [] }],
    [{ type: 'conversations_select' }, { selected_conversation: null }],
    [{ type: 'datepicker', initial_date: '2026-11-21' }, { selected_date: '2026-11-21' }],
    [
      { type: 'timepicker', timezone: 'Asia/Shanghai' },
      { selected_time: null, timezone: 'Asia/Shanghai' },
    ],
    [{ type: 'datetimepicker', initial_date_time: 1_795_251_600 }, { selected_date_time: 1_795_251_600 }],
    [{ type: 'rich_text_input', initial_value: story }, { rich_text_value: story }],
    [{ type: 'file_input' }, { files: [] }],
  ])('holds its initial value: %o', (element, state) => {
    expect(held(element)).toEqual({ type: element.type, ...state })
  })
})

describe('an input that somebody filled', () => {
  it('holds what fits, and null when it was emptied', () => {
    const text = { type: 'plain_text_input', initial_value: 'Lift' }
    expect(held(text, { type: 'plain_text_input', value: 'Door' })).toEqual({ type: 'plain_text_input', value: 'Door' })
    expect(held(text, { type: 'plain_text_input', value: '' })).toEqual({ type: 'plain_text_input', value: null })
  })

  it.each<[Record<string, unknown>, ElementState]>([
    [{ type: 'plain_text_input' }, { type: 'plain_text_input', value: 3 }],
    [{ type: 'plain_text_input' }, { type: 'number_input', value: '3' }],
    [
      { type: 'static_select', options: [option('One')] },
      { type: 'static_select', selected_option: option('Two') },
    ],
    [
      { type: 'checkboxes', options: [option('One')] },
      { type: 'checkboxes', selected_options: [option('Two')] },
    ],
    [{ type: 'datetimepicker' }, { type: 'datetimepicker', selected_date_time: '2026-11-21' }],
    [{ type: 'datepicker' }, { type: 'datepicker', selected_date: '21.11.2026' }],
  ])('holds nothing else: %o', (element, given) => {
    expect(() => held(element, given)).toThrow('invalid_state')
  })
})

describe('what Slack checks before it sends a form', () => {
  const typed = (type: string, value: string): ElementState => ({ type, value })

  it.each<[Record<string, unknown>, ElementState, string | undefined]>([
    [{ type: 'email_text_input' }, typed('email_text_input', 'mei@'), 'Please enter a valid email address.'],
    [{ type: 'email_text_input' }, typed('email_text_input', 'mei@harbour.example'), undefined],
    [{ type: 'url_text_input' }, typed('url_text_input', 'harbour'), 'Please enter a valid URL.'],
    [{ type: 'number_input', is_decimal_allowed: false }, typed('number_input', 'x'), 'Please enter a valid number.'],
    [{ type: 'number_input', is_decimal_allowed: false }, typed('number_input', '1.5'), 'Please enter a whole number.'],
    [
      { type: 'number_input', is_decimal_allowed: true, min_value: '2' },
      typed('number_input', '1.5'),
      'Please enter a number of at least 2.',
    ],
    [
      { type: 'number_input', is_decimal_allowed: true, max_value: '60' },
      typed('number_input', '61'),
      'Please enter a number of at most 60.',
    ],
    [
      { type: 'plain_text_input', max_length: 3 },
      typed('plain_text_input', 'Lift'),
      'Please enter no more than 3 characters.',
    ],
    [
      { type: 'multi_users_select', max_selected_items: 1 },
      { type: 'multi_users_select', selected_users: ['U1', 'U2'] },
      'Please select no more than 1 items.',
    ],
    [
      { type: 'multi_users_select' },
      { type: 'multi_users_select', selected_users: [] },
      'Please complete this required field.',
    ],
  ])('%o with %o', (element, given, error) => {
    const blocks = form(element)
    expect(checkInputs(blocks, mergeState(blocks, { b: { a: given } }), WORDS).b).toBe(error)
  })

  it('lets optional inputs be empty', () => {
    const blocks = form({ type: 'plain_text_input', min_length: 3 }, { optional: true })
    expect(checkInputs(blocks, mergeState(blocks), WORDS)).toEqual({})
  })
})
