import type { TicketErrorCode } from '../tickets/errors.ts'

/**
 * For vendors that publish no list of errors: their words decide, the first match first. "Token has no permission" is
 * about permission, "token not found" about the token.
 */
const MEANINGS: readonly (readonly [RegExp, TicketErrorCode])[] = [
  [/too many|frequen|rate limit|频繁/, 'rate_limited'],
  [/permission|forbidden|denied|权限/, 'forbidden'],
  [/token|auth|expired|令牌|过期/, 'unauthorized'],
  [/not exist|not found|no such|不存在/, 'not_found'],
  [/param|invalid|required|参数/, 'invalid'],
]

/** What a refusal in these words means; `bad_response` when we do not know. */
export const meaningOf = (said: string): TicketErrorCode => {
  const folded = said.toLowerCase().replace(/[_-]+/g, ' ')
  return MEANINGS.find(([words]) => words.test(folded))?.[1] ?? 'bad_response'
}

/** Ids and tokens are longer than words, and a vendor's sentence may quote the token that it refuses. */
const QUOTED_ID = /[\w-]{24,}/g

/** A vendor's sentence without the ids and tokens in it. */
export const withoutIds = (sentence: string): string => sentence.replace(QUOTED_ID, '…')
