import { type TicketError, toTicketError } from '../tickets/errors.ts'
import type { Asked, Changed, MenuOptions, Submitted, Typing, Verdict } from './asked.ts'
import { errorSentence, referred, vendorName } from './blocks/error.ts'
import type { FormState } from './blocks/form.ts'
import { section, sentence } from './blocks/kit.ts'
import { LINK_FIELDS, type LinkTyped, linkView, MAX_NAME, readLinkForm } from './blocks/link.ts'
import { communityOptions } from './blocks/link-options.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, VIEWS } from './ids.ts'
import { refuseLinking } from './link.ts'
import { communityProblem, linkCommunity } from './link-check.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import type { Trail } from './runs.ts'
import { within } from './within.ts'

/** `/ticket link`: the form. Its modal opens before we know the role, so a refusal is shown in it. */
export const openLinkForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const refusal = refuseLinking(viewer, asked.channel, reader)
    if (refusal) return plainView(reader.words, refusal.blocks)
    return drawForm({ metadata: metadataFor(viewer, asked.channel), trail: asked.trail }, reader, deps)
  })

export const registerLinkForm = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.link, 'link', (asked) => openLinkForm(asked, deps))
  guard.change(app, ACTIONS.linkVendor, 'link_vendor', ({ state, ...changed }) =>
    redraw(changed, readLinkForm(state, undefined), deps),
  )
  guard.options(app, ACTIONS.linkCommunity, 'link_community', (typing) => offer(typing, deps))
  guard.submission(app, VIEWS.link, async ({ metadata, state }) => judge(metadata, state, deps))
}

interface Drawing {
  readonly trail: Trail
  readonly metadata: ModalMetadata
  readonly typed?: LinkTyped
  /** mrkdwn: why the community was not linked. */
  readonly problem?: string
}

/** A form that does not open is worse than one without a menu. */
const LISTING_LIMIT_MS = 5_000

/** The form for the vendor that is chosen, or for the first. */
const drawForm = async ({ trail, metadata, typed, problem }: Drawing, reader: ListReader, deps: Deps) => {
  const { drivers } = deps.desk
  const driver = drivers.find(({ vendor }) => vendor === typed?.vendor) ?? drivers[0]
  if (!driver) return plainView(reader.words, [section(reader.words.link.noVendors)])
  const listing = deps.desk.communities(driver.vendor, { language: reader.language })
  const noticeOf = (error: TicketError): string => {
    const { vendor } = driver
    trail.lacks([{ scope: { vendor, community: '*', name: vendor }, error }])
    const text = reader.words.link.unlisted(vendorName(vendor, reader), errorSentence(error, reader))
    return referred(text, { ...reader, reference: trail.reference })
  }
  const [known, unlisted] = await within(LISTING_LIMIT_MS, listing).then(
    (communities) => [communities, undefined] as const,
    (thrown) => [undefined, noticeOf(toTicketError(thrown, driver.vendor))] as const,
  )
  return linkView({ drivers, driver, metadata, typed, known, notice: problem ?? unlisted }, reader)
}

/** What can be linked is shown to those who may, also when somebody else sends a change of their form. */
const redraw = async (
  { user, metadata, trail }: Pick<Changed, 'user' | 'metadata' | 'trail'>,
  typed: LinkTyped,
  deps: Deps,
) => {
  const viewer = await deps.viewers.get(user)
  const reader = readerOf(viewer, deps)
  const refusal = refuseLinking(viewer, metadata.channel, reader)
  return refusal ? plainView(reader.words, refusal.blocks) : drawForm({ trail, metadata, typed }, reader, deps)
}

const offer = async ({ user, metadata, query }: Typing, deps: Deps): Promise<MenuOptions> => {
  const viewer = await deps.viewers.get(user)
  const reader = readerIn(metadata.language, deps)
  const driver = deps.desk.driver(metadata.vendor ?? '')
  if (!driver || refuseLinking(viewer, metadata.channel, reader)) return { options: [] }
  const [known = [], links] = await Promise.all([
    deps.desk.communities(driver.vendor, { language: reader.language }),
    deps.store.links(metadata.channel),
  ])
  const linked = links.filter(({ vendor }) => vendor === driver.vendor).map(({ community }) => community)
  const problemOf = (community: string) => communityProblem({ vendor: driver.vendor, community }, reader)
  const all = { known, linked, wholeAccount: driver.scope === 'either' }
  return { options: communityOptions(all, query, (typed) => problemOf(typed) === undefined, reader) }
}

const judge = (metadata: ModalMetadata, state: FormState, deps: Deps): Verdict => {
  const reader = readerIn(metadata.language, deps)
  const { link: words } = reader.words
  const typed = readLinkForm(state, deps.desk.driver(metadata.vendor ?? ''))
  // Sent before the fields of another vendor were there.
  if (typed.vendor !== metadata.vendor) return drawAgain(metadata, typed, deps)
  const field = LINK_FIELDS.community(typed.vendor)
  if (typed.contradicts) return { errors: { [field]: words.wholeOrIds } }
  const problem = communityProblem(typed, reader)
  if (problem) return { errors: { [field]: problem } }
  if (typed.name.length > MAX_NAME) return { errors: { [LINK_FIELDS.name]: words.badName } }
  const checking = [section(words.checking(vendorName(typed.vendor, reader)))]
  return {
    view: plainView(reader.words, checking, words.checkingTitle),
    work: (submitted) => linkAndTell(submitted, typed, deps),
  }
}

const drawAgain = (metadata: ModalMetadata, typed: LinkTyped, deps: Deps): Verdict => {
  const { words } = readerIn(metadata.language, deps)
  return {
    view: plainView(words, [section(words.loading.text)]),
    work: async ({ user, trail, show }) => void (await show(await redraw({ user, metadata, trail }, typed, deps))),
  }
}

const linkAndTell = async (submitted: Submitted, typed: LinkTyped, deps: Deps): Promise<void> => {
  const { metadata, user } = submitted
  const viewer = await submitted.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseLinking(viewer, metadata.channel, reader)
  if (refusal) return void (await submitted.show(plainView(reader.words, refusal.blocks)))
  const { linked, text } = await linkCommunity(
    { channel: metadata.channel, user, trail: submitted.trail },
    typed,
    reader,
    deps,
  )
  const view = linked
    ? plainView(reader.words, [section(`✅ ${text}`)])
    : await drawForm({ trail: submitted.trail, metadata, typed, problem: text }, reader, deps)
  const seen = await submitted.show(view)
  if (!seen) await deps.speaker.whisper(metadata.channel, user, sentence(text))
}
