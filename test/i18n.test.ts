import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { Messages } from '../src/i18n/en.ts'
import { languageOf, messages } from '../src/i18n/index.ts'
import { helpReply } from '../src/slack/blocks/help.ts'
import { LANGUAGES, type Language } from '../src/tickets/words.ts'
import { DRAWINGS } from './slack/blocks/drawings.ts'
import { plainTextsIn } from './slack/blocks/markup.ts'

interface Sentence {
  /** `list.range`. */
  readonly key: string
  /** How many values are put into it. */
  readonly arity: number
  /** With the values given. */
  say(...values: readonly unknown[]): string
}

const sentencesIn = (words: unknown, path: readonly string[] = []): Sentence[] => {
  const key = path.join('.')
  if (typeof words === 'string') return [{ key, arity: 0, say: () => words }]
  if (typeof words === 'function') {
    return [{ key, arity: words.length, say: (...values) => String(Reflect.apply(words, undefined, values)) }]
  }
  return Object.entries(Object(words)).flatMap(([name, part]) => sentencesIn(part, [...path, name]))
}

const EN = sentencesIn(messages('en'))
const ZH = sentencesIn(messages('zh-CN'))

/** A value that cannot be mistaken for a word of ours; where a count is written, a number. */
const standIn = (text: string, count = 7): unknown => ({
  [Symbol.toPrimitive]: (hint: string) => (hint === 'number' ? count : text),
})

/** Each sentence with values in it. */
const sayAll = (sentences: readonly Sentence[], text: string): [string, string][] =>
  sentences.map(({ key, arity, say }) => [key, say(...Array.from({ length: arity }, () => standIn(text)))])

