import { TicketError } from '../../tickets/errors.ts'
import { meaningOf, withoutIds } from '../meaning.ts'
import { failureSchema } from './schema.ts'
import { VENDOR } from './words.ts'

/**
 * What a refusal means.
 * @param answer the whole answer with `success: false`
 */
export const toFailure = (answer: { readonly error?: unknown; readonly result?: unknown }): TicketError => {
  const places = [answer, answer.error, answer.result].flatMap((place) => failureSchema.safeParse(place).data ?? [])
  const first = (names: readonly (keyof (typeof places)[number])[]): string | undefined =>
    names.flatMap((name) => places.flatMap((place) => place[name] ?? [])).map(withoutIds)[0]

  const vendorMessage = first(['message', 'msg', 'error'])
  const vendorCode = first(['code'])
  const code = meaningOf(`${vendorMessage ?? ''} ${vendorCode ?? ''}`)
  return new TicketError(code, `${VENDOR}: refused as ${code}`, {
    vendor: VENDOR,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(vendorMessage === undefined ? {} : { vendorMessage }),
  })
}
