import type { Asked, Submitted, Verdict } from './asked.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { escaped, lineSections, section, sentence } from './blocks/kit.ts'
import {
  fileErrors,
  IMPORT_FIELD,
  importView,
  type LinkEntry,
  type LinkPlan,
  type PlannedChange,
  restOf,
} from './blocks/link-file.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, FIELD_ACTION, VIEWS } from './ids.ts'
import { refuseLinking } from './link.ts'
import { changeLink, removeLink } from './link-change.ts'
import { communityProblem, linkCommunity } from './link-check.ts'
import { LINK_KEYS, parseLinksText } from './links-file.ts'
import { fingerprint, planOf } from './links-plan.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'

/*
 * Links from YAML: pasted, then shown as the changes that they come to, then applied when that is still what they come
 * to. The text stays in the form, so nothing has to be remembered between the views but a fingerprint of what was shown.
 */

export const registerLinksImport = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.linksImport, 'links_import', (asked) => openImportForm(asked, deps))
  guard.submission(app, VIEWS.linksImport, ({ metadata, state }) => judge(metadata, state, deps))
}

const openImportForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const refusal = refuseLinking(viewer, asked.channel, reader)
    if (refusal) return plainView(reader.words, refusal.blocks)
    return importView({ metadata: metadataFor(viewer, asked.channel), text: '', example: exampleOf(deps) }, reader)
  })

const exampleOf = ({ desk }: Deps): string =>
  `links:\n  - vendor: ${desk.drivers[0]?.vendor ?? ''}\n    community: "123"\n    name: Lindenhof`

const judge = async (metadata: ModalMetadata, state: FormState, deps: Deps): Promise<Verdict> => {
  const reader = readerIn(metadata.language, deps)
  const { linkFile: words } = reader.words
  const text = readElement(state[IMPORT_FIELD]?.[FIELD_ACTION])
  const parsed = parseLinksText(text)
  if ('problems' in parsed) return { errors: { [IMPORT_FIELD]: fileErrors(parsed.problems, LINK_KEYS, reader) } }
  const { channel, shown: agreed, ...rest } = metadata
  const links = await deps.store.links(channel)
  const plan = planOf(parsed.entries, { channel, links }, (entry, sameAt) => refuse(entry, sameAt, reader, deps))
  const shown = fingerprint(plan)
  if (plan.changes.length > 0 && agreed === shown) {
    const applying = plainView(reader.words, [section(words.applying)], words.importTitle)
    return { view: applying, work: (submitted) => apply(submitted, plan, deps) }
  }
  const moved = agreed !== undefined && agreed !== shown
  const next = { ...rest, channel, ...(plan.changes.length > 0 ? { shown } : {}) }
  const drawing = { metadata: next, text, example: exampleOf(deps), plan, moved }
  return { view: importView(drawing, reader), work: async () => {} }
}

/** Why an entry cannot be used, whatever the channel has. */
const refuse = (
  { vendor, community }: LinkEntry,
  sameAt: number | undefined,
  reader: ListReader,
  { desk }: Deps,
): string | undefined => {
  const { linkFile: words } = reader.words
  if (sameAt !== undefined) return words.twice(sameAt)
  if (desk.driver(vendor)) return communityProblem({ vendor, community }, reader)
  const known = desk.drivers.map((driver) => `\`${driver.vendor}\``).join(reader.words.comma)
  return words.unknownVendor(escaped(vendor, 60), known)
}

const apply = async (submitted: Submitted, plan: LinkPlan, deps: Deps): Promise<void> => {
  const { user, metadata, show } = submitted
  const viewer = await submitted.viewer()
  const reader = readerOf(viewer, deps)
  const { linkFile: words } = reader.words
  const { channel } = metadata
  const refusal = refuseLinking(viewer, channel, reader)
  if (refusal) return void (await show(plainView(reader.words, refusal.blocks)))
  const failures: string[] = []
  // One after another, so that the links come in the order of the file.
  for (const planned of plan.changes) {
    const reason = await applyOne(planned, { channel, user }, reader, deps)
    if (reason !== undefined) failures.push(words.notApplied(planned.entry.line, reason))
  }
  const outcome = failures.length === 0 ? 'done' : failures.length < plan.changes.length ? 'partly' : 'failed'
  await deps.audit.record({ user, channel, action: 'import', outcome })
  const said = words.applied(plan.changes.length - failures.length)
  const seen = await show(plainView(reader.words, [section(said), ...lineSections(failures)], words.importTitle))
  if (!seen) await deps.speaker.whisper(channel, user, sentence(said, ...lineSections(failures)))
}

/** @returns why it was not done, in mrkdwn; undefined when it was */
const applyOne = async (
  planned: PlannedChange,
  who: { readonly channel: string; readonly user: string },
  reader: ListReader,
  deps: Deps,
): Promise<string | undefined> => {
  const { entry } = planned
  if (planned.does === 'link') {
    const { vendor, community, name = '' } = entry
    const { linked, text } = await linkCommunity(who, { vendor, community, name }, reader, deps)
    if (!linked) return text
    const change = restOf(entry)
    if (Object.keys(change).length > 0) await changeLink(who.user, { ...who, vendor, community }, change, deps)
    return undefined
  }
  const { link } = planned
  const done =
    planned.does === 'unlink'
      ? await removeLink(who.user, link, deps)
      : await changeLink(who.user, link, planned.change, deps)
  return done ? undefined : reader.words.links.goneSince
}
