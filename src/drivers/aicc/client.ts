import type { Call } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import { type Http, soon } from '../http.ts'
import { beforeSending, type Token, type Tokens } from '../token.ts'
import { toFailure } from './failure.ts'
import { envelopeSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface Question {
  /** Below the Case API, `/case/list`. */
  readonly path: string
  /** Makes it a POST. A GET never has one: the document's example of `/case/{id}` does, and HTTP gives it no meaning. */
  readonly body?: Readonly<Record<string, unknown>>
}

export type Order = Required<Question>

/** The Case API behind two calls. Both give the `result`, and throw a TicketError. */
export interface AiccClient {
  /** Reads. What an expired token looks like is not documented, so any refusal is met once with a new token. */
  ask(question: Question, call?: Call): Promise<unknown>
  /** Changes something. Sent again, with a new token, only after HTTP 401: anything else may have had its effect. */
  tell(order: Order, call?: Call): Promise<unknown>
}

const CASE_API = '/service/AICC__Case/1.0.0/openapi'

export const createClient = (http: Http, tokens: Tokens): AiccClient => {
  const send = async (question: Question, write: boolean, token: Token, call: Call): Promise<unknown> => {
    const { path, body } = question
    const { status, json } = await http.send({
      method: body ? 'POST' : 'GET',
      path: CASE_API + path,
      headers: { 'access-token': token.value, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      write,
      ...soon(call),
    })
    const envelope = envelopeSchema.safeParse(json).data
    if (!envelope) {
      const code = write && status < 300 ? 'unclear' : 'bad_response'
      throw new TicketError(code, `${VENDOR}: HTTP ${status} without an envelope`, { vendor: VENDOR })
    }
    if (envelope.resCode !== '0') throw toFailure(envelope)
    return envelope.result
  }

  const withToken = async (
    question: Question,
    call: Call,
    { write, again }: { write: boolean; again: (refusal: TicketError) => boolean },
  ): Promise<unknown> => {
    const token = await beforeSending(VENDOR, tokens.get(call.signal))
    try {
      return await send(question, write, token, call)
    } catch (thrown) {
      if (!(thrown instanceof TicketError) || !again(thrown)) throw thrown
      return send(question, write, await beforeSending(VENDOR, tokens.renew(token, call.signal)), call)
    }
  }

  return {
    ask: (question, call = {}) => withToken(question, call, { write: false, again: mayBeTheToken }),
    tell: (order, call = {}) => withToken(order, call, { write: true, again: isHttp401 }),
  }
}

/** HTTP 401 or 403, or a refusal in the envelope, if it is not about haste. */
const mayBeTheToken = ({ code, vendorCode }: TicketError): boolean =>
  code !== 'rate_limited' && (vendorCode !== undefined || code === 'unauthorized' || code === 'forbidden')

const isHttp401 = ({ code, vendorCode }: TicketError): boolean => code === 'unauthorized' && vendorCode === undefined
