import { describe, expect, it } from 'vitest'
import { ticketReply } from '../../src/slack/blocks/ticket.ts'
import { wordsOf } from '../../src/slack/command.ts'
import { LANGUAGES } from '../../src/tickets/words.ts'
import { parseMrkdwn } from '../../src/workspace/page/mrkdwn.ts'
import type { Span } from '../../src/workspace/page/passages.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import { LINDENHOF } from '../../src/workspace/seed.ts'
import { DRAWINGS, type Drawn } from '../slack/blocks/drawings.ts'
import { expectIntact, mrkdwnIn, tokensIn } from '../slack/blocks/markup.ts'
import { detailOf, readerOf, NOW as SAMPLE_NOW, ticketOf } from '../slack/blocks/samples.ts'
import { textOf } from '../support/text-of.ts'
import { ask, press } from './asking.ts'
import { useBenches } from './benches.ts'
import { fileRepair, HEATING } from './filing.ts'
import { KASTANIENALLEE, linksOf } from './places.ts'

/*
 * What residents and vendors write is shown as they wrote it: it rings nobody, leads nowhere, and formats neither itself
 * nor what we say around it.
 */

/** Pings, links and what looks like the end or the beginning of them. */
const RINGING = [
  '<!channel> <!here|now> <!everyone>',
  '<@U0SOFIA> <#C0FACDESK> <!subteam^S1|@all>',
  '<https://evil.example|a link> <mailto:a@evil.example|write>',
  '|> <| &lt;!channel&gt; &amp;lt; <!date^1^{date}|x>',
  `\u202eright to left\u202c \u2067and\u2069 \u200f\u200e ${'🏚️'.repeat(3_000)}`,
  '\ud83d half \udc00 \u0000\u001b[31m',
]

/** What we ourselves put between `<` and `>`. */
const OURS =
  /^(?:!date\^\d+\^\{date_short_pretty\} \{time\}\|[^|<>]+|https:\/\/files\.example\/[^|<>]*\|[^<>]*|@U0[A-Z]+|#C[A-Z0-9]+)$/

/** Marks of every kind where they would format, begin a quotation or never end; each as long as its `x`. */
const FORMATTING = [
  '*bold* _italic_ ~struck~ `code`',
  '*_~`',
  'never ends *here _there ~or `there',
  '> quoted',
  'a\n```\nfence\n```',
  'a ** ** __ __ ~~ ~~ `` ``',
  '电梯*坏了*，_请_修',
]
const tame = (text: string): string => text.replace(/[*_~`>]/g, 'x')

/** The formatting that a reader sees, without the words. */
const formsIn = (drawn: Drawn): unknown[] => mrkdwnIn(drawn).map((text) => parseMrkdwn(text).map(passageForm))

const passageForm = (passage: ReturnType<typeof parseMrkdwn>[number]): unknown =>
  passage.kind === 'list'
    ? ['list', passage.items.map(({ spans }) => spans.map(spanForm))]
    : [passage.kind, spans(passage.spans)]

const spans = (some: readonly Span[]): unknown[] => some.map(spanForm)

const spanForm = (span: Span): unknown => {
  if (span.kind === 'styled') return [span.style, spans(span.children)]
  return span.kind === 'link' ? ['link', spans(span.children)] : span.kind
}

describe.each(LANGUAGES)('in %s', (language) => {
  it.each(Object.entries(DRAWINGS))('%s rings nobody and leads nowhere', (_, draw) => {
    for (const text of RINGING) {
      for (const drawn of draw({ size: 3, text, language })) {
        expect(tokensIn(drawn).filter((token) => !OURS.test(token))).toEqual([])
        expectIntact(drawn)
      }
    }
  })

  it.each(Object.entries(DRAWINGS))('%s is formatted by us alone', (_, draw) => {
    for (const text of FORMATTING) {
      const [shown, expected] = [text, tame(text)].map((one) => draw({ size: 3, text: one, language }).map(formsIn))
      expect(shown, text).toEqual(expected)
    }
  })
})

it('a link holds its address whole, and no mark of its own', () => {
  const attachments = [{ url: 'https://files.example/a|b>c<d?x=1&y=2', name: 'one|two>three<four' }]
  const drawn = ticketReply(
    detailOf({ attachments }),
    { ...readerOf('en'), audience: 'one' },
    { vendorName: 'x', communityName: 'y' },
  )
  expect(tokensIn(drawn).filter((token) => token.startsWith('https:'))).toEqual([
    'https://files.example/a%7Cb%3Ec%3Cd?x=1&amp;y=2|one/two&gt;three&lt;four',
  ])
})

it.each(['BX2021****12', '_draft_7', '*7*', 'a~b~', '**3'])('the number %s can be copied from its card', (number) => {
  const { text } = ticketReply(
    ticketOf({ number, createdAt: SAMPLE_NOW }),
    { ...readerOf('en'), audience: 'one' },
    { vendorName: 'x', communityName: 'y' },
  )
  const copied = text.slice('Ticket '.length, text.lastIndexOf(':'))
  expect(wordsOf(copied)).toEqual([number])
})

describe('over HTTP', () => {
  const { start } = useBenches({ links: linksOf(LINDENHOF, [KASTANIENALLEE]) })

  it('a ticket that tries everything is filed, listed, shared, commented on in the digest, and rings nobody', async () => {
    const bench = await start()
    const [sofia, jonas] = [bench.person('U0SOFIA'), bench.person('U0JONAS')]
    const wild = `<!channel> *Lift* _stuck_ \`now\` <https://evil.example|here> & <@U0JONAS> ${'🏚️'.repeat(20)}`
    await fileRepair(sofia, LINDENHOF, { ...HEATING, Description: wild })
    await sofia.until(() => textOf(sofia.view() ?? []).includes('Filed as'))
    const list = await ask(sofia, LINDENHOF, '/ticket list newest')
    const number = /m[0-9a-f]{32}/.exec(textOf(list))?.[0] ?? ''
    const card = await ask(sofia, LINDENHOF, `/ticket ${number}`)
    await press(sofia, card, 'Share to channel')
    await jonas.command(LINDENHOF, '/ticket digest now')
    const isDigest = ({ text, ephemeralTo }: Message) => !ephemeralTo && text.includes('open ticket')
    await jonas.until(() => jonas.messages(LINDENHOF).find(isDigest), 'a digest')

    const said = sofia.messages(LINDENHOF).filter(({ user }) => user === 'U0CARETAKER')
    expect(said.filter((message) => textOf(message).includes('!channel')).length).toBeGreaterThan(2)
    for (const message of said) {
      const shown = { text: message.text, blocks: message.blocks ?? [] }
      expect(tokensIn(shown).filter((token) => /^!(?!date)|evil|^@U0JONAS/.test(token))).toEqual([])
    }
    expect(jonas.notices()).toEqual([])
  })
})
