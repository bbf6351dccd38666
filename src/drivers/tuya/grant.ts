import { z } from 'zod'
import { TicketError } from '../../tickets/errors.ts'
import type { Token } from '../token.ts'
import { type Reply, replyError } from './envelope.ts'

/**
 * Asks for a token. The refresh call is never used: a refresh token works once and its use ends the old pair, while
 * asking anew needs no state and hurts nobody.
 */
export const TOKEN_REQUEST = { method: 'GET', path: '/v1.0/token', query: { grant_type: '1' } } as const

/** The documented life, for an answer without one. */
const LIFE_S = 7_200

/** Seconds of life, not an instant. Some pages call it `expire`. */
const seconds = z.coerce.number().positive().optional().catch(undefined)
const grant = z.object({ access_token: z.string().min(1), expire_time: seconds, expire: seconds })

/** @throws TicketError by the vendor's code; bad_response when there is no token in the answer */
export const readGrant = (vendor: string, reply: Reply): Token => {
  if (!reply.ok) throw replyError(vendor, reply)
  const parsed = grant.safeParse(reply.result)
  if (!parsed.success) throw new TicketError('bad_response', `${vendor}: no token in the answer`, { vendor })
  const { access_token, expire_time, expire } = parsed.data
  return { value: access_token, lifeMs: (expire_time ?? expire ?? LIFE_S) * 1_000 }
}
