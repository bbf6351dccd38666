import type { Person } from './protocol.ts'

/**
 * What a person typed, as Slack's clients encode it: `&`, `<` and `>` escaped, `@mei` turned into `<@U…>`.
 * @see https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const encodeTyped = (text: string, people: readonly Person[]): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/@([\p{L}\p{N}._-]+)/gu, (typed, handle) => {
      const person = people.find(({ name }) => name === handle)
      return person ? `<@${person.id}>` : typed
    })
