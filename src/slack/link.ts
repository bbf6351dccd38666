import type { Link } from '../store/store.ts'
import type { Asked } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { button, buttons, escaped, escapedName, type Reply, sentence } from './blocks/kit.ts'
import { type LinkTyped, MAX_NAME } from './blocks/link.ts'
import type { ListReader } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { removeLink } from './link-change.ts'
import { communityProblem, linkCommunity } from './link-check.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** Said instead of an answer where a channel has no community to answer for. */
export const unlinkedReply = (viewer: Viewer, deps: Deps, channel: string): Reply => {
  const { link, help } = readerOf(viewer, deps).words
  if (isPlaceless(channel)) return sentence(help.introDirect)
  if (viewer.role !== 'manager') return sentence(link.noneMember)
  return sentence(link.noneManager, ...buttons(button(link.add, ACTIONS.link, undefined, 'primary')))
}

/** Why links cannot be changed here by this person, or undefined when they can. */
export const refuseLinking = (viewer: Viewer, channel: string, reader: ListReader): Reply | undefined =>
  isPlaceless(channel) ? sentence(reader.words.link.directOnly) : refuseConfiguring(viewer, reader.words)

/** `/ticket link <vendor> <community> [name…]`. */
export const linkByWords = async (asked: Asked, typed: LinkTyped, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseLinking(viewer, asked.channel, reader) ?? refuseTyped(typed, reader, deps)
  await asked.say(refusal ?? sentence((await linkCommunity(asked, typed, reader, deps)).text))
}

/** `/ticket unlink <vendor> <community>` or `/ticket unlink <name>`. */
export const unlink = async (asked: Asked, what: readonly string[], deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseLinking(viewer, asked.channel, reader)
  if (refusal) return await asked.say(refusal)
  const links = await deps.store.links(asked.channel)
  const name = what.join(' ')
  const exact = links.filter(
    (one) => what.length === 2 && one.vendor === what[0]?.toLowerCase() && one.community === what[1],
  )
  const named = links.filter((one) => alike(one.name, name) || one.community === name)
  const matching = exact.length > 0 ? exact : named
  const [found] = matching
  const shown = escaped(name, 200)
  if (!found) return await asked.say(sentence(reader.words.link.notLinked(shown)))
  if (matching.length > 1) return await asked.say(sentence(reader.words.link.several(shown)))
  await asked.say(await takeAway(asked.user, found, reader, deps))
}

/** Unlinks. @returns what to say, with how to undo it */
export const takeAway = async (user: string, link: Link, reader: ListReader, deps: Deps): Promise<Reply> => {
  await removeLink(user, link, deps)
  const again = `/ticket link ${link.vendor} ${escaped(`${link.community} ${link.name}`, 400)}`
  return sentence(reader.words.link.unlinked(escapedName(link.name), vendorName(link.vendor, reader), again))
}

export const alike = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

const refuseTyped = (typed: LinkTyped, reader: ListReader, deps: Deps): Reply | undefined => {
  const { link: words } = reader.words
  if (!deps.desk.driver(typed.vendor)) {
    const known = deps.desk.drivers.map((driver) => `\`${driver.vendor}\``).join(reader.words.comma)
    return sentence(words.unknownVendor(escaped(typed.vendor, 60), known))
  }
  const problem = communityProblem(typed, reader)
  if (problem) return sentence(problem)
  return typed.name.length > MAX_NAME ? sentence(words.badName) : undefined
}
