import { describe, expect, it } from 'vitest'
import { errorReply, errorSentence, vendorName } from '../../../src/slack/blocks/error.ts'
import { type HelpPlace, helpReply } from '../../../src/slack/blocks/help.ts'
import { loadingView, plainView } from '../../../src/slack/blocks/view.ts'
import { TICKET_ERROR_CODES, TicketError } from '../../../src/tickets/errors.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectGoodMessage, tokensIn } from './markup.ts'
import { LONGEST, readerOf } from './samples.ts'

const FLAGS = [true, false]

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it('help keeps the limits in every place and for every role', () => {
    for (const name of ['翠湖花园', ...Object.values(LONGEST)]) {
      for (const communities of [[], [name], Array.from({ length: 300 }, () => name)]) {
        for (const channels of [undefined, [], Array.from({ length: 300 }, (_, i) => `C${i}`)]) {
          for (const can of FLAGS) {
            for (const manages of FLAGS) {
              const place = {
                communities,
                powers: powers(can),
                writes: can,
                manages,
                ...(channels ? { channels } : {}),
              }
              expectGoodMessage(helpReply(place, reader.words))
            }
          }
        }
      }
    }
  })

  it.each(TICKET_ERROR_CODES)('%s is told in words, with the reference that the log knows', (code) => {
    const said = Object.values(LONGEST).join('')
    const words = { en: said, 'zh-CN': said }
    const error = new TicketError(code, 'internal', {
      vendor: 'lakeside',
      vendorMessage: said,
      problems: Array.from({ length: 60 }, (_, i) => ({ field: `f${i}`, words })),
    })
    const reply = errorReply(error, { ...reader, reference: 'A1B2C3' })
    expectGoodMessage(reply)
    expect(everyTextIn(reply).join('\n')).toContain('A1B2C3')
    expect(everyTextIn(reply).join('\n')).not.toContain('internal')
  })

  it('what nobody expected tells nothing of what happened inside', () => {
    const reply = errorReply(new Error('ECONNREFUSED xoxb-secret'), { ...reader, reference: 'A1B2C3' })
    expectGoodMessage(reply)
    expect(everyTextIn(reply).join('\n')).not.toContain('xoxb')
  })

  it('the loading and the plain modal keep the limits', () => {
    expect(validateView(loadingView())).toEqual([])
    expect(validateView(plainView(reader.words, helpReply(place, reader.words).blocks, 'x'.repeat(80)))).toEqual([])
  })
})

const powers = (can: boolean): HelpPlace['powers'] => ({
  ...{ show: can, list: can, create: can, edit: can },
  ...{ comment: can, close: can, assign: can, remove: can },
})

const place: HelpPlace = { communities: ['翠湖花园'], powers: powers(true), writes: true, manages: true }

describe('an error', () => {
  it('lets neither the vendor nor its name ping', () => {
    const error = new TicketError('invalid', 'no', {
      vendor: '<!channel>',
      vendorMessage: '<!here> <https://evil.example|x>',
      problems: [{ field: 'x', words: { en: '<@U0SOFIA> & co', 'zh-CN': '' } }],
    })
    expect(tokensIn({ text: errorSentence(error, readerOf('en')) })).toEqual([])
    expect(vendorName('lakeside', readerOf('en'))).toBe('Vendor &amp; Sons lakeside')
  })
})
