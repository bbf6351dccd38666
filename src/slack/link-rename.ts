import type { Link } from '../store/store.ts'
import { linkTo } from './access.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { clean, context, escapedName, section } from './blocks/kit.ts'
import { RENAME_FIELD, renameView } from './blocks/links.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { FIELD_ACTION, VIEWS } from './ids.ts'
import { alike, refuseLinking } from './link.ts'
import { changeLink } from './link-change.ts'
import { nameFrom } from './link-check.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { scopeKey } from './values.ts'

/** The form that gives a link another name. */
export const openRenameForm = (asked: Asked, link: Link, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    return renameView(link, metadataFor(viewer, link.channel), readerOf(viewer, deps))
  })

export const registerLinkRename = (deps: Deps): void =>
  deps.guard.submission(deps.app, VIEWS.linkRename, async ({ metadata, state }) => judge(metadata, state, deps))

const judge = async (metadata: ModalMetadata, state: FormState, deps: Deps): Promise<Verdict> => {
  const { words } = readerIn(metadata.language, deps)
  const name = nameFrom(clean(readElement(state[RENAME_FIELD]?.[FIELD_ACTION])))
  if (name === '') return { errors: { [RENAME_FIELD]: words.link.badName } }
  const links = await deps.store.links(metadata.channel)
  const isTaken = links.some((link) => alike(link.name, name) && scopeKey(link) !== scopeKey(scopeOf(metadata)))
  if (isTaken) return { errors: { [RENAME_FIELD]: words.links.nameTaken } }
  return {
    view: plainView(words, [section(words.links.renaming)], words.links.renameTitle),
    work: (submitted) => rename(submitted, name, deps),
  }
}

const scopeOf = ({ vendor = '', community = '' }: ModalMetadata) => ({ vendor, community })

const rename = async ({ user, metadata, viewer, show }: Submitted, name: string, deps: Deps): Promise<void> => {
  const who = await viewer()
  const reader = readerOf(who, deps)
  const { links: words } = reader.words
  const refusal = refuseLinking(who, metadata.channel, reader)
  if (refusal) return void (await show(plainView(reader.words, refusal.blocks)))
  const before = await linkTo(metadata, deps)
  const changed = before && (await changeLink(user, before, { name }, deps))
  const said = changed ? `✅ ${words.nowCalled(escapedName(before.name), escapedName(name))}` : words.goneSince
  const blocks = [section(said), ...(changed ? [context(words.oldBehind)] : [])]
  await show(plainView(reader.words, blocks, words.renameTitle))
}
