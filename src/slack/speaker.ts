import { RespondError } from '@slack/bolt'
import type { MessageMetadata } from '@slack/types'
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  type WebClient,
} from '@slack/web-api'
import type { Log } from '../log.ts'
import type { Reply } from './blocks/kit.ts'
import { createTurns } from './turns.ts'

/** Says things in channels, where no command or button gives a way to answer. */
export interface Speaker {
  /**
   * Posts for everybody in the channel, or under the message whose `ts` is `thread`. Waits its turn: Slack takes one
   * message a second in each channel.
   * @returns the message's `ts`
   * @throws NotInChannel when the app is not in it and cannot join by itself
   */
  post(channel: string, reply: Reply, metadata?: MessageMetadata, thread?: string): Promise<string>
  /** To one person: only visible to them in the channel, or, where that fails, in their direct messages. */
  whisper(channel: string, user: string, reply: Reply, inDirect?: Reply): Promise<void>
  /** To one person, in their direct messages. Resolves to where that is; undefined where Slack did not tell. */
  tell(user: string, reply: Reply): Promise<Said | undefined>
  /** Puts something else in the place of a message of ours. False when it is not there any more. */
  change(said: Said, reply: Reply): Promise<boolean>
  /** Where people find a message; undefined where Slack does not tell. Never rejects. */
  addressOf(said: Said): Promise<string | undefined>
}

/** A message that can be changed later. */
export interface Said {
  readonly channel: string
  readonly ts: string
}

/** The app cannot post in a channel before somebody invites it. */
export class NotInChannel extends Error {
  override readonly name = 'NotInChannel'
  /** Slack's word for why it cannot come in by itself. */
  readonly word: string

  constructor(message: string, word: string, options?: ErrorOptions) {
    super(message, options)
    this.word = word
  }
}

/** Longer than this nobody waits for a message that Slack asked us to hold back. */
const MAX_PAUSE_MS = 30_000
/** A message was deleted, or is no longer ours to change. */
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed'])
const ABSENT = new Set(['not_in_channel', 'channel_not_found', 'user_not_in_channel'])

/** `client` must reject when rate limited and must not retry: a retried post could be posted twice. */
export const createSpeaker = (deps: {
  client: WebClient
  log: Log
  sleep: (ms: number) => Promise<unknown>
  /** Milliseconds, from any start. */
  now: () => number
}): Speaker => {
  const { client, log, sleep } = deps
  const turn = createTurns(deps)

  /** Slack has not taken a message that it rate limited, so this one failure may be tried again. */
  const patiently = async <T>(send: () => Promise<T>): Promise<T> => {
    try {
      return await send()
    } catch (error) {
      const pause = rateLimitPause(error)
      if (pause === undefined || pause > MAX_PAUSE_MS) throw error
      await sleep(pause)
      return await send()
    }
  }

  const post: Speaker['post'] = async (channel, reply, metadata, thread) => {
    const send = async (): Promise<string> => {
      const place = { channel, ...(thread ? { thread_ts: thread } : {}), ...(metadata ? { metadata } : {}) }
      const message = { ...place, ...unexpanded(reply) }
      const { ts } = await patiently(async () => {
        await turn(channel)
        return await client.chat.postMessage(message)
      })
      // The types promise a text; what is kept of an answer must be one.
      return typeof ts === 'string' ? ts : ''
    }
    try {
      return await send()
    } catch (error) {
      if (!ABSENT.has(slackError(error) ?? '')) throw error
      await client.conversations.join({ channel }).catch((cause) => {
        const word = slackError(cause)
        if (word === undefined) throw cause
        throw new NotInChannel('the app is not in the channel and cannot join it', word, { cause })
      })
      return await send()
    }
  }

  const tell: Speaker['tell'] = async (user, reply) => {
    const { channel, ts } = await patiently(() => client.chat.postMessage({ channel: user, ...unexpanded(reply) }))
    // As above: where it is said is kept, and a store with anything but texts there could not be read again.
    return typeof channel === 'string' && typeof ts === 'string' ? { channel, ts } : undefined
  }

  const change: Speaker['change'] = async ({ channel, ts }, reply) => {
    try {
      await patiently(() => client.chat.update({ channel, ts, ...reply }))
      return true
    } catch (error) {
      if (!GONE.has(slackError(error) ?? '')) throw error
      return false
    }
  }

  const whisper: Speaker['whisper'] = async (channel, user, reply, inDirect = reply) => {
    try {
      await patiently(() => client.chat.postEphemeral({ channel, user, ...reply }))
    } catch (error) {
      log.info({ error }, 'could not whisper in the channel, so it goes to the direct messages')
      await tell(user, inDirect)
    }
  }

  const addressOf: Speaker['addressOf'] = async ({ channel, ts }) => {
    const answer = await client.chat.getPermalink({ channel, message_ts: ts }).catch((error) => {
      log.info({ error, channel }, 'the address of a message is not known')
    })
    return answer?.permalink
  }

  return { post, whisper, tell, change, addressOf }
}

/**
 * A reply as it is sent, wherever Slack would otherwise show below it what its links lead to: files of tickets are for
 * those who open them. What only one person sees by `chat.postEphemeral` has no such previews, and a change adds none.
 */
export const unexpanded = (reply: Reply) => ({ ...reply, unfurl_links: false, unfurl_media: false })

/** Slack answered with something that is not what it documents. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer'
}

/** Slack did not do what it was asked to. */
export const isSlackFailure = (thrown: unknown): boolean =>
  [
    UnreadableAnswer,
    WebAPIPlatformError,
    WebAPIRequestError,
    WebAPIHTTPError,
    WebAPIRateLimitedError,
    RespondError,
  ].some((kind) => thrown instanceof kind)

/**
 * Slack's own error word, `not_in_channel`, when that is what was thrown. Of an answer that is no JSON the client makes
 * an error whose word is the whole body: that is no word of Slack's.
 */
export const slackError = (thrown: unknown): string | undefined => {
  const word = thrown instanceof WebAPIPlatformError ? thrown.data.error : undefined
  return typeof word === 'string' && /^[a-z][a-z_]{0,79}$/.test(word) ? word : undefined
}

/** Slack's words for a token that will not become better by waiting. */
const REFUSED: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'not_allowed_token_type',
  'missing_scope',
  'account_inactive',
  'user_removed_from_team',
  'team_disabled',
  'token_revoked',
  'token_expired',
  'no_permission',
])

/** Slack refuses our token, and not just this once. */
export const isRefusal = (thrown: unknown): boolean => REFUSED.has(slackError(thrown) ?? '')

const rateLimitPause = (thrown: unknown): number | undefined =>
  thrown instanceof WebAPIRateLimitedError ? thrown.retryAfter * 1000 : undefined
