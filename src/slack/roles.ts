import type { Messages } from '../i18n/en.ts'
import type { Audience } from '../tickets/for-many.ts'
import type { Write } from '../tickets/submission.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import type { Viewer } from './viewer.ts'

/** Why this person may not configure, or undefined when they may. */
export const refuseConfiguring = (viewer: Viewer, words: Messages): Reply | undefined => {
  if (viewer.role === 'manager') return undefined
  return sentence(viewer.role === 'unknown' ? words.roles.unknown : words.roles.managersOnly)
}

/**
 * Why this person may not file or post, or undefined when they may. Whom Slack could not describe is taken for a
 * member, because filing a ticket must not depend on a second service; only guests are held back. That goes for what
 * adds to a ticket, and no further: see `refuseWrite`.
 */
export const refuseWriting = (viewer: Viewer, words: Messages): Reply | undefined =>
  viewer.role === 'guest' ? sentence(words.roles.membersOnly) : undefined

/**
 * Why this person may not have a vendor do this, or undefined when they may. What is deleted is gone: for managers only.
 * Whom Slack could not describe may be a guest, who must not change or close what others filed.
 */
export const refuseWrite = ({ kind }: Pick<Write, 'kind'>, viewer: Viewer, words: Messages): Reply | undefined => {
  if (kind === 'remove') return refuseConfiguring(viewer, words)
  const adds = kind === 'create' || kind === 'comment'
  return viewer.role === 'unknown' && !adds ? sentence(words.roles.unknown) : refuseWriting(viewer, words)
}

/** How much of people this person may read where nobody else does. Whom Slack could not describe may be a guest. */
export const audienceOf = ({ role }: Pick<Viewer, 'role'>): Audience =>
  role === 'manager' || role === 'member' ? 'one' : 'many'
