import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { openRemoval } from './delete.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { showPhotos } from './photos.ts'
import { shareTicket } from './share.ts'
import { showAnew, showMore } from './show.ts'
import { showTimeline } from './timeline.ts'
import { decodeShown, encodeMoment, encodeRef } from './values.ts'
import { unwatchShown, watchShown } from './watch.ts'

type Run = (asked: Asked, deps: Deps) => Promise<void>

/** What a card may have in its menu: each does what its button does. What comes first on a card is always a button. */
const RUNS: ReadonlyMap<string, Run> = new Map<string, Run>([
  [ACTIONS.remove, openRemoval],
  [ACTIONS.watch, watchShown],
  [ACTIONS.unwatch, unwatchShown],
  [ACTIONS.photos, showPhotos],
  [ACTIONS.share, shareTicket],
  [ACTIONS.timeline, showTimeline],
  [ACTIONS.more, showMore],
  [ACTIONS.less, (asked, deps) => showAnew(asked, deps, 'replace')],
])

/** The menu beside a card's buttons. */
export const registerCardMenu = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.cardMenu, ACTIONS.cardMenu, async (asked) => {
    const shown = decodeShown(asked.block)
    const run = RUNS.get(asked.value)
    if (!shown || !run) return await asked.say(sentence((await asked.words()).failure.stale))
    const { ref, number } = shown
    const value = asked.value === ACTIONS.timeline ? encodeMoment({ ref, number, skip: 0 }) : encodeRef(ref)
    await run({ ...asked, value }, deps)
  })
