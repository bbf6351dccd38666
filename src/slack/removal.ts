import type { Accepted, Submission } from '../tickets/submission.ts'
import { accept } from './accept.ts'
import { isPlaceOf } from './access.ts'
import { told } from './act.ts'
import type { Asked, Changed, SentForm, Submitted, Verdict } from './asked.ts'
import { referenceBlocks } from './blocks/error.ts'
import { type Reply, section, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { HOLD_SECONDS, removalReply, removalStandingView } from './blocks/removal.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { type Batch, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWrite } from './roles.ts'
import { decodeIds } from './values.ts'
import type { Viewer } from './viewer.ts'

/* A deletion that was confirmed: held for a moment, taken back or carried out, and told about in one message. */

/** One submission for each community: that is what vendors take at once. */
export const holdRemovals = async (form: SentForm, batches: readonly Batch[], deps: Deps): Promise<Verdict> => {
  const { metadata, reference } = form
  const reader = readerIn(metadata.language, deps)
  const submissions = batches.map((batch, index) => toSubmission(form, batch, index, deps))
  const heldUntil = new Date(Date.parse(deps.now()) + HOLD_SECONDS * 1000).toISOString()
  const taken = await Promise.all(submissions.map((submission) => accept(submission, deps, heldUntil)))
  const rows = submissions.map((submission): Submission => ({ ...submission, state: 'queued' }))
  const ids = rows.map(({ id }) => id)
  if (taken.includes('not_kept')) {
    const { words } = reader
    const view = plainView(words, [section(words.removal.notKept), ...referenceBlocks({ words, reference })])
    const work = async ({ trail }: Submitted): Promise<void> => {
      trail.endsAs('not_kept')
      await takeBack(ids, deps)
    }
    return { view, work }
  }
  const view = removalStandingView(rows, metadata, reader)
  if (!taken.includes('new')) return told(view)
  return { view, giveUp: () => takeBack(ids, deps), work: (submitted) => announce(submitted, form.viewId, ids, deps) }
}

const toSubmission = (
  { viewId, user, metadata, reference }: SentForm,
  batch: Batch,
  index: number,
  deps: Deps,
): Accepted => {
  const { vendor, community, ids, numbers = ids } = batch
  const { channel, language, attempt } = metadata
  return {
    id: `${viewId}.${attempt}.${index}`,
    ...{ channel, user, vendor, community, language, numbers, reference },
    write: { kind: 'remove', ids },
    acceptedAt: deps.now(),
  }
}

/** Tells a manager how to undo it, and takes it back for all others. */
const announce = async (submitted: Submitted, view: string, ids: readonly string[], deps: Deps): Promise<void> => {
  const viewer = await deps.viewers.anew(submitted.user)
  const reader = readerOf(viewer, deps)
  const refusal = refuseWrite({ kind: 'remove' }, viewer, reader.words)
  // Whom Slack cannot describe just now is asked for again before it is sent: until then it can be undone.
  if (refusal && viewer.role !== 'unknown') {
    submitted.trail.endsAs('discarded')
    await takeBack(ids, deps)
    return void (await submitted.show(plainView(reader.words, refusal.blocks)))
  }
  const reply = removalReply(await submissionsOf(ids, deps), reader)
  const notice = await deps.speaker.tell(submitted.user, reply).catch((error) => {
    // The modal says the same, and it may still be undone there.
    deps.log.warn({ error }, 'a manager sees only in the modal what will be deleted')
  })
  if (!notice) return
  const keep = (id: string) => deps.store.changeSubmission(id, (row) => ({ ...row, notice: { ...notice, view } }))
  await Promise.all(ids.map(keep)).catch((error) => {
    // It goes on all the same, and is told of in another message then.
    deps.log.error({ error }, 'where a manager is told of a deletion could not be kept')
  })
  // Should it have begun meanwhile, nobody has changed the message.
  const rows = await submissionsOf(ids, deps)
  if (rows.every(({ state }) => state === 'queued')) return
  await deps.speaker.change(notice, removalReply(rows, reader))
  await showInModal(rows, viewer, deps)
}

/** In the modal that it was confirmed in. Never rejects: whoever has closed it reads the message. */
const showInModal = async (rows: readonly Submission[], viewer: Viewer, deps: Deps): Promise<void> => {
  const [first] = rows
  if (first?.notice?.view === undefined) return
  const view = removalStandingView(rows, metadataFor(viewer, first.channel), readerOf(viewer, deps))
  await deps.client.views
    .update({ view_id: first.notice.view, view })
    .catch((error) => deps.log.info({ error }, 'the modal of a deletion is no longer there'))
}

/** How a deletion goes on, in the message that its manager has of it, or in a new one, and in the modal. */
export const tellRemoval = async (submission: Submission, deps: Deps): Promise<void> => {
  const { channel, user, notice } = submission
  const viewer = await deps.viewers.get(user)
  const rows = await besideOf(submission, deps)
  const reply = removalReply(rows, readerOf(viewer, deps))
  const isChanged = notice !== undefined && (await deps.speaker.change(notice, reply))
  if (!isChanged) await deps.speaker.whisper(channel, user, reply)
  await showInModal(rows, viewer, deps)
}

/** How a deletion stands, and what was confirmed with it. */
export const removalStands = async (submission: Submission, reader: ListReader, deps: Deps): Promise<Reply> =>
  removalReply(await besideOf(submission, deps), reader)

/** What was confirmed together with it, and is told of in one message. */
const besideOf = async (submission: Submission, deps: Deps): Promise<readonly Submission[]> => {
  const { notice } = submission
  const beside = notice ? (await deps.store.submissions()).filter((row) => row.notice?.ts === notice.ts) : []
  return beside.length > 0 ? beside.map((row) => (row.id === submission.id ? submission : row)) : [submission]
}

/** "Undo", in the message and in the modal. */
export const registerUndo = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.removalUndo, ACTIONS.removalUndo, async (asked: Asked) => {
    const viewer = await asked.viewer()
    const undone = await undo(asked, asked.value, viewer, deps)
    if ('refusal' in undone) return await asked.say(undone.refusal)
    await asked.replace(undone.reply)
    await showInModal(undone.rows, viewer, deps)
  })
  guard.change(app, ACTIONS.removalUndoHere, ACTIONS.removalUndoHere, async ({ user, metadata, value }: Changed) => {
    const viewer = await deps.viewers.get(user)
    const reader = readerOf(viewer, deps)
    const undone = await undo({ user, channel: metadata.channel }, value, viewer, deps)
    if ('refusal' in undone) return plainView(reader.words, undone.refusal.blocks)
    const [first] = undone.rows
    if (first?.notice) await deps.speaker.change(first.notice, undone.reply)
    return removalStandingView(undone.rows, metadata, reader)
  })
}

