import { h } from './dom.ts'
import { jsonOf, stringOf } from './json.ts'
import { parseMrkdwn } from './mrkdwn.ts'
import { labelOf } from './plain-text.ts'
import { drawPassages } from './prose.ts'
import type { Reader } from './reader.ts'

/** A text object: mrkdwn formatted, plain_text to the letter. */
export const drawText = (textObject: unknown, reader: Reader): HTMLElement => {
  const { type, text } = jsonOf(textObject)
  if (type === 'mrkdwn') return drawPassages(parseMrkdwn(stringOf(text)), reader)
  return h('div', { class: 'prose' }, h('p', {}, labelOf(textObject)))
}
