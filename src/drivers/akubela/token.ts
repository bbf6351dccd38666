import { createHash } from 'node:crypto'
import { TicketError } from '../../tickets/errors.ts'
import type { Keep } from '../define.ts'
import type { Http } from '../http.ts'
import { createTokens, type Token, type Tokens } from '../token.ts'
import { toFailure } from './failure.ts'
import { envelopeSchema, grantSchema } from './schema.ts'
import { VENDOR } from './words.ts'

export interface RefreshCredentials {
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}

export interface TokenOptions {
  readonly http: Http
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Used until it is refused: nobody told us when it expires. */
  readonly accessToken?: string | undefined
  readonly refresh?: RefreshCredentials | undefined
  readonly keep?: Keep | undefined
}

export interface AkubelaTokens extends Tokens {
  /** Whether a refused token can be exchanged for another; if not, it is for people to replace. */
  readonly renewable: boolean
}

const TOKEN_PATH = '/api/v1.0/invoke/open-ability/method/oauth2/token'

export const createAkubelaTokens = ({ http, now, accessToken, refresh, keep }: TokenOptions): AkubelaTokens => {
  let refreshToken: string | undefined

  const fetch = async (): Promise<Token> => {
    if (!refresh) throw unauthorized('there is nothing to get a token with')
    const name = keptName(refresh)
    const latest = refreshToken ?? (await keep?.get(name)) ?? refresh.refreshToken
    const grant = await requestGrant(http, { ...refresh, refreshToken: latest })
    // Whether the vendor rotates it is not documented: whatever comes back is used from now on, restarts included.
    refreshToken = grant.refresh_token ?? latest
    if (refreshToken !== latest) await keep?.set(name, refreshToken)
    return toToken(grant.access_token, grant.expires_in)
  }

  const first = accessToken === undefined ? undefined : toToken(accessToken)
  return { renewable: refresh !== undefined, ...createTokens({ now, fetch, first }) }
}

/** Another configured token is another name: whoever replaces the token by hand starts from that one. */
const keptName = ({ clientId, refreshToken }: RefreshCredentials): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([clientId, refreshToken]))
    .digest('base64url')
  return `${VENDOR}.refresh_token.${hash}`
}

const toToken = (value: string, lifeS = Number.POSITIVE_INFINITY): Token => ({ value, lifeMs: lifeS * 1000 })

const requestGrant = async (http: Http, credentials: RefreshCredentials) => {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: credentials.refreshToken,
    client_id: credentials.clientId,
    client_secret: credentials.clientSecret,
  })
  const { json } = await http.send({
    method: 'POST',
    path: TOKEN_PATH,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const envelope = envelopeSchema.safeParse(json).data
  if (envelope && !envelope.success) throw refused(toFailure(envelope))
  const grant = grantSchema.safeParse(envelope?.result ?? json).data
  if (!grant) throw new TicketError('bad_response', `${VENDOR}: no token in the answer`, { vendor: VENDOR })
  return grant
}

/** "Invalid client" and "unknown grant" alike mean that our credentials are refused; only haste is another matter. */
const refused = (failure: TicketError): TicketError =>
  failure.code === 'rate_limited' ? failure : unauthorized('the refresh token or the client is refused', failure)

const unauthorized = (why: string, failure?: TicketError): TicketError =>
  new TicketError('unauthorized', `${VENDOR}: ${why}`, {
    vendor: VENDOR,
    ...(failure?.vendorCode === undefined ? {} : { vendorCode: failure.vendorCode }),
    ...(failure?.vendorMessage === undefined ? {} : { vendorMessage: failure.vendorMessage }),
  })
