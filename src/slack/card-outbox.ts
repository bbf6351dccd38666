import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { showAnew } from './show.ts'
import { discardSubmission, retrySubmission } from './submission.ts'
import { decodeOnCard, encodeRef } from './values.ts'

/** The buttons under what was sent for a ticket and has not come to its end, on the card of that ticket. */
export const registerCardOutbox = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.cardRetry, 'submission_retry', (asked) => decide(asked, retrySubmission, deps))
  guard.button(app, ACTIONS.cardDiscard, 'submission_discard', (asked) => decide(asked, discardSubmission, deps))
}

/** The answer comes beside the card, which shows in its place how things stand then. */
const decide = async (asked: Asked, run: typeof retrySubmission, deps: Deps): Promise<void> => {
  const on = decodeOnCard(asked.value)
  if (!on) return await asked.say(sentence((await asked.words()).failure.stale))
  const redraw = (): Promise<void> =>
    showAnew({ ...asked, value: encodeRef(on.ref) }, deps, 'replace').catch((error) => {
      // What was decided counts, and the vendor may be away.
      deps.log.warn({ error }, 'a card is not up to date')
    })
  const beside: Asked['replace'] = async (reply) => {
    await asked.say(reply)
    await redraw()
  }
  await run({ ...asked, value: on.submission, replace: beside }, deps)
  await redraw()
}
