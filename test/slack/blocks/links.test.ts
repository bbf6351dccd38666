import { describe, expect, it } from 'vitest'
import { exportView, importView, type LinkPlan } from '../../../src/slack/blocks/link-file.ts'
import { LINKS_PER_PAGE, type LinkRow, linksReply, renameView } from '../../../src/slack/blocks/links.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectGoodMessage, expectIntact, tokensIn } from './markup.ts'
import { NOW, readerOf } from './samples.ts'

const linksOf = (count: number, given: Partial<LinkRow> = {}): LinkRow[] =>
  Array.from({ length: count }, (_, i) => ({
    vendor: 'lakeside',
    community: String(1_544_963_578 + i),
    name: `翠湖花园 ${i}`,
    createdBy: 'U0JONAS',
    createdAt: NOW,
    ...given,
  }))

const resting = { paused: { reason: 'by_person', by: 'U0JONAS', at: NOW }, digest: false } as const
const metadata = { channel: 'C0LAKESIDE', language: 'en', zone: 'Europe/Berlin', attempt: 1 } as const

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it.each([0, 1, 15, 16, 500])('%i links keep the limits, on every page', (count) => {
    const long = { community: '&'.repeat(255), name: '<'.repeat(80), ...resting }
    for (const page of [0, 1, 33, 9_999]) {
      for (const manages of [true, false]) {
        expectGoodMessage(linksReply({ links: linksOf(count), page, manages }, reader))
        expectGoodMessage(linksReply({ links: linksOf(count, long), page, manages, notice: 'Done.' }, reader))
        expectGoodMessage(linksReply({ links: linksOf(count, { vendor: '&'.repeat(255) }), page, manages }, reader))
      }
    }
  })

  it('the forms keep the limits', () => {
    const [link] = linksOf(1, { name: '😀'.repeat(40), community: '社'.repeat(255) })
    if (link) expect(validateView(renameView(link, { ...metadata, language }, reader))).toEqual([])
    const exported = exportView(
      { said: 'x', text: `name: "<!channel> ${'楼'.repeat(2_980)}`, all: true },
      metadata,
      reader,
    )
    expect(validateView(exported)).toEqual([])
    const entry = { line: 3, vendor: 'lakeside', community: '&'.repeat(255), name: '&'.repeat(80), paused: true }
    const known = { channel: 'C0LAKESIDE', vendor: 'lakeside', community: '1', name: '<'.repeat(80) }
    const plan: LinkPlan = {
      changes: [
        ...Array(20).fill({ does: 'link', entry }),
        ...Array(20).fill({ does: 'unlink', entry, link: known }),
        ...Array(20).fill({
          does: 'change',
          entry,
          link: known,
          change: { name: '&'.repeat(80), paused: false, digest: true },
        }),
      ],
      unchanged: 7,
      elsewhere: 2,
      problems: Array(60).fill({ line: 12, reason: 'x'.repeat(200) }),
    }
    const view = importView({ metadata, text: 'y'.repeat(3_000), example: 'links:', plan, moved: true }, reader)
    expect(validateView(view)).toEqual([])
    expectIntact(view)
  })
})

describe('links', () => {
  const reader = readerOf('en')
  const textsOf = (links: readonly LinkRow[], page = 0) =>
    everyTextIn(linksReply({ links, page, manages: true }, reader)).join('\n')

  it('come in pages, and none is lost between them', () => {
    const links = linksOf(200)
    const pages = Array.from({ length: Math.ceil(200 / LINKS_PER_PAGE) }, (_, page) => textsOf(links, page))
    expect(pages[0]).toContain(`1–${LINKS_PER_PAGE} of 200`)
    const shown = pages.flatMap((page) => page.match(/`1544963\d+`|`15449637\d+`/g) ?? [])
    expect(new Set(shown).size).toBe(200)
    expect(textsOf(linksOf(10))).not.toContain(' of 10')
  })

  it('call a whole account so, and all others by their ids', () => {
    expect(textsOf(linksOf(1, { community: '*' }))).toContain('\nThe whole account · linked by ')
    expect(textsOf(linksOf(1, { community: '42' }))).toContain('\n`42` · linked by ')
  })

  it('that rest come first, and say why and since when', () => {
    const [first, ...others] = linksOf(3)
    if (!first) throw new Error('no link')
    const text = textsOf([...others, { ...first, name: 'Resting', paused: { reason: 'archived', at: NOW } }])
    expect(text.indexOf('Resting')).toBeLessThan(text.indexOf('翠湖花园'))
    expect(text).toContain('⏸️ Paused: this channel was archived (—, ')
    expect(text).toContain('1 paused, shown first')
  })

  it('name a community as it was typed, without letting it ping', () => {
    const links = linksOf(1, { name: '<!channel>', community: '<@U0SOFIA>' })
    const reply = linksReply({ links, page: 0, manages: false }, reader)
    expect(tokensIn(reply).filter((token) => !token.startsWith('!date^'))).toEqual(['@U0JONAS'])
  })

  it('name nobody where the maker is no person', () => {
    for (const createdBy of ['!channel', 'U0J> <!channel']) {
      const reply = linksReply({ links: linksOf(1, { createdBy }), page: 0, manages: false }, reader)
      expect(tokensIn(reply)).toHaveLength(1)
    }
  })
})
