import { TicketError } from '../../tickets/errors.ts'
import { meaningOf, withoutIds } from '../meaning.ts'
import type { Envelope } from './schema.ts'
import { VENDOR } from './words.ts'

/** What a refusal means: `resCode` is of a list that is not public, so `resMsg` decides. */
export const toFailure = ({ resCode, resMsg = '' }: Envelope): TicketError => {
  const code = meaningOf(resMsg)
  return new TicketError(code, `${VENDOR}: refused as ${code}`, {
    vendor: VENDOR,
    vendorCode: resCode,
    ...(resMsg === '' ? {} : { vendorMessage: withoutIds(resMsg) }),
  })
}
