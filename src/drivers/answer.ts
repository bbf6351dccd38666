import type { Dispatcher } from 'undici'
import { readAtMost } from '../body.ts'
import { TicketError, type TicketErrorCode } from '../tickets/errors.ts'
import type { HttpAnswer } from './http.ts'

export interface AnswerOptions {
  readonly vendor: string
  readonly write: boolean
  readonly maxBytes: number
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

/** @throws TicketError unauthorized, forbidden, rate_limited, unreachable, bad_response, unclear */
export const readAnswer = async (
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  { vendor, write, maxBytes, now }: AnswerOptions,
): Promise<HttpAnswer> => {
  const text = (await readAtMost(body, maxBytes))?.toString('utf8')
  const waitMs = toWaitMs(headers['retry-after'], now)
  const fail = (code: TicketErrorCode, why: string) =>
    new TicketError(code, `${vendor}: ${why}`, { vendor, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) })

  if (status === 401) throw fail('unauthorized', 'HTTP 401')
  if (status === 403) throw fail('forbidden', 'HTTP 403')
  if (status === 429) throw fail('rate_limited', 'HTTP 429')
  if (status >= 500) throw fail(write ? 'unclear' : 'unreachable', `HTTP ${status}`)
  // Not followed: our credentials stay with the origin they were given for.
  if (status >= 300 && status < 400) throw fail('bad_response', `HTTP ${status}, a redirect`)
  const unreadable = write && status < 300 ? 'unclear' : 'bad_response'
  if (text === undefined) throw fail(unreadable, 'the answer is too large')
  try {
    return { status, json: JSON.parse(text) }
  } catch {
    throw fail(unreadable, `HTTP ${status} without JSON`)
  }
}

/** `Retry-After` in milliseconds: seconds or a date; undefined when it is neither. */
const toWaitMs = (value: string | string[] | undefined, now: () => number): number | undefined => {
  if (typeof value !== 'string') return undefined
  if (/^\d+$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now())
}
