import { TicketError, type TicketErrorCode } from '../../tickets/errors.ts'
import { failureSchema } from './schema.ts'
import { VENDOR } from './words.ts'

/**
 * The vendor publishes no list of errors, so its words decide, the first match first: "token has no permission" is
 * about permission, "token not found" about the token.
 */
const MEANINGS: readonly (readonly [RegExp, TicketErrorCode])[] = [
  [/too many|frequen|rate limit|频繁/, 'rate_limited'],
  [/permission|forbidden|denied|权限/, 'forbidden'],
  [/token|auth|expired|令牌|过期/, 'unauthorized'],
  [/not exist|not found|no such|不存在/, 'not_found'],
  [/param|invalid|required|参数/, 'invalid'],
]

/** Ids and tokens are 33 characters long; a vendor's sentence may quote the token that it refuses. */
const QUOTED_ID = /[\w-]{24,}/g

/**
 * What a refusal means.
 * @param answer the whole answer with `success: false`
 */
export const toFailure = (answer: { readonly error?: unknown; readonly result?: unknown }): TicketError => {
  const places = [answer, answer.error, answer.result].flatMap((place) => failureSchema.safeParse(place).data ?? [])
  const first = (names: readonly (keyof (typeof places)[number])[]): string | undefined =>
    names.flatMap((name) => places.flatMap((place) => place[name] ?? []))[0]?.replace(QUOTED_ID, '…')

  const vendorMessage = first(['message', 'msg', 'error'])
  const vendorCode = first(['code'])
  const said = `${vendorMessage ?? ''} ${vendorCode ?? ''}`.toLowerCase().replace(/[_-]+/g, ' ')
  const code = MEANINGS.find(([words]) => words.test(said))?.[1] ?? 'bad_response'
  return new TicketError(code, `${VENDOR}: refused as ${code}`, {
    vendor: VENDOR,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(vendorMessage === undefined ? {} : { vendorMessage }),
  })
}
