import { type Json, jsonOf, listOf, numberOf, stringOf } from './json.ts'
import type { Item, Passage, Span, Style } from './passages.ts'

/**
 * A `rich_text` block as running text.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export const readRichText = (block: Json): readonly Passage[] => {
  const passages: Passage[] = []
  for (const part of listOf(block.elements)) {
    const previous = passages.at(-1)
    if (part.type !== 'rich_text_list') passages.push(readPart(part))
    // Slack writes a nested list as lists of different indent that follow each other.
    else if (previous?.kind === 'list')
      passages.splice(-1, 1, { kind: 'list', items: [...previous.items, ...readItems(part)] })
    else passages.push({ kind: 'list', items: readItems(part) })
  }
  return passages
}

const readPart = (part: Json): Passage => {
  const spans = listOf(part.elements).map(readSpan)
  if (part.type === 'rich_text_quote') return { kind: 'quote', spans }
  if (part.type === 'rich_text_preformatted') return { kind: 'pre', spans }
  return { kind: 'lines', spans }
}

const readItems = (list: Json): readonly Item[] => {
  const first = 1 + (numberOf(list.offset) ?? 0)
  return listOf(list.elements).map((section, index) => ({
    marker: list.style === 'ordered' ? `${first + index}.` : '•',
    indent: numberOf(list.indent) ?? 0,
    spans: listOf(section.elements).map(readSpan),
  }))
}

const STYLES: readonly Style[] = ['bold', 'italic', 'strike', 'underline', 'code']

const readSpan = (element: Json): Span => {
  const style = jsonOf(element.style)
  return STYLES.filter((name) => style[name] === true).reduce<Span>(
    (inner, name) => ({ kind: 'styled', style: name, children: [inner] }),
    readBareSpan(element),
  )
}

const readBareSpan = (element: Json): Span => {
  switch (element.type) {
    case 'link': {
      const url = stringOf(element.url)
      return { kind: 'link', url, children: [{ kind: 'text', text: stringOf(element.text) || url }] }
    }
    case 'emoji':
      return { kind: 'emoji', name: stringOf(element.name) }
    case 'user':
      return { kind: 'user', id: stringOf(element.user_id) }
    case 'channel':
      return { kind: 'channel', id: stringOf(element.channel_id) }
    case 'broadcast':
      return { kind: 'broadcast', name: stringOf(element.range) }
    case 'usergroup':
      return { kind: 'broadcast', name: stringOf(element.usergroup_id) }
    case 'date': {
      const url = stringOf(element.url)
      return {
        kind: 'date',
        unix: numberOf(element.timestamp) ?? 0,
        format: stringOf(element.format),
        fallback: stringOf(element.fallback),
        ...(url ? { url } : {}),
      }
    }
    case 'color':
      return { kind: 'text', text: stringOf(element.value) }
    default:
      return { kind: 'text', text: stringOf(element.text) }
  }
}

/** What a person typed as the value of a `rich_text_input`; null when it is empty. */
export const toRichText = (text: string): Json | null =>
  text === ''
    ? null
    : { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] }

/** The bare words of a `rich_text` value, for editing it in a plain text area. */
export const fromRichText = (value: unknown): string =>
  listOf(jsonOf(value).elements)
    .flatMap((part) => listOf(part.elements))
    .map((element) => stringOf(element.text))
    .join('')
