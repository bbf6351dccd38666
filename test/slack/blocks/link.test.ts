import { describe, expect, it } from 'vitest'
import { linkView } from '../../../src/slack/blocks/link.ts'
import { type CommunityOffer, communityOptions } from '../../../src/slack/blocks/link-options.ts'
import type { Driver } from '../../../src/tickets/driver.ts'
import { LANGUAGES } from '../../../src/tickets/words.ts'
import { validateView } from '../../../src/workspace/validate/view.ts'
import { expectIntact } from './markup.ts'
import { driverOf, readerOf } from './samples.ts'

const metadata = { channel: 'C0LAKESIDE', language: 'en', zone: 'Europe/Berlin', attempt: 1 } as const
const lindenhof = driverOf('lindenhof')
const drivers = [driverOf('lakeside'), lindenhof]
const kinds: readonly (readonly [string, Driver])[] = [
  ['ids', lindenhof],
  ['either', { ...lindenhof, scope: 'either' }],
  ['account', { ...lindenhof, scope: 'account' }],
]

describe.each(LANGUAGES)('in %s', (language) => {
  const reader = readerOf(language)

  it.each(kinds)('the form keeps the limits for %s, with the longest that can be typed and said', (_, driver) => {
    for (const typed of [
      undefined,
      { vendor: 'lindenhof', community: '社'.repeat(255), name: '😀'.repeat(40) },
      { vendor: 'lindenhof', community: '*', name: '' },
    ]) {
      for (const notice of [undefined, 'No &amp; no <@U0MEILIN> '.repeat(500)]) {
        const view = linkView({ drivers, driver, metadata: { ...metadata, language }, typed, notice }, reader)
        expect(validateView(view)).toEqual([])
        expectIntact(view)
      }
    }
  })

  it('a menu keeps them too, whatever was chosen', () => {
    for (const community of ['*', '社'.repeat(75), '']) {
      const typed = { vendor: 'lindenhof', community, name: '' }
      const known = [{ id: '社'.repeat(75), name: '名'.repeat(300) }]
      const view = linkView({ drivers, driver: lindenhof, metadata, typed, known }, reader)
      expect(validateView(view)).toEqual([])
    }
  })
})

describe('the communities that are offered', () => {
  const reader = readerOf('en')
  const known = [
    { id: 'r-27', name: 'Kastanienallee 27' },
    { id: '13847', name: '海棠湾花园' },
    { id: '999' },
    { id: 'x'.repeat(76), name: 'Too long an id' },
  ]
  const all: CommunityOffer = { known, linked: ['13847'], wholeAccount: false }
  const valuesFor = (query: string, offer = all) =>
    communityOptions(offer, query, (typed) => !typed.includes(' '), reader).map(({ value }) => value)

  it('are those whose name or id holds what is typed, in any case and width', () => {
    expect(valuesFor('')).toEqual(['r-27', '13847', '999'])
    expect(valuesFor('ALLEE 2')).toEqual(['r-27'])
    expect(valuesFor('海棠')).toEqual(['13847', '海棠'])
    expect(valuesFor('１３８')).toEqual(['13847', '１３８'])
    expect(valuesFor('no such')).toEqual([])
  })

  it('come with what is typed itself, at the end, unless it is one of them or can be no id', () => {
    expect(valuesFor('r-2')).toEqual(['r-27', 'r-2'])
    expect(valuesFor('r-27')).toEqual(['r-27'])
    expect(valuesFor(' 999 ')).toEqual(['999'])
    expect(valuesFor('y'.repeat(76))).toEqual([])
    const [, own] = communityOptions(all, 'r-2', () => true, reader)
    expect(own?.text.text).toBe('Use “r-2”')
  })

  it('come after the whole account, where that can be linked', () => {
    const either = { ...all, wholeAccount: true }
    expect(valuesFor('', either)[0]).toBe('*')
    expect(valuesFor('whole', either)).toEqual(['*', 'whole'])
    expect(valuesFor('*', either)).toEqual(['*'])
    expect(valuesFor('*')).toEqual([])
  })

  it('say their id, and which of them the channel has', () => {
    const [first, second, third] = communityOptions(all, '', () => true, reader)
    expect([first?.description?.text, second?.description?.text]).toEqual(['r-27', '13847 · linked already'])
    expect(third?.description).toBeUndefined()
  })

  it('are as many as Slack takes', () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ id: `r-${i}`, name: `House ${i}` }))
    expect(valuesFor('r', { known: many, linked: [], wholeAccount: true })).toHaveLength(99)
    expect(valuesFor('', { known: many, linked: [], wholeAccount: true })).toHaveLength(99)
  })
})
