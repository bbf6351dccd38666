import { describe, expect, it } from 'vitest'
import { messages } from '../../../src/i18n/index.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { parseMrkdwn } from '../../../src/workspace/page/mrkdwn.ts'
import type { Span } from '../../../src/workspace/page/passages.ts'
import { DRAWINGS } from './drawings.ts'
import { mrkdwnIn } from './markup.ts'

const readSpan = (span: Span): string => {
  if (span.kind === 'text') return span.text
  return 'children' in span ? span.children.map(readSpan).join('') : ''
}

/** What a person reads, without the marks that Slack has understood. */
const readAs = (mrkdwn: string): string =>
  parseMrkdwn(mrkdwn)
    .flatMap((passage) => ('items' in passage ? passage.items.flatMap(({ spans }) => spans) : passage.spans))
    .map(readSpan)
    .join('')

/** Two in a row are a name that a drawing left empty. */
const hasLooseMark = (mrkdwn: string): boolean => /(?<!\*)\*(?!\*)/.test(readAs(mrkdwn))

/** Chinese has no spaces, and beside a Chinese character Slack takes no asterisk for a mark. */
describe.each(LANGUAGES)('every bold word in %s', (language) => {
  it('is bold, whatever stands beside it', () => {
    expect([hasLooseMark('没有完成：*电梯*。'), hasLooseMark('*没有完成：*电梯')]).toEqual([false, true])
    const drawn = [1, 3, 30].flatMap((size) =>
      ['电梯', 'lift 3'].flatMap((text) =>
        Object.values(DRAWINGS).flatMap((draw) => draw({ size, text, language }).flatMap(mrkdwnIn)),
      ),
    )
    expect(drawn.length).toBeGreaterThan(900)
    expect([...new Set(drawn)].filter(hasLooseMark)).toEqual([])
  })
})

it('what was sent is named in bold sentences without marks of its own', () => {
  for (const language of LANGUAGES) {
    const { outbox } = messages(language)
    const whats = [outbox.step('结束', '某'), ...Object.values(outbox.what).map((what) => what('某'))]
    for (const what of whats) {
      for (const say of [outbox.waiting, outbox.tooOften, outbox.checking, outbox.unclear, outbox.failed]) {
        expect(readAs(say('某', what))).not.toContain('*')
      }
    }
    for (const done of [outbox.stepDone('结束', '某'), ...Object.values(outbox.done).map((say) => say('某'))]) {
      expect(readAs(done)).not.toContain('*')
    }
  }
})
