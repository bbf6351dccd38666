import type { ModalView } from '@slack/types'
import type { Fields } from '../tickets/driver.ts'
import { isWaiting } from '../tickets/due.ts'
import type { Submission } from '../tickets/submission.ts'
import { isLookedAfter } from './access.ts'
import type { Asked } from './asked.ts'
import { escapedName, section } from './blocks/kit.ts'
import { discardedText } from './blocks/submission.ts'
import { plainView } from './blocks/view.ts'
import { commentView } from './comment.ts'
import { drawCreate } from './create-form.ts'
import type { Deps } from './deps.ts'
import { drawEditAgain } from './edit.ts'
import { ACTIONS } from './ids.ts'
import { isStillThere } from './membership.ts'
import { metadataFor } from './metadata.ts'
import { readerOf } from './reader.ts'
import { refuseWrite } from './roles.ts'
import { drawStep } from './step.ts'
import type { Viewer } from './viewer.ts'

/** "Open it again" under what failed, also in direct messages: the form with everything that was typed. */
export const registerReopen = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.createAgain, 'create', (asked) => reopen(asked, deps))
  guard.button(app, ACTIONS.actAgain, ACTIONS.actAgain, (asked) => reopen(asked, deps))
}

const reopen = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { words } = readerOf(viewer, deps)
    const plain = (text: string): ModalView => plainView(words, [section(text)])
    const submission = await deps.store.submission(asked.value)
    if (submission?.user !== asked.user) return plain(words.outbox.gone)
    const refusal = refuseWrite(submission.write, viewer, words)
    if (refusal) return plainView(words, refusal.blocks)
    if (!(await isStillThere(asked, submission.channel, deps))) return plain(words.home.notThere)
    const { state, write, number, ticket } = submission
    if (state === 'done') {
      const filed = number ?? ticket?.id ?? ''
      return plain(write.kind === 'create' ? words.create.already(escapedName(filed)) : words.outbox.settled)
    }
    if (submission.givenUp === 'sought') return plain(discardedText(submission, readerOf(viewer, deps)))
    if (isWaiting(submission)) return plain(words.outbox.underWay)
    // A new ticket may go to another community of the channel.
    if (write.kind === 'create') return await drawNew(submission, write.fields, viewer, deps)
    if (!(await isLookedAfter(submission, deps))) return plain(words.outbox.unlinked)
    return (await drawAct(submission, viewer, deps)) ?? plain(words.outbox.gone)
  })

const drawNew = (submission: Submission, values: Fields, viewer: Viewer, deps: Deps): Promise<ModalView> => {
  const { id: retryOf, channel, vendor, community, from } = submission
  return drawCreate({ ...metadataFor(viewer, channel), ...from, vendor, community, retryOf }, { values }, deps)
}

/** undefined where nothing of the kind can be opened any more. */
const drawAct = async (submission: Submission, viewer: Viewer, deps: Deps): Promise<ModalView | undefined> => {
  const { id: retryOf, channel, vendor, community, write, numbers = [] } = submission
  const driver = deps.desk.driver(vendor)
  if (!driver || write.kind === 'create' || write.kind === 'remove') return undefined
  const tickets = [{ id: write.id, number: numbers[0] ?? write.id }]
  const metadata = { ...metadataFor(viewer, channel), retryOf, vendor, community, tickets }
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
