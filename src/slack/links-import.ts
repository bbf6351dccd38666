import type { ModalView } from '@slack/types'
import { z } from 'zod'
import type { Asked, SentForm, Submitted, Verdict } from './asked.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { escaped, escapedName, lineSections, literal, section, sentence } from './blocks/kit.ts'
import {
  fileErrors,
  IMPORT_FIELD,
  IMPORT_FILE,
  type ImportDrawing,
  importView,
  type LinkEntry,
  type LinkPlan,
  type PlannedChange,
  restOf,
} from './blocks/link-file.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { parseFile, problemOf, readTextFile, type TextFile } from './file-download.ts'
import { ACTIONS, FIELD_ACTION, VIEWS } from './ids.ts'
import { refuseLinking } from './link.ts'
import { changeLink, removeLink } from './link-change.ts'
import { communityProblem, linkCommunity } from './link-check.ts'
import { LINK_KEYS, parseLinksText } from './links-file.ts'
import { fingerprint, planOf } from './links-plan.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'

/*
 * Links from YAML: pasted or in a file, then shown as the changes that they come to, then applied when that is still what
 * they come to. The text stays in the form and the file in Slack, so nothing has to be remembered between the views but
 * which file it was and a fingerprint of what was shown.
 */

export const registerLinksImport = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.linksImport, 'links_import', (asked) => openImportForm(asked, deps))
  guard.submission(app, VIEWS.linksImport, (form) => judge(form, deps))
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

const judge = async ({ metadata, state }: SentForm, deps: Deps): Promise<Verdict> => {
  const reader = readerIn(metadata.language, deps)
  const { linkFile: words } = reader.words
  const text = readElement(state[IMPORT_FIELD]?.[FIELD_ACTION])
  const chosen = chosenIn(state)
  const problem = chosen && problemOf(chosen)
  if (chosen && problem) return { errors: { [IMPORT_FILE]: literal(words.file[problem](chosen.name), 300) } }
  const file = chosen ? { id: chosen.id, name: chosen.name } : metadata.file
  if (file) {
    const reading = plainView(reader.words, [section(words.reading(escapedName(file.name)))], words.importTitle)
    return { view: reading, work: (submitted) => importFrom(file, { ...submitted, text }, deps) }
  }
  const parsed = parseLinksText(text)
  if ('problems' in parsed) return { errors: { [IMPORT_FIELD]: fileErrors(parsed.problems, LINK_KEYS, reader) } }
  const { view, agreed } = await weigh(parsed.entries, { metadata, text }, reader, deps)
  return { view, work: async (submitted) => (agreed ? await apply(submitted, agreed, deps) : undefined) }
}

/** The file that is in the form: one that Caretaker drew anew has none, and remembers it. */
const chosenIn = (state: FormState): TextFile | undefined => {
  const { data } = z.object({ files: z.array(z.unknown()) }).safeParse(state[IMPORT_FILE]?.[FIELD_ACTION])
  return parseFile(data?.files[0])
}

/** What somebody sent, with the text that they typed beside the file. */
interface Sent extends Submitted {
  readonly text: string
}

/** The file is read each time, so that what is applied is what it holds. What was typed stays, whatever becomes of it. */
const importFrom = async (file: NonNullable<ModalMetadata['file']>, sent: Sent, deps: Deps): Promise<void> => {
  const { user, metadata, text, show } = sent
  const viewer = await sent.viewer()
  const reader = readerOf(viewer, deps)
  const { linkFile: words } = reader.words
  const refusal = refuseLinking(viewer, metadata.channel, reader)
  if (refusal) return void (await show(plainView(reader.words, refusal.blocks)))
  const name = escapedName(file.name)
  const unusable = async (notice: string): Promise<void> => {
    const { file: _file, shown: _shown, ...rest } = metadata
    await show(importView({ metadata: rest, text, example: exampleOf(deps), notice }, reader))
  }
  const read = await readTextFile(file.id, user, deps)
  if ('problem' in read) return await unusable(words.file[read.problem](`*${name}*`))
  const parsed = parseLinksText(read.text)
  if ('problems' in parsed) {
    return await unusable(words.inFile(name, escaped(fileErrors(parsed.problems, LINK_KEYS, reader))))
  }
  const { view, agreed } = await weigh(parsed.entries, { metadata: { ...metadata, file }, text }, reader, deps)
  await show(view)
  if (agreed) await apply(sent, agreed, deps)
}

/** What entries come to, to be looked at; or, where just that was looked at before, to be applied. */
const weigh = async (
  entries: readonly LinkEntry[],
  { metadata, text }: Pick<ImportDrawing, 'metadata' | 'text'>,
  reader: ListReader,
  deps: Deps,
): Promise<{ readonly view: ModalView; readonly agreed?: LinkPlan }> => {
  const { linkFile: words } = reader.words
  const { channel, shown: agreed, ...rest } = metadata
  const links = await deps.store.links(channel)
  const plan = planOf(entries, { channel, links }, (entry, sameAt) => refuse(entry, sameAt, reader, deps))
  const shown = fingerprint(plan)
  if (plan.changes.length > 0 && agreed === shown) {
    return { view: plainView(reader.words, [section(words.applying)], words.importTitle), agreed: plan }
  }
  const moved = agreed !== undefined && agreed !== shown
  const next = { ...rest, channel, ...(plan.changes.length > 0 ? { shown } : {}) }
  return { view: importView({ metadata: next, text, example: exampleOf(deps), plan, moved }, reader) }
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
  const { user, metadata, trail, show } = submitted
  const viewer = await submitted.viewer()
  const reader = readerOf(viewer, deps)
  const { linkFile: words } = reader.words
  const { channel } = metadata
  const refusal = refuseLinking(viewer, channel, reader)
  if (refusal) return void (await show(plainView(reader.words, refusal.blocks)))
  const failures: string[] = []
  // One after another, so that the links come in the order of the file.
  for (const planned of plan.changes) {
    const reason = await applyOne(planned, { channel, user, trail }, reader, deps)
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
  who: Pick<Asked, 'channel' | 'user' | 'trail'>,
  reader: ListReader,
  deps: Deps,
): Promise<string | undefined> => {
  const { entry } = planned
  if (planned.does === 'link') {
    const { vendor, community, name = '' } = entry
    const { linked, text } = await linkCommunity(who, { vendor, community, name }, reader, deps)
    if (!linked) return text
    const change = restOf(entry)
    if (Object.keys(change).length > 0)
      await changeLink(who.user, { channel: who.channel, vendor, community }, change, deps)
    return undefined
  }
  const { link } = planned
  const done =
    planned.does === 'unlink'
      ? await removeLink(who.user, link, deps)
      : await changeLink(who.user, link, planned.change, deps)
  return done ? undefined : reader.words.links.goneSince
}
