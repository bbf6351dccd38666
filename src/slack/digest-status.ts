import type { KnownBlock, ModalView } from '@slack/types'
import type { DigestSchedule, Link, Slot } from '../store/store.ts'
import { hasExpired } from '../tickets/snoozed.ts'
import { type Instant, isSameCommunity } from '../tickets/ticket.ts'
import { formatInstant } from '../time/words.ts'
import { statusNames } from './blocks/digest.ts'
import { gapBlocks, type PausedScope } from './blocks/digest-gaps.ts'
import { context, escaped, lineSections, link, type Reply, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { type SnoozeRow, snoozeBlocks } from './blocks/snooze.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { scheduleOf } from './digest-content.ts'
import { nextText, whenText } from './digest-words.ts'
import { ACTIONS } from './ids.ts'
import { encodeMetadata, metadataFor } from './metadata.ts'
import { readerOf } from './reader.ts'
import type { Viewer } from './viewer.ts'

const SHOWN = 6

/** The same in a modal, whose buttons draw it anew, under what came of them. */
export const statusView = async (
  channel: string,
  viewer: Viewer,
  deps: Deps,
  said: readonly KnownBlock[] = [],
): Promise<ModalView> => {
  const { words } = readerOf(viewer, deps)
  const { blocks } = await statusReply(channel, viewer, deps, ACTIONS.wakeHere)
  const view = plainView(words, [...said, ...blocks], words.digestForm.title)
  return { ...view, private_metadata: encodeMetadata(metadataFor(viewer, channel)) }
}

/** When the channel's digest comes, and what became of the last ones. */
export const statusReply = async (
  channel: string,
  viewer: Viewer,
  deps: Deps,
  waking: string = ACTIONS.wake,
): Promise<Reply> => {
  const schedule = await scheduleOf(channel, deps)
  const { zone } = schedule ?? viewer
  const reader = readerOf({ language: viewer.language, zone }, deps)
  const { digest } = reader.words
  const slots = (await deps.store.slots(channel)).toSorted(latestFirst).slice(0, SHOWN)
  const lines = await Promise.all(slots.map((slot) => slotLine(schedule ? slot : givenUp(slot), reader, deps)))
  const links = await deps.store.links(channel)
  const more = [
    ...(lines.length > 0 ? lineSections([digest.lastOnes, ...lines]) : []),
    ...gapBlocks(await pausedOf(links, deps), leftOut(links), reader),
    ...snoozeBlocks(await snoozedIn(channel, links, deps), waking, reader),
  ]
  const manages = viewer.role === 'manager'
  if (!schedule) return sentence(manages ? digest.noStatus : digest.noStatusYet, ...more)
  const said = { ...schedule, language: viewer.language }
  const status = digest.status(...whenText(said), nextText(said, deps.now()))
  return sentence(
    status,
    ...limitBlocks(schedule, reader),
    ...more,
    context(manages ? digest.howToChange : digest.whoChanges),
  )
}

/** What the digest is limited to, where it is. */
export const limitBlocks = ({ statuses }: Pick<DigestSchedule, 'statuses'>, { words }: Pick<ListReader, 'words'>) =>
  statuses ? [context(`🔎 ${words.digest.onlyStatuses(statusNames(statuses, words))}`)] : []

const leftOut = (links: readonly Link[]): readonly Link[] =>
  links.filter(({ paused, digest }) => !paused && digest === false)

const pausedOf = (links: readonly Link[], { viewers }: Pick<Deps, 'viewers'>): Promise<PausedScope[]> =>
  Promise.all(
    links.flatMap(({ name, paused }) => {
      if (!paused) return []
      const { by, reason } = paused
      return [by ? viewers.get(by).then((person) => ({ name, reason, by: person.name })) : { name, reason }]
    }),
  )

/** Those that may still keep a ticket back. */
const snoozedIn = async (channel: string, links: readonly Link[], deps: Deps): Promise<SnoozeRow[]> => {
  const snoozes = await deps.store.snoozes(channel)
  const now = deps.now()
  const lasting = snoozes.filter((one) => !hasExpired(one, now) && links.some((link) => isSameCommunity(link, one.ref)))
  return Promise.all(lasting.map(async (snooze) => ({ snooze, by: (await deps.viewers.get(snooze.by)).name })))
}

export const latestFirst = (one: Slot, other: Slot): number => dueAtOf(other).localeCompare(dueAtOf(one))

const dueAtOf = ({ dueAt, claimedAt }: Slot): Instant => dueAt ?? claimedAt

/** When it was due, by the clocks of the reader. */
export const dueText = (slot: Slot, { zone, language }: ListReader): string =>
  formatInstant(dueAtOf(slot), zone, language)

/** `• 23 Nov 2026, 09:00: sent 23 Nov 2026, 09:06 · late` */
const slotLine = async (slot: Slot, reader: ListReader, deps: Deps): Promise<string> =>
  `• ${reader.words.pair(dueText(slot, reader), await stateText(slot, reader, deps))}`

/** What became of a slot, in words. */
export const stateText = async (slot: Slot, reader: ListReader, deps: Deps): Promise<string> => {
  const { digest } = reader.words
  switch (slot.state) {
    case 'claimed':
      return digest.claimed
    case 'sent':
      return [
        digest.sent(await whereSent(slot, reader, deps)),
        ...(slot.late ? [digest.wasLate] : []),
        ...(slot.partial ? [digest.wasPartial] : []),
        ...(slot.cut ? [digest.wasCut] : []),
      ].join(' · ')
    case 'skipped':
      return digest.skipped(reasonText(slot, reader))
    case 'failed':
      return [`⚠️ ${digest.failed(reasonText(slot, reader))}`, ...retryText(slot, reader, deps)].join(' · ')
    case 'missed':
      return `⚠️ ${digest.missed}`
    case 'unknown':
      return `⚠️ ${digest.unknown(reasonText(slot, reader))}`
  }
}

/** Nothing is posted in a channel that has no schedule any more. */
const givenUp = ({ retryAt: _retryAt, ...slot }: Slot): Slot => slot

const retryText = ({ retryAt }: Slot, { words, zone, language }: ListReader, { now }: Deps): string[] =>
  retryAt === undefined || retryAt < now() ? [] : [words.digest.triedAgain(formatInstant(retryAt, zone, language))]

/** A link to the message; where Slack gives none, only the time. */
const whereSent = async ({ channel, ts = '' }: Slot, reader: ListReader, deps: Deps): Promise<string> => {
  const at = Number.parseFloat(ts) * 1000
  const time = Number.isNaN(at) ? '' : formatInstant(new Date(at).toISOString(), reader.zone, reader.language)
  return link((await deps.speaker.addressOf({ channel, ts })) ?? '', time)
}

/** In words where we know them; otherwise the word that Slack gave. */
const reasonText = ({ reason = '—' }: Slot, { words: { digest } }: ListReader): string => {
  const known: Readonly<Record<string, string>> = {
    unlinked: digest.whyUnlinked,
    paused: digest.whyPaused,
    empty: digest.whyEmpty,
    unchanged: digest.whyUnchanged,
    not_in_channel: digest.whyNotMember,
    channel_not_found: digest.whyNotMember,
    missing_scope: digest.whyScope,
    rate_limited: digest.whyRateLimited,
    unreachable: digest.whyUnreachable,
  }
  return known[reason] ?? `\`${escaped(reason, 60)}\``
}
