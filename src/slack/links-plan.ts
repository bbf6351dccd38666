import { createHash } from 'node:crypto'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { KnownLink, LinkChange, LinkEntry, LinkPlan, PlannedChange } from './blocks/link-file.ts'
import { nameFrom } from './link-check.ts'

/**
 * What entries would change of a channel's links. What they do not name stays as it is.
 * @param refuse says in mrkdwn why an entry cannot be used; undefined when it can
 */
export const planOf = (
  entries: readonly LinkEntry[],
  { channel, links }: { readonly channel: string; readonly links: readonly KnownLink[] },
  refuse: (entry: LinkEntry, sameAt: number | undefined) => string | undefined,
): LinkPlan => {
  const here = entries.filter((entry) => entry.channel === undefined || entry.channel === channel)
  const judged = here.map((entry, index) => {
    const same = here.slice(0, index).find((other) => isSameCommunity(other, entry))
    return { entry, reason: refuse(entry, same?.line) }
  })
  const usable = judged.flatMap(({ entry, reason }) => (reason === undefined ? [entry] : []))
  const changes = usable.flatMap(
    (entry) =>
      changeOf(
        entry,
        links.find((link) => isSameCommunity(link, entry)),
      ) ?? [],
  )
  return {
    changes,
    unchanged: usable.length - changes.length,
    elsewhere: entries.length - here.length,
    problems: judged.flatMap(({ entry: { line }, reason }) => (reason === undefined ? [] : [{ line, reason }])),
  }
}

const changeOf = (entry: LinkEntry, link: KnownLink | undefined): PlannedChange | undefined => {
  if (entry.remove) return link && { does: 'unlink', entry, link }
  if (!link) return { does: 'link', entry }
  const name = nameFrom(entry.name ?? '')
  const change: LinkChange = {
    ...(name !== '' && name !== link.name ? { name } : {}),
    ...(entry.paused !== undefined && entry.paused !== (link.paused !== undefined) ? { paused: entry.paused } : {}),
    ...(entry.digest !== undefined && entry.digest !== (link.digest !== false) ? { digest: entry.digest } : {}),
  }
  return Object.keys(change).length === 0 ? undefined : { does: 'change', entry, link, change }
}

/**
 * The same for the same changes of the same links, wherever they stand in the file, and for no others: only what was
 * shown is agreed to.
 */
export const fingerprint = ({ changes }: LinkPlan): string => {
  const withoutLines = JSON.stringify(changes, (key, value) => (key === 'line' ? undefined : value))
  return createHash('sha256').update(withoutLines).digest('base64url')
}