/** What people type stays as it is in every language. */
const withoutCode = (text: string): string => text.replace(/`[^`]*`/g, '')

describe('the two languages', () => {
  it('have the same sentences with the same values in them', () => {
    const shape = (sentences: readonly Sentence[]) => sentences.map(({ key, arity }) => `${key}/${arity}`).sort()
    expect(shape(ZH)).toEqual(shape(EN))
    expect(EN.length).toBeGreaterThan(100)
  })

  it.each([
    ['en', EN],
    ['zh-CN', ZH],
  ] as const)('in %s every sentence says something, with all of its values', (_, sentences) => {
    for (const { key, arity, say } of sentences) {
      const said = say(...Array.from({ length: arity }, (_, i) => standIn(`⟦${i}⟧`, 70 + i)))
      expect(said, key).toMatch(/\S/)
      for (let i = 0; i < arity; i++) expect(said, key).toMatch(new RegExp(`⟦${i}⟧|${70 + i}`))
    }
  })

  it('know one from many', () => {
    const { list, card } = messages('en')
    expect([list.title(1), list.title(2), list.title(0)]).toEqual(['1 open ticket', '2 open tickets', '0 open tickets'])
    expect([list.unreadable(1, 'V'), list.unreadable(2, 'V')]).toEqual([
      '1 row from V could not be read and is not shown.',
      '2 rows from V could not be read and are not shown.',
    ])
    expect([card.moreAttachments(1), card.moreAttachments(2)]).toEqual(['1 more file', '2 more files'])
    expect([list.moreGaps(1), list.moreGaps(2)].join(' ')).toContain('is 1 more remark like these. There are 2 more')
  })

  it.each(LANGUAGES)('write counts that long as they are read, in %s', (language) => {
    const { list, digest, exporting, home, links, pair, number } = messages(language)
    const said = [
      ...[list.title(5000), list.found(5000), list.range(4991, 5000, 5000, '-'), exporting.sent(5000)],
      ...[digest.title(5000), digest.andMore(4991), digest.atVendor(5000, '-'), digest.shown(4991, 5000)],
      ...[home.pendingCount(5000), links.range(4991, 5000, 5000), pair('-', 5000), number(5000)],
    ]
    expect(said.filter((text) => /\d{4}/.test(text) || !/[45],\d{3}/.test(text))).toEqual([])
  })

  it('go by what Slack says of the reader', () => {
    expect(['zh-CN', 'zh-TW', 'ZH-hant', 'zh'].map(languageOf)).toEqual(Array(4).fill('zh-CN'))
    expect(['en-US', 'de-DE', '', undefined].map(languageOf)).toEqual(Array(4).fill('en'))
  })
})

describe('Chinese', () => {
  const said = sayAll(ZH, '某')

  it('has no English left but names', () => {
    const names = /Caretaker|Slack|YAML|PDF|UTF-8|MB|\bID\b/g
    const english = said.filter(([, text]) => /[A-Za-z]{2}/.test(withoutCode(text).replace(names, '')))
    expect(english).toEqual([])
  })

  it('has full-width punctuation beside Chinese', () => {
    const narrow = /\p{Script=Han}\s*[,;:!?()]|[,;:!?()]\s*\p{Script=Han}|\p{Script=Han}\.(?!\d)/u
    expect(said.filter(([, text]) => narrow.test(withoutCode(text)))).toEqual([])
  })

  it('parts names as Chinese does', () => {
    const powers = {
      show: true,
      list: true,
      create: true,
      edit: false,
      comment: false,
      close: false,
      assign: false,
      remove: false,
    }
    const place = { communities: ['翠湖花园', '桃源小区'], powers, writes: true, manages: false }
    expect(JSON.stringify(helpReply(place, messages('zh-CN')))).toContain('*翠湖花园*、*桃源小区*')
    expect(JSON.stringify(helpReply(place, messages('en')))).toContain('*翠湖花园*, *桃源小区*')
  })
})

describe.each(LANGUAGES)('what Slack limits, in %s', (language: Language) => {
  const words: Messages = messages(language)
  const said = new Set(sayAll(sentencesIn(words), 'x').map(([, text]) => text))

  it('fits: no title, button, label or placeholder of ours is cut', () => {
    const drawn = Object.values(DRAWINGS).flatMap((draw) => draw({ size: 3, text: 'x', language }))
    const cut = plainTextsIn(drawn).filter((text) => text.endsWith('…') && !said.has(text))
    expect(plainTextsIn(drawn).length).toBeGreaterThan(300)
    expect(cut.filter((text) => !/^\d+…$/.test(text))).toEqual([])
  })

  it('is no markup by accident: nothing of ours pings or links', () => {
    for (const [key, text] of sayAll(sentencesIn(words), 'x')) expect(text, key).not.toMatch(/[<>&]/)
  })
})

describe('the journeys', async () => {
  const src = new URL('../src/slack/', import.meta.url)
  const paths = (await readdir(src, { recursive: true })).filter((path) => path.endsWith('.ts'))
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(new URL(path, src), 'utf8') })),
  )

  it('say nothing that is not in both languages', () => {
    expect(literalsOf("say('Not in two languages')")).toEqual(['Not in two languages'])
    const spoken = files.flatMap(({ path, text }) => literalsOf(text).map((literal) => `${path}: ${literal}`))
    expect(spoken).toEqual([])
  })

  it('say no single word of their own either', () => {
    expect(spokenIn("section('Gone')", 'x.ts')).toEqual(['x.ts: Gone'])
    expect(spokenIn(`button(\`\${n} left\`, ACTIONS.open)`, 'x.ts')).toEqual(['x.ts:  left'])
    expect(spokenIn(`section(\`*\${title}* · \${words.list.none}\`)`, 'x.ts')).toEqual([])
    const journeys = files.filter(({ path }) => path !== 'ids.ts')
    expect(journeys.flatMap(({ path, text }) => spokenIn(text, path))).toEqual([])
  })

  it('know Chinese only as something that is typed', () => {
    const chinese = files.filter(({ text }) => /\p{Script=Han}/u.test(text)).map(({ path }) => path)
    expect(chinese.sort()).toEqual(['command-digest.ts', 'command.ts', 'list-words.ts', 'near-miss.ts', 'verbs.ts'])
  })

  it('say every sentence that there is', () => {
    const code = files.map(({ text }) => text).join('\n')
    const byName =
      /^(?:statuses|priorities|errors|links\.paused|linkFile\.errors|linkFile\.file|age|outbox\.what|outbox\.done|cardActs\.underWay|acts\.never|acts\.notNow|removal\.outcomes|audit\.actions|audit\.outcomes|home\.states|doctor\.uses)\./
    const silent = EN.filter(({ key }) => !byName.test(key) && !isSaid(key, code))
    expect(silent.map(({ key }) => key)).toEqual([])
  })
})

/** Texts of two words or more that could be shown. What goes to the log or into an error is for whoever runs it. */
const literalsOf = (code: string): string[] => {
  const shown = code
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/^(?:import|export|\}) .*from '.*$/gm, '')
    .replace(/\blog\.\w+\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)/g, '')
    .replace(/\bnew (?:Error|NotInChannel|TicketError)\([^)]*\)/g, '')
  return [...shown.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, quoted, template]) => withoutValues(quoted ?? template ?? ''))
    .filter((text) => /\p{L}{2,}\s+\p{L}{2,}/u.test(text) && !text.startsWith('/ticket '))
}

/** What begins a call that shows it, and is neither a name nor something to type. */
const spokenIn = (code: string, path: string): string[] =>
  [...code.matchAll(SHOWN)]
    .map(([, quoted, template]) => withoutValues(quoted ?? template ?? '').replaceAll('\\n', ''))
    .filter((text) => /\p{L}/u.test(text) && text !== 'Caretaker' && !text.startsWith('/ticket '))
    .map((text) => `${path}: ${text}`)

const SHOWN =
  /\b(?:section|sentence|plain|button|header|context|literal|literalSection|plainView|text|label|title|hint)(?:\(|: )\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g

const withoutValues = (template: string): string => template.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '')

/** `list.range` is said where its group is at hand, under its own name or as `words`. */
const isSaid = (key: string, code: string): boolean => {
  const [name = '', group = 'words'] = key.split('.').toReversed()
  return new RegExp(`\\b(?:${group}|words)\\.${name}\\b`).test(code)
}
