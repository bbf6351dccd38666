import type { Link, LinkKey } from '../store/store.ts'
import type { AuditAction } from '../tickets/audit.ts'
import { linkTo } from './access.ts'
import type { LinkChange } from './blocks/link-file.ts'
import type { Deps } from './deps.ts'

/* Every change that a person makes to a link passes here, and so comes into the audit. */

type Named = LinkKey & Pick<Link, 'name'>

/** Links, or gives a link another name; all else that is known of the link stays. */
export const putLink = async (link: Link, deps: Deps): Promise<void> => {
  const known = await linkTo(link, deps)
  await deps.store.putLink(link)
  await record(link.createdBy, known ? 'rename' : 'link', link, deps)
}

/** False when it was gone already. */
export const removeLink = async (user: string, link: Named, deps: Deps): Promise<boolean> => {
  const removed = await deps.store.removeLink(link)
  if (removed) await record(user, 'unlink', link, deps)
  return removed
}

/** @returns the link as it is now; undefined when it is gone */
export const changeLink = async (
  user: string,
  which: LinkKey,
  change: LinkChange,
  deps: Deps,
): Promise<Link | undefined> => {
  const changed = await deps.store.changeLink(which, (link) => changedLink(link, change, user, deps))
  if (!changed) return undefined
  for (const action of actionsOf(change)) await record(user, action, changed, deps)
  return changed
}

const changedLink = (link: Link, change: LinkChange, user: string, deps: Deps): Link => {
  const { paused, digest, ...rest } = link
  const isPaused = change.paused ?? paused !== undefined
  const inDigest = change.digest ?? digest !== false
  return {
    ...rest,
    name: change.name ?? link.name,
    ...(isPaused ? { paused: paused ?? { reason: 'by_person', by: user, at: deps.now() } } : {}),
    ...(inDigest ? {} : { digest: false }),
  }
}

const actionsOf = ({ name, paused, digest }: LinkChange): AuditAction[] => [
  ...(name === undefined ? [] : (['rename'] as const)),
  ...(paused === undefined ? [] : ([paused ? 'pause' : 'resume'] as const)),
  ...(digest === undefined ? [] : (['digest_set'] as const)),
]

const record = (user: string, action: AuditAction, link: Named, deps: Deps): Promise<void> => {
  const { channel, vendor, community, name } = link
  return deps.audit.record({ user, channel, action, what: { vendor, community, name }, outcome: 'done' })
}
