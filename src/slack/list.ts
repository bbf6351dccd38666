import type { Asked } from './asked.ts'
import { listReply } from './blocks/list.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerOf } from './reader.ts'

/** `/ticket list`: the pending tickets of the channel's communities, seen only by the asker. */
export const showList = async (asked: Asked, deps: Deps): Promise<void> => {
  const links = await deps.store.links(asked.channel)
  const viewer = await asked.viewer()
  if (links.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const pending = await deps.desk.pending(links, { language: viewer.language })
  await asked.say(listReply(pending, 0, deps.now(), readerOf(viewer, deps)))
}

/** The buttons that open the list, and those that turn its pages in place. */
export const registerList = (deps: Deps): void => {
  const { app, guard, desk } = deps
  guard.button(app, ACTIONS.list, 'list', (asked) => showList(asked, deps))
  const turn = (action: string, read: typeof desk.pending): void =>
    guard.button(app, action, 'list_page', async (asked) => {
      const links = await deps.store.links(asked.channel)
      const viewer = await asked.viewer()
      if (links.length === 0) return await asked.replace(unlinkedReply(viewer, deps, asked.channel))
      const pending = await read(links, { language: viewer.language })
      const page = Number.parseInt(asked.value, 10) || 0
      await asked.replace(listReply(pending, page, deps.now(), readerOf(viewer, deps)))
    })
  turn(ACTIONS.listPrevious, desk.recentlyPending)
  turn(ACTIONS.listNext, desk.recentlyPending)
  turn(ACTIONS.listRefresh, desk.pending)
}
