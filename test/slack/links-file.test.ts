import { describe, expect, it } from 'vitest'
import { linksText, parseLinksText } from '../../src/slack/links-file.ts'
import { fingerprint, planOf } from '../../src/slack/links-plan.ts'
import type { Link } from '../../src/store/store.ts'

const AT = '2026-11-21T09:00:00.000Z'
const HERE = 'C0LAKESIDE'
const link = (given: Partial<Link> = {}): Link => ({
  channel: HERE,
  vendor: 'lake',
  community: '1384799976831380002',
  name: '翠湖花园',
  createdBy: 'U0JONAS',
  createdAt: AT,
  ...given,
})

const LINKS = [
  link(),
  link({ community: '*', name: 'true', paused: { reason: 'archived', at: AT }, digest: false }),
  link({ community: '0123', name: '"Quoted": #1 & <Co> — `x`' }),
  link({ vendor: 'linden', community: 'p1,p2', name: '- a\\b' }),
]

const planFor = (text: string, links: readonly Link[] = LINKS) => {
  const parsed = parseLinksText(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return planOf(parsed.entries, { channel: HERE, links }, (_, sameAt) => (sameAt ? `as ${sameAt}` : undefined))
}

describe('what is exported', () => {
  it.each([false, true])('says nothing new when it is imported, with channels: %s', (withChannels) => {
    expect(planFor(linksText(LINKS, 'About: this', withChannels))).toEqual({
      changes: [],
      unchanged: LINKS.length,
      elsewhere: 0,
      problems: [],
    })
  })

  it('makes the same links where there are none', () => {
    const { changes } = planFor(linksText(LINKS, ''), [])
    expect(changes.map(({ does, entry: { line, ...entry } }) => ({ does, ...entry }))).toEqual(
      LINKS.map(({ vendor, community, name, paused, digest }) => ({
        does: 'link',
        vendor,
        community,
        name,
        ...(paused ? { paused: true } : {}),
        ...(digest === false ? { digest } : {}),
      })),
    )
  })

  it('of other channels is left alone', () => {
    const text = linksText([link({ channel: 'C0ELSEWHERE', community: '7' }), link()], '', true)
    expect(planFor(text)).toMatchObject({ changes: [], unchanged: 1, elsewhere: 1 })
  })

  it('is a list also where there is nothing', () => {
    expect(planFor(linksText([], 'x'))).toMatchObject({ changes: [], unchanged: 0 })
  })
})

describe('a change', () => {
  const [first] = LINKS
  it.each([
    ['a name', 'name: "The  lake"', { name: 'The lake' }],
    ['a pause', 'paused: true', { paused: true }],
    ['the digest', 'digest: false', { digest: false }],
    ['nothing for an empty name', 'name: ""', undefined],
    ['nothing for what is so already', 'paused: false', undefined],
  ])('of %s is found', (_what, line, change) => {
    const { changes } = planFor(`links:\n  - vendor: lake\n    community: 1384799976831380002\n    ${line}`)
    expect(changes).toEqual(change ? [{ does: 'change', entry: expect.anything(), link: first, change }] : [])
  })

  it('unlinks only what says so, and is no problem when that is gone already', () => {
    const text =
      'links:\n  - {vendor: lake, community: "0123", remove: true}\n  - {vendor: lake, community: "9", remove: true}'
    expect(planFor(text)).toMatchObject({ changes: [{ does: 'unlink', link: LINKS[2] }], unchanged: 1 })
    expect(planFor('links: []').changes).toEqual([])
  })

  it('named twice counts once, and the second time is a problem with its line', () => {
    const text = 'links:\n  - {vendor: lake, community: "9"}\n\n  - vendor: lake\n    community: "9"'
    expect(planFor(text)).toMatchObject({ changes: [{ does: 'link' }], problems: [{ line: 4, reason: 'as 2' }] })
  })

  it('has another fingerprint as soon as the links or the change are others', () => {
    const text = 'links:\n  - {vendor: lake, community: "0123", name: New}'
    const renamed = LINKS.map((one) => (one.community === '0123' ? { ...one, name: 'Renamed' } : one))
    const prints = [planFor(text), planFor(text, renamed), planFor(text.replace('New', 'Other'))].map(fingerprint)
    expect(new Set(prints).size).toBe(3)
    expect(fingerprint(planFor(`# said aside\n${text}`))).toBe(prints[0])
  })
})

describe('what is no list of links', () => {
  it.each([
    ['', { kind: 'empty' }],
    ['   \n', { kind: 'empty' }],
    ['hello', { kind: 'noList' }],
    ['- vendor: lake', { kind: 'noList' }],
    ['links: lake', { kind: 'noList' }],
    ['links:\n  - lake', { kind: 'noList' }],
    ['other: 1', { kind: 'noList' }],
    ['links:\n  - vendor: lake\n   community: 7', { kind: 'syntax', line: 3 }],
    ['links:\n  - vendor: "lake', { kind: 'syntax', line: 2 }],
    ['links:\n  - vendor: lake\n    community: *', { kind: 'alias', line: 3 }],
    ['links:\n  - &a {vendor: lake, community: "7"}\n  - *a', { kind: 'alias', line: 3 }],
    ['links:\n  - vendor: lake', { kind: 'missing', line: 2, key: 'community' }],
    ['links:\n  - vendor: lake\n    community: ""', { kind: 'notText', line: 3, key: 'community' }],
    ['links:\n  - vendor: lake\n    community: [1, 2]', { kind: 'notText', line: 3, key: 'community' }],
    ['links:\n  - vendor: lake\n    community: 7\n    paused: yes', { kind: 'notYesNo', line: 4, key: 'paused' }],
    ['links:\n  - vendor: lake\n    community: 7\n    note: x', { kind: 'unknownKey', line: 4, key: 'note' }],
    [
      `links:\n  - vendor: lake\n    community: 7\n    name: ${'楼'.repeat(81)}`,
      { kind: 'notText', line: 4, key: 'name' },
    ],
  ])('%j is refused at its line', (text, problem) => {
    const parsed = parseLinksText(text)
    expect('problems' in parsed && parsed.problems).toContainEqual(problem)
  })

  it('takes ids as they are written, however long', () => {
    const parsed = parseLinksText(
      'links:\n  - {vendor: lake, community: 1384799976831380002}\n  - {vendor: lake, community: 007}',
    )
    expect('entries' in parsed && parsed.entries.map(({ community }) => community)).toEqual([
      '1384799976831380002',
      '007',
    ])
  })

  it('takes spaces as phones copy them', () => {
    expect(parseLinksText('links:\n\u00a0\u00a0- vendor:\u00a0lake\n\u3000\u3000\u3000 community: "7"')).toMatchObject({
      entries: [{ line: 2, vendor: 'lake', community: '7' }],
    })
  })
})

describe('a long text', () => {
  const MEGABYTE = 1024 * 1024
  const filledWith = (text: string): string => text.repeat(MEGABYTE / text.length)
  const numbered = (line: (i: number) => string): string => Array.from({ length: 90_000 }, (_, i) => line(i)).join('')

  it('of a thousand links, with all that may be said of them, is read', () => {
    const paused = { reason: 'archived', at: AT } as const
    const many = Array.from({ length: 1_000 }, (_, i) => link({ community: `${i}`, paused, digest: false }))
    const parsed = parseLinksText(linksText(many, 'About: this', true))
    expect('entries' in parsed && parsed.entries).toHaveLength(1_000)
  })

  it('of more is not', () => {
    const many = Array.from({ length: 1_001 }, (_, i) => ({ vendor: 'lake', community: `${i}` }))
    expect(parseLinksText(JSON.stringify({ links: many }))).toEqual({ problems: [{ kind: 'tooMany', max: 1_000 }] })
  })

  // Each of these took the library between seconds and minutes, or more memory than there is.
  it.each([
    ['lists in lists', filledWith('[')],
    ['maps in maps', filledWith('{a: ')],
    ['ends of lists', filledWith(']')],
    ['keys that are keys', filledWith('? ')],
    ['keys without an end', filledWith('?\n')],
    ['one key over and over', filledWith('a: b\n')],
    ['ever another key', numbered((i) => `k${i}: b\n`)],
    ['the same line over and over', `a: &a [x]\nlinks:\n${filledWith('  - *a\n')}`],
    ['anchors', `links:\n${filledWith('  - &a x\n')}`],
    ['mistakes', filledWith('a: b: c\n')],
    ['documents', filledWith('---\n')],
    ['deeper and deeper', Array.from({ length: 1_400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
  ])('of %s is refused at once', (_, text) => {
    const began = performance.now()
    expect(parseLinksText(text)).toHaveProperty('problems')
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  // As many as are let through to the library.
  it.each([
    ['lists in lists', '['.repeat(49_000)],
    ['ends of lists', ']'.repeat(49_000)],
    ['keys that are keys', '? '.repeat(24_000)],
    ['one key over and over', 'a: b\n'.repeat(8_000)],
    ['ever another key', Array.from({ length: 8_000 }, (_, i) => `k${i}: b\n`).join('')],
    ['mistakes', 'a: b: c\n'.repeat(5_000)],
  ])('of %s, just short enough, is refused before anybody waits', (_, text) => {
    const began = performance.now()
    expect(parseLinksText(text)).toHaveProperty('problems')
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it.each([
    ['links:\n  - vendor: "["\n    community: |\n      ]\n  - ]', 5],
    [`links:\n  - vendor: 'a\n      b'\n    community: ${'['.repeat(11)}`, 4],
  ])('says at which line its brackets are wrong: %j', (text, line) => {
    expect(parseLinksText(text)).toEqual({ problems: [{ kind: 'syntax', line }] })
  })

  it('may be one line of JSON', () => {
    const text = JSON.stringify({ links: LINKS.map(({ vendor, community }) => ({ vendor, community })) })
    expect(parseLinksText(text)).toMatchObject({ entries: LINKS.map(({ community }) => ({ community, line: 1 })) })
  })

  it('says at which line a key comes twice', () => {
    expect(parseLinksText('links:\n  - vendor: lake\n    community: "7"\n    vendor: linden\n')).toEqual({
      problems: [{ kind: 'syntax', line: 4 }],
    })
  })
})
