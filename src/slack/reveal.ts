import { subjectOf } from '../tickets/audit.ts'
import { isPersonal } from '../tickets/for-many.ts'
import type { Asked } from './asked.ts'
import { cardReply, openOn } from './card.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { openByButton } from './opened.ts'
import { audienceOf } from './roles.ts'
import { sayMissing } from './show.ts'

/** "Open" on what many people read, and in which what is personal is hidden. */
export const registerReveal = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.reveal, ACTIONS.reveal, (asked) => reveal(asked, deps))

/** The ticket for the one who asks alone, with what is hidden from many. To guests it stays hidden, and says so. */
export const reveal = async (asked: Asked, deps: Deps): Promise<void> => {
  const opened = await openByButton(asked, deps)
  if ('missing' in opened) return await sayMissing(asked, opened)
  const viewer = await asked.viewer()
  const { ticket, scope, channel } = opened
  if (audienceOf(viewer) === 'one' && isPersonal(ticket)) {
    const what = subjectOf(ticket.ref, ticket.number, scope.name)
    // Before it is shown, since what somebody has seen cannot be taken back.
    await deps.audit.record({ user: asked.user, channel, action: 'reveal', what, outcome: 'done' })
  }
  const open = await openOn(ticket.ref, deps)
  await asked.say(cardReply(opened, viewer, deps, { channel, open }))
}
