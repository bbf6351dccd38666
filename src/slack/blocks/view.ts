import type { Block, KnownBlock, ModalView, PlainTextElement } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { messages } from '../../i18n/index.ts'
import { VIEWS } from '../ids.ts'
import { LIMITS, plain, section } from './kit.ts'

/** Shown before we know who is reading, so in every language. */
export const loadingView = (): ModalView => ({
  type: 'modal',
  callback_id: VIEWS.plain,
  title: plain('Caretaker', LIMITS.viewTitle),
  blocks: [section(`${messages('en').loading.text}  ${messages('zh-CN').loading.text}`)],
})

/** A modal that only tells something. */
export const plainView = (words: Messages, blocks: KnownBlock[], title = 'Caretaker'): ModalView => ({
  type: 'modal',
  callback_id: VIEWS.plain,
  title: plain(title, LIMITS.viewTitle),
  close: plain(words.buttons.done, LIMITS.viewTitle),
  blocks,
})

const TROUBLE = 'trouble'

/** As far as a view that was handed over is the same when it is shown again. */
interface Shown {
  readonly callback_id: string
  readonly private_metadata: string
  readonly title: PlainTextElement
  readonly submit: PlainTextElement | null
  readonly close: PlainTextElement | null
  readonly blocks: readonly (KnownBlock | Block)[]
}

/** A view as Slack handed it over, with what went wrong above it. Its fields keep their ids, and so what is typed in them. */
export const troubledView = (
  { callback_id, title, submit, close, private_metadata, blocks = [] }: Shown,
  trouble: readonly KnownBlock[],
): ModalView => {
  const said = trouble.map((block, i) => ({ ...block, block_id: `${TROUBLE}.${i}` }))
  const rest = blocks.filter(({ block_id }) => !block_id?.startsWith(TROUBLE)) as KnownBlock[]
  return {
    type: 'modal',
    callback_id,
    title: title ?? plain('Caretaker', LIMITS.viewTitle),
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    private_metadata,
    blocks: [...said, ...rest].slice(0, LIMITS.viewBlocks),
  }
}
