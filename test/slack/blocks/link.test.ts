import { describe, expect, it } from 'vitest'
import { linksReply, linkView } from '../../../src/slack/blocks/link.ts'
import type { Link } from '../../../src/store/store.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { everyTextIn, expectGoodMessage, expectIntact, tokensIn } from './markup.ts'
import { driverOf, NOW, readerOf } from './samples.ts'

const linksOf = (count: number, given: Partial<Link> = {}): Link[] =>
  Array.from({ length: count }, (_, i) => ({
    channel: 'C0LAKESIDE',
    vendor: 'lakeside',
    community: String(1_544_963_578 + i),
    name: `翠湖花园 ${i}`,
    createdBy: 'U0JONAS',
    createdAt: NOW,
    ...given,
  }))

const metadata = { channel: 'C0LAKESIDE', language: 'en', zone: 'Europe/Berlin', attempt: 1 } as const

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it.each([0, 1, 40, 41, 200])('%i links keep the limits', (count) => {
    const long = { community: '&'.repeat(255), name: '<'.repeat(80) }
    for (const manages of [true, false]) {
      expectGoodMessage(linksReply(linksOf(count), manages, reader))
      expectGoodMessage(linksReply(linksOf(count, long), manages, reader))
      expectGoodMessage(linksReply(linksOf(count, { vendor: '&'.repeat(255) }), manages, reader))
    }
  })

  it('the form keeps the limits, with the longest that can be typed and the longest notice', () => {
    const typed = { vendor: 'lindenhof', community: '社'.repeat(255), name: '😀'.repeat(40) }
    const drivers = ['lakeside', 'lindenhof'].map((vendor) => driverOf(vendor))
    for (const notice of [undefined, 'No &amp; no <@U0MEILIN> '.repeat(500)]) {
      const view = linkView(drivers, { ...metadata, language }, reader, typed, notice)
      expect(validateView(view)).toEqual([])
      expectIntact(view)
    }
    expect(validateView(linkView(drivers, metadata, reader))).toEqual([])
  })
})

describe('links', () => {
  const reader = readerOf('en')

  it('say how many of how many are shown', () => {
    const shown = everyTextIn(linksReply(linksOf(200), true, reader)).join('\n')
    expect(shown).toContain('of 200 links shown')
    const count = Number(/(\d+) of 200 links/.exec(shown)?.[1])
    expect(shown.match(/`1544963\d+`/g)).toHaveLength(count)
    expect(everyTextIn(linksReply(linksOf(10), true, reader)).join('\n')).not.toContain('links shown')
  })

  it('name a community as it was typed, without letting it ping', () => {
    const reply = linksReply(linksOf(1, { name: '<!channel>', community: '<@U0SOFIA>' }), false, reader)
    expect(tokensIn(reply).filter((token) => !token.startsWith('!date^'))).toEqual(['@U0JONAS'])
  })

  it('name nobody where the maker is no person', () => {
    expect(tokensIn(linksReply(linksOf(1, { createdBy: '!channel' }), false, reader))).toHaveLength(1)
    expect(tokensIn(linksReply(linksOf(1, { createdBy: 'U0J> <!channel' }), false, reader))).toHaveLength(1)
  })
})
