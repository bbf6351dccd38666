import type { KnownBlock } from '@slack/types'
import type { Asked } from './asked.ts'
import type { Reply } from './blocks/kit.ts'
import { cardReply, openOn, type Shown } from './card.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { type Missing, openByButton, openByNumber } from './opened.ts'
import type { Viewer } from './viewer.ts'
import { isWatched } from './watch.ts'

/** `/ticket <number>`: the ticket as a card, seen only by the asker. */
export const showTicket = async (asked: Asked, number: string, deps: Deps): Promise<void> => {
  const opened = await openByNumber(asked, number, deps)
  if ('missing' in opened) return await asked.say(opened.missing)
  await asked.say(await ownCard(asked.channel, opened, await asked.viewer(), deps))
}

/** The buttons of cards and lists that show one ticket. */
export const registerShow = (deps: Deps): void => {
  const { guard, app } = deps
  guard.button(app, ACTIONS.open, ACTIONS.open, (asked) => showAnew(asked, deps, 'say'))
  for (const action of [ACTIONS.refresh, ACTIONS.less]) {
    guard.button(app, action, action, (asked) => showAnew(asked, deps, 'replace'))
  }
  guard.button(app, ACTIONS.more, ACTIONS.more, (asked) => showMore(asked, deps))
}

/** The card with everything that the vendor tells. */
export const showMore = (asked: Asked, deps: Deps): Promise<void> =>
  showAnew(asked, deps, 'replace', { expanded: true })

/** The ticket of the pressed button as it is now: beside the message that the button is in, or in its place. */
export const showAnew = async (
  asked: Asked,
  deps: Deps,
  how: 'say' | 'replace',
  options: { expanded?: boolean } = {},
): Promise<void> => {
  const opened = await openByButton(asked, deps)
  if ('missing' in opened) return await sayMissing(asked, opened, how)
  await asked[how](await ownCard(asked.channel, opened, await asked.viewer(), deps, options))
}

/**
 * That there is nothing to show. What is gone is told in the place of its own card, and of the button that opens it for
 * everybody: nobody needs to press that again.
 */
export const sayMissing = async (
  asked: Asked,
  { missing, isGone }: Missing,
  how: 'say' | 'replace' = 'say',
): Promise<void> => {
  if (!isGone) return await asked.say(missing)
  if (how === 'replace') return await asked.replace(missing)
  const { shared = [], block } = asked
  const isItsButton = ({ type, block_id }: KnownBlock): boolean => type === 'actions' && block_id === block
  if (!shared.some(isItsButton)) return await asked.say(missing)
  await asked.replace({
    text: missing.text,
    blocks: shared.flatMap((one) => (isItsButton(one) ? missing.blocks : [one])),
  })
}

/** For one person in a channel, which may follow the ticket. */
export const ownCard = async (
  channel: string,
  shown: Shown,
  viewer: Viewer,
  deps: Deps,
  options: { expanded?: boolean } = {},
): Promise<Reply> => {
  const watched = await isWatched(channel, shown.ticket.ref, deps)
  const open = await openOn(shown.ticket.ref, deps)
  return cardReply(shown, viewer, deps, { channel, isWatched: watched, open, ...options })
}
