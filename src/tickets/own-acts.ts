import type { TimelineEntry } from './driver.ts'
import type { OwnAct } from './followed.ts'
import type { Submission } from './submission.ts'
import type { Instant } from './ticket.ts'
import type { News } from './watch.ts'

/* What somebody in a channel did to a ticket is no news to that channel. What others did meanwhile is. */

/** A vendor's clock is its own, and many tell the time to the second. */
const CLOCKS_MS = 60_000

/** What a submission has done to the one ticket that it is about, once it is done; undefined where nothing is left to see of it. */
export const ownActOf = (submission: Submission, until: Instant): OwnAct | undefined => {
  const { write, acceptedAt, sentAt: from = acceptedAt } = submission
  switch (write.kind) {
    case 'create':
    case 'remove':
      return undefined
    case 'comment':
      return { from, until, said: write.text }
    case 'update':
      return { from, until }
    case 'transition':
      return { from, until, moves: true }
  }
}

/**
 * The entries that these acts did not make. Vendors put everything that comes from here under one account, so an act is
 * known by the words that it said, and else is the entry that was made next to it: each makes one.
 */
export const byOthers = (entries: readonly TimelineEntry[], acts: readonly OwnAct[]): readonly TimelineEntry[] => {
  const others = new Set(entries)
  const silent = acts.filter((act) => {
    const own = [...others].find((entry) => says(entry, act))
    return own === undefined || !others.delete(own)
  })
  for (const act of silent) {
    const [nearest] = [...others]
      .filter((entry) => isBeside(entry, act))
      .sort((a, b) => apartMs(a, act) - apartMs(b, act))
    if (nearest) others.delete(nearest)
  }
  return [...others]
}

/** The one of these acts that made this entry, if any. */
export const makerOf = (entry: TimelineEntry, acts: readonly OwnAct[]): OwnAct | undefined =>
  acts.find((act) => says(entry, act)) ?? acts.find((act) => isBeside(entry, act))

/** News without what comes of a step that was taken here: how the ticket stands now. */
export const unmoved = (news: readonly News[], acts: readonly OwnAct[]): readonly News[] =>
  acts.some(({ moves }) => moves) ? news.filter(({ is }) => is !== 'status' && is !== 'ended') : news

const says = ({ what, more }: TimelineEntry, { said }: OwnAct): boolean =>
  said !== undefined &&
  [what, ...more.map(({ value }) => value)].some((value) => 'text' in value && plain(value.text) === plain(said))

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

const isBeside = ({ at }: TimelineEntry, { from, until }: OwnAct): boolean =>
  at !== undefined && Date.parse(at) >= Date.parse(from) - CLOCKS_MS && Date.parse(at) <= Date.parse(until) + CLOCKS_MS

/** It was done as soon as it was sent, or else just before the answer. */
const apartMs = ({ at = '' }: TimelineEntry, { from, until }: OwnAct): number =>
  Math.min(...[from, until].map((end) => Math.abs(Date.parse(at) - Date.parse(end))))
