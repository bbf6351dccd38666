import { expect, it } from 'vitest'
import { textOf } from '../support/text-of.ts'
import { actions, button, input, mrkdwn, option, plain, richText, section } from './samples.ts'

it('reads what a person reads, in order', () => {
  const blocks = [
    { type: 'header', text: plain('Lift 3') },
    section('A &amp; B, <https://a.example|site>, <!date^1795251600^{date_short}|21 Nov>', {
      fields: [mrkdwn('*Status*')],
    }),
    richText({ type: 'text', text: 'Call ' }, { type: 'user', user_id: 'U0MEILIN' }, { type: 'emoji', name: 'wrench' }),
    actions(button('Open'), { type: 'static_select', placeholder: plain('House'), options: [option('One', '1')] }),
    input('Title', { type: 'plain_text_input', placeholder: plain('What happened') }, { hint: plain('Short') }),
  ]
  expect(textOf(blocks).split('\n')).toEqual([
    'Lift 3',
    'A & B, site, 21 Nov',
    '*Status*',
    'Call <@U0MEILIN>:wrench:',
    'Open',
    'House',
    'One',
    'Title',
    'What happened',
    'Short',
  ])
})

it('reads the text of a message only when there are no blocks', () => {
  const message = { channel: 'C1', ts: '1', user: 'U1', text: 'fallback' }
  expect(textOf(message)).toBe('fallback')
  expect(textOf({ ...message, blocks: [section('shown')] })).toBe('shown')
})
