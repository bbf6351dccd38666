import type { Button } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Outcome } from '../../tickets/outbox.ts'
import type { Submission } from '../../tickets/submission.ts'
import { ACTIONS } from '../ids.ts'
import { type ErrorReader, errorSentence, referenceBlocks, referred, vendorName } from './error.ts'
import { button, buttons, escaped, escapedName, type Reply, sentence } from './kit.ts'

/** How a submission stands, in mrkdwn, with the reference where that is not what was wanted. */
export const standingText = (submission: Submission, outcome: Outcome, reader: ErrorReader): string => {
  const text = plainText(submission, outcome, reader)
  return isAmiss(outcome) ? referred(text, { ...reader, ...referenceOf(submission) }) : text
}

const isAmiss = ({ state }: Outcome): boolean => state !== 'done' && state !== 'discarded'

/** Its own: it may be told long after the journey that it came by. */
export const referenceOf = ({ reference }: Submission): Pick<ErrorReader, 'reference'> =>
  reference === undefined ? {} : { reference }

/** What may be done is never called undone. */
const plainText = (submission: Submission, outcome: Outcome, reader: ErrorReader): string => {
  const { outbox, create, roles } = reader.words
  const { write } = submission
  const vendor = vendorName(submission.vendor, reader)
  const what = whatOf(submission, reader)
  switch (outcome.state) {
    case 'queued':
      if (!outcome.error) return outbox.kept(vendor, what)
      if (outcome.error.code === 'forbidden') return outbox.asking(what)
      return (outcome.error.code === 'rate_limited' ? outbox.tooOften : outbox.waiting)(vendor, what)
    case 'checking':
      return outbox.checking(vendor, what)
    case 'unclear':
      if (outcome.error.code !== 'unclear') return outbox.cannotLook(vendor, what)
      return write.kind === 'create' ? create.unclear(vendor) : outbox.unclear(vendor, what)
    case 'failed': {
      const reason = errorSentence(outcome.error, reader)
      return write.kind === 'create' ? create.notFiled(reason) : outbox.failed(what, reason)
    }
    case 'discarded':
      if (submission.reason === 'conflict') return outbox.arrived(vendor, what)
      return outbox.failed(what, submission.reason === 'unclear' ? roles.unknown : roles.membersOnly)
    case 'done':
      return doneText(submission, reader)
  }
}

/** What somebody reads who gave it up: what may have been taken is not called unsent. */
export const discardedText = (submission: Submission, reader: ErrorReader): string => {
  const { outbox } = reader.words
  const vendor = vendorName(submission.vendor, reader)
  const what = whatOf(submission, reader)
  if (submission.givenUp) return (submission.givenUp === 'sought' ? outbox.sought : outbox.unknown)(vendor, what)
  return submission.reason === 'conflict' ? outbox.arrived(vendor, what) : outbox.discarded
}

/** The same as a message for its filer alone, with what can still be done. */
export const standingReply = (submission: Submission, outcome: Outcome, reader: ErrorReader): Reply => {
  const { create } = reader.words
  const kept = outcome.state === 'failed' || outcome.state === 'unclear' ? `\n${create.kept}` : ''
  return sentence(
    `${plainText(submission, outcome, reader)}${kept}`,
    ...(isAmiss(outcome) ? referenceBlocks({ ...reader, ...referenceOf(submission) }) : []),
    ...buttons(...standingButtons(submission, outcome, reader)),
  )
}

const standingButtons = ({ id, write }: Submission, { state }: Outcome, reader: ErrorReader): Button[] => {
  const { create, outbox } = reader.words
  const discard = button(outbox.discard, ACTIONS.submissionDiscard, id)
  if (state === 'queued' || state === 'checking') return [discard]
  if (state !== 'failed' && state !== 'unclear') return []
  const again = button(create.again, write.kind === 'create' ? ACTIONS.createAgain : ACTIONS.actAgain, id)
  return [button(outbox.retry, ACTIONS.submissionRetry, id), ...(write.kind === 'remove' ? [] : [again]), discard]
}

/** What was submitted, as it stands in a sentence. */
export const whatOf = (submission: Submission, reader: ErrorReader): string => {
  const { outbox } = reader.words
  const tickets = ticketsOf(submission)
  const step = stepOf(submission, reader)
  return step === undefined ? outbox.what[submission.write.kind](tickets) : outbox.step(step, tickets)
}

const doneText = (submission: Submission, reader: ErrorReader): string => {
  const { outbox } = reader.words
  const tickets = ticketsOf(submission)
  const step = stepOf(submission, reader)
  return step === undefined ? outbox.done[submission.write.kind](tickets) : outbox.stepDone(step, tickets)
}

const ticketsOf = ({ write, numbers }: Submission): string => {
  if (write.kind === 'create') return ''
  const ids = write.kind === 'remove' ? write.ids : [write.id]
  return escaped((numbers ?? ids).join(', '), 300)
}

/** What the vendor calls the step that was taken, where it was one that we know. */
const stepOf = ({ write, vendor }: Submission, reader: ErrorReader): string | undefined => {
  if (write.kind !== 'transition') return undefined
  const label = reader.driver(vendor)?.steps?.find(({ name }) => name === write.step)?.label
  return label && escapedName(say(label, reader.language))
}