type Undone = { readonly rows: readonly Submission[]; readonly reply: Reply } | { readonly refusal: Reply }

/** Takes back what was not sent yet; how all of it stands then is the truth about the rest. */
const undo = async (
  place: Pick<Asked, 'user' | 'channel'>,
  value: string,
  viewer: Viewer,
  deps: Deps,
): Promise<Undone> => {
  const reader = readerOf(viewer, deps)
  const ids = decodeIds(value)
  const before = await submissionsOf(ids, deps)
  const isHere = before.length > 0 && before.every((one) => isPlaceOf(place, one))
  if (!isHere) return { refusal: sentence(reader.words.failure.stale) }
  const isTheirs = viewer.role === 'manager' || before.every(({ user }) => user === viewer.id)
  if (!isTheirs) return { refusal: sentence(reader.words.outbox.notYours) }
  await takeBack(ids, deps, viewer.id)
  const rows = await submissionsOf(ids, deps)
  return { rows, reply: removalReply(rows, reader) }
}

const takeBack = (ids: readonly string[], { outbox }: Deps, by?: string): Promise<boolean[]> =>
  Promise.all(ids.map((id) => outbox.takeBack(id, by)))

const submissionsOf = async (ids: readonly string[], { store }: Deps): Promise<Submission[]> => {
  const rows = await Promise.all(ids.map((id) => store.submission(id)))
  return rows.filter((row) => row !== undefined)
}
