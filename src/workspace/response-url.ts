import { z } from 'zod'
import { previewsOf, readContent } from './content.ts'
import type { Conversations } from './conversations.ts'
import type { Ids } from './ids.ts'
import { Refusal } from './refusal.ts'

const USES = 5
const LIFETIME_MS = 30 * 60_000

/** Where an answer goes, and the message that was clicked, if it was a click in a message. */
export interface Origin {
  readonly user: string
  readonly channel: string
  readonly messageTs?: string
}

const body = z.object({
  text: z.unknown().optional(),
  blocks: z.unknown().optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
})

export interface ResponseUrls {
  issue(origin: Origin): string
  /**
   * @param secret the last part of the URL
   * @throws Refusal `expired_url` and `used_url` when nothing may be said any more, else what is wrong with the body
   */
  respond(secret: string, given: unknown): void
  /** Shows what an ack or a response says. */
  say(origin: Origin, given: unknown): void
}

interface Deps {
  readonly conversations: Conversations
  readonly ids: Ids
  readonly now: () => number
  readonly baseUrl: () => string
  readonly botUser: string
}

/**
 * The addresses by which an app may answer for half an hour, even in channels that it is not in.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export const createResponseUrls = ({ conversations, ids, now, baseUrl, botUser }: Deps): ResponseUrls => {
  const issued = new Map<string, { origin: Origin; at: number; uses: number }>()

  const say = ({ user, channel, messageTs }: Origin, given: unknown): void => {
    const parsed = body.safeParse(given)
    if (!parsed.success) throw new Refusal('invalid_payload')
    const { response_type, replace_original, delete_original, thread_ts } = parsed.data
    const original = messageTs === undefined ? undefined : conversations.message(channel, messageTs)
    if (delete_original && original) {
      conversations.remove(original)
      return
    }
    const content = { ...readContent(parsed.data, ids), ...previewsOf(parsed.data) }
    if (replace_original && original) {
      conversations.edit(original, content)
      return
    }
    conversations.post({
      ...content,
      channel,
      user: botUser,
      ...(thread_ts === undefined ? {} : { threadTs: thread_ts }),
      ...(response_type === 'ephemeral' ? { ephemeralTo: user } : {}),
    })
  }

  return {
    issue: (origin) => {
      const secret = ids.secret()
      issued.set(secret, { origin, at: now(), uses: 0 })
      return `${baseUrl()}/respond/${secret}`
    },
    respond: (secret, given) => {
      const found = issued.get(secret)
      if (!found || now() - found.at > LIFETIME_MS) throw new Refusal('expired_url')
      if (found.uses >= USES) throw new Refusal('used_url')
      say(found.origin, given)
      found.uses += 1
    },
    say,
  }
}
