import type { Link } from '../store/store.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { clean, escaped, section } from './blocks/kit.ts'
import { MAX_NAME } from './blocks/link.ts'
import { RENAME_FIELD, renameView } from './blocks/links.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { FIELD_ACTION, VIEWS } from './ids.ts'
import { refuseLinking } from './link.ts'
import { changeLink } from './link-change.ts'
import { nameFrom } from './link-check.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'

/** The form that gives a link another name. */
export const openRenameForm = (asked: Asked, link: Link, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { language, zone } = viewer
    return renameView(link, { channel: link.channel, language, zone, attempt: 1 }, readerOf(viewer, deps))
  })

export const registerLinkRename = (deps: Deps): void =>
  deps.guard.submission(deps.app, VIEWS.linkRename, async ({ metadata, state }) => judge(metadata, state, deps))

const judge = (metadata: ModalMetadata, state: FormState, deps: Deps): Verdict => {
  const { words } = readerIn(metadata.language, deps)
  const name = nameFrom(clean(readElement(state[RENAME_FIELD]?.[FIELD_ACTION])))
  if (name === '') return { errors: { [RENAME_FIELD]: words.link.badName } }
  return {
    view: plainView(words, [section(words.links.renaming)], words.links.renameTitle),
    work: (submitted) => rename(submitted, name, deps),
  }
}

const rename = async ({ user, metadata, viewer, show }: Submitted, name: string, deps: Deps): Promise<void> => {
  const who = await viewer()
  const reader = readerOf(who, deps)
  const { links: words } = reader.words
  const refusal = refuseLinking(who, metadata.channel, reader)
  if (refusal) return void (await show(plainView(reader.words, refusal.blocks)))
  const { channel, vendor = '', community = '' } = metadata
  const isMeant = (one: Link) => one.vendor === vendor && one.community === community
  const before = (await deps.store.links(channel)).find(isMeant)
  const changed = await changeLink(user, { channel, vendor, community }, { name }, deps)
  const said =
    before && changed
      ? `✅ ${words.nowCalled(escaped(before.name, MAX_NAME), escaped(name, MAX_NAME))}`
      : words.goneSince
  await show(plainView(reader.words, [section(said)], words.renameTitle))
}
