import { withEmoji } from './emoji.ts'
import { jsonOf, stringOf } from './json.ts'

/** The words of a text object to the letter, but for the emoji that they name; `emoji: false` keeps those too. */
export const labelOf = (textObject: unknown): string => {
  const { text, emoji } = jsonOf(textObject)
  return emoji === false ? stringOf(text) : withEmoji(stringOf(text))
}
