import { SORTS } from '../tickets/order.ts'
import type { Asked } from './asked.ts'
import type { Reply } from './blocks/kit.ts'
import { listReply } from './blocks/list.ts'
import { readShown } from './blocks/list-controls.ts'
import { decodeState, EVERYTHING, type ListState } from './blocks/list-state.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { type ListQuery, readList, typedState } from './list-content.ts'
import { readerOf } from './reader.ts'
import { decodePage } from './values.ts'

/** `/ticket list`: the tickets of the channel's communities, seen only by the asker. `words` narrow and order it. */
export const showList = async (asked: Asked, words: readonly string[], deps: Deps): Promise<void> => {
  const state = await typedState(asked, words, deps)
  await asked.say(await drawList(asked, { state, isRecentEnough: false }, 0, deps))
}

/** The buttons that open the list, and what turns its pages and changes it in place. */
export const registerList = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.list, 'list', (asked) => showList(asked, [], deps))

  const turn = (action: string, isRecentEnough: boolean): void =>
    guard.button(app, action, 'list_page', async (asked) => {
      const query = { state: decodeState(asked.block), isRecentEnough }
      await asked.replace(await drawList(asked, query, decodePage(asked.value), deps))
    })
  turn(ACTIONS.listPrevious, true)
  turn(ACTIONS.listNext, true)
  turn(ACTIONS.listBack, true)
  turn(ACTIONS.listRefresh, false)

  const change = (action: string, chosenBy: (asked: Asked) => Partial<ListState>): void =>
    guard.button(app, action, 'list_filter', async (asked) => {
      const state = { ...decodeState(asked.block), ...chosenBy(asked) }
      await asked.replace(await drawList(asked, { state, isRecentEnough: true }, 0, deps))
    })
  change(ACTIONS.listShow, ({ chosen = [] }) => readShown(chosen))
  change(ACTIONS.listPlaces, ({ chosen = [] }) => ({ places: chosen }))
  change(ACTIONS.listSort, ({ value }) => ({ sort: SORTS.find((sort) => sort === value) ?? EVERYTHING.sort }))
  change(ACTIONS.listClear, () => EVERYTHING)
}

const drawList = async (asked: Asked, query: ListQuery, page: number, deps: Deps): Promise<Reply> => {
  const content = await readList(asked, query, deps)
  const viewer = await asked.viewer()
  if (!content) return unlinkedReply(viewer, deps, asked.channel)
  return listReply(content, page, deps.now(), readerOf(viewer, deps, asked.trail))
}
