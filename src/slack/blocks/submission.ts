import type { Button } from '@slack/types'
import type { Outcome } from '../../tickets/outbox.ts'
import type { Submission } from '../../tickets/submission.ts'
import { ACTIONS } from '../ids.ts'
import { type ErrorReader, errorSentence, vendorName } from './error.ts'
import { button, buttons, escaped, type Reply, sentence } from './kit.ts'

/** How a submission stands, in mrkdwn. What may be done is never called undone. */
export const standingText = (submission: Submission, outcome: Outcome, reader: ErrorReader): string => {
  const { outbox, create, roles } = reader.words
  const { write } = submission
  const vendor = vendorName(submission.vendor, reader)
  const what = whatOf(submission, reader)
  switch (outcome.state) {
    case 'queued':
      return (outcome.error.code === 'rate_limited' ? outbox.tooOften : outbox.waiting)(vendor, what)
    case 'checking':
      return outbox.checking(vendor, what)
    case 'unclear':
      return write.kind === 'create' ? create.unclear(vendor) : outbox.unclear(vendor, what)
    case 'failed': {
      const reason = errorSentence(outcome.error, reader)
      return write.kind === 'create' ? create.notFiled(reason) : outbox.failed(what, reason)
    }
    case 'discarded':
      return roles.membersOnly
    case 'done': {
      const left = write.kind === 'remove' ? write.ids.filter((_, i) => submission.removals?.[i] === 'failed') : []
      return left.length > 0 ? outbox.partly(what, names(left)) : outbox.done(what)
    }
  }
}

/** The same as a message for its filer alone, with what can still be done. */
export const standingReply = (submission: Submission, outcome: Outcome, reader: ErrorReader): Reply => {
  const { create } = reader.words
  const kept = outcome.state === 'failed' || outcome.state === 'unclear' ? `\n${create.kept}` : ''
  return sentence(
    `${standingText(submission, outcome, reader)}${kept}`,
    ...buttons(...standingButtons(submission, outcome, reader)),
  )
}

const standingButtons = ({ id, write }: Submission, { state }: Outcome, reader: ErrorReader): Button[] => {
  const { create, outbox } = reader.words
  const discard = button(outbox.discard, ACTIONS.submissionDiscard, id)
  if (state === 'queued' || state === 'checking') return [discard]
  if (state !== 'failed' && state !== 'unclear') return []
  const retry = button(outbox.retry, ACTIONS.submissionRetry, id)
  return write.kind === 'create' ? [retry, button(create.again, ACTIONS.createAgain, id), discard] : [retry, discard]
}

const whatOf = ({ write }: Submission, { words }: Pick<ErrorReader, 'words'>): string => {
  const { what } = words.outbox
  if (write.kind === 'create') return what.create()
  return what[write.kind](names(write.kind === 'remove' ? write.ids : [write.id]))
}

const names = (ids: readonly string[]): string => escaped(ids.join(', '), 300)
