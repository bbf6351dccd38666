import type { Messages } from '../i18n/en.ts'
import type { Write } from '../tickets/submission.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import type { Audience } from './blocks/mask.ts'
import type { Viewer } from './viewer.ts'

/** Why this person may not configure, or undefined when they may. */
export const refuseConfiguring = (viewer: Viewer, words: Messages): Reply | undefined => {
  if (viewer.role === 'manager') return undefined
  return sentence(viewer.role === 'unknown' ? words.roles.unknown : words.roles.managersOnly)
}

/**
 * Why this person may not file or post, or undefined when they may. Whom Slack could not describe is taken for a
 * member, because filing a ticket must not depend on a second service; only guests are held back.
 */
export const refuseWriting = (viewer: Viewer, words: Messages): Reply | undefined =>
  viewer.role === 'guest' ? sentence(words.roles.membersOnly) : undefined

/** Why this person may not have a vendor do this, or undefined when they may. What is deleted is gone: for managers only. */
export const refuseWrite = ({ kind }: Pick<Write, 'kind'>, viewer: Viewer, words: Messages): Reply | undefined =>
  (kind === 'remove' ? refuseConfiguring : refuseWriting)(viewer, words)

/** How much of people this person may read where nobody else does. Whom Slack could not describe may be a guest. */
export const audienceOf = ({ role }: Pick<Viewer, 'role'>): Audience =>
  role === 'manager' || role === 'member' ? 'one' : 'many'
