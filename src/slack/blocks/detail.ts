import type { KnownBlock } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Attachment, DetailField, DetailValue, Money } from '../../tickets/ticket.ts'
import { clipMrkdwn, context, dateText, escaped, fitting, LIMITS, lineSections, link } from './kit.ts'
import type { CardReader } from './ticket.ts'

/** For whom a value is drawn; what it says of people was hidden before, where many read it. */
type ValueReader = Omit<CardReader, 'audience'>

/** Links to the ticket's files, as many as `max` units of text hold, and how many more there are. */
export const attachmentBlocks = (
  attachments: readonly Attachment[],
  reader: ValueReader,
  max: number,
): KnownBlock[] => {
  if (attachments.length === 0) return []
  const { card } = reader.words
  const links = attachments.map((one, i) => linkText(one, i, reader))
  const shown = fitting(links, max)
  const rest = links.length - shown.length
  return lineSections([`*${card.attachments}*`, ...shown, ...(rest > 0 ? [card.moreAttachments(rest)] : [])])
}

/** The fields behind "More", every one of them, in `max` units of text: the long ones make room for the short ones. */
export const moreBlocks = (more: readonly DetailField[], reader: ValueReader, max: number): KnownBlock[] => {
  const whole = more.map((field) => fieldLine(field, reader))
  const share = fairShare(
    whole.map((line) => line.length + 1),
    max,
  )
  const lines = whole.map((line) => clipMrkdwn(line, Math.min(share - 1, LIMITS.section)))
  const clipped = lines.some((line, i) => line !== whole[i])
  return [{ type: 'divider' }, ...lineSections(lines), ...(clipped ? [context(reader.words.card.fieldsClipped)] : [])]
}

/** The length to which the longest must be cut so that all together fit: what the short ones leave is shared. */
const fairShare = (lengths: readonly number[], max: number): number => {
  let left = max
  for (const [i, length] of lengths.toSorted((a, b) => a - b).entries()) {
    const share = Math.floor(left / (lengths.length - i))
    if (length > share) return share
    left -= length
  }
  return max
}

const fieldLine = (field: DetailField, reader: ValueReader): string =>
  `*${escaped(say(field.label, reader.language), 200)}:* ${valueText(field.value, reader)}`

/** One value as escaped mrkdwn, of any length: whoever shows it cuts it. */
export const valueText = (value: DetailValue, reader: ValueReader): string => {
  const shown = (text: string, max: number = LIMITS.messageText) => escaped(text, max)
  switch (value.kind) {
    case 'text':
    case 'personal':
      return shown(value.text)
    case 'word': {
      const word = say(value.word, reader.language)
      return word === value.raw ? shown(word) : `${shown(word)} (_${shown(value.raw, 60)}_)`
    }
    case 'instant':
      return dateText(value.at, reader.zone, reader.language)
    case 'money':
      return moneyText(value.money, reader)
    case 'links':
      return value.links.map((one, i) => linkText(one, i, reader)).join(' · ')
    case 'unreadable':
      return reader.words.card.unreadable(shown(value.raw, 100))
  }
}

const linkText = ({ url, name }: Attachment, index: number, reader: ValueReader): string =>
  link(url, name ?? reader.words.card.attachment(index + 1))

const moneyText = (money: Money, reader: ValueReader): string => {
  const options = { style: 'currency', currency: money.currency } as const
  const format = new Intl.NumberFormat(reader.language, options)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  const negative = money.minor < 0n
  const text = (negative ? -money.minor : money.minor).toString().padStart(digits + 1, '0')
  const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  const shown = format.format(`${negative ? '-' : ''}${decimal}` as Intl.StringNumericLiteral)
  return money.assumed ? `${shown} ${reader.words.card.assumed}` : shown
}
