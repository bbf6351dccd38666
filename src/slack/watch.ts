import { subjectOf } from '../tickets/audit.ts'
import { can, type Driver } from '../tickets/driver.ts'
import type { Watch } from '../tickets/followed.ts'
import { isPending, refKey, type TicketRef } from '../tickets/ticket.ts'
import { seenOf } from '../tickets/watch.ts'
import { LOOK_EVERY_MS, later } from '../tickets/watch-course.ts'
import { entriesOf } from '../tickets/watch-look.ts'
import type { Asked } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { escapedName, link, type Reply, sentence } from './blocks/kit.ts'
import { followedReply, unfollowedReply } from './blocks/watch.ts'
import { cardReply } from './card.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { type Opened, openByButton, openByNumber, openByRef } from './opened.ts'
import { channelReader, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { postCard } from './share.ts'
import { redraw } from './shared-cards.ts'
import { decodeRef, decodeShown } from './values.ts'
import type { Viewer } from './viewer.ts'

/** More than anybody reads the news of. */
export const MAX_WATCHES = 200

/** The buttons on cards and under what was said of them. */
export const registerWatch = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.watch, ACTIONS.watch, (asked) => watchShown(asked, deps))
  guard.button(app, ACTIONS.unwatch, ACTIONS.unwatch, (asked) => unwatchShown(asked, deps))
}

/** `/ticket watch <number>`: the channel follows the ticket from now on. */
export const watchByNumber = async (asked: Asked, number: string, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const refusal = refuse(asked, viewer, deps)
  if (refusal) return await asked.say(refusal)
  const opened = await openByNumber(asked, number, deps)
  if (!('missing' in opened)) return await asked.say(await followReply(asked.channel, opened, viewer, deps))
  const unseen = await unseenRef(asked.channel, number, deps)
  await asked.say(unseen ? await followBlindly(asked.channel, unseen, viewer, deps) : opened.missing)
}

/** The ticket of the pressed button. */
export const watchShown = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const refusal = refuse(asked, viewer, deps)
  if (refusal) return await asked.say(refusal)
  const opened = await openByButton(asked, deps)
  if ('missing' in opened) return await asked.say(opened.missing)
  await asked.say(await followReply(asked.channel, opened, viewer, deps))
  await redrawPressed(asked, opened, deps)
}

/** The card that was pressed, which offers what is done now. Other messages with the button stay. */
const redrawPressed = async (asked: Asked, opened: Opened, deps: Deps): Promise<void> => {
  if (!decodeShown(asked.block)) return
  const { channel } = asked
  const watched = await isWatched(channel, opened.ticket.ref, deps)
  await asked.replace(cardReply(opened, await asked.viewer(), deps, { channel, isWatched: watched }))
}

/** One of several tickets: what became of it, in escaped mrkdwn. A vendor that fails keeps none of the others from it. */
export const followByRef = async (asked: Asked, ref: TicketRef, deps: Deps): Promise<string> => {
  const viewer = await asked.viewer()
  const refusal = refuse(asked, viewer, deps)
  if (refusal) return refusal.text
  const opened = await openByRef(asked, ref, deps)
  return ('missing' in opened ? opened.missing : await followReply(asked.channel, opened, viewer, deps)).text
}

/** `/ticket unwatch <number>`. The vendor is not asked: what is followed is known by its number. */
export const unwatchByNumber = async (asked: Asked, number: string, deps: Deps): Promise<void> => {
  const watches = await followedIn(asked.channel, deps)
  const watch = watches.find(({ ref, number: known }) => {
    const typed = (deps.desk.driver(ref.vendor)?.canonical?.(number) ?? number).toUpperCase()
    return known.toUpperCase() === typed || ref.id.toUpperCase() === typed
  })
  await asked.say(await unfollow(asked, watch, number, deps))
}

