import type { Slot } from '../store/store.ts'
import { formatInstant } from '../time/words.ts'
import { context, escaped, lineSections, link, type Reply, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { nextText, whenText } from './digest-words.ts'
import { readerOf } from './reader.ts'
import type { Viewer } from './viewer.ts'

const SHOWN = 6

/** When the channel's digest comes, and what became of the last ones. */
export const statusReply = async (channel: string, viewer: Viewer, deps: Deps): Promise<Reply> => {
  const schedule = (await deps.store.schedules()).find((one) => one.channel === channel)
  const { zone } = schedule ?? viewer
  const reader = readerOf({ language: viewer.language, zone }, deps)
  const { digest } = reader.words
  const slots = (await deps.store.slots(channel)).toSorted((a, b) => b.id.localeCompare(a.id)).slice(0, SHOWN)
  const lines = await Promise.all(slots.map((slot) => slotLine(slot, reader, deps)))
  const last = lines.length > 0 ? lineSections([digest.lastOnes, ...lines]) : []
  if (!schedule) return sentence(digest.noStatus, ...last)
  const said = { ...schedule, language: viewer.language }
  const status = sentence(digest.status(...whenText(said), nextText(said, deps.now())), ...last)
  return { ...status, blocks: [...status.blocks, context(digest.howToChange)] }
}

/** `• 2026-11-23 09:00: sent 23 Nov 2026, 09:00 · late` */
const slotLine = async (slot: Slot, reader: ListReader, deps: Deps): Promise<string> =>
  `• ${slot.id.replace('T', ' ')}: ${await stateText(slot, reader, deps)}`

const stateText = async (slot: Slot, reader: ListReader, deps: Deps): Promise<string> => {
  const { digest } = reader.words
  switch (slot.state) {
    case 'claimed':
      return digest.claimed
    case 'sent':
      return [
        digest.sent(await whereSent(slot, reader, deps)),
        ...(slot.late ? [digest.wasLate] : []),
        ...(slot.partial ? [digest.wasPartial] : []),
      ].join(' · ')
    case 'skipped':
      return digest.skipped(reasonText(slot, reader))
    case 'failed':
      return `⚠️ ${digest.failed(reasonText(slot, reader))}`
    case 'missed':
      return `⚠️ ${digest.missed}`
    case 'unknown':
      return `⚠️ ${digest.unknown(reasonText(slot, reader))}`
  }
}

/** A link to the message; where Slack gives none, only the time. */
const whereSent = async ({ channel, ts = '' }: Slot, reader: ListReader, deps: Deps): Promise<string> => {
  const at = Number.parseFloat(ts) * 1000
  const time = Number.isNaN(at) ? '' : formatInstant(new Date(at).toISOString(), reader.zone, reader.language)
  const answer = await deps.client.chat.getPermalink({ channel, message_ts: ts }).catch(() => undefined)
  return answer?.permalink ? link(answer.permalink, time) : time
}

/** In words where we know them; otherwise the word that Slack gave. */
const reasonText = ({ reason = '—' }: Slot, { words: { digest } }: ListReader): string => {
  const known: Readonly<Record<string, string>> = {
    unlinked: digest.whyUnlinked,
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
