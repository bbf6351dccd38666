import type { ModalView } from '@slack/types'
import { isSameCommunity, refKey, type TicketRef } from '../tickets/ticket.ts'
import type { Asked, Changed } from './asked.ts'
import { buttons, fittingButton, section, sentence, withoutButtons } from './blocks/kit.ts'
import { listReply } from './blocks/list.ts'
import { EVERYTHING, placeKey } from './blocks/list-state.ts'
import { plainView } from './blocks/view.ts'
import { cardReply, openOn } from './card.ts'
import { openCreateAnywhere } from './create-anywhere.ts'
import type { Deps } from './deps.ts'
import { showHelp } from './help.ts'
import type { Wish } from './home.ts'
import { ACTIONS } from './ids.ts'
import { resumeLink } from './link-resume.ts'
import { readList } from './list-content.ts'
import { askedIn, linksOf } from './membership.ts'
import { encodeMetadata, metadataFor } from './metadata.ts'
import { openByButton } from './opened.ts'
import { readerOf } from './reader.ts'
import { discardSubmission, retrySubmission } from './submission.ts'
import { decodePlace, decodeRef, encodeRef } from './values.ts'
import { unfollow, watchesOf, watchOf } from './watch.ts'

/*
 * The buttons of the Home tab. There is no channel around them, so what a button carries is checked against the channels
 * that the person is in: `askedIn` for a channel that it names, `linksWithin` for a community.
 */

/** `redraw` shows the tab as it is after something was done. */
export const registerHomeActions = (
  deps: Deps,
  redraw: (asked: Pick<Asked, 'viewer'>, wish?: Pick<Wish, 'notice'>) => Promise<void>,
): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.homeOpen, 'home_open', (asked) => openCard(asked, deps))
  const sending = (send: (asked: Asked, deps: Deps) => Promise<void>) => async (asked: Asked) => {
    await send(asked, deps)
    await redraw(asked, { notice: 'sent' })
  }
  guard.button(app, ACTIONS.homeList, 'home_list', sending(sendList))
  guard.button(app, ACTIONS.homeHelp, 'home_help', sending(showHelp))
  guard.change(app, ACTIONS.unwatchHere, 'ticket_unwatch', async (changed) => {
    const view = await stopHere(changed, deps)
    await redraw({ viewer: async () => deps.viewers.get(changed.user) })
    return view
  })
  guard.button(app, ACTIONS.homeCreate, 'create', (asked) => openCreateAnywhere(asked, deps))
  guard.button(app, ACTIONS.homeResume, 'home_resume', async (asked) => {
    const refusal = await resumeLink(asked, deps)
    await (refusal ? asked.say(refusal) : redraw(asked))
  })
  // Instead of a message in the place of the button there is the tab itself, drawn anew.
  const inPlace = (asked: Asked): Asked => ({ ...asked, replace: () => redraw(asked) })
  guard.button(app, ACTIONS.homeRetry, 'submission_retry', async (asked) => {
    await retrySubmission(inPlace(asked), deps)
    await redraw(asked)
  })
  guard.button(app, ACTIONS.homeDiscard, 'submission_discard', (asked) => discardSubmission(inPlace(asked), deps))
}

/** The ticket in a modal, which on a phone is read at once, while a message would wait behind the tab. */
const openCard = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { words } = readerOf(viewer, deps)
    const opened = await openByButton(asked, deps)
    if ('missing' in opened) return plainView(words, opened.missing.blocks)
    // What is opened from here is asked in the channel that looks after the ticket, and follows it where one does.
    const follower = await followerOf(asked.user, opened.ticket.ref, deps)
    const channel = follower ?? opened.channel
    const open = await openOn(opened.ticket.ref, deps)
    const { blocks } = cardReply(opened, viewer, deps, { channel, open, expanded: true, formsOnly: true })
    const stop = follower
      ? buttons(fittingButton(words.watch.unfollow, ACTIONS.unwatchHere, encodeRef(opened.ticket.ref)))
      : []
    const metadata = encodeMetadata(metadataFor(viewer, channel))
    return { ...plainView(words, [...blocks, ...stop]), private_metadata: metadata }
  })

/** The channel that they had follow the ticket, as far as it looks after it still. */
const followerOf = async (user: string, ref: TicketRef, deps: Deps): Promise<string | undefined> => {
  const watches = (await watchesOf(user, deps)).filter((one) => refKey(one.ref) === refKey(ref) && !one.over)
  const links = await linksOf(user, deps)
  return watches.find(({ channel }) => links.some((link) => link.channel === channel && isSameCommunity(link, ref)))
    ?.channel
}

/** "Stop following" in that modal: what came of it, in its place. */
const stopHere = async ({ user, metadata, value }: Changed, deps: Deps): Promise<ModalView> => {
  const { channel } = metadata
  const viewer = async () => deps.viewers.get(user)
  const { words } = readerOf(await viewer(), deps)
  const ref = decodeRef(value)
  if (!ref) return plainView(words, [section(words.failure.stale)])
  const said = await unfollow({ user, channel, viewer }, await watchOf(channel, ref, deps), ref.id, deps)
  return plainView(words, withoutButtons(said.blocks))
}

/** What is pending, of one community or of all, in the direct messages: there it can be leafed through and filtered. */
const sendList = async (asked: Asked, deps: Deps): Promise<void> => {
  const place = decodePlace(asked.value)
  const reader = readerOf(await asked.viewer(), deps, asked.trail)
  if (place && !(await askedIn(asked, place.channel, deps)))
    return await asked.say(sentence(reader.words.home.notThere))
  const state = { ...EVERYTHING, places: place ? [placeKey(place)] : [] }
  const content = await readList(asked, { state, isRecentEnough: false }, deps)
  await asked.say(content ? listReply(content, 0, deps.now(), reader) : sentence(reader.words.home.noCommunities))
}
