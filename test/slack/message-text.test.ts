import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messages } from '../../src/i18n/index.ts'
import { writeMessage } from '../../src/slack/message-text.ts'
import type { Form } from '../../src/tickets/driver.ts'

const words = messages('en')
const PERMALINK = 'https://harbour-linden.slack.com/archives/C0DESK/p1795424400000100'

const formOf = (maxLength: number): Form => ({
  fields: [{ name: 'description', kind: 'long_text', label: { en: '', 'zh-CN': '' }, required: true, maxLength }],
})

const file = (name: string, mimetype = 'image/png') => ({
  id: 'F1',
  name,
  mimetype,
  size: 10,
  permalink: `https://harbour-linden.slack.com/files/U0SOFIA/F1/${name}`,
})

const textOf = (values: ReturnType<typeof writeMessage>['values']): string => String(values.description)

describe('a message as the text of a ticket', () => {
  it('is what was said, then its files with photos first, then where it is', () => {
    const files = [file('offer.pdf', 'application/pdf'), file('leak.png'), { ...file('secret.png'), permalink: '' }]
    const written = writeMessage(formOf(2000), { text: 'It leaks.', files, permalink: PERMALINK }, words)
    expect(textOf(written.values)).toBe(
      [
        'It leaks.',
        '',
        'leak.png https://harbour-linden.slack.com/files/U0SOFIA/F1/leak.png',
        'offer.pdf https://harbour-linden.slack.com/files/U0SOFIA/F1/offer.pdf',
        `From Slack: ${PERMALINK}`,
      ].join('\n'),
    )
    expect(written).toMatchObject({ cut: '', refused: [{ file: { name: 'secret.png' }, why: 'unseen' }] })
  })

  it('leaves out what a form would not take either, and says why', () => {
    const photos = Array.from({ length: 9 }, (_, i) => file(`photo-${i}.png`))
    const files = [
      ...[file('offer.pdf', 'application/pdf'), file('plan.pdf', 'application/pdf')],
      ...[file('film.mp4', 'video/mp4'), { ...file('huge.png'), size: 10 * 1024 * 1024 + 1 }],
      ...photos,
    ]
    const { values, refused } = writeMessage(formOf(3000), { text: 'It leaks.', files }, words)
    expect(textOf(values).match(/^\S+ https/gm)).toHaveLength(10)
    expect(textOf(values)).toContain('offer.pdf https')
    expect(refused.map(({ file: { name }, why }) => [name, why])).toEqual([
      ['film.mp4', 'badType'],
      ['huge.png', 'tooLarge'],
      ['plan.pdf', 'tooMany'],
    ])
  })

  it('counts the files whose links do not fit', () => {
    const files = Array.from({ length: 10 }, (_, i) => file(`photo-${i}.png`))
    const { values } = writeMessage(formOf(700), { text: 'It leaks.', files, permalink: PERMALINK }, words)
    expect(textOf(values).match(/photo-\d\.png https/g)).toHaveLength(3)
    expect(textOf(values)).toContain('and 7 more files with the message\nFrom Slack: ')
  })

  it('never outgrows its field, and loses nothing that was said', () => {
    const given = fc.record({
      max: fc.integer({ min: 20, max: 4000 }),
      text: fc.string({ maxLength: 5000 }),
      count: fc.integer({ min: 0, max: 12 }),
      permalink: fc.constantFrom(PERMALINK, undefined),
    })
    fc.assert(
      fc.property(given, ({ max, text, count, permalink }) => {
        const files = Array.from({ length: count }, (_, i) => file(`photo-${i}.png`))
        const { values, cut } = writeMessage(
          formOf(max),
          { text, files, ...(permalink === undefined ? {} : { permalink }) },
          words,
        )
        const [written, body] = [textOf(values), text.trim()]
        expect(written.length).toBeLessThanOrEqual(Math.min(max, 3000))
        expect(body.endsWith(cut)).toBe(true)
        expect(written.startsWith(body.slice(0, body.length - cut.length))).toBe(true)
      }),
    )
  })
})
