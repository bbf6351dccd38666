import type { KnownBlock, ModalView } from '@slack/types'
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
