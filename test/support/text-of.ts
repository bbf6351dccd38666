import type { Block, Message, View } from '../../src/workspace/protocol.ts'

/** Where blocks keep what people read, in the order in which it is shown. */
const READABLE = [
  'title',
  'rich_text_title',
  'subtitle',
  'label',
  'text',
  'fields',
  'body',
  'rows',
  'elements',
  'element',
  'child_blocks',
  'tasks',
  'accessory',
  'actions',
  'placeholder',
  'options',
  'option_groups',
  'hint',
  'alt_text',
]

/**
 * Everything that a person can read in a message, a view or blocks, as one text with a line for each piece: `&amp;`
 * read as `&`, `<https://…|label>` as its label, a date as its fallback, a look-alike as the mark that it stands for. The text of a message counts only when it has
 * no blocks, as on the screen.
 */
export const textOf = (shown: Message | View | readonly Block[] | Block): string => pieces(shown).join('\n')

const pieces = (value: unknown): string[] => {
  if (typeof value === 'string') return [readMrkdwn(value)]
  if (Array.isArray(value)) return value.flatMap(pieces)
  if (typeof value !== 'object' || value === null) return []
  if ('blocks' in value && value.blocks)
    return [...('title' in value ? pieces(value.title) : []), ...pieces(value.blocks)]
  if ('type' in value && value.type === 'rich_text_section' && 'elements' in value) return [inline(value.elements)]
  return READABLE.flatMap((key) => pieces(Reflect.get(value, key)))
}

/** The elements of a rich text section stand in one line. */
const inline = (elements: unknown): string =>
  (Array.isArray(elements) ? elements : [])
    .map((each: Readonly<Record<string, unknown>>) => String(each.text ?? each.fallback ?? each.url ?? tokenOf(each)))
    .join('')

const tokenOf = (element: Readonly<Record<string, unknown>>): string => {
  if (element.type === 'emoji') return `:${element.name}:`
  if (element.type === 'user') return `<@${element.user_id}>`
  return element.type === 'channel' ? `<#${element.channel_id}>` : ''
}

const readMrkdwn = (text: string): string =>
  text
    .replace(/<(?:!date\^[^|>]*|https?:[^|>]*|mailto:[^|>]*)\|([^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/[∗ˍ∼ˋ›]/g, (one) => MARKS[one] ?? one)

/** What stands for marks of formatting in foreign text, so that it formats nothing. */
const MARKS: Readonly<Record<string, string>> = { '∗': '*', ˍ: '_', '∼': '~', ˋ: '`', '›': '>' }
