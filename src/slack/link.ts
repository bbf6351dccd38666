import { say } from '../i18n/index.ts'
import type { Link } from '../store/store.ts'
import type { Probe } from '../tickets/desk.ts'
import { toTicketError } from '../tickets/errors.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { errorSentence, vendorName } from './blocks/error.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { button, buttons, clean, clip, escaped, type Reply, section, sentence } from './blocks/kit.ts'
import { LINK_FIELDS, type LinkTyped, linksReply, linkView, MAX_COMMUNITY, MAX_NAME } from './blocks/link.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import { wordsOf } from './command.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, decodeScope, FIELD_ACTION, type ModalMetadata, VIEWS } from './ids.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseConfiguring } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** A direct message with the app: it looks after no community. */
export const isDirect = (channel: string): boolean => channel.startsWith('D')

/** Said instead of an answer where a channel has no community to answer for. */
export const unlinkedReply = (viewer: Viewer, deps: Deps, channel: string): Reply => {
  const { link, help } = readerOf(viewer, deps).words
  if (isDirect(channel)) return sentence(help.introDirect)
  if (viewer.role !== 'manager') return sentence(link.noneMember)
  return sentence(link.noneManager, ...buttons(button(link.add, ACTIONS.link, undefined, 'primary')))
}

/** `/ticket links`. */
export const showLinks = async (asked: Asked, deps: Deps): Promise<void> => {
  const links = await deps.store.links(asked.channel)
  const viewer = await asked.viewer()
  if (links.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  await asked.say(linksReply(links, viewer.role === 'manager', readerOf(viewer, deps)))
}

/** `/ticket link`: the form. Its modal opens before we know the role, so a refusal is shown in it. */
export const openLinkForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const refusal = refuseConfiguring(viewer, reader.words)
    if (refusal) return plainView(reader.words, refusal.blocks)
    const { language, zone } = viewer
    return linkView(deps.desk.drivers, { channel: asked.channel, language, zone, attempt: 1 }, reader)
  })

/** `/ticket link <vendor> <community> [name…]`. */
export const linkByWords = async (asked: Asked, typed: LinkTyped, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, reader.words) ?? refuseTyped(typed, reader, deps)
  await asked.say(refusal ?? sentence((await link(asked.channel, asked.user, typed, reader, deps)).text))
}

/** `/ticket unlink <vendor> <community>` or `/ticket unlink <name>`. */
export const unlink = async (asked: Asked, what: readonly string[], deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, reader.words)
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
  await asked.say(await remove(found, reader, deps))
}

const alike = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

export const registerLink = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.links, 'links', (asked) => showLinks(asked, deps))
  guard.button(app, ACTIONS.link, 'link', (asked) => openLinkForm(asked, deps))
  guard.button(app, ACTIONS.unlink, 'unlink', async (asked) => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const refusal = refuseConfiguring(viewer, reader.words)
    if (refusal) return await asked.say(refusal)
    const scope = decodeScope(asked.value)
    const links = await deps.store.links(asked.channel)
    const found = links.find((one) => one.vendor === scope?.vendor && one.community === scope.community)
    if (!found) return await asked.say(sentence(reader.words.failure.stale))
    await asked.say(await remove(found, reader, deps))
    const left = await deps.store.links(asked.channel)
    await asked.replace(left.length > 0 ? linksReply(left, true, reader) : unlinkedReply(viewer, deps, asked.channel))
  })
  guard.submission(app, VIEWS.link, async ({ metadata, state }) => judge(metadata, readTyped(state), deps))
}

const remove = async (link: Link, reader: ListReader, deps: Deps): Promise<Reply> => {
  await deps.store.removeLink(link)
  const again = `/ticket link ${link.vendor} ${escaped(`${link.community} ${link.name}`, 400)}`
  return sentence(reader.words.link.unlinked(escaped(link.name, MAX_NAME), vendorName(link.vendor, reader), again))
}

