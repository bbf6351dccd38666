import type { Content } from './conversations.ts'
import { readBlocks } from './definitions.ts'
import type { Ids } from './ids.ts'
import { Refusal, refuseIfAny } from './refusal.ts'
import { type MessageContent, validateMessage } from './validate/message.ts'

/** What an app may say of previews. https://docs.slack.dev/messaging/unfurling-links-in-messages#classic_unfurls */
export interface Unfurls {
  readonly unfurl_links?: boolean | undefined
  readonly unfurl_media?: boolean | undefined
}

/**
 * What an app says, checked, as it is stored.
 * @throws Refusal `no_text`, `msg_too_long`, `invalid_blocks_format`, `invalid_blocks`, `msg_blocks_too_long`
 */
export const readContent = ({ text, blocks }: MessageContent, ids: Ids): Content => {
  if (typeof blocks === 'string') throw new Refusal('invalid_blocks_format')
  refuseIfAny(validateMessage({ text, blocks }), 'invalid_blocks')
  return {
    text: String(text),
    ...(blocks === undefined ? {} : { blocks: readBlocks(blocks, () => ids.next('b')) }),
  }
}

/** Slack's answer where an app says nothing depends on the link, so only a no to both counts as one. */
export const previewsOf = ({ unfurl_links, unfurl_media }: Unfurls): Pick<Content, 'previews'> =>
  unfurl_links === false && unfurl_media === false ? {} : { previews: true }
