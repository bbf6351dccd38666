import type { Item, Passage, Span, Style } from './passages.ts'

/**
 * Slack's mrkdwn as a tree. As strict as Slack about what is formatting: a mark must stand at the edge of a word, so
 * `a_b_c` and `你好*粗体*` stay as they were typed. Nothing in it is ever read as HTML.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
export const parseMrkdwn = (source: string): readonly Passage[] =>
  source.split(FENCE).flatMap((piece, index): readonly Passage[] => {
    if (index % 2 === 1) return [{ kind: 'pre', spans: [plain(piece.replace(/^\n|\n$/g, ''))] }]
    return piece === '' ? [] : parseLines(piece.split('\n'))
  })

/** Splits into text and, at odd places, what stands between two fences. */
const FENCE = /\n?```([\s\S]+?)```\n?/
const QUOTE = /^(?:&gt;|>) ?/
const BULLET = /^(\s*)([•◦▪-]|\d{1,3}\.) +(\S.*)$/

type Line = { kind: 'lines' | 'quote'; text: string } | { kind: 'list'; item: Item }

const parseLines = (lines: readonly string[]): readonly Passage[] => {
  const passages: Passage[] = []
  let held: { kind: 'lines' | 'quote'; lines: string[] } | undefined
  let items: Item[] | undefined
  const release = () => {
    if (held) passages.push({ kind: held.kind, spans: parseSpans(held.lines.join('\n')) })
    if (items) passages.push({ kind: 'list', items })
    held = undefined
    items = undefined
  }
  for (const line of lines.map(readLine)) {
    if (line.kind === 'list') {
      if (!items) release()
      items = [...(items ?? []), line.item]
    } else {
      if (held?.kind !== line.kind) release()
      held = { kind: line.kind, lines: [...(held?.lines ?? []), line.text] }
    }
  }
  release()
  return passages
}

const readLine = (text: string): Line => {
  if (QUOTE.test(text)) return { kind: 'quote', text: text.replace(QUOTE, '') }
  const [, space, marker, rest] = BULLET.exec(text) ?? []
  if (marker === undefined || rest === undefined) return { kind: 'lines', text }
  return { kind: 'list', item: { marker, indent: Math.floor((space ?? '').length / 2), spans: parseSpans(rest) } }
}

const plain = (text: string): Span => ({ kind: 'text', text: unescaped(text) })

/** Slack escapes these three and no others. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

interface Found {
  readonly span: Span
  /** The index after it. */
  readonly end: number
}

const parseSpans = (source: string): readonly Span[] => {
  const spans: Span[] = []
  let from = 0
  const flush = (to: number) => {
    if (to > from) spans.push(plain(source.slice(from, to)))
  }
  for (let at = 0; at < source.length; ) {
    const found = tokenAt(source, at) ?? styledAt(source, at)
    if (!found) {
      at += 1
      continue
    }
    flush(at)
    spans.push(found.span)
    at = found.end
    from = found.end
  }
  flush(source.length)
  return spans
}

const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+-]+):|(https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"*_~`])/uy

/** A code span, something in angle brackets, an emoji or a bare address beginning at `at`. */
const tokenAt = (source: string, at: number): Found | undefined => {
  TOKEN.lastIndex = at
  const [whole, code, angle, emojiName, url] = TOKEN.exec(source) ?? []
  if (whole === undefined) return undefined
  const end = at + whole.length
  if (code !== undefined) return { span: { kind: 'styled', style: 'code', children: [plain(code)] }, end }
  if (emojiName !== undefined) return { span: { kind: 'emoji', name: emojiName }, end }
  if (url !== undefined) return { span: { kind: 'link', url: unescaped(url), children: [plain(url)] }, end }
  return { span: readAngle(angle ?? ''), end }
}

/** What stands between `<` and `>`; literally so when Slack knows no meaning for it. */
const readAngle = (inner: string): Span => {
  const bar = inner.indexOf('|')
  const target = bar < 0 ? inner : inner.slice(0, bar)
  const label = bar < 0 ? undefined : unescaped(inner.slice(bar + 1))
  const id = target.slice(1)
  if (/^@[UWB]\w+$/.test(target)) return { kind: 'user', id, ...(label ? { label } : {}) }
  if (/^#[CG]\w+$/.test(target)) return { kind: 'channel', id, ...(label ? { label } : {}) }
  if (/^!(channel|here|everyone)$/.test(target)) return { kind: 'broadcast', name: id }
  if (target.startsWith('!subteam^')) return { kind: 'broadcast', name: (label ?? id).replace(/^@/, '') }
  if (target.startsWith('!date^')) return readDate(target, label ?? '') ?? plain(`<${inner}>`)
  if (!/^(https?:|mailto:)/i.test(target)) return plain(`<${inner}>`)
  const url = unescaped(target)
  return { kind: 'link', url, children: [{ kind: 'text', text: label ?? url.replace(/^mailto:/i, '') }] }
}

/** `!date^1392734382^Posted {date_num}^https://example.com` */
const readDate = (target: string, fallback: string): Span | undefined => {
  const [, unix, format, url] = target.split('^')
  if (!unix || !/^-?\d+$/.test(unix) || !format) return undefined
  return {
    kind: 'date',
    unix: Number(unix),
    format: unescaped(format),
    fallback,
    ...(url ? { url: unescaped(url) } : {}),
  }
}

const MARKS: Readonly<Record<string, Style>> = { '*': 'bold', _: 'italic', '~': 'strike' }
const inWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}]/u.test(character)

const styledAt = (source: string, at: number): Found | undefined => {
  const mark = source[at] ?? ''
  const style = MARKS[mark]
  if (!style || inWord(source[at - 1]) || /^\s?$/.test(source[at + 1] ?? '') || source[at + 1] === mark)
    return undefined
  const end = closingMark(source, at, mark)
  if (end === undefined) return undefined
  return { span: { kind: 'styled', style, children: parseSpans(source.slice(at + 1, end)) }, end: end + 1 }
}

/** The index of the mark that closes the one at `at`, on the same line, not inside code, a link or a mention. */
const closingMark = (source: string, at: number, mark: string): number | undefined => {
  for (let index = at + 1; index < source.length && source[index] !== '\n'; index += 1) {
    const token = tokenAt(source, index)
    if (token) index = token.end - 1
    else if (source[index] === mark && !/\s/.test(source[index - 1] ?? '') && !inWord(source[index + 1])) return index
  }
  return undefined
}
