import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { watchedReply } from './blocks/watched.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import { decodeRef } from './values.ts'
import { followedIn, unfollow, watchOf } from './watch.ts'

/** `/ticket watch` and `unwatch` without a number: what the channel follows, each with a button that ends it. */
export const showWatched = async (asked: Asked, deps: Deps): Promise<void> => asked.say(await watched(asked, deps))

export const registerWatched = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.watchedStop, 'ticket_unwatch', async (asked) => {
    const ref = decodeRef(asked.value)
    if (!ref) return await asked.say(sentence((await asked.words()).failure.stale))
    const said = await unfollow(asked, await watchOf(asked.channel, ref, deps), ref.id, deps)
    const { text, blocks } = await watched(asked, deps)
    await asked.replace({ text, blocks: [...said.blocks.slice(0, 1), ...blocks] })
  })
}

const watched = async (asked: Asked, deps: Deps) => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  if (isPlaceless(asked.channel)) return sentence(reader.words.watch.inChannel)
  const mayStop = refuseWriting(viewer, reader.words) === undefined
  return watchedReply(await followedIn(asked.channel, deps), mayStop, reader)
}
