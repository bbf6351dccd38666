import type { DigestSchedule, Link } from '../store/store.ts'
import type { Desk, Pending } from '../tickets/desk.ts'
import { compareWithLast, type DigestMemory } from '../tickets/digest-memory.ts'
import { withLastKnown } from '../tickets/readings.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Language } from '../tickets/words.ts'
import type { DigestContent } from './blocks/digest.ts'
import type { Deps } from './deps.ts'

/** The links that a schedule is about: all of them when it names none, or only such as are gone. */
export const linksFor = ({ only = [] }: Pick<DigestSchedule, 'only'>, links: readonly Link[]): readonly Link[] => {
  const chosen = links.filter((link) => only.some((one) => isSameCommunity(one, link)))
  return chosen.length > 0 ? chosen : links
}

/**
 * What a digest of these links says now. `live` is what the vendors answered by themselves; in the content, what could
 * not be read is filled with the figures known last.
 */
export const digestContent = async (
  channel: string,
  links: readonly Link[],
  language: Language,
  desk: Pick<Desk, 'pending'>,
  { store }: Pick<Deps, 'store'>,
): Promise<{ content: DigestContent; live: Pending; memory: DigestMemory }> => {
  const live = await desk.pending(links, { language })
  const { memory, delta } = compareWithLast(channel, links, live, await store.digestMemory(channel))
  const content = { scopes: links, ...withLastKnown(live, await store.readings()), ...(delta ? { delta } : {}) }
  return { content, live, memory }
}
