import type { Asked } from './asked.ts'
import { type Reply, sentence } from './blocks/kit.ts'
import type { Deps } from './deps.ts'
import { changeLink } from './link-change.ts'
import { askedIn } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring } from './roles.ts'
import { decodePlace } from './values.ts'

/**
 * Takes up the link that a button names, of a channel that this manager is in.
 * @returns why not
 */
export const resumeLink = async (asked: Asked, deps: Deps): Promise<Reply | undefined> => {
  const viewer = await asked.viewer()
  const { words } = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, words)
  if (refusal) return refusal
  const place = decodePlace(asked.value)
  const there = place && (await askedIn(asked, place.channel, deps))
  const changed = there && (await changeLink(asked.user, place, { paused: false }, deps))
  return changed ? undefined : sentence(words.home.notThere)
}
