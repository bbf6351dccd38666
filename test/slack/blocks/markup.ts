import { expect } from 'vitest'
import { LIMITS, type Reply } from '../../../src/slack/blocks/kit.ts'
import { validateMessage } from '../../../src/workspace/validate/message.ts'
import { objectsIn } from '../../../src/workspace/validate/tree.ts'

/** Everything in a message or view that Slack reads as mrkdwn. */
export const mrkdwnIn = (shown: unknown): string[] => {
  const top = typeof shown === 'object' && shown !== null && 'text' in shown ? [String(shown.text)] : []
  return [...top, ...textsIn(shown, 'mrkdwn')]
}

/** Everything that a person reads, of both kinds of text. */
export const everyTextIn = (shown: unknown): string[] => [...mrkdwnIn(shown), ...plainTextsIn(shown)]

/** Everything that a person reads as it stands. */
export const plainTextsIn = (shown: unknown): string[] => textsIn(shown, 'plain_text')

const textsIn = (shown: unknown, type: string): string[] =>
  [...objectsIn(shown)].flatMap(({ node }) => (node.type === type ? [String(node.text)] : []))

/** What stands between `<` and `>`: pings, dates and links. */
export const tokensIn = (shown: unknown): string[] =>
  mrkdwnIn(shown).flatMap((text) => [...text.matchAll(/<([^<>]*)>/g)].map(([, token = '']) => token))

/** Neither an escape nor a `<…>` is torn, no character is half, and there is nothing that only a machine reads. */
export const expectIntact = (shown: unknown): void => {
  for (const text of mrkdwnIn(shown)) {
    expect(text.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/)
  }
  for (const text of everyTextIn(shown)) {
    expect(text.isWellFormed()).toBe(true)
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
  }
}

/** Slack would take it, whole and within the text that one message may hold. */
export const expectGoodMessage = (reply: Reply): void => {
  expect(validateMessage(reply)).toEqual([])
  expect(reply.text.length).toBeLessThanOrEqual(LIMITS.fallback)
  expect(lengthOf(reply.blocks)).toBeLessThanOrEqual(LIMITS.messageText)
  expectIntact(reply)
}

const lengthOf = (blocks: unknown): number =>
  textsIn(blocks, 'mrkdwn').concat(textsIn(blocks, 'plain_text')).join('').length
