import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseMrkdwn } from '../../../src/workspace/page/mrkdwn.ts'
import type { Passage, Span } from '../../../src/workspace/page/passages.ts'

/** The tree on one line: `[bold words]`, `[link https://… words]`. */
const written = (passages: readonly Passage[]): string => passages.map(writtenPassage).join(' / ')

const writtenPassage = (passage: Passage): string =>
  passage.kind === 'list'
    ? passage.items
        .map(({ marker, indent, spans }) => `${'>'.repeat(indent)}${marker} ${writtenSpans(spans)}`)
        .join(' ; ')
    : `${passage.kind === 'lines' ? '' : `${passage.kind}: `}${writtenSpans(passage.spans)}`

const writtenSpans = (spans: readonly Span[]): string => spans.map(writtenSpan).join('')

const writtenSpan = (span: Span): string => {
  switch (span.kind) {
    case 'text':
      return span.text
    case 'styled':
      return `[${span.style} ${writtenSpans(span.children)}]`
    case 'link':
      return `[link ${span.url} ${writtenSpans(span.children)}]`
    case 'date':
      return `[date ${span.unix} ${span.format} ${span.url ?? ''} ${span.fallback}]`
    case 'user':
    case 'channel':
      return `[${span.kind} ${span.id} ${span.label ?? ''}]`
    default:
      return `[${span.kind} ${span.name}]`
  }
}

describe('mrkdwn', () => {
  test.each([
    ['*bold* _it_ ~no~ `a*b*`', '[bold bold] [italic it] [strike no] [code a*b*]'],
    ['*bold _and italic_*', '[bold bold [italic and italic]]'],
    ['*<https://example.com/a_b_c|the log>*', '[bold [link https://example.com/a_b_c the log]]'],
    ['*WO-1*: 3*4*5 snake_case_name', '[bold WO-1]: 3*4*5 snake_case_name'],
    ['你好*粗体*，*粗体* 好', '你好*粗体*，[bold 粗体] 好'],
    ['* not bold* and *not\nbold*', '* not bold* and *not\nbold*'],
    ['**', '**'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<b>bold</b> <script>', '<b>bold</b> <script>'],
    ['<javascript:alert(1)|x>', '<javascript:alert(1)|x>'],
    [
      'see https://example.com/a?b=1&amp;c=2.',
      'see [link https://example.com/a?b=1&c=2 https://example.com/a?b=1&c=2].',
    ],
    [
      '<mailto:a@b.example|write> <mailto:a@b.example>',
      '[link mailto:a@b.example write] [link mailto:a@b.example a@b.example]',
    ],
    ['<@U0MEI> <@U0MEI|mei> <#C0LINDEN|lindenhof>', '[user U0MEI ] [user U0MEI mei] [channel C0LINDEN lindenhof]'],
    [
      '<!channel> <!here> <!everyone> <!subteam^S1|@lifts>',
      '[broadcast channel] [broadcast here] [broadcast everyone] [broadcast lifts]',
    ],
    [
      '<!date^1392734382^Posted {date_num}^https://a.example|then>',
      '[date 1392734382 Posted {date_num} https://a.example then]',
    ],
    ['<!date^soon^{date}|then>', '<!date^soon^{date}|then>'],
    [':wrench: 12:30:45', '[emoji wrench] 12[emoji 30]45'],
    ['a\n&gt; b\n&gt;c\nd', 'a / quote: b\nc / d'],
    ['• a\n  ◦ *b*\n2. c\nd', '• a ; >◦ [bold b] ; 2. c / d'],
    ['a\n```\nx *y* &lt;\n```\nb', 'a / pre: x *y* < / b'],
    ['a ``` b', 'a ``` b'],
  ])('%s', (source, tree) => {
    expect(written(parseMrkdwn(source))).toBe(tree)
  })

  test('loses no word and never fails, whatever it is given', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '~',
      '`',
      '```',
      '<',
      '>',
      '|',
      '&lt;',
      '\n',
      ' ',
      '• ',
      'word',
      '修',
      '😄',
      '<@U1>',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const count = (text: string) => text.split(/word|修|😄/).length
        expect(count(written(parseMrkdwn(pieces.join(''))))).toBe(count(pieces.join('')))
      }),
    )
  })
})
