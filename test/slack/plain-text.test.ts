import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mentionedIn, plainText } from '../../src/slack/plain-text.ts'

const mentioned = { person: (id: string) => (id === 'U0MEI' ? '@Mei Lin' : '@someone'), channel: '#channel' }
const plain = (mrkdwn: string): string => plainText(mrkdwn, mentioned)

describe('a message as plain text', () => {
  it.each([
    ['<@U0MEI> please look, <@U0GONE|gone> too', '@Mei Lin please look, @someone too'],
    ['in <#C0DESK|facility-desk> or <#C0HIDDEN|>', 'in #facility-desk or #channel'],
    ['<!here> <!channel> <!subteam^S01|@plumbers>', '@here @channel @plumbers'],
    ['at <!date^1795424400^{time}|09:00>', 'at 09:00'],
    ['<https://a.example/?x=1&amp;y=2|the photo>', 'the photo (https://a.example/?x=1&y=2)'],
    ['<https://a.example/long|a.example>', 'https://a.example/long'],
    ['<https://a.example>', 'https://a.example'],
    ['<mailto:yan@a.example|yan@a.example> <tel:+49305550|+49305550>', 'yan@a.example +49305550'],
    ['1 &lt; 2 &amp;&amp; 3 &gt; 2, &amp;lt; stays', '1 < 2 && 3 > 2, &lt; stays'],
    [' *hot* _water_ :droplet: 漏水 ', '*hot* _water_ :droplet: 漏水'],
  ])('%s', (mrkdwn, text) => expect(plain(mrkdwn)).toBe(text))

  it('keeps what people typed, whatever it is', () => {
    const typedAs = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => plain(typedAs(typed)) === typed.trim()))
  })

  it('names each person once', () => {
    expect(mentionedIn('<@U1> <@U2|two> <@U1> <#C1>')).toEqual(['U1', 'U2'])
  })
})
