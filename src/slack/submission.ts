import type { Outcome, People } from '../tickets/outbox.ts'
import type { Submission } from '../tickets/submission.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { isLookedAfter, isPlaceOf, linkTo } from './access.ts'
import type { Asked } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import { discardedText, standingReply, whatOf } from './blocks/submission.ts'
import { announceFiled, whisperFiled } from './create-outcome.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { isStillThere } from './membership.ts'
import { readerOf } from './reader.ts'
import { removalStands, tellRemoval } from './removal.ts'
import { refuseWrite } from './roles.ts'
import { endOf } from './runs.ts'
import { updateCards } from './shared-cards.ts'
import type { Viewer } from './viewer.ts'

/* What was submitted and ends while nobody looks at a modal: its filer is told, and decides what the outbox cannot. */

/** Those whom submissions are of, as Slack knows them. */
export const createPeople = (deps: Deps): People => ({
  mayWrite: async ({ user, write }) => {
    const viewer = await deps.viewers[write.kind === 'remove' ? 'anew' : 'get'](user)
    if (!refuseWrite(write, viewer, readerOf(viewer, deps).words)) return 'yes'
    return viewer.role === 'unknown' ? 'unknown' : 'no'
  },
  tell: async (submission, outcome) => {
    await tellFiler(submission, outcome, deps)
    deps.guard.ended(`outbox_${submission.write.kind}`, endOf(outcome), submission.reference)
  },
})

/** Tells the filer alone; of a new ticket the channel too, and of what was done to another one who sees its card. */
const tellFiler = async (submission: Submission, outcome: Outcome, deps: Deps): Promise<void> => {
  if (outcome.state === 'done') await updateCards(submission, deps)
  await tellAlone(submission, outcome, deps)
  if (outcome.state !== 'done') await updateCards(submission, deps)
}

const tellAlone = async (submission: Submission, outcome: Outcome, deps: Deps): Promise<void> => {
  const { channel, user, community, write } = submission
  if (write.kind === 'remove') return await tellRemoval(submission, deps)
  const filer = await deps.viewers.get(user)
  const reader = readerOf(filer, deps)
  const ticket =
    outcome.state === 'done' && write.kind === 'create' ? await filedTicket(submission, outcome, deps) : undefined
  if (!ticket) return deps.speaker.whisper(channel, user, standingReply(submission, outcome, reader))
  const name = (await linkTo(submission, deps))?.name ?? community
  const filed = { submission, filer, ticket, name }
  await announceFiled(filed, deps)
  await whisperFiled(filed, reader, deps)
}

/** As the vendor has just shown it, or shows it now; else what the outbox knows of it. */
const filedTicket = async (
  { ticket: ref, number, language }: Submission,
  outcome: Extract<Outcome, { state: 'done' }>,
  deps: Deps,
): Promise<Ticket | undefined> => {
  if (outcome.ticket || !ref) return outcome.ticket
  const read = await deps.desk
    .driver(ref.vendor)
    ?.operations.detail?.(ref, { language })
    .catch(() => undefined)
  return read ?? { ref, number: number ?? ref.id, status: 'unknown' }
}

/** The buttons under what a filer was told. */
export const registerSubmission = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.submissionRetry, 'submission_retry', (asked) => retrySubmission(asked, deps))
  guard.button(app, ACTIONS.submissionDiscard, 'submission_discard', (asked) => discardSubmission(asked, deps))
}

/** Sends what the button names once more, after a look where it may have arrived; what becomes of it is told. */
export const retrySubmission = (asked: Asked, deps: Deps): Promise<void> =>
  decide(asked, deps, async (submission, viewer) => {
    const { outbox } = deps
    const reader = readerOf(viewer, deps)
    const { words } = reader
    if (!(await isStillThere(asked, submission.channel, deps))) return sentence(words.home.notThere)
    const refusal = refuseWrite(submission.write, viewer, words) ?? (await refuseUnlinked(submission, viewer, deps))
    if (refusal) return refusal
    const first = await outbox.retry(submission.id, viewer.id, asked.trail.reference)
    if (!first) return undefined
    const vendor = vendorName(submission.vendor, reader)
    const what = whatOf(submission, reader)
    await asked.replace(
      sentence(first === 'checking' ? words.outbox.lookingFirst(vendor, what) : words.outbox.sending(vendor)),
    )
    await outbox.deliver(submission.id, (sent, outcome) => {
      asked.trail.endsAs(endOf(outcome))
      return tellFiler(sent, outcome, deps)
    })
    return 'said'
  })

/** Gives up what the button names. */
export const discardSubmission = (asked: Asked, deps: Deps): Promise<void> =>
  decide(asked, deps, async (submission, viewer) => {
    if (!(await deps.outbox.withdraw(submission.id, viewer.id))) return undefined
    const row = (await deps.store.submission(submission.id)) ?? submission
    const reader = readerOf(viewer, deps)
    const isRemoval = row.write.kind === 'remove'
    await asked.replace(isRemoval ? await removalStands(row, reader, deps) : sentence(discardedText(row, reader)))
    await updateCards(row, deps)
    return 'said'
  })

/** `run` gives undefined when the submission no longer stands as it did when the button was drawn. */
const decide = async (
  asked: Asked,
  deps: Deps,
  run: (submission: Submission, viewer: Viewer) => Promise<Reply | 'said' | undefined>,
): Promise<void> => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  const submission = await deps.store.submission(asked.value)
  if (!submission || !isPlaceOf(asked, submission)) return asked.say(sentence(words.outbox.gone))
  if (submission.user !== asked.user && viewer.role !== 'manager') return asked.say(sentence(words.outbox.notYours))
  const answer = await run(submission, viewer)
  if (answer === 'said') return
  await asked.say(answer ?? (await standsOtherwise(submission.id, viewer, deps)))
}

const refuseUnlinked = async (submission: Submission, viewer: Viewer, deps: Deps): Promise<Reply | undefined> => {
  const isLinked = await isLookedAfter(submission, deps)
  return isLinked ? undefined : sentence(readerOf(viewer, deps).words.outbox.unlinked)
}

const standsOtherwise = async (id: string, viewer: Viewer, deps: Deps): Promise<Reply> => {
  const reader = readerOf(viewer, deps)
  const { outbox } = reader.words
  const row = await deps.store.submission(id)
  if (row?.state === 'done') return sentence(outbox.settled)
  return sentence(row?.state === 'discarded' ? discardedText(row, reader) : outbox.underWay)
}
