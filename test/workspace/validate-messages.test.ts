import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/workspace/protocol.ts'
import { validateMessage } from '../../src/workspace/validate/message.ts'
import { asMessage } from '../../src/workspace/validate/problems.ts'
import { actions, button, input, mrkdwn, option, plain, richText, section } from './samples.ts'

const check = (...blocks: unknown[]): string[] => validateMessage({ text: 'fallback', blocks }).map(asMessage)

const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))

const select = (more: Record<string, unknown>) => ({ type: 'static_select', ...more })

const cell = (text: string) => ({ type: 'raw_text', text })

const GOOD: readonly Block[] = [
  { type: 'header', text: plain('Shenzhen Bay Garden'), level: 2 },
  section('*BX20251121* lift 3 stands still', {
    fields: [mrkdwn('*Status*\nopen'), plain('House 7')],
    accessory: button('Open', { action_id: 'open', value: 'BX20251121', style: 'primary' }),
    expand: true,
  }),
  section('Which?', { accessory: select({ options: [option('Lift')], initial_option: option('Lift') }) }),
  section('More', {
    accessory: { type: 'overflow', options: [option('Watch'), { ...option('Site'), url: 'https://a.example' }] },
  }),
  actions(
    button('Delete', {
      style: 'danger',
      confirm: { title: plain('Delete?'), text: mrkdwn('*Really*'), confirm: plain('Yes') },
    }),
    { type: 'datepicker', initial_date: '2026-11-21' },
    { type: 'timepicker', initial_time: '09:30', timezone: 'Asia/Shanghai' },
    { type: 'datetimepicker', initial_date_time: 1_795_251_600 },
    { type: 'users_select', initial_user: 'U0MEILIN', placeholder: plain('Who') },
    { type: 'multi_static_select', option_groups: [{ label: plain('House'), options: [option('1'), option('2')] }] },
    { type: 'radio_buttons', options: [{ text: mrkdwn('*One*'), value: '1' }] },
    { type: 'checkboxes', options: [option('a'), option('b')], initial_options: [option('b')] },
  ),
  {
    type: 'context',
    elements: [mrkdwn('3 min ago'), { type: 'image', image_url: 'https://a.example/i.png', alt_text: 'i' }],
  },
  { type: 'divider' },
  { type: 'image', image_url: 'https://a.example/lift.jpg', alt_text: 'the lift', title: plain('Lift 3') },
  { type: 'markdown', text: '**done**' },
  richText(
    { type: 'text', text: 'Call ', style: { bold: true } },
    { type: 'user', user_id: 'U0MEILIN' },
    { type: 'date', timestamp: 1_795_251_600, format: '{date_short}', fallback: '21 Nov' },
    { type: 'link', url: 'https://a.example', text: 'here' },
    { type: 'emoji', name: 'wrench' },
  ),
  {
    type: 'table',
    rows: [
      [cell('a'), cell('b')],
      [cell('c'), { type: 'raw_number', value: 3, text: '3' }],
    ],
  },
  input('Note', { type: 'plain_text_input', multiline: true, max_length: 200 }),
  { type: 'container', title: plain('House 7'), child_blocks: [section('quiet')] },
]

describe('a message that Slack takes', () => {
  it('may use every block of messages', () => {
    expect(check(...GOOD)).toEqual([])
  })

  it('may be text alone, up to 40 000 characters', () => {
    expect(validateMessage({ text: 'x'.repeat(40_000) })).toEqual([])
  })

  it('may repeat an action_id in different blocks', () => {
    const row = () => actions(button('Open', { action_id: 'open' }))
    expect(check(row(), row())).toEqual([])
  })
})

describe('a message that Slack refuses as a whole', () => {
  it.each([
    ['no_text', { blocks: [section('a')] }],
    ['no_text', { text: '' }],
    ['msg_too_long', { text: 'x'.repeat(40_001) }],
    ['msg_blocks_too_long', { text: 'a', blocks: many(5, () => section('x'.repeat(2_700))) }],
  ])('%s', (code, message) => {
    expect(validateMessage(message).map((each) => each.code)).toEqual([code])
  })
})

