import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { NotInChannel, slackError } from './speaker.ts'

/** `not_sent`: the message is certainly not in the channel. `unclear`: it may be. `reason` is a word, not a sentence. */
export interface PostFailure {
  readonly outcome: 'not_sent' | 'unclear'
  readonly reason: string
  readonly error: unknown
  readonly retryAfterMs?: number
}

/**
 * Slack's words for having failed on the way: "some aspect of the operation" may have succeeded.
 * https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
const SLACK_FAILED: readonly string[] = ['fatal_error', 'internal_error', 'service_unavailable']

/** The connection was not made, so Slack has not seen the request. */
const NOT_CONNECTED: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** What a failed post says about the message. */
export const postFailure = (error: unknown): PostFailure => {
  if (error instanceof NotInChannel) {
    const reason = error.word === 'is_archived' ? error.word : 'not_in_channel'
    return { outcome: 'not_sent', reason, error }
  }
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: 'not_sent', reason: 'rate_limited', error, retryAfterMs: error.retryAfter * 1000 }
  }
  if (error instanceof WebAPIPlatformError) {
    const reason = slackError(error)
    const refused = reason !== undefined && !SLACK_FAILED.includes(reason)
    return { outcome: refused ? 'not_sent' : 'unclear', reason: reason ?? 'unreadable_answer', error }
  }
  if (error instanceof WebAPIHTTPError) {
    return { outcome: error.statusCode < 500 ? 'not_sent' : 'unclear', reason: `http_${error.statusCode}`, error }
  }
  const notConnected = error instanceof WebAPIRequestError && NOT_CONNECTED.includes(causeCode(error.original))
  return { outcome: notConnected ? 'not_sent' : 'unclear', reason: 'unreachable', error }
}

/** What a failed read says: Slack lets us not read this, or it does not answer just now. */
export const readFailure = (error: unknown): { seen: 'unreadable' | 'not_now'; reason: string } => {
  const { outcome, reason } = postFailure(error)
  const refused = error instanceof WebAPIPlatformError && outcome === 'not_sent'
  return { seen: refused ? 'unreadable' : 'not_now', reason }
}

/** fetch hides what broke the connection in the cause. */
const causeCode = ({ cause }: Error): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : ''
}
