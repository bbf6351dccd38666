import type { DetailField, DetailValue } from '../../../src/tickets/ticket.ts'

const asText = (value: DetailValue): string => {
  switch (value.kind) {
    case 'text':
    case 'personal':
      return value.text
    case 'word':
      return `${value.word.en} / ${value.word['zh-CN']} / ${value.raw}`
    case 'instant':
      return value.at
    case 'money':
      return `${value.money.minor} ${value.money.currency}${value.money.assumed ? ' assumed' : ''}`
    case 'links':
      return value.links.map(({ url }) => url).join(', ')
    case 'unreadable':
      return value.raw
  }
}

/** What is shown under one of the vendor's names; undefined when nothing is. */
export const shownIn = (fields: readonly DetailField[], name: string): string | undefined => {
  const found = fields.filter((field) => field.name === name).map((field) => asText(field.value))
  return found.length > 0 ? found.join(', ') : undefined
}
