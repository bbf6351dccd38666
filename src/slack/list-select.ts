import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { listReply } from './blocks/list.ts'
import { readPicked, selectReply } from './blocks/list-select.ts'
import { decodeState } from './blocks/list-state.ts'
import { openDelete } from './delete.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readList } from './list-content.ts'
import { readerOf } from './reader.ts'
import { refuseWrite } from './roles.ts'
import { decodePage } from './values.ts'

/** What can be done to several tickets of a list at once. */
export const registerListSelect = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.listSelect, 'list_select', (asked) => select(asked, deps))
  guard.button(app, ACTIONS.listDelete, 'list_delete', (asked) => deletePicked(asked, deps))
}

/** Puts boxes to tick in the place of the page. */
const select = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseWrite({ kind: 'remove' }, viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const content = await readList(asked, { state: decodeState(asked.block), isRecentEnough: true }, deps)
  if (!content) return await asked.replace(unlinkedReply(viewer, deps, asked.channel))
  const [page, now] = [decodePage(asked.value), deps.now()]
  await asked.replace(selectReply(content, page, now, reader) ?? listReply(content, page, now, reader))
}

/** The confirmation reads the tickets anew, and takes only those of the channel's communities. */
const deletePicked = async (asked: Asked, deps: Deps): Promise<void> => {
  const refs = readPicked(asked.value, asked.state)
  if (refs.length > 0) return await openDelete(asked, refs, deps)
  const { list } = await asked.words()
  await asked.say(sentence(list.noneSelected))
}
