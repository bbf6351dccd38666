import { setTimeout as sleepFor } from 'node:timers/promises'
import { Agent, type Dispatcher, request } from 'undici'
import type { Call } from '../tickets/driver.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import { readAnswer } from './answer.ts'
import { codeOf, neverSent } from './cause.ts'
import { createInFlight } from './in-flight.ts'
import { type Sleep, withRetries } from './retries.ts'
import { createTurns } from './turns.ts'
import { type Urgency, urgencyOf } from './urgency.ts'

export interface HttpOptions {
  readonly vendor: string
  /** Origin, and a path before every path where the vendor sits behind one. */
  readonly baseUrl: string
  /** From the moment it is asked for to the last byte, waiting and further tries included. */
  readonly timeLimitMs?: number
  /** The largest answer that is read. */
  readonly maxBytes?: number
  /** How many requests are under way at once; the others wait for their turn, the urgent ones before all others. */
  readonly concurrency?: number
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Hears what time it is at the vendor, with each answer: milliseconds since the epoch, not a number where it does not say. */
  readonly onVendorTime?: (vendor: string, at: number) => void
  /** Only tests bring their own. */
  readonly sleep?: Sleep
  readonly dispatcher?: Dispatcher
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/v1.0/token`, with the query encoded as it shall be sent. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /**
   * A write is sent once, and `unclear` when it fails after that. Anything else, a POST that only asks included, is
   * tried again after failures that pass, shared by those who ask it at the same time, and else `unreachable`.
   */
  readonly write?: boolean
  /**
   * What makes two reads the same, for those that carry something new every time (a nonce, a command's id). Without
   * it they are the same when method, path, headers and body are.
   */
  readonly key?: string
  readonly signal?: AbortSignal
  /** Urgent when absent. */
  readonly urgency?: Urgency
}

/** An answer that parsed as JSON, whatever its status below 500 (3xx, 401, 403 and 429 excepted) and its content type. */
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
const HEADERS_LIMIT_MS = 10_000
const TIME_LIMIT_MS = 15_000
const MAX_BYTES = 1024 * 1024
const CONCURRENCY = 8

/** JSON over HTTP to one vendor, over connections that are kept open, with limits on time, size and crowding. */
export const createHttp = (options: HttpOptions): Http => {
  const { vendor, timeLimitMs = TIME_LIMIT_MS, maxBytes = MAX_BYTES, concurrency = CONCURRENCY } = options
  const { now = Date.now, sleep = (ms, signal) => sleepFor(ms, undefined, { signal }) } = options
  const base = options.baseUrl.replace(/\/+$/, '')
  const dispatcher = options.dispatcher ?? createDispatcher(concurrency)
  const closing = new AbortController()
  const inTurn = createTurns(concurrency)
  const shared = createInFlight<HttpAnswer>()

  const failure = (code: TicketErrorCode, cause: unknown): TicketError => {
    const why = codeOf(cause) === 'TimeoutError' ? `no answer within ${timeLimitMs} ms` : codeOf(cause)
    return new TicketError(code, `${vendor}: ${why}`, { vendor, cause })
  }

  const exchange = async (sent: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const { method, write = false } = sent
    try {
      const headers = { accept: 'application/json', ...sent.headers }
      const body = sent.body ?? null
      const limits = { signal, headersTimeout: HEADERS_LIMIT_MS }
      const response = await request(base + sent.path, { method, headers, body, dispatcher, ...limits })
      options.onVendorTime?.(vendor, Date.parse(String(response.headers.date)))
      return await readAnswer(response, { vendor, write, maxBytes, now })
    } catch (thrown) {
      if (thrown instanceof TicketError) throw thrown
      throw failure(write && !neverSent(thrown) ? 'unclear' : 'unreachable', thrown)
    }
  }

  const writeOnce = (sent: HttpRequest, given: AbortSignal): Promise<HttpAnswer> => {
    const signal = AbortSignal.any([given, AbortSignal.timeout(timeLimitMs)])
    return inTurn(() => exchange(sent, signal), signal, sent.urgency)
  }

  const readAgain = (sent: HttpRequest, given: AbortSignal, urgency: Urgency): Promise<HttpAnswer> => {
    const endsAt = now() + timeLimitMs
    const signal = AbortSignal.any([given, AbortSignal.timeout(timeLimitMs)])
    const attempt = () => inTurn(() => exchange(sent, signal), signal, urgency)
    return withRetries(attempt, { signal, sleep, leftMs: () => endsAt - now() })
  }

  const send = async (sent: HttpRequest): Promise<HttpAnswer> => {
    const given = AbortSignal.any([closing.signal, ...(sent.signal ? [sent.signal] : [])])
    try {
      given.throwIfAborted()
      if (sent.write) return await writeOnce(sent, given)
      const work = (signal: AbortSignal, urgency: Urgency) => readAgain(sent, signal, urgency)
      return await shared(keyOf(sent), work, given, sent.urgency)
    } catch (thrown) {
      // Given up before it was sent, between two tries, or while the request goes on for somebody else.
      throw thrown instanceof TicketError ? thrown : failure('unreachable', thrown)
    }
  }

  const close = async (): Promise<void> => {
    closing.abort()
    // A dispatcher that was passed in is for its owner to close.
    if (dispatcher !== options.dispatcher) await dispatcher.destroy()
  }

  return { send, close }
}

const createDispatcher = (connections: number): Dispatcher =>
  new Agent({ allowH2: false, connections, connect: { timeout: CONNECT_LIMIT_MS } })

const keyOf = ({ key, method, path, headers, body }: HttpRequest): string =>
  key ?? JSON.stringify([method, path, headers, body])

/** How soon the answer to a call is wanted, and until when. */
export const soon = (call: Call = {}): Pick<HttpRequest, 'signal' | 'urgency'> => ({
  urgency: urgencyOf(call),
  ...(call.signal ? { signal: call.signal } : {}),
})
