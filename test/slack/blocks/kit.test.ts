import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  button,
  clip,
  clipMrkdwn,
  context,
  escaped,
  fieldSections,
  fitting,
  lineSections,
  link,
  literal,
  literalSection,
  plain,
  section,
  sentence,
  textLength,
} from '../../../src/slack/blocks/kit.ts'
import { expectGoodMessage, expectIntact, mrkdwnIn } from './markup.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('&', '<', '>', '!', '@', 'é', '👨‍👩‍👧', '🏚️', '小', '\ud83d', '\u0000', '\t'), {
      maxLength: 300,
    })
    .map((all) => all.join('')),
)
const max = fc.integer({ min: 1, max: 200 })

describe('escaped', () => {
  it('fits, holds no markup, tears nothing, and is the text where that fits', () => {
    fc.assert(
      fc.property(text, max, (given, most) => {
        const safe = escaped(given, most)
        expect(safe.length).toBeLessThanOrEqual(most)
        expect(safe).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
        expectIntact({ text: safe })
      }),
    )
    expect(escaped('Müller & Söhne <3')).toBe('Müller &amp; Söhne &lt;3')
  })
})

describe('literal', () => {
  it('fits, and pings nobody even where it is read as markup', () => {
    fc.assert(
      fc.property(text, max, (given, most) => {
        const shown = literal(given, most)
        expect(shown.length).toBeLessThanOrEqual(most)
        expect(shown).not.toMatch(/<[!@#]/)
        expect(shown.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('clip', () => {
  it('leaves what fits, and marks where it cut between characters', () => {
    expect(clip('电梯坏了', 4)).toBe('电梯坏了')
    expect(clip('电梯坏了!', 4)).toBe('电梯坏…')
    expect(clip('ab👨‍👩‍👧', 8)).toBe('ab…')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), max, (given, most) => {
        const clipped = clip(given, most)
        expect(clipped.length).toBeLessThanOrEqual(most)
        expect(clipped === given || given.startsWith(clipped.slice(0, -1))).toBe(true)
        expect(clipped.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('clipMrkdwn', () => {
  it('keeps escapes, dates, pings and links whole', () => {
    const piece = fc.constantFrom(
      '&amp;',
      '&lt;',
      '<@U0MEILIN>',
      '<!date^1795420800^{time}|10:05>',
      '<https://a.example|b>',
      'x',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), max, (pieces, most) => {
        const clipped = clipMrkdwn(pieces.join(''), most)
        expect(clipped.length).toBeLessThanOrEqual(most)
        expectIntact({ text: clipped })
      }),
    )
  })
})

describe('link', () => {
  it('is one link with one label, or no link at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true, withQueryParameters: true }), text), text, (url, label) => {
        expect(link(url, label)).toMatch(/^(?:<https?:[^<>|\s]+\|[^<>|\n]+>|[^<>|\n]*)$/)
      }),
    )
  })

  it('keeps every character of the address, or gives it up', () => {
    expect(link('https://files.example/a?x=1&y=<2>|3', 'a|b\nc')).toBe(
      '<https://files.example/a?x=1&amp;y=%3C2%3E%7C3|a/b c>',
    )
    expect(link(`https://files.example/${'x'.repeat(3000)}`, 'lift.jpg')).toBe('lift.jpg')
    expect(link('https://files.example/1', ' ')).toBe('<https://files.example/1|files.example>')
  })
})

describe('blocks', () => {
  it('take the longest text there is without tearing it', () => {
    const long = 'See &amp; tell <@U0MEILIN> '.repeat(400)
    const blocks = [section(long), context(long), ...fieldSections([long, long])]
    for (const block of blocks) expectGoodMessage({ text: 'x', blocks: [block] })
    expectGoodMessage(sentence(long))
    expectGoodMessage({ text: 'x', blocks: [literalSection('&'.repeat(20_000)), ...lineSections([long])] })
  })

  it('take an empty text', () => {
    expectGoodMessage({ text: 'x', blocks: [literalSection(''), { type: 'header', text: plain('') }] })
    expect(button('', 'ticket_open').text.text).toBe(' ')
  })

  it('hold as many lines as fit, none of them torn', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `${i} ${'x'.repeat(i * 50)}`)
    const sections = lineSections(lines)
    expect(mrkdwnIn(sections).join('\n')).toBe(lines.join('\n'))
    expect(sections.length).toBeLessThan(20)
    expect(textLength(sections)).toBe(mrkdwnIn(sections).join('').length)
  })
})

describe('fitting', () => {
  it('keeps the first lines whose text fits together', () => {
    expect(fitting(['aaa', 'bb', 'c'], 7)).toEqual(['aaa', 'bb'])
    expect(fitting(['aaa', 'bb', 'c'], 9)).toEqual(['aaa', 'bb', 'c'])
    expect(fitting(['aaa'], 2)).toEqual([])
  })
})
