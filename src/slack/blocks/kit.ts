import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  KnownBlock,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import type { Instant } from '../../tickets/ticket.ts'
import type { Language } from '../../tickets/words.ts'
import { formatInstant } from '../../time/words.ts'

/** Slack's limits, in UTF-16 units where it counts text. https://docs.slack.dev/reference/block-kit/blocks */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** Over all blocks of a message; undocumented, seen at about 13 100 (slackapi/bolt-js issue 2509). */
  messageText: 12_000,
  section: 3000,
  field: 2000,
  fields: 10,
  header: 150,
  button: 75,
  buttonValue: 2000,
  option: 75,
  options: 100,
  optionGroups: 100,
  /** Ours: with many more a view would be larger than the 250 000 bytes that Slack takes. */
  menuOptions: 500,
  viewTitle: 24,
  placeholder: 150,
  inputLabel: 2000,
  inputMaxLength: 3000,
  fallback: 3000,
  /** Ours: an address beside its label in one section with others. */
  href: 2000,
  actions: 25,
} as const

/** A message as a journey says it: `text` is what notifications and screen readers get. */
export interface Reply {
  readonly text: string
  readonly blocks: KnownBlock[]
}

/** Text from people or vendors without what could disturb a reader: control characters, direction overrides, halves. */
export const clean = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ')

const graphemes = new Intl.Segmenter()

/** At most `max` units, cut between characters and marked with an ellipsis. */
export const clip = (text: string, max: number): string => {
  if (text.length <= max) return text
  const torn = graphemes.segment(text.slice(0, max)).containing(max - 1)
  return `${text.slice(0, torn?.index ?? 0)}…`
}

/** As `clip`, for mrkdwn: an escape or a `<…>` is dropped rather than torn, so that what is left means what it did. */
export const clipMrkdwn = (mrkdwn: string, max: number): string =>
  mrkdwn.length <= max
    ? mrkdwn
    : `${clip(mrkdwn, max)
        .slice(0, -1)
        .replace(/(?:<[^>]*|&[^;]*)$/, '')}…`

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Foreign text for mrkdwn, so that it can neither ping nor link nor format: neither itself nor what stands around it. Of
 * the characters only three can be escaped: https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escaped = (text: string, max: number = LIMITS.section): string => {
  let clipped = clip(unformatted(clean(text)), max)
  let safe = escapeAll(clipped)
  while (safe.length > max) {
    clipped = clip(clipped, clipped.length - Math.max(1, Math.ceil((safe.length - max) / 5)))
    safe = escapeAll(clipped)
  }
  return safe
}

const escapeAll = (text: string): string => text.replace(/[&<>]/g, (character) => ESCAPES[character] ?? character)

/** The longest that people read of a name or a number in a sentence. */
const NAME_LENGTH = 80

/** What something is called, for a sentence in mrkdwn. */
export const escapedName = (text: string): string => escaped(text, NAME_LENGTH)

/** What formats, and what looks like it. `wordsOf` reads the last column as the first where somebody copies a number. */
const LOOK_ALIKES: Readonly<Record<string, string>> = { '*': '∗', _: 'ˍ', '~': '∼', '`': 'ˋ', '>': '›' }

/**
 * Without marks of formatting. Between letters or digits `*`, `_` and `~` are none, as in `BX2021****12`; at the edge of
 * a word nothing keeps every client of Slack from seeing them as what they are, so they are replaced.
 */
const unformatted = (text: string): string =>
  text.replace(/\x60|^>|(?<![\p{L}\p{N}*_~])[*_~]+|[*_~]+(?![\p{L}\p{N}*_~])/gmu, (marks) =>
    [...marks].map((mark) => LOOK_ALIKES[mark] ?? mark).join(''),
  )

/** Foreign text for plain_text, which Slack shows as it is. The joiner keeps previews that do parse it from pinging. */
export const literal = (text: string, max: number = LIMITS.section): string =>
  clip(clean(text).replace(/<(?=[!@#])/g, '<\u2060'), max)

/** A link with foreign text. Only http and https become one, and no address that would have to be cut. */
export const link = (url: string, text: string): string => {
  const parsed = URL.parse(url)
  const shown = escaped(text.replaceAll('|', '/').replace(/\s+/g, ' ').trim(), 150)
  const href = escapeAll(parsed?.href ?? '').replaceAll('|', '%7C')
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol) || href.length > LIMITS.href) return shown
  return `<${href}|${shown || escaped(parsed.hostname, 150)}>`
}

export const plain = (text: string, max: number = LIMITS.section): PlainTextElement => ({
  type: 'plain_text',
  text: clip(clean(text), max) || ' ',
  emoji: true,
})

/** A section of mrkdwn that is already escaped where it is foreign. */
export const section = (mrkdwn: string, accessory?: Button | Overflow): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clipMrkdwn(mrkdwn, LIMITS.section), verbatim: true },
  ...(accessory ? { accessory } : {}),
})

