import type { Messages } from '../../i18n/en.ts'
import { ACTIONS } from '../ids.ts'
import { channelText } from './home-community.ts'
import { button, buttons, context, escapedName, header, lineSections, type Reply, section } from './kit.ts'

/** What the vendors that can be reached let anybody do. */
export interface HelpPowers {
  readonly show: boolean
  readonly list: boolean
  readonly create: boolean
  readonly edit: boolean
  readonly comment: boolean
  readonly close: boolean
  readonly assign: boolean
  readonly remove: boolean
}

/** Where help is asked for: what can be done there, and what of it the reader may do. */
export interface HelpPlace {
  /** The channels whose communities the reader reaches, where there is none at hand. */
  readonly channels?: readonly string[]
  readonly communities: readonly string[]
  readonly powers: HelpPowers
  readonly writes: boolean
  readonly manages: boolean
}

/** What can be done here, in as few lines as that takes on a phone. */
export const helpReply = (place: HelpPlace, words: Messages): Reply => {
  const { help } = words
  const { powers, writes, manages } = place
  const isChannel = place.channels === undefined
  const isLinked = place.communities.length > 0
  const groups = groupsOf(place, words)
  return {
    text: help.title,
    blocks: [
      header(help.title),
      section(introduction(place, words)),
      ...lineSections(groups),
      ...(isChannel ? [] : [context(help.inChannels)]),
      ...(manages ? [] : [context(help.managerHint)]),
      ...buttons(
        isLinked && powers.list ? button(help.list, ACTIONS.list, undefined, 'primary') : undefined,
        powers.create && writes ? button(help.create, ACTIONS.create) : undefined,
        isLinked && isChannel ? button(help.links, ACTIONS.links) : undefined,
        !isLinked && isChannel && manages ? button(help.link, ACTIONS.link, undefined, 'primary') : undefined,
      ),
    ],
  }
}

/** One text for each group: a heading with its lines. */
const groupsOf = ({ channels, communities, powers, writes, manages }: HelpPlace, { help }: Messages): string[] => {
  const { groups, lines } = help
  const isChannel = channels === undefined
  const hasAny = communities.length > 0
  const group = (title: string, ...all: readonly [can: boolean, line: string][]): string[] => {
    const possible = all.flatMap(([can, line]) => (can ? [`• ${line}`] : []))
    return possible.length === 0 ? [] : [[`*${title}*`, ...possible].join('\n')]
  }
  return [
    ...group(groups.look, [powers.show, lines.show], [powers.list, lines.list], [powers.list, lines.export]),
    ...group(
      groups.act,
      [writes && powers.create, lines.create],
      [writes && powers.create, lines.shortcuts],
      [writes && powers.edit, lines.edit],
      [writes && powers.comment, lines.comment],
      [writes && powers.close, lines.close],
      [writes && powers.assign, lines.assign],
      [manages && powers.remove, lines.delete],
    ),
    ...group(groups.follow, [isChannel && hasAny && writes, lines.watch]),
    ...group(
      groups.digest,
      [isChannel && hasAny && writes, lines.digestNow],
      [isChannel && hasAny && manages, lines.digest],
      [isChannel && hasAny, lines.digestStatus],
    ),
    ...group(
      groups.manage,
      [isChannel && hasAny, lines.links],
      [isChannel && manages, lines.link],
      [isChannel && manages, lines.audit],
      [true, lines.doctor],
    ),
  ]
}

const MAX_NAMED = 8

const introduction = ({ channels, communities }: HelpPlace, { help, comma }: Messages): string => {
  const named = (all: readonly string[]): string => {
    const some = all.slice(0, MAX_NAMED).join(comma)
    return all.length > MAX_NAMED ? help.andMore(some, all.length - MAX_NAMED) : some
  }
  if (channels) return channels.length === 0 ? help.introDirect : help.introMine(named(channels.map(channelText)))
  if (communities.length === 0) return help.introNone
  return help.intro(named(communities.map((name) => `*${escapedName(name)}*`)))
}