/** Asks the vendor first; only a community that can be read is linked. */
const link = async (
  channel: string,
  user: string,
  typed: LinkTyped,
  reader: ListReader,
  deps: Deps,
): Promise<{ linked: boolean; text: string }> => {
  const { vendor, community } = typed
  const words = reader.words.link
  const vendorText = vendorName(vendor, reader)
  let probe: Probe
  try {
    probe = await deps.desk.probe(vendor, community, { language: reader.language })
  } catch (thrown) {
    const reason = errorSentence(toTicketError(thrown, vendor), reader)
    return { linked: false, text: words.unreadable(escaped(community, MAX_COMMUNITY), vendorText, reason) }
  }
  const known = (await deps.store.links(channel)).find((one) => one.vendor === vendor && one.community === community)
  const name = nameFrom(typed.name) || known?.name || nameFrom(ownName(typed, probe, reader))
  await deps.store.putLink({ channel, vendor, community, name, createdBy: user, createdAt: deps.now() })
  const linked = probe.asked ? words.linked : words.linkedUnasked
  return { linked: true, text: (known ? words.renamed : linked)(escaped(name, MAX_NAME), vendorText) }
}

/** What a community is called by itself. One of several in it would only name a part. */
const ownName = ({ vendor, community }: LinkTyped, probe: Probe, reader: ListReader): string => {
  const driver = reader.driver(vendor)
  if (community === '*' && driver) return say(driver.name, reader.language)
  return community.includes(',') ? community : (probe.name ?? community)
}

/** As it can be typed after `/ticket unlink`: with single spaces, and nothing that cannot be seen. */
const nameFrom = (text: string): string => clip(wordsOf(text).join(' '), MAX_NAME)

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

/** Why this cannot be a community of this vendor, in words; undefined when it may be one. */
const communityProblem = ({ vendor, community }: LinkTyped, reader: ListReader): string | undefined => {
  const { link: words } = reader.words
  const wellFormed = /^(\*|[\p{L}\p{N}][\p{L}\p{N}_.,:*-]*)$/u.test(community)
  if (!wellFormed || community.length > MAX_COMMUNITY) return words.badCommunity
  const scope = reader.driver(vendor)?.scope ?? 'ids'
  const name = vendorName(vendor, reader)
  if (scope === 'account' && community !== '*') return words.accountOnly(name)
  return scope === 'ids' && community === '*' ? words.idsOnly(name) : undefined
}

const judge = (metadata: ModalMetadata, typed: LinkTyped, deps: Deps): Verdict => {
  const reader = readerIn(metadata.language, deps)
  const { link: words } = reader.words
  const problem = communityProblem(typed, reader)
  if (problem) return { errors: { [LINK_FIELDS.community]: problem } }
  if (typed.name.length > MAX_NAME) return { errors: { [LINK_FIELDS.name]: words.badName } }
  const checking = [section(words.checking(vendorName(typed.vendor, reader)))]
  return {
    view: plainView(reader.words, checking, words.checkingTitle),
    work: (submitted) => linkAndTell(submitted, typed, deps),
  }
}

const linkAndTell = async (submitted: Submitted, typed: LinkTyped, deps: Deps): Promise<void> => {
  const { metadata, user } = submitted
  const viewer = await submitted.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, reader.words)
  if (refusal) return void (await submitted.show(plainView(reader.words, refusal.blocks)))
  const { linked, text } = await link(metadata.channel, user, typed, reader, deps)
  const view = linked
    ? plainView(reader.words, [section(`✅ ${text}`)])
    : linkView(deps.desk.drivers, metadata, reader, typed, text)
  const seen = await submitted.show(view)
  if (!seen) await deps.speaker.whisper(metadata.channel, user, sentence(text))
}

const readTyped = (state: FormState): LinkTyped => {
  const text = (block: string): string => clean(readElement(state[block]?.[FIELD_ACTION])).trim()
  return { vendor: text(LINK_FIELDS.vendor), community: text(LINK_FIELDS.community), name: text(LINK_FIELDS.name) }
}
