import { randomUUID } from 'node:crypto'
import { setTimeout as sleepFor } from 'node:timers/promises'
import type { Call } from '../../tickets/driver.ts'
import { TicketError } from '../../tickets/errors.ts'
import type { Tools } from '../define.ts'
import { createHttp, type HttpRequest } from '../http.ts'
import { createInFlight } from '../in-flight.ts'
import type { Sleep } from '../retries.ts'
import { createShared } from '../shared.ts'
import type { Token } from '../token.ts'
import { type Urgency, urgencyOf } from '../urgency.ts'
import { openAccount } from './account.ts'
import { type Reply, readReply, replyError } from './envelope.ts'
import { readGrant, TOKEN_REQUEST } from './grant.ts'
import { createPace } from './pace.ts'
import type { TuyaSettings } from './settings.ts'
import { type Query, sentUrl, sign } from './signature.ts'

export interface TuyaRequest {
  readonly method: HttpRequest['method']
  /** Without a query, ids in it percent-encoded. */
  readonly path: string
  readonly query?: Query
  /** Sent as JSON. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly write?: boolean
  /** What the vendor counts its rate by, where `path` has an id in it. */
  readonly endpoint?: string
}

export interface TuyaClient {
  /**
   * The `result` of a signed business call.
   * @throws TicketError by the vendor's code, or as `Http` does
   */
  request(request: TuyaRequest, call?: Call): Promise<unknown>
  close(): Promise<void>
}

export interface TuyaClientOptions {
  readonly vendor: string
  readonly settings: TuyaSettings
  readonly tools: Tools
  /** Only tests bring their own, to wait for the vendor's pace without waiting. */
  readonly sleep?: Sleep
}

/** The token has run out, or is not known or not valid: another one may help, and the call had no effect. */
const TOKEN_REFUSED = new Set(['1010', '1011', '1012', '1400'])
const CLOCK_REFUSED = '1013'

const sleepReally: Sleep = (ms, signal) => sleepFor(ms, undefined, { signal })

/** Tuya's cloud behind one call: signed, paced, with one shared token, and one repair of the token or of the clock. */
export const createTuyaClient = ({ vendor, settings, tools, sleep = sleepReally }: TuyaClientOptions): TuyaClient => {
  const http = createHttp({ vendor, baseUrl: settings.TUYA_BASE_URL, ...tools })
  const closing = new AbortController()
  const perSecond = settings.TUYA_REQUESTS_PER_SECOND
  const pace = createPace({ perSecond, sleep: (ms) => sleep(ms, closing.signal) })
  const { tokens, join } = openAccount(tools.shared ?? createShared(), settings, tools.now)
  const shared = createInFlight<Reply>()
  /** How far the vendor's clock is ahead of ours. */
  let skewMs = 0

  const exchange = async (request: TuyaRequest, call: Calling, token?: Token): Promise<Reply> => {
    const { method, path, query = {}, write } = request
    const send = async (signal: AbortSignal, urgency: Urgency): Promise<Reply> => {
      await pace(request.endpoint ?? path, signal, urgency)
      // Signed only now: a signature is good for minutes, and the wait may be long.
      const sent = signed(request, settings, tools.now() + skewMs, token)
      const headers = call.language ? { ...sent.headers, lang: call.language === 'zh-CN' ? 'zh' : 'en' } : sent.headers
      return readReply(vendor, await http.send({ ...sent, headers, signal, urgency }))
    }
    if (write) return send(call.signal, urgencyOf(call))
    // Before the pace: what is asked once must not wait for two turns.
    const key = JSON.stringify([method, sentUrl(path, query), call.language, token?.value, skewMs])
    return shared(key, send, call.signal, urgencyOf(call))
  }

  /** Tuya allows about five minutes; its answer says what time it is there. */
  const exchangeInTime = async (request: TuyaRequest, call: Calling, token?: Token): Promise<Reply> => {
    const reply = await exchange(request, call, token)
    if (reply.ok || reply.code !== CLOCK_REFUSED || reply.serverTime === undefined) return reply
    skewMs = reply.serverTime - tools.now()
    return exchange(request, call, token)
  }

  // Only closing ends it: it is everybody's, whoever asked first.
  const leave = join(async () => readGrant(vendor, await exchangeInTime(TOKEN_REQUEST, { signal: closing.signal })))

  const exchangeWithToken = async (request: TuyaRequest, call: Calling): Promise<Reply> => {
    call.signal.throwIfAborted()
    const token = await tokens.get(call.signal)
    const reply = await exchangeInTime(request, call, token)
    if (reply.ok || !TOKEN_REFUSED.has(reply.code)) return reply
    return exchangeInTime(request, call, await tokens.renew(token, call.signal))
  }

  const request = async (wanted: TuyaRequest, call: Call = {}): Promise<unknown> => {
    const signal = AbortSignal.any([closing.signal, ...(call.signal ? [call.signal] : [])])
    const reply = await exchangeWithToken(wanted, { ...call, signal }).catch((thrown) => {
      if (thrown instanceof TicketError) throw ownError(vendor, thrown)
      if (!signal.aborted) throw thrown
      throw new TicketError('unreachable', `${vendor}: given up before it was sent`, { vendor, cause: thrown })
    })
    if (!reply.ok) throw replyError(vendor, reply, wanted.write)
    return reply.result
  }

  const close = (): Promise<void> => {
    leave()
    closing.abort()
    return http.close()
  }

  return { request, close }
}

/** The token's failure is everybody's who waits for it: each driver says it as its own. */
const ownError = (vendor: string, error: TicketError): TicketError => {
  if (error.vendor === vendor) return error
  const { code, message, vendorCode, vendorMessage, retryAfterMs, cause } = error
  return new TicketError(code, message, {
    vendor,
    cause,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(vendorMessage === undefined ? {} : { vendorMessage }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

type Calling = Call & { readonly signal: AbortSignal }

const signed = (request: TuyaRequest, settings: TuyaSettings, at: number, token?: Token) => {
  const { method, path, query = {}, write = false } = request
  const content = request.body ? { body: JSON.stringify(request.body) } : {}
  const t = String(at)
  const nonce = randomUUID()
  const credentials = { clientId: settings.TUYA_CLIENT_ID, secret: settings.TUYA_CLIENT_SECRET }
  const access = token ? { accessToken: token.value } : {}
  return {
    method,
    path: sentUrl(path, query),
    ...content,
    write,
    headers: {
      client_id: credentials.clientId,
      sign: sign({ method, path, query, ...content }, { ...credentials, ...access, t, nonce }),
      sign_method: 'HMAC-SHA256',
      t,
      nonce,
      ...(token ? { access_token: token.value } : {}),
      ...(request.body ? { 'content-type': 'application/json' } : {}),
    },
  }
}
