import type { Words } from './words.ts'

/** Everything that can go wrong with a ticket. A code without words in i18n does not compile. */
export const TICKET_ERROR_CODES = [
  /** The vendor refuses our credentials. */
  'unauthorized',
  /** The credentials are good, but not for this. */
  'forbidden',
  'not_found',
  /** The vendor, or the form, refuses the values; `problems` says which. */
  'invalid',
  /** Somebody else changed it first. */
  'conflict',
  /** The vendor no longer lets this ticket be changed. */
  'frozen',
  'rate_limited',
  /** No answer, or none that counts: refused, reset, timed out, 5xx. */
  'unreachable',
  /** An answer that is not what the document says. */
  'bad_response',
  /** The vendor has no such operation. */
  'unsupported',
  /** A write was sent and nobody knows whether it was applied. */
  'unclear',
] as const

export type TicketErrorCode = (typeof TICKET_ERROR_CODES)[number]

/** What is wrong with one field of a form, said to the person who filled it. */
export interface Problem {
  readonly field: string
  readonly words: Words
}

export interface TicketErrorOptions {
  readonly vendor?: string
  /** The vendor's own error code, `1106`. */
  readonly vendorCode?: string
  /** The vendor's own short sentence. Shown to people as a quotation, so never a body, token or header. */
  readonly vendorMessage?: string
  readonly retryAfterMs?: number
  readonly problems?: readonly Problem[]
  readonly cause?: unknown
}

/** The one error of the desk and its drivers. The message is for logs: it holds no secret and nothing personal. */
export class TicketError extends Error {
  override readonly name = 'TicketError'
  readonly code: TicketErrorCode
  readonly vendor: string | undefined
  readonly vendorCode: string | undefined
  readonly vendorMessage: string | undefined
  readonly retryAfterMs: number | undefined
  readonly problems: readonly Problem[]

  constructor(code: TicketErrorCode, message: string, options: TicketErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.code = code
    this.vendor = options.vendor
    this.vendorCode = options.vendorCode
    this.vendorMessage = options.vendorMessage?.slice(0, 200)
    this.retryAfterMs = options.retryAfterMs
    this.problems = options.problems ?? []
  }
}

/** Whatever was thrown, as a TicketError: what is not one is a defect of ours or of the vendor's answer. */
export const toTicketError = (thrown: unknown, vendor?: string): TicketError =>
  thrown instanceof TicketError
    ? thrown
    : new TicketError('bad_response', thrown instanceof Error ? thrown.message : String(thrown), {
        ...(vendor === undefined ? {} : { vendor }),
        cause: thrown,
      })
