import type { Watch, WatchLine } from './followed.ts'
import { type Instant, refKey, type TicketRef } from './ticket.ts'
import { later, type Say } from './watch-course.ts'
import type { Language } from './words.ts'

/** What became of a post: it is there, certainly not, not because its thread is gone, or nobody knows. */
export type Posted = 'sent' | 'not_sent' | 'no_thread' | 'unclear'

/** How a channel is told. */
export interface Herald {
  /** In which language, and how news is put. */
  voice(watch: Watch): Promise<{ readonly language: Language; readonly say: Say }>
  /** Brings the card that it is told under up to date. False when that is gone. */
  refresh(watch: Watch): Promise<boolean>
  /** Never rejects. */
  post(watch: Watch, line: WatchLine): Promise<Posted>
  /** Whether a line is there that was about to be posted then. `unreadable`: nobody can look. Never rejects. */
  find(watch: Watch, line: WatchLine, claimedAt: Instant): Promise<'posted' | 'absent' | 'unreadable' | 'not_now'>
}

/** Where watches are kept. */
export interface WatchRows {
  watches(channel?: string): Promise<readonly Watch[]>
  changeWatch(channel: string, ref: TicketRef, change: (watch: Watch) => Watch | undefined): Promise<Watch | undefined>
  removeWatch(channel: string, ref: TicketRef): Promise<boolean>
}

export interface TellingDeps {
  readonly store: WatchRows
  readonly herald: Herald
  readonly now: () => Instant
  readonly log: { warn(details: object, message: string): void; error(details: object, message: string): void }
}

const MINUTE_MS = 60_000
/** Longer than a post takes: until then one that was cut off may still appear. */
const POST_MS = 45_000
/** So long we try to look whether a line is there. After that it is taken for told: one too few is better than one twice. */
const LOOK_MS = 10 * MINUTE_MS
const RETRY_MS = 5 * MINUTE_MS
/** Older news helps nobody. */
const KEEP_MS = 24 * 60 * MINUTE_MS

/**
 * Tells the lines of a watch. Each is claimed in the store just before it is posted, so that none comes twice however
 * the process ends; one that was left claimed is looked for.
 */
export const createTelling = ({ store, herald, now, log }: TellingDeps): { tell(watch: Watch): Promise<void> } => {
  const ageMs = (at: Instant): number => Date.parse(now()) - Date.parse(at)

  const find = async (watch: Watch): Promise<Watch | undefined> =>
    (await store.watches(watch.channel)).find(({ ref }) => refKey(ref) === refKey(watch.ref))

  /** Puts other lines in the place of this one. False when it is not there any more: nobody follows the ticket now. */
  const replace = async ({ channel, ref }: Watch, { id }: WatchLine, ...lines: WatchLine[]): Promise<boolean> => {
    const changed = await store.changeWatch(channel, ref, ({ lines: kept = [], ...watch }) => {
      if (!kept.some((one) => one.id === id)) return undefined
      const left = kept.flatMap((one) => (one.id === id ? lines : [one]))
      return left.length > 0 ? { ...watch, lines: left } : watch
    })
    return changed !== undefined
  }

  const dropThread = ({ channel, ref }: Watch) =>
    store.changeWatch(channel, ref, ({ thread: _thread, ...watch }) => watch)

  /** True when the line is dealt with, or can be tried anew at once. */
  const settle = async (watch: Watch, line: WatchLine, claimedAt: Instant): Promise<boolean> => {
    const { claimedAt: _claimedAt, ...open } = line
    if (ageMs(claimedAt) < POST_MS) return false
    const seen = await herald.find(watch, line, claimedAt)
    if (seen === 'not_now' && ageMs(claimedAt) < LOOK_MS) return false
    if (seen === 'absent') await replace(watch, line, open)
    else await replace(watch, line)
    if (seen === 'unreadable' || seen === 'not_now') {
      log.warn({ channel: watch.channel, ...watch.ref }, 'nobody can look whether a channel was told of a ticket')
    }
    return true
  }

  const post = async (watch: Watch, line: WatchLine): Promise<boolean> => {
    if (line.retryAt !== undefined && ageMs(line.retryAt) < 0) return false
    const hasCard = watch.thread === undefined || (await isThere(watch))
    if (!hasCard) {
      await dropThread(watch)
      return true
    }
    if (!(await replace(watch, line, { ...line, claimedAt: now() }))) return true
    switch (await herald.post(watch, line)) {
      case 'sent':
        await replace(watch, line)
        return true
      case 'no_thread':
        await dropThread(watch)
        await replace(watch, line, line)
        return true
      case 'not_sent':
        await replace(watch, line, { ...line, retryAt: later(now(), RETRY_MS) })
        return false
      case 'unclear':
        return false
    }
  }

  /** Taken to be there while nobody can tell: the post will show it. */
  const isThere = (watch: Watch): Promise<boolean> =>
    herald.refresh(watch).catch((error) => {
      log.warn({ error, channel: watch.channel, ...watch.ref }, 'the card of a watch is not up to date')
      return true
    })

  const step = async (watch: Watch): Promise<boolean> => {
    const [line] = watch.lines ?? []
    if (!line) {
      if (watch.over) await store.removeWatch(watch.channel, watch.ref)
      return false
    }
    if (line.claimedAt !== undefined) return await settle(watch, line, line.claimedAt)
    if (ageMs(line.at) > KEEP_MS) {
      await replace(watch, line)
      return true
    }
    return await post(watch, line)
  }

  return {
    tell: async (watch) => {
      let isOn = true
      while (isOn) {
        const kept = await find(watch)
        isOn = kept !== undefined && (await step(kept))
      }
    },
  }
}
