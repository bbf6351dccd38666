import type { KnownBlock } from '@slack/types'
import type { Messages } from '../../i18n/en.ts'
import { ACTIONS } from '../ids.ts'
import { button, buttons, context, escaped, header, lineSections, type Reply, section } from './kit.ts'

/** Where help is asked for: what is linked there, and what the reader may do about it. */
export interface HelpPlace {
  /** A direct message or the Home tab has no communities of its own. */
  readonly direct: boolean
  readonly communities: readonly string[]
  readonly canCreate: boolean
  readonly manages: boolean
}

export const helpReply = (place: HelpPlace, words: Messages): Reply => ({
  text: words.help.title,
  blocks: helpBlocks(place, words),
})

export const helpBlocks = (place: HelpPlace, words: Messages): KnownBlock[] => {
  const { help } = words
  const { lines } = help
  const linked = place.communities.length > 0
  const usage = [
    lines.show,
    lines.list,
    ...(place.canCreate ? [lines.create] : []),
    lines.digest,
    lines.links,
    lines.link,
  ]
  return [
    header(help.title),
    section(introduction(place, words)),
    ...lineSections(usage.map((line) => `• ${line}`)),
    context(help.managerHint),
    ...buttons(
      linked ? button(help.list, ACTIONS.list, undefined, 'primary') : undefined,
      place.canCreate ? button(help.create, ACTIONS.create) : undefined,
      linked ? button(help.links, ACTIONS.links) : undefined,
      !linked && !place.direct && place.manages ? button(help.link, ACTIONS.link, undefined, 'primary') : undefined,
    ),
  ]
}

const MAX_NAMED = 8

const introduction = ({ direct, communities }: HelpPlace, { help, comma }: Messages): string => {
  if (communities.length === 0) return direct ? help.introDirect : help.introNone
  const named = communities.slice(0, MAX_NAMED).map((name) => `*${escaped(name, 80)}*`)
  const more = communities.length - named.length
  return help.intro(more > 0 ? help.andMore(named.join(comma), more) : named.join(comma))
}
