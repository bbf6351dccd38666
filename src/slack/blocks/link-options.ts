import type { PlainTextOption } from '@slack/types'
import type { Community } from '../../tickets/driver.ts'
import { folded } from '../../tickets/filter.ts'
import type { ErrorReader } from './error.ts'
import { LIMITS, literal, plain } from './kit.ts'

/** What can be chosen from when a community is linked. */
export interface CommunityOffer {
  readonly known: readonly Community[]
  /** The ids of those that the channel is linked to. */
  readonly linked: readonly string[]
  /** Whether the account can be linked as a whole. */
  readonly wholeAccount: boolean
}

/**
 * The options for what was typed into the menu: the communities whose name or id holds it, and, where it is none of
 * their ids but may be one, the typed text itself. Slack takes 100 at most; an id that is too long for an option is left
 * out.
 */
export const communityOptions = (
  { known, linked, wholeAccount }: CommunityOffer,
  query: string,
  mayBeId: (typed: string) => boolean,
  reader: ErrorReader,
): PlainTextOption[] => {
  const { link } = reader.words
  const typed = query.trim()
  const wanted = folded(typed)
  const fits = (text: string): boolean => folded(text).includes(wanted)
  const found = known.filter(({ id, name = '' }) => id.length <= LIMITS.option && (fits(id) || fits(name)))
  const isNew = typed !== '' && typed.length <= LIMITS.option && !known.some(({ id }) => id === typed)
  const own = isNew && typed !== '*' && mayBeId(typed)
  return [
    ...(wholeAccount && (fits(link.wholeAccount) || typed === '*') ? [wholeAccountOption(reader)] : []),
    ...found
      .slice(0, LIMITS.options - 2)
      .map((one) => described(one, linked.includes(one.id) ? link.alreadyLinked(one.id) : one.id)),
    ...(own ? [{ text: plain(literal(link.useTyped(typed)), LIMITS.option), value: typed }] : []),
  ]
}

export const wholeAccountOption = ({ words }: ErrorReader): PlainTextOption => ({
  text: plain(words.link.wholeAccount, LIMITS.option),
  value: '*',
})

export const communityOption = ({ id, name }: Community): PlainTextOption => ({
  text: plain(literal(name ?? id), LIMITS.option),
  value: id,
})

/** Names are not unique, so the id stands below. */
const described = (community: Community, description: string): PlainTextOption => ({
  ...communityOption(community),
  ...(community.name ? { description: plain(literal(description), LIMITS.option) } : {}),
})
