import { z } from 'zod'
import { TicketError } from '../../tickets/errors.ts'
import type { Http } from '../http.ts'
import type { Token } from '../token.ts'
import { toFailure } from './failure.ts'
import { envelopeSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface Credentials {
  readonly clientId: string
  readonly clientSecret: string
}

const TOKEN_PATH = '/baas/auth/v1.0/oauth2/token'
/** Seconds, as documented; for an answer that does not say. */
const LIFE_S = 7_200

const grantSchema = z.object({
  access_token: z.string().trim().min(1),
  expires_in: z.coerce.number().positive().catch(LIFE_S),
})

/**
 * A new token. There is no grant that renews an old one: it is asked for again.
 * https://support.huaweicloud.com/api-ccfs-cec/cec_07_3401.html
 */
export const fetchToken = async (http: Http, { clientId, clientSecret }: Credentials): Promise<Token> => {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
  })
  const { status, json } = await http.send({
    method: 'POST',
    path: TOKEN_PATH,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const grant = grantSchema.safeParse(json).data
  if (grant) return { value: grant.access_token, lifeMs: grant.expires_in * 1000 }
  throw refusal(status, json)
}

/** No envelope is documented here. OAuth says 400 to a client that it does not know; only haste is another matter. */
const refusal = (status: number, json: unknown): TicketError => {
  const envelope = envelopeSchema.safeParse(json).data
  const failure = envelope && toFailure(envelope)
  if (failure?.code === 'rate_limited') return failure
  if (failure || status >= 400) {
    return new TicketError('unauthorized', `${VENDOR}: the client is refused`, {
      vendor: VENDOR,
      ...(failure?.vendorMessage === undefined ? {} : { vendorMessage: failure.vendorMessage }),
    })
  }
  return new TicketError('bad_response', `${VENDOR}: no token in the answer`, { vendor: VENDOR })
}
