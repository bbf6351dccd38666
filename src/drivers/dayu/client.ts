import type { Call } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { isEmpty, isRecord, lookup, type WireRecord } from '../fields.ts'
import { type Http, type HttpAnswer, soon } from '../http.ts'
import type { OrderUpdate } from './change.ts'
import { toFailure } from './failure.ts'
import { type Envelope, envelopeSchema, orderSchema } from './schema.ts'
import { VENDOR } from './words.ts'

/** Where the account's Dayu takes what: none of it is public. */
export interface Access {
  readonly token: string
  readonly tokenHeader: string
  readonly modifyPath: string
}

export interface DayuClient {
  /** `detailPath` holds `{id}`. @throws TicketError, `not_found` when there is no such order */
  read(detailPath: string, id: string, call?: Call): Promise<WireRecord>
  /** @throws TicketError, `frozen` when the order can no longer be changed in this way */
  modify(order: OrderUpdate, call?: Call): Promise<void>
}

export const createDayuClient = (http: Http, access: Access): DayuClient => {
  const headers = { [access.tokenHeader]: access.token }
  return {
    read: async (detailPath, id, call) => {
      const path = detailPath.replace('{id}', encodeURIComponent(id))
      const { json } = await http.send({ method: 'GET', path, headers, ...soon(call) })
      const order = orderSchema.safeParse(orderIn(json))
      if (!order.success) throw failed('bad_response', 'no order in the answer')
      if (!order.data) throw failed('not_found', 'the answer is empty')
      return order.data
    },

    modify: async (order, call) => {
      const answer = await http.send({
        method: 'POST',
        path: access.modifyPath,
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify(order),
        write: true,
        ...soon(call),
      })
      const envelope = envelopeOf(answer)
      if (!envelope) throw failed(answer.status < 300 ? 'unclear' : 'bad_response', 'answered in another form')
      if (!envelope.ok) throw toFailure(envelope, 'invalid')
    },
  }
}

/** What stands for an order in an answer: inside the envelope, or without one. */
const orderIn = (json: unknown): unknown => {
  const envelope = envelopeSchema.safeParse(json).data
  if (envelope?.ok) return envelope.data
  if (envelope) throw toFailure(envelope, 'bad_response')
  const bare = isRecord(json) && !isEmpty(lookup(json)(['id', 'orderNum']))
  if (!bare) throw failed('bad_response', 'answered in another form')
  return json
}

const envelopeOf = ({ json }: HttpAnswer): Envelope | undefined => envelopeSchema.safeParse(json).data

const failed = (code: 'not_found' | 'bad_response' | 'unclear', why: string): TicketError =>
  new TicketError(code, `${VENDOR}: ${why}`, { vendor: VENDOR })
