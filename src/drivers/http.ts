import { Agent, type Dispatcher, request } from 'undici'
import { TicketError } from '../tickets/errors.ts'

export interface HttpOptions {
  readonly vendor: string
  /** Origin, and a path before every path where the vendor sits behind one. */
  readonly baseUrl: string
  /** For the whole exchange, from connecting to the last byte. */
  readonly timeLimitMs?: number
  /** The largest answer that is read. */
  readonly maxBytes?: number
  /** Only tests bring their own. */
  readonly dispatcher?: Dispatcher
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/v1.0/token`, with the query encoded as it shall be sent. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** A write that fails after it was sent is `unclear`; anything else that fails is `unreachable`. */
  readonly write?: boolean
  readonly signal?: AbortSignal
}

/** An answer that parsed as JSON, whatever its status below 500 (401, 403 and 429 excepted) and its content type. */
export interface HttpAnswer {
  readonly status: number
  readonly json: unknown
}

export interface Http {
  /** @throws TicketError unauthorized, forbidden, rate_limited, unreachable, bad_response, unclear */
  send(request: HttpRequest): Promise<HttpAnswer>
  close(): Promise<void>
}

const CONNECT_LIMIT_MS = 5_000
const TIME_LIMIT_MS = 15_000
const MAX_BYTES = 1024 * 1024

/** Failures of asking or connecting: the vendor has not seen the request. */
const NOT_SENT = new Set([
  'UND_ERR_INVALID_ARG',
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/** JSON over HTTP with limits on time and size. Redirects are not followed, so credentials stay with their origin. */
export const createHttp = (options: HttpOptions): Http => {
  const { vendor, timeLimitMs = TIME_LIMIT_MS, maxBytes = MAX_BYTES } = options
  const base = options.baseUrl.replace(/\/+$/, '')
  const dispatcher =
    options.dispatcher ?? new Agent({ allowH2: false, connections: 8, connect: { timeout: CONNECT_LIMIT_MS } })

  const send = async (sent: HttpRequest): Promise<HttpAnswer> => {
    if (sent.signal?.aborted) throw new TicketError('unreachable', `${vendor}: aborted before it was sent`, { vendor })
    const limit = AbortSignal.timeout(timeLimitMs)
    const signal = sent.signal ? AbortSignal.any([limit, sent.signal]) : limit
    const failed = (cause: unknown): TicketError => {
      const applied = sent.write && !NOT_SENT.has(codeOf(cause))
      const why = limit.aborted ? `no answer within ${timeLimitMs} ms` : codeOf(cause)
      return new TicketError(applied ? 'unclear' : 'unreachable', `${vendor}: ${why}`, { vendor, cause })
    }
    try {
      const { statusCode, headers, body } = await request(base + sent.path, {
        method: sent.method,
        headers: { accept: 'application/json', ...sent.headers },
        body: sent.body ?? null,
        dispatcher,
        signal,
      })
      const text = await readText(body, maxBytes)
      return answer(vendor, sent, statusCode, text, headers['retry-after'])
    } catch (thrown) {
      throw thrown instanceof TicketError ? thrown : failed(thrown)
    }
  }

  return {
    send,
    // A dispatcher that was passed in is for its owner to close.
    close: async () => {
      if (dispatcher !== options.dispatcher) await dispatcher.destroy()
    },
  }
}

const answer = (
  vendor: string,
  sent: HttpRequest,
  status: number,
  text: string | undefined,
  retryAfter: string | string[] | undefined,
): HttpAnswer => {
  const fail = (code: ConstructorParameters<typeof TicketError>[0], why: string, retryAfterMs?: number) =>
    new TicketError(code, `${vendor}: ${why}`, { vendor, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })

  if (status === 401) throw fail('unauthorized', 'HTTP 401')
  if (status === 403) throw fail('forbidden', 'HTTP 403')
  if (status === 429) throw fail('rate_limited', 'HTTP 429', retryAfterMs(retryAfter))
  if (status >= 500) throw fail(sent.write ? 'unclear' : 'unreachable', `HTTP ${status}`)
  const unreadable = sent.write && status < 300 ? 'unclear' : 'bad_response'
  if (text === undefined) throw fail(unreadable, 'the answer is too large')
  try {
    return { status, json: JSON.parse(text) }
  } catch {
    throw fail(unreadable, `HTTP ${status} without JSON`)
  }
}

/** undefined when there is more than `maxBytes`; the rest is not read. */
const readText = async (body: Dispatcher.ResponseData['body'], maxBytes: number): Promise<string | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** `Retry-After` in milliseconds: seconds or a date; undefined when it is neither. */
const retryAfterMs = (value: string | string[] | undefined): number | undefined => {
  if (typeof value !== 'string') return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}

const codeOf = (thrown: unknown): string => {
  if (!(thrown instanceof Error)) return 'failed'
  const code = (thrown as NodeJS.ErrnoException).code
  return typeof code === 'string' ? code : thrown.name
}
