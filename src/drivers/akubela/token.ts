import { TicketError } from '../../tickets/errors.ts'
import type { Http } from '../http.ts'
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
}

export interface Tokens {
  /** Whether a refused token can be exchanged for another. */
  readonly renewable: boolean
  /** A token to call with, new when the last one is about to expire. */
  current(signal?: AbortSignal): Promise<string>
  /** A token other than the one that was just refused. @throws TicketError `unauthorized` when there is none */
  renew(refused: string, signal?: AbortSignal): Promise<string>
}

const TOKEN_PATH = '/api/v1.0/invoke/open-ability/method/oauth2/token'
/** Renewed this long before it expires, or at nine tenths of a very short life. */
const EARLY_MS = 60_000

/** The access token, renewed at most once at a time for all callers together. */
export const createTokens = ({ http, now, accessToken, refresh }: TokenOptions): Tokens => {
  let held = accessToken === undefined ? undefined : { token: accessToken, until: Number.POSITIVE_INFINITY }
  let refreshToken = refresh?.refreshToken
  let underway: Promise<string> | undefined

  const request = async (credentials: RefreshCredentials): Promise<string> => {
    const grant = await requestGrant(http, { ...credentials, refreshToken: refreshToken ?? credentials.refreshToken })
    const lifeMs = grant.expires_in === undefined ? Number.POSITIVE_INFINITY : grant.expires_in * 1000
    held = { token: grant.access_token, until: now() + Math.max(lifeMs - EARLY_MS, lifeMs * 0.9) }
    refreshToken = grant.refresh_token ?? refreshToken
    return held.token
  }

  const fetchToken = (signal: AbortSignal | undefined): Promise<string> => {
    if (!refresh) throw unauthorized('the access token is refused and cannot be renewed')
    if (signal?.aborted) throw aborted()
    underway ??= request(refresh).finally(() => {
      underway = undefined
    })
    return whileWanted(underway, signal)
  }

  const usable = (): string | undefined => (held && now() < held.until ? held.token : undefined)
  return {
    renewable: refresh !== undefined,
    current: async (signal) => usable() ?? fetchToken(signal),
    renew: async (refused, signal) => {
      const token = usable()
      return token !== undefined && token !== refused ? token : fetchToken(signal)
    },
  }
}

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

/** No call was sent with the token yet, so even a write fails as `unreachable`. */
const aborted = (): TicketError => new TicketError('unreachable', `${VENDOR}: aborted`, { vendor: VENDOR })

/** Waits for what others wait for too: their request goes on when this caller gives up. */
const whileWanted = async <T>(shared: Promise<T>, signal: AbortSignal | undefined): Promise<T> => {
  if (!signal) return shared
  const { promise: gaveUp, reject } = Promise.withResolvers<never>()
  const giveUp = (): void => reject(aborted())
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([shared, gaveUp])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
