import type { Accepted } from '../tickets/submission.ts'
import type { Instant } from '../tickets/ticket.ts'
import type { Deps } from './deps.ts'
import { within } from './within.ts'

/**
 * How a submission was taken. `known`: delivered before. `under_way`: what it repeats is sent already, so this is not.
 * `not_kept`: the store did not take it in time; it is not sent, and the person is to send it again.
 */
export type Taken = 'new' | 'known' | 'under_way' | 'not_kept'

/** Slack waits three seconds for the answer to a form. */
const KEEP_LIMIT_MS = 1_000

/** Keeps a submission durably before its form is answered: the one thing that comes before an ack. Never rejects. */
export const accept = async (submission: Accepted, deps: Deps, holdUntil?: Instant): Promise<Taken> => {
  const { outbox, log } = deps
  const keeping = keep(submission, deps, holdUntil)
  const taken = await within(KEEP_LIMIT_MS, keeping).catch((error): undefined => {
    log.error({ error, reference: submission.reference }, 'a submission could not be kept')
  })
  if (taken !== undefined) return taken
  // Kept too late for the answer, it must not be sent: the person is asked to send it again.
  keeping.then((late) => (late === 'new' ? outbox.withdraw(submission.id) : undefined)).catch(() => {})
  return 'not_kept'
}

/**
 * What it repeats is given up first, so that only one of the two is ever sent. Nobody gives up what another has sent, and
 * what may have arrived is looked for before this is sent.
 */
const keep = async (submission: Accepted, { outbox, store }: Deps, holdUntil?: Instant): Promise<Taken> => {
  const { replaces, ...alone } = submission
  const replaced = replaces === undefined ? undefined : await store.submission(replaces)
  const isTheirs = replaced?.user === submission.user
  if (isTheirs && !(await outbox.giveWay(replaced.id, submission.user))) return 'under_way'
  return (await outbox.accept(isTheirs ? submission : alone, holdUntil)) ? 'new' : 'known'
}
