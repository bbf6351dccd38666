import type { ModalView } from '@slack/types'
import type { Submission } from '../tickets/submission.ts'
import { isLookedAfter } from './access.ts'
import type { Asked } from './asked.ts'
import { section } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import { commentView } from './comment.ts'
import type { Deps } from './deps.ts'
import { drawEditAgain } from './edit.ts'
import { ACTIONS } from './ids.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { drawStep } from './step.ts'

/** "Open it again" under what failed, also in direct messages: the form with everything that was typed. */
export const registerReopen = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.actAgain, ACTIONS.actAgain, (asked) =>
    asked.openModal(async () => {
      const viewer = await asked.viewer()
      const { words } = readerOf(viewer, deps)
      const submission = await deps.store.submission(asked.value)
      const refusal = refuseWriting(viewer, words)
      if (refusal) return plainView(words, refusal.blocks)
      if (submission?.user !== asked.user) return plainView(words, [section(words.acts.gone)])
      if (submission.state === 'done') return plainView(words, [section(words.acts.already)])
      const isUnderWay = ['queued', 'sending', 'checking'].includes(submission.state)
      if (isUnderWay) return plainView(words, [section(words.acts.underWay)])
      if (!(await isLookedAfter(submission, deps))) return plainView(words, [section(words.outbox.unlinked)])
      const view = await draw(asked, submission, deps)
      return view ?? plainView(words, [section(words.acts.gone)])
    }),
  )

/** undefined where nothing of the kind can be opened any more. */
const draw = async (asked: Asked, submission: Submission, deps: Deps): Promise<ModalView | undefined> => {
  const { id: retryOf, channel, vendor, community, write, numbers = [] } = submission
  const driver = deps.desk.driver(vendor)
  if (!driver || write.kind === 'create' || write.kind === 'remove') return undefined
  const viewer = await asked.viewer()
  const tickets = [{ id: write.id, number: numbers[0] ?? write.id }]
  const { language, zone } = viewer
  const metadata: ModalMetadata = { channel, language, zone, attempt: 1, retryOf, vendor, community, tickets }
  if (write.kind === 'update') {
    const marks = write.opened ? { opened: write.opened } : {}
    return drawEditAgain({ ...metadata, ...marks }, { change: write.fields }, deps)
  }
  if (write.kind === 'comment') {
    return commentView({ driver, metadata, text: write.text }, deps, readerOf(viewer, deps))
  }
  const step = driver.steps?.find(({ name }) => name === write.step)
  return step && (await drawStep({ driver, step, metadata, values: write.fields }, deps))
}