/** A section of foreign text, shown literally. */
export const literalSection = (text: string, max: number = LIMITS.section): SectionBlock => ({
  type: 'section',
  text: { type: 'plain_text', text: literal(text, max) || ' ', emoji: false },
})

/** Sections of two columns, as many as the fields need. */
export const fieldSections = (fields: readonly string[]): SectionBlock[] =>
  chunk(fields, LIMITS.fields).map((some) => ({
    type: 'section',
    fields: some.map((text) => ({ type: 'mrkdwn', text: clipMrkdwn(text, LIMITS.field), verbatim: true })),
  }))

/** Lines of mrkdwn in as few sections as hold them; no line is torn apart. */
export const lineSections = (lines: readonly string[]): SectionBlock[] => {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last === undefined || last.length + 1 + line.length > LIMITS.section) texts.push(line)
    else texts[texts.length - 1] = `${last}\n${line}`
  }
  return texts.map((text) => section(text))
}

/** `<!date^…>`, which Slack draws in each reader's own zone; `zone` is for what cannot draw it. */
export const dateText = (at: Instant, zone: string, language: Language): string => {
  const fallback = formatInstant(at, zone, language)
  return `<!date^${Math.floor(Date.parse(at) / 1000)}^{date_short_pretty} {time}|${fallback}>`
}

/** The first of some lines, as many as hold no more than `max` units together with what parts them. */
export const fitting = (lines: readonly string[], max: number): string[] => {
  let left = max
  const end = lines.findIndex((line) => {
    left -= line.length + 1
    return left < 0
  })
  return end < 0 ? [...lines] : lines.slice(0, end)
}

/** How much of the text that one message may hold is in these blocks. */
export const textLength = (blocks: readonly KnownBlock[]): number => {
  let sum = 0
  JSON.stringify(blocks, (key, value) => {
    if (key === 'text' && typeof value === 'string') sum += value.length
    return value
  })
  return sum
}

export const header = (text: string): HeaderBlock => ({ type: 'header', text: plain(text, LIMITS.header) })

export const context = (mrkdwn: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: clipMrkdwn(mrkdwn, LIMITS.section), verbatim: true }],
})

export const button = (label: string, actionId: string, value?: string, style?: 'primary' | 'danger'): Button => ({
  type: 'button',
  text: plain(label, LIMITS.button),
  action_id: actionId,
  ...(value === undefined ? {} : { value }),
  ...(style ? { style } : {}),
})

/** A button that carries something; none where that is longer than Slack takes. */
export const fittingButton = (label: string, actionId: string, value: string): Button | undefined =>
  value.length > LIMITS.buttonValue ? undefined : button(label, actionId, value)

/** The options of a menu, in groups where they are many. Those that are chosen are among them, however many there are. */
export const menuOptions = (
  all: readonly PlainTextOption[],
  chosen: readonly (string | undefined)[],
): Pick<StaticSelect, 'options' | 'option_groups'> => {
  const isChosen = ({ value }: PlainTextOption): boolean => chosen.includes(value)
  const ordered =
    all.length > LIMITS.menuOptions ? [...all.filter(isChosen), ...all.filter((one) => !isChosen(one))] : all
  const groups = chunk(ordered.slice(0, LIMITS.menuOptions), LIMITS.options)
  const [options = []] = groups
  if (groups.length < 2) return { options }
  const labelled = groups.map((some, i) => ({ label: plain(`${i * LIMITS.options + 1}…`), options: some }))
  return { option_groups: labelled }
}

/** A menu behind three dots, of at most five options. */
export const overflow = (actionId: string, options: readonly { label: string; value: string }[]): Overflow => ({
  type: 'overflow',
  action_id: actionId,
  options: options.map(({ label, value }) => ({ text: plain(label, LIMITS.option), value })),
})

/** A row of buttons; no block when there are none. */
export const buttons = (...some: readonly (Button | undefined)[]): ActionsBlock[] => {
  const elements = some.filter((one) => one !== undefined)
  return elements.length === 0 ? [] : [{ type: 'actions', elements: elements.slice(0, LIMITS.actions) }]
}

/** For places that do not know the channel, where its buttons could do nothing: modals and direct messages. */
export const withoutButtons = (blocks: readonly KnownBlock[]): KnownBlock[] =>
  blocks.filter(({ type }) => type !== 'actions')

/** One plain sentence, as text and as a block. `mrkdwn` is already escaped where it is foreign. */
export const sentence = (mrkdwn: string, ...more: readonly KnownBlock[]): Reply => ({
  text: clipMrkdwn(mrkdwn, LIMITS.fallback),
  blocks: [section(mrkdwn), ...more],
})

export const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
