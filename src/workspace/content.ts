import type { Content } from './conversations.ts'
import { readBlocks } from './definitions.ts'
import type { Ids } from './ids.ts'
import { Refusal, refuseIfAny } from './refusal.ts'
import { type MessageContent, validateMessage } from './validate/message.ts'

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
