import type { Asked } from './asked.ts'
import { clipMrkdwn, LIMITS, lineSections, section, sentence } from './blocks/kit.ts'
import { listReply } from './blocks/list.ts'
import { readPicked, selectReply } from './blocks/list-select.ts'
import { decodeState } from './blocks/list-state.ts'
import { openDelete } from './delete.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readList } from './list-content.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { decodePage } from './values.ts'
import { followByRef } from './watch.ts'

/** What can be done to several tickets of a list at once. */
export const registerListSelect = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.listSelect, 'list_select', (asked) => select(asked, deps))
  guard.button(app, ACTIONS.listFollow, 'list_follow', (asked) => followPicked(asked, deps))
  guard.button(app, ACTIONS.listDelete, 'list_delete', (asked) => deletePicked(asked, deps))
}

/** Puts boxes to tick in the place of the page. */
const select = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps, asked.trail)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const content = await readList(asked, { state: decodeState(asked.block), isRecentEnough: true }, deps)
  if (!content) return await asked.replace(unlinkedReply(viewer, deps, asked.channel))
  const [page, now] = [decodePage(asked.value), deps.now()]
  await asked.replace(selectReply(content, page, now, reader) ?? listReply(content, page, now, reader))
}

/** One after another, each as if it were followed alone, and what became of each in one answer. */
const followPicked = async (asked: Asked, deps: Deps): Promise<void> => {
  const { list } = await asked.words()
  const refs = readPicked(asked.value, asked.state)
  if (refs.length === 0) return await asked.say(sentence(list.noneSelected))
  const lines: string[] = []
  for (const ref of refs) lines.push(`• ${await followByRef(asked, ref, deps)}`)
  const [first = section(list.noneSelected), ...rest] = lineSections(lines)
  await asked.say({ text: clipMrkdwn(lines.join('\n'), LIMITS.fallback), blocks: [first, ...rest] })
}

/** The confirmation reads the tickets anew, and takes only those of the channel's communities. */
const deletePicked = async (asked: Asked, deps: Deps): Promise<void> => {
  const refs = readPicked(asked.value, asked.state)
  if (refs.length > 0) return await openDelete(asked, refs, deps)
  const { list } = await asked.words()
  await asked.say(sentence(list.noneSelected))
}