export const unwatchShown = async (asked: Asked, deps: Deps): Promise<void> => {
  const ref = decodeRef(asked.value)
  if (!ref) return await asked.say(sentence((await asked.words()).failure.stale))
  await asked.say(await unfollow(asked, await watchOf(asked.channel, ref, deps), ref.id, deps))
  const opened = decodeShown(asked.block) ? await openByRef(asked, ref, deps) : undefined
  if (opened && !('missing' in opened)) await redrawPressed(asked, opened, deps)
}

export const isWatched = async (channel: string, ref: TicketRef, deps: Pick<Deps, 'store'>): Promise<boolean> =>
  (await watchOf(channel, ref, deps)) !== undefined

/** What somebody had channels follow, in all of them. */
export const watchesOf = async (user: string, { store }: Pick<Deps, 'store'>): Promise<readonly Watch[]> =>
  (await store.watches()).filter(({ by }) => by === user)

const refuse = ({ channel }: Asked, viewer: Viewer, deps: Deps): Reply | undefined => {
  const { words } = readerOf(viewer, deps)
  return refuseWriting(viewer, words) ?? (isPlaceless(channel) ? sentence(words.watch.inChannel) : undefined)
}

/** Whether a channel follows a ticket from now on, or why not. `card` is the `ts` of where it is told, if known. */
export type Followed =
  | { readonly is: 'following'; readonly card: string }
  | { readonly is: 'already' | 'ended' | 'full' }

/** Has the channel follow a ticket that was just read. Its card is shared where it is not yet: news goes under it. */
export const follow = async (channel: string, opened: Opened, viewer: Viewer, deps: Deps): Promise<Followed> => {
  const { ticket } = opened
  if (!isPending(ticket)) return { is: 'ended' }
  const held = await hindrance(channel, ticket.ref, deps)
  if (held) return held
  const at = deps.now()
  const driver = deps.desk.driver(ticket.ref.vendor)
  const entries = driver && (await entriesOf(driver, ticket.ref, { language: viewer.language }))
  const seen = seenOf({ ticket, at, ...(entries ? { entries } : {}) })
  const known = driver?.webhook ? { latest: at } : {}
  const { ref, number } = ticket
  const nextLookAt = later(at, LOOK_EVERY_MS)
  const watch = { channel, ref, number, by: viewer.id, at, seen: { ...known, ...seen }, nextLookAt }
  const card = await begin(watch, () => cardIn(channel, opened, viewer, deps), deps)
  return card === undefined ? { is: 'already' } : { is: 'following', card }
}

const followReply = async (channel: string, opened: Opened, viewer: Viewer, deps: Deps): Promise<Reply> => {
  const reader = readerOf(viewer, deps)
  const { watch, statuses } = reader.words
  const { ref, number, status } = opened.ticket
  const shown = escapedName(number)
  const followed = await follow(channel, opened, viewer, deps)
  switch (followed.is) {
    case 'following': {
      // Where Slack gives no address, the sentence does without.
      const address = (await deps.speaker.addressOf({ channel, ts: followed.card })) ?? ''
      return followedReply(watch.following(shown, link(address, watch.itsCard)), ref, reader)
    }
    case 'already':
      return followedReply(watch.already(shown), ref, reader)
    case 'ended':
      return sentence(watch.ended(shown, statuses[status]))
    case 'full':
      return sentence(watch.full(MAX_WATCHES))
  }
}

/** Where a vendor shows no single tickets but reports of them, what is followed is a number as it was typed. */
const unseenRef = async (channel: string, number: string, deps: Deps): Promise<TicketRef | undefined> => {
  const links = await deps.store.links(channel)
  const isBlind = (driver: Driver | undefined) => driver?.webhook !== undefined && !can(driver, 'detail')
  const blind = links.filter(({ vendor }) => isBlind(deps.desk.driver(vendor)))
  const isSure = ({ vendor }: { vendor: string }) =>
    blind.length === links.length || deps.desk.driver(vendor)?.recognise(number) === true
  const found = blind.find(isSure)
  return found && { vendor: found.vendor, community: found.community, id: number }
}

