import type { Outcome, People } from '../tickets/outbox.ts'
import type { Submission } from '../tickets/submission.ts'
import type { Ticket } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import { standingReply } from './blocks/submission.ts'
import { announceFiled, whisperFiled } from './create-outcome.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/* What was submitted and ends while nobody looks at a modal: its filer is told, and decides what the outbox cannot. */

/** Those whom submissions are of, as Slack knows them. */
export const createPeople = (deps: Deps): People => ({
  mayWrite: async ({ user }) => {
    const viewer = await deps.viewers.get(user)
    return refuseWriting(viewer, readerOf(viewer, deps).words) === undefined
  },
  tell: (submission, outcome) => tellFiler(submission, outcome, deps),
})

/** Tells the filer alone, and of a new ticket the channel too, though not again when the filer is told anew. */
const tellFiler = async (submission: Submission, outcome: Outcome, deps: Deps): Promise<void> => {
  const { channel, user, vendor, community, write } = submission
  const filer = await deps.viewers.get(user)
  const reader = readerOf(filer, deps)
  const ticket =
    outcome.state === 'done' && write.kind === 'create' ? await filedTicket(submission, outcome, deps) : undefined
  if (!ticket) return deps.speaker.whisper(channel, user, standingReply(submission, outcome, reader))
  const links = await deps.store.links(channel)
  const name = links.find((one) => one.vendor === vendor && one.community === community)?.name ?? community
  const filed = { channel, filer, ticket, name }
  const isFirst = submission.nextTryAt === undefined
  if (isFirst) await announceFiled(filed, reader, deps)
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
  const { app, guard, outbox } = deps
  guard.button(app, ACTIONS.submissionRetry, 'submission_retry', (asked) =>
    decide(asked, deps, async (submission, viewer) => {
      const { words } = readerOf(viewer, deps)
      const refusal = refuseWriting(viewer, words) ?? (await refuseUnlinked(submission, viewer, deps))
      if (refusal) return refusal
      if (!(await outbox.retry(submission.id))) return undefined
      await asked.replace(sentence(words.outbox.sending(vendorName(submission.vendor, readerOf(viewer, deps)))))
      await outbox.deliver(submission.id, createPeople(deps).tell)
      return 'said'
    }),
  )
  guard.button(app, ACTIONS.submissionDiscard, 'submission_discard', (asked) =>
    decide(asked, deps, async (submission, viewer) => {
      if (!(await outbox.withdraw(submission.id))) return undefined
      await asked.replace(sentence(readerOf(viewer, deps).words.outbox.discarded))
      return 'said'
    }),
  )
}

/** `run` gives undefined when the submission no longer stands as it did when the button was drawn. */
const decide = async (
  asked: Asked,
  deps: Deps,
  run: (submission: Submission, viewer: Viewer) => Promise<Reply | 'said' | undefined>,
): Promise<void> => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  const submission = await deps.store.submission(asked.value)
  if (!submission) return asked.say(sentence(words.create.gone))
  if (submission.user !== asked.user && viewer.role !== 'manager') return asked.say(sentence(words.outbox.notYours))
  if (!isPlaceOf(asked, submission)) return asked.say(sentence(words.outbox.elsewhere))
  const answer = await run(submission, viewer)
  if (answer === 'said') return
  await asked.say(answer ?? (await standsOtherwise(submission.id, viewer, deps)))
}

/** Its channel, or the direct messages of its filer, where they are told when that fails. */
const isPlaceOf = (asked: Asked, { channel, user }: Submission): boolean =>
  asked.channel === channel || (asked.channel.startsWith('D') && asked.user === user)

const refuseUnlinked = async (submission: Submission, viewer: Viewer, deps: Deps): Promise<Reply | undefined> => {
  const links = await deps.store.links(submission.channel)
  const isLinked = links.some(
    ({ vendor, community }) => vendor === submission.vendor && community === submission.community,
  )
  return isLinked ? undefined : sentence(readerOf(viewer, deps).words.outbox.unlinked)
}

const standsOtherwise = async (id: string, viewer: Viewer, deps: Deps): Promise<Reply> => {
  const { outbox } = readerOf(viewer, deps).words
  const state = (await deps.store.submission(id))?.state
  if (state === 'done') return sentence(outbox.settled)
  return sentence(state === 'discarded' ? outbox.discarded : outbox.underWay)
}
