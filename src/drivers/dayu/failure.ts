import { TicketError, type TicketErrorCode } from '../../tickets/errors.ts'
import { meaningOf, withoutIds } from '../meaning.ts'
import type { Envelope } from './schema.ts'
import { VENDOR } from './words.ts'

/**
 * The only code that is documented, for two refusals: the order was submitted for its check, or it was accepted and
 * the fee and the region can no longer change. https://open.dayuspm.com/docs/api/api-2022040101
 */
const FROZEN = 'ORDER0024'

/** What a refusal means; `otherwise` when neither its code nor its words say. The table of codes is not public. */
export const toFailure = ({ subCode, msg }: Envelope, otherwise: TicketErrorCode): TicketError => {
  const said = meaningOf(msg ?? '')
  const told = said === 'bad_response' ? otherwise : said
  const code = subCode === FROZEN ? 'frozen' : told
  return new TicketError(code, `${VENDOR}: refused as ${code}`, {
    vendor: VENDOR,
    ...(subCode === undefined ? {} : { vendorCode: subCode }),
    ...(msg === undefined ? {} : { vendorMessage: withoutIds(msg) }),
  })
}
