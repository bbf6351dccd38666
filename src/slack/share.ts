import { subjectOf } from '../tickets/audit.ts'
import type { Asked } from './asked.ts'
import { link, type Reply, sentence } from './blocks/kit.ts'
import { openOn, sharedCard } from './card.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { type Opened, openByButton } from './opened.ts'
import { channelReader, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { redraw } from './shared-cards.ts'
import type { Viewer } from './viewer.ts'

/** "Share to channel" on a card. */
export const registerShare = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.share, ACTIONS.share, (asked) => shareTicket(asked, deps))

/** Posts the ticket for everybody, with what is personal hidden. What was shared today is brought up to date instead. */
export const shareTicket = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  if (isPlaceless(asked.channel)) return await asked.say(sentence(words.home.shareInChannel))
  const opened = await openByButton(asked, deps)
  if ('missing' in opened) return await asked.say(opened.missing)
  const refusal = refuseWriting(viewer, words)
  if (refusal) return await asked.say(refusal)
  const earlier = await updateEarlier(asked, opened, deps)
  if (earlier) return await asked.say(earlier)

  if (!(await asked.isFirst())) return
  await postCard(asked.channel, opened, viewer, deps)
  await asked.say(sentence(words.card.shared))
}

/** Posts the card and remembers where. @returns the message's `ts`, empty where Slack did not tell it */
export const postCard = async (channel: string, opened: Opened, sharer: Viewer, deps: Deps): Promise<string> => {
  const { ref, number } = opened.ticket
  const { id: user } = sharer
  const open = await openOn(ref, deps)
  const card = sharedCard(opened, sharer, await channelReader(channel, sharer, deps), deps.now(), open)
  const ts = await deps.speaker.post(channel, card)
  if (ts) await deps.store.putCard({ channel, ts, ref, sharedBy: user, at: deps.now() })
  const what = subjectOf(ref, number, opened.scope.name)
  await deps.audit.record({ user, channel, action: 'share', what, outcome: 'done' })
  return ts
}

/** People scroll back no further than that. */
const RECENT_MS = 24 * 60 * 60_000

/** Where it was shared here before, if that is not long ago and the message is still there. */
const updateEarlier = async (asked: Asked, { ticket }: Opened, deps: Deps): Promise<Reply | undefined> => {
  const { words } = readerOf(await asked.viewer(), deps)
  const isRecent = (at: string): boolean => Date.parse(deps.now()) - Date.parse(at) < RECENT_MS
  const cards = await deps.store.cards(ticket.ref)
  const card = cards.findLast(({ channel, at }) => channel === asked.channel && isRecent(at))
  if (!card || !(await redraw(card, deps))) return undefined
  const address = (await deps.speaker.addressOf(card)) ?? ''
  return sentence(words.cardActs.sharedBefore(link(address, words.cardActs.theMessage)))
}
