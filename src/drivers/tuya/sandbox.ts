import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { SandboxAnswer, SandboxRequest } from '../sandbox.ts'

/** What a business endpoint of a sandbox says, before it goes into the envelope. */
export type TuyaAnswer = { readonly result: unknown } | TuyaRefusal
export interface TuyaRefusal {
  readonly code: number
  readonly msg: string
}

/** An API family: undefined when it has no such endpoint. */
export type TuyaBusiness = (request: SandboxRequest) => TuyaAnswer | undefined

export interface TuyaGateOptions {
  /** Milliseconds since the epoch: the vendor's clock. */
  readonly now: () => number
  readonly clientId: string
  readonly secret: string
  /** Gets only requests that passed every check. */
  readonly business: TuyaBusiness
}

const CLOCK_TOLERANCE_MS = 5 * 60_000
const TOKEN_LIFE_S = 7_200
const UNKNOWN_PATH: TuyaRefusal = { code: 1108, msg: 'uri path invalid' }

/**
 * The part of Tuya's cloud that every call passes: who asks, with which signature, when, and with which token. It
 * shares no code with the driver's signer, so that the two check each other.
 */
export const createTuyaGate = (options: TuyaGateOptions): ((request: SandboxRequest) => SandboxAnswer) => {
  const { now, business } = options
  const expiries = new Map<string, number>()
  let expiring = false

  const grant = (query: URLSearchParams): TuyaAnswer => {
    if (query.get('grant_type') !== '1') return { code: 1003, msg: 'grant type invalid' }
    const access_token = randomBytes(16).toString('hex')
    expiries.set(access_token, now() + TOKEN_LIFE_S * 1_000)
    const refresh_token = randomBytes(16).toString('hex')
    return { result: { access_token, refresh_token, expire_time: TOKEN_LIFE_S, uid: 'bay1641234567890abcd' } }
  }

  const tokenRefusal = (token: string | undefined): TuyaRefusal | undefined => {
    if (!token) return { code: 1002, msg: 'access token is null' }
    const expiry = expiries.get(token)
    if (expiry === undefined) return { code: 1011, msg: 'token invalid' }
    return now() < expiry ? undefined : { code: 1010, msg: 'token is expired' }
  }

  /** Told to let tokens expire: those given out so far end, once; the next one is good again. */
  const expireTokens = (told: boolean): void => {
    if (told && !expiring) for (const token of expiries.keys()) expiries.set(token, 0)
    expiring = told
  }

  const answer = (request: SandboxRequest): TuyaAnswer => {
    const refused = headerRefusal(request, options) ?? signatureRefusal(request, options)
    if (refused) return refused
    if (request.misbehave === 'rate_limit') return { code: 1199, msg: 'your requests are too frequent' }
    if (isTokenCall(request)) return grant(request.query)
    expireTokens(request.misbehave === 'expired_token')
    return tokenRefusal(request.headers.access_token) ?? business(request) ?? UNKNOWN_PATH
  }

  return (request) => {
    const said = answer(request)
    return { json: { success: 'result' in said, ...said, t: now(), tid: randomBytes(16).toString('hex') } }
  }
}

const isTokenCall = ({ method, path }: SandboxRequest): boolean => method === 'GET' && path === '/v1.0/token'

const headerRefusal = ({ headers }: SandboxRequest, { now, clientId }: TuyaGateOptions): TuyaRefusal | undefined => {
  const { client_id, sign, sign_method, t = '' } = headers
  if (!client_id || !sign || !sign_method || !t) return { code: 1105, msg: 'header is missing' }
  if (client_id !== clientId) return { code: 1005, msg: 'client id invalid' }
  const onTime = /^\d{13}$/.test(t) && Math.abs(now() - Number(t)) <= CLOCK_TOLERANCE_MS
  return onTime ? undefined : { code: 1013, msg: 'request time is invalid' }
}

const signatureRefusal = (request: SandboxRequest, { clientId, secret }: TuyaGateOptions): TuyaRefusal | undefined => {
  const { sign, sign_method, t, nonce = '', access_token = '', ...rest } = request.headers
  const names = (rest['signature-headers'] ?? '').split(':').filter(Boolean)
  const signedHeaders = names.map((name) => `${name}:${rest[name.toLowerCase()] ?? ''}\n`).join('')
  const pairs = [...request.query].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}=${value}`)
  const url = pairs.length > 0 ? `${request.path}?${pairs.join('&')}` : request.path
  const hash = createHash('sha256').update(request.body, 'utf8').digest('hex')
  const token = isTokenCall(request) ? '' : access_token
  const expected = createHmac('sha256', secret)
    .update(`${clientId}${token}${t}${nonce}${request.method}\n${hash}\n${signedHeaders}\n${url}`, 'utf8')
    .digest('hex')
    .toUpperCase()
  return sign_method === 'HMAC-SHA256' && sign === expected ? undefined : { code: 1004, msg: 'sign invalid' }
}

export const NO_DATA: TuyaRefusal = { code: 1000, msg: 'data not exist' }

export const OUT_OF_RANGE: TuyaRefusal = { code: 1101, msg: 'param is out of range' }

/** The part of the rows that `page_no` and `page_size` ask for; undefined when they are not what they should be. */
export const pageOf = <T>(rows: readonly T[], query: URLSearchParams): T[] | undefined => {
  const [number, size] = [Number(query.get('page_no')), Number(query.get('page_size'))]
  const valid = Number.isInteger(number) && number > 0 && Number.isInteger(size) && size > 0 && size <= 100
  return valid ? rows.slice((number - 1) * size, number * size) : undefined
}