describe('blocks that Slack refuses', () => {
  const image = { type: 'image', alt_text: 'a' }
  const table = { type: 'table', rows: [[cell('a')]] }

  it.each<[string, readonly unknown[], string]>([
    ['more than 50', many(51, () => section('a')), 'no more than 50 items allowed [json-pointer:/blocks]'],
    ['an unknown block', [{ type: 'banner' }], 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    ['a block without a type', [{}], 'missing required field: type [json-pointer:/blocks/0]'],
    ['what is no block', ['text'], 'must be a valid object [json-pointer:/blocks/0]'],
    [
      'a block of modals',
      [{ type: 'alert', text: plain('a') }],
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    ['an unknown field', [section('a', { bold: true })], 'invalid additional property: bold [json-pointer:/blocks/0]'],
    [
      'a long section',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['an empty section', [{ type: 'section' }], 'must define either `text` or `fields` [json-pointer:/blocks/0]'],
    [
      '11 fields',
      [section('a', { fields: many(11, () => mrkdwn('a')) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'a long field',
      [section('a', { fields: [mrkdwn('x'.repeat(2001))] })],
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'a long header',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'mrkdwn in a header',
      [{ type: 'header', text: mrkdwn('a') }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      '11 context elements',
      [{ type: 'context', elements: many(11, () => plain('a')) }],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button in a context',
      [{ type: 'context', elements: [button('a')] }],
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      '26 buttons',
      [actions(...many(26, () => button('a')))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no buttons', [actions()], 'must provide at least 1 items [json-pointer:/blocks/0/elements]'],
    [
      'a long button',
      [actions(button('x'.repeat(76)))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      [actions(button('a', { value: 'x'.repeat(2001) }))],
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'an unknown style',
      [actions(button('a', { style: 'loud' }))],
      'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a script as a link',
      [actions(button('a', { url: 'javascript:alert(1)' }))],
      'invalid url [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'a long action_id',
      [actions(button('a', { action_id: 'x'.repeat(256) }))],
      'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
    ],
    [
      'a date and time beside a section',
      [section('a', { accessory: { type: 'datetimepicker' } })],
      'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory/type]',
    ],
    [
      'a text input among buttons',
      [actions({ type: 'plain_text_input' })],
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a number input in a message',
      [input('a', { type: 'number_input', is_decimal_allowed: true })],
      'unsupported type: number_input [json-pointer:/blocks/0/element/type]',
    ],
    [
      'a menu without options',
      [actions(select({}))],
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an empty menu',
      [actions(select({ options: [] }))],
      'must provide at least 1 items [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      '101 options',
      [actions(select({ options: many(101, (i) => option(`${i}`)) }))],
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option',
      [actions(select({ options: [option('a', 'x'.repeat(76))] }))],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'mrkdwn in a menu',
      [actions(select({ options: [{ text: mrkdwn('a'), value: 'a' }] }))],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/elements/0/options/0/text/type]',
    ],
    [
      'an option without value',
      [actions(select({ options: [{ text: plain('a') }] }))],
      'missing required field: value [json-pointer:/blocks/0/elements/0/options/0]',
    ],
    [
      'an initial option from elsewhere',
      [actions(select({ options: [option('a')], initial_option: option('b') }))],
      'must be among the options [json-pointer:/blocks/0/elements/0/initial_option]',
    ],
    [
      '6 entries behind three dots',
      [actions({ type: 'overflow', options: many(6, (i) => option(`${i}`)) })],
      'no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      '11 radio buttons',
      [actions({ type: 'radio_buttons', options: many(11, (i) => option(`${i}`)) })],
      'no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a day that is none',
      [actions({ type: 'datepicker', initial_date: '2026-02-30' })],
      'invalid date [json-pointer:/blocks/0/elements/0/initial_date]',
    ],
    [
      'a time that is none',
      [actions({ type: 'timepicker', initial_time: '9:30' })],
      'must be a time as HH:mm [json-pointer:/blocks/0/elements/0/initial_time]',
    ],
    [
      'a zone that is none',
      [actions({ type: 'timepicker', timezone: 'Mars/Base' })],
      'invalid timezone [json-pointer:/blocks/0/elements/0/timezone]',
    ],
    [
      'milliseconds as a time',
      [actions({ type: 'datetimepicker', initial_date_time: 1_795_251_600_000 })],
      'must be at most 9999999999 [json-pointer:/blocks/0/elements/0/initial_date_time]',
    ],
    [
      'a long question',
      [actions(button('a', { confirm: { text: plain('x'.repeat(301)) } }))],
      'must be less than 301 characters [json-pointer:/blocks/0/elements/0/confirm/text/text]',
    ],
    [
      'an image without text',
      [{ type: 'image', image_url: 'https://a.example/a.png' }],
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'an image from a file',
      [{ ...image, image_url: 'file:///etc/passwd' }],
      'invalid url [json-pointer:/blocks/0/image_url]',
    ],
    ['an image from nowhere', [image], 'must define either `image_url` or `slack_file` [json-pointer:/blocks/0]'],
    ['a second table', [table, table], 'only one table allowed [json-pointer:/blocks/1]'],
    [
      '101 rows',
      [{ type: 'table', rows: many(101, () => [cell('a')]) }],
      'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
    ],
    [
      'rows of different length',
      [{ type: 'data_table', caption: 'a', rows: [[cell('a')], [cell('a'), cell('b')]] }],
      'must have the same number of cells in each row [json-pointer:/blocks/0/rows]',
    ],
    [
      'too much markdown',
      many(2, () => ({ type: 'markdown', text: 'x'.repeat(6_100) })),
      'more than 12000 characters over all markdown blocks [json-pointer:/blocks]',
    ],
    [
      'a block_id twice',
      many(2, () => section('a', { block_id: 'one' })),
      '`block_id` one is not unique [json-pointer:/blocks/1]',
    ],
    [
      'an action_id twice in a block',
      [actions(button('a', { action_id: 'x' }), button('b', { action_id: 'x' }))],
      '`action_id` x is not unique in its block [json-pointer:/blocks/0/elements/1]',
    ],
    [
      'an unknown piece of rich text',
      [richText({ type: 'html', html: '<b>' })],
      'unsupported type: html [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'a container in a container',
      [
        {
          type: 'container',
          title: plain('a'),
          child_blocks: [{ type: 'container', title: plain('b'), child_blocks: [section('a')] }],
        },
      ],
      'unsupported type: container [json-pointer:/blocks/0/child_blocks/0/type]',
    ],
    [
      'a file block',
      [{ type: 'file', external_id: 'a', source: 'remote' }],
      'unsupported type: file [json-pointer:/blocks/0/type]',
    ],
  ])('%s', (_name, blocks, expected) => {
    expect(check(...blocks)).toContain(expected)
  })
})
