import { say } from '../i18n/index.ts'
import type { Probe } from '../tickets/desk.ts'
import { toTicketError } from '../tickets/errors.ts'
import { linkTo } from './access.ts'
import type { Asked } from './asked.ts'
import { errorSentence, referred, vendorName } from './blocks/error.ts'
import { clip, escaped, escapedName } from './blocks/kit.ts'
import { type LinkTyped, MAX_COMMUNITY, MAX_NAME } from './blocks/link.ts'
import type { ListReader } from './blocks/list.ts'
import { wordsOf } from './command.ts'
import type { Deps } from './deps.ts'
import { putLink } from './link-change.ts'

/** Why this cannot be a community of this vendor, in words; undefined when it may be one. */
export const communityProblem = (
  { vendor, community }: Pick<LinkTyped, 'vendor' | 'community'>,
  reader: ListReader,
): string | undefined => {
  const { link: words } = reader.words
  const wellFormed = /^(\*|[\p{L}\p{N}][\p{L}\p{N}_.,:*-]*)$/u.test(community)
  if (!wellFormed || community.length > MAX_COMMUNITY) return words.badCommunity
  const scope = reader.driver(vendor)?.scope ?? 'ids'
  const name = vendorName(vendor, reader)
  if (scope === 'account' && community !== '*') return words.accountOnly(name)
  return scope === 'ids' && community === '*' ? words.idsOnly(name) : undefined
}

/** As it can be typed after `/ticket unlink`: with single spaces, and nothing that cannot be seen. */
export const nameFrom = (text: string): string => clip(wordsOf(text).join(' '), MAX_NAME)

/** What became of a wish to link; `text` is mrkdwn. */
export interface Linked {
  readonly linked: boolean
  readonly text: string
}

/** Asks the vendor first; only a community that can be read is linked. */
export const linkCommunity = async (
  { channel, user, trail }: Pick<Asked, 'channel' | 'user' | 'trail'>,
  typed: LinkTyped,
  reader: ListReader,
  deps: Deps,
): Promise<Linked> => {
  const { vendor, community } = typed
  const words = reader.words.link
  const vendorText = vendorName(vendor, reader)
  let probe: Probe
  try {
    probe = await deps.desk.probe(vendor, community, { language: reader.language })
  } catch (thrown) {
    const error = toTicketError(thrown, vendor)
    trail.lacks([{ scope: typed, error }])
    const shown = escaped(community, MAX_COMMUNITY)
    const text = words.unreadable(shown, vendorText, errorSentence(error, reader))
    return { linked: false, text: referred(text, { ...reader, reference: trail.reference }) }
  }
  const known = await linkTo({ channel, vendor, community }, deps)
  const name = nameFrom(typed.name) || known?.name || nameFrom(ownName(typed, probe, reader))
  await putLink({ channel, vendor, community, name, createdBy: user, createdAt: deps.now() }, deps)
  const linked = probe.asked ? words.linked : words.linkedUnasked
  return { linked: true, text: (known ? words.renamed : linked)(escapedName(name), vendorText) }
}

/** What a community is called by itself. One of several in it would only name a part. */
const ownName = ({ vendor, community }: LinkTyped, probe: Probe, reader: ListReader): string => {
  const driver = reader.driver(vendor)
  if (community === '*' && driver) return say(driver.name, reader.language)
  return community.includes(',') ? community : (probe.name ?? community)
}
