import { formatSlackDate, isInstant } from './dates.ts'
import { h, link } from './dom.ts'
import { emoji } from './emoji.ts'
import type { Passage, Span } from './passages.ts'
import type { Reader } from './reader.ts'

const STYLE_TAGS = { bold: 'strong', italic: 'em', strike: 's', code: 'code', underline: 'u' } as const
const PASSAGE_TAGS = { lines: 'p', quote: 'blockquote', pre: 'pre' } as const

export const drawPassages = (passages: readonly Passage[], reader: Reader): HTMLElement =>
  h('div', { class: 'prose' }, ...passages.map((passage) => drawPassage(passage, reader)))

const drawPassage = (passage: Passage, reader: Reader): HTMLElement => {
  if (passage.kind !== 'list') return h(PASSAGE_TAGS[passage.kind], {}, ...drawSpans(passage.spans, reader))
  const items = passage.items.map(({ marker, indent, spans }) =>
    h(
      'li',
      { style: { '--indent': String(indent) } },
      h('span', { class: 'marker' }, marker),
      h('span', {}, ...drawSpans(spans, reader)),
    ),
  )
  return h('ul', {}, ...items)
}

export const drawSpans = (spans: readonly Span[], reader: Reader): (Node | string)[] =>
  spans.map((span) => drawSpan(span, reader))

const drawSpan = (span: Span, reader: Reader): Node | string => {
  switch (span.kind) {
    case 'text':
      return span.text
    case 'styled':
      return h(STYLE_TAGS[span.style], {}, ...drawSpans(span.children, reader))
    case 'link':
      return link(span.url, ...drawSpans(span.children, reader))
    case 'user':
      return drawUser(span.id, span.label, reader)
    case 'channel':
      return drawChannel(span.id, span.label, reader)
    case 'broadcast':
      return h('span', { class: 'ping', title: reader.words.rings }, `@${span.name}`)
    case 'emoji':
      return emoji(span.name) ?? `:${span.name}:`
    case 'date':
      return drawDate(span, reader)
  }
}

const drawUser = (id: string, label: string | undefined, reader: Reader): HTMLElement => {
  const me = id === reader.person.id ? ' me' : ''
  return h('span', { class: `mention${me}`, title: id }, `@${reader.personOf(id)?.realName ?? label ?? id}`)
}

const drawChannel = (id: string, label: string | undefined, reader: Reader): HTMLElement => {
  const known = reader.channelOf(id)
  if (!known) return h('span', { class: 'mention', title: id }, `#${label ?? id}`)
  return h('button', { type: 'button', class: 'mention', click: () => reader.go(id) }, `#${known.name}`)
}

const drawDate = (span: Extract<Span, { kind: 'date' }>, reader: Reader): HTMLElement => {
  const words = isInstant(span.unix) ? formatSlackDate(span.unix, span.format, reader.dates) : span.fallback
  const time = h('time', { title: span.fallback }, words)
  return span.url === undefined ? time : link(span.url, time)
}
