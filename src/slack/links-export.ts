import type { ModalView } from '@slack/types'
import type { Link } from '../store/store.ts'
import type { Asked } from './asked.ts'
import { exportView, SHOWN_TEXT } from './blocks/link-file.ts'
import type { ListReader } from './blocks/list.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { sendFile } from './file-upload.ts'
import { ACTIONS } from './ids.ts'
import { refuseLinking } from './link.ts'
import { linksText } from './links-file.ts'
import { linksOf } from './membership.ts'
import { metadataFor } from './metadata.ts'
import { readerOf } from './reader.ts'

/** A channel's links as YAML, for everybody who sees them anyway; those of other channels for managers. */
export const registerLinksExport = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.linksExport, 'links_export', (asked) => exportHere(asked, deps))
  guard.button(app, ACTIONS.linksExportAll, 'links_export_all', (asked) => exportAll(asked, deps))
}

const exportHere = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { linkFile: words } = reader.words
    const links = await deps.store.links(asked.channel)
    const text = linksText(links, words.comment)
    const all = viewer.role === 'manager'
    return viewOf(asked, { links, text, said: words.exported(links.length), all }, reader, deps)
  })

const exportAll = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { linkFile: words } = reader.words
    const refusal = refuseLinking(viewer, asked.channel, reader)
    if (refusal) return plainView(reader.words, refusal.blocks)
    const links = await linksOf(asked.user, deps)
    const { user, channel } = asked
    await deps.audit.record({ user, channel, action: 'export_links', outcome: 'done' })
    const text = linksText(links, words.comment, true)
    return viewOf(asked, { links, text, said: words.exportedAll(links.length), all: false }, reader, deps)
  })

interface Exported {
  readonly links: readonly Link[]
  readonly text: string
  readonly said: string
  readonly all: boolean
}

/** What is too long to be shown goes to the direct messages, as a file. */
const viewOf = async (
  asked: Asked,
  { links, text, said, all }: Exported,
  reader: ListReader,
  deps: Deps,
): Promise<ModalView> => {
  const { linkFile: words } = reader.words
  const metadata = metadataFor(reader, asked.channel)
  if (links.length === 0) return exportView({ said: words.nothingToExport, all }, metadata, reader)
  if (text.length <= SHOWN_TEXT) return exportView({ said, text, all }, metadata, reader)
  await sendFile(asked.user, { name: 'caretaker-links.yml', text }, said, deps)
  return exportView({ said: words.sentAsFile, all }, metadata, reader)
}