const followBlindly = async (channel: string, ref: TicketRef, viewer: Viewer, deps: Deps): Promise<Reply> => {
  const reader = readerOf(viewer, deps)
  const { watch } = reader.words
  const shown = escapedName(ref.id)
  const held = await hindrance(channel, ref, deps)
  if (held?.is === 'already') return followedReply(watch.already(shown), ref, reader)
  if (held) return sentence(watch.full(MAX_WATCHES))
  const at = deps.now()
  const vendor = vendorName(ref.vendor, reader)
  const theirs = await channelReader(channel, viewer, deps)
  const said = theirs.words.watch.anchor(escapedName(viewer.name), shown, vendorName(ref.vendor, theirs))
  const anchor = () => deps.speaker.post(channel, sentence(said))
  const seen = { status: 'unknown', latest: at } as const
  const begun = await begin({ channel, ref, number: ref.id, by: viewer.id, at, seen }, anchor, deps)
  return followedReply(begun === undefined ? watch.already(shown) : watch.followingBlind(shown, vendor), ref, reader)
}

/** Why the channel cannot follow one more, or need not. */
const hindrance = async (
  channel: string,
  ref: TicketRef,
  deps: Deps,
): Promise<{ is: 'already' | 'full' } | undefined> => {
  const watches = await followedIn(channel, deps)
  if (watches.some((one) => refKey(one.ref) === refKey(ref))) return { is: 'already' }
  return watches.length >= MAX_WATCHES ? { is: 'full' } : undefined
}

/** The `ts` of the ticket's card here: of the last one that is still there, brought up to date, or of a new one. */
const cardIn = async (channel: string, opened: Opened, viewer: Viewer, deps: Deps): Promise<string> => {
  const cards = await deps.store.cards(opened.ticket.ref)
  const card = cards.findLast((one) => one.channel === channel)
  if (card && (await redraw(card, deps))) return card.ts
  return await postCard(channel, opened, viewer, deps)
}

/** Slack may fail to tell where it put a message: then news goes into the channel itself. */
const threadOf = (ts: string): Pick<Watch, 'thread'> => (ts === '' ? {} : { thread: ts })

/**
 * Keeps a watch, and then posts what its news goes under: of two people at once only one does.
 * @returns the `ts` of that; undefined when the channel follows the ticket already
 */
const begin = async (
  watch: Watch,
  post: () => Promise<string>,
  { store, audit }: Deps,
): Promise<string | undefined> => {
  const { by: user, channel, ref, number } = watch
  if (!(await store.putWatch(watch))) return undefined
  try {
    const ts = await post()
    await store.changeWatch(channel, ref, (kept) => ({ ...kept, ...threadOf(ts) }))
    await audit.record({ user, channel, action: 'watch', what: subjectOf(ref, number), outcome: 'done' })
    return ts
  } catch (error) {
    await store.removeWatch(channel, ref)
    throw error
  }
}

export const unfollow = async (
  asked: Pick<Asked, 'user' | 'channel' | 'viewer'>,
  watch: Watch | undefined,
  number: string,
  deps: Deps,
): Promise<Reply> => {
  const { user, channel } = asked
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return refusal
  if (!watch) return sentence(reader.words.watch.notFollowed(escapedName(number)))
  if (await deps.store.removeWatch(channel, watch.ref)) {
    await deps.audit.record({
      user,
      channel,
      action: 'unwatch',
      what: subjectOf(watch.ref, watch.number),
      outcome: 'done',
    })
  }
  return unfollowedReply(reader.words.watch.stopped(escapedName(watch.number)), watch.ref, reader)
}

export const watchOf = async (channel: string, ref: TicketRef, deps: Pick<Deps, 'store'>): Promise<Watch | undefined> =>
  (await followedIn(channel, deps)).find((one) => refKey(one.ref) === refKey(ref))

/** Without those that are over and have only their last line to tell. */
export const followedIn = async (channel: string, { store }: Pick<Deps, 'store'>): Promise<readonly Watch[]> =>
  (await store.watches(channel)).filter(({ over }) => !over)
