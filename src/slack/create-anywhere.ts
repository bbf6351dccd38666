import type { ModalView } from '@slack/types'
import type { Asked, Changed } from './asked.ts'
import { createInView } from './blocks/create-in.ts'
import { section, withoutButtons } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import { drawCreate, targetsOf } from './create-form.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { askedIn, linksOf } from './membership.ts'
import { metadataFor, saying } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

/**
 * A new ticket from where there is no channel (Home, direct messages, a shortcut): the form of the one channel of theirs
 * in which tickets can be filed, or the choice among several.
 */
export const openCreateAnywhere = (asked: Asked, deps: Deps, text?: string): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { words } = readerOf(viewer, deps)
    const refusal = refuseWriting(viewer, words)
    if (refusal) return plainView(words, withoutButtons(refusal.blocks))
    const links = (await linksOf(asked.user, deps)).filter((link) => targetsOf([link], deps).length > 0)
    const channels = Map.groupBy(links, ({ channel }) => channel)
    const [only] = channels.keys()
    if (only === undefined) return plainView(words, [section(words.home.cannotCreate)])
    if (channels.size === 1) return await drawCreate({ ...metadataFor(viewer, only), ...saying(text) }, {}, deps)
    const places = [...channels].map(([channel, some]) => ({ channel, communities: some.map(({ name }) => name) }))
    return createInView(places, { ...metadataFor(viewer, ''), ...saying(text) }, words)
  })

export const registerCreateAnywhere = (deps: Deps): void =>
  deps.guard.change(deps.app, ACTIONS.homeCreateIn, 'create_in', (changed) => drawIn(changed, deps))

/** The channel is chosen: its form, in the place of the question. */
const drawIn = async ({ user, metadata, value }: Changed, deps: Deps): Promise<ModalView> => {
  const { words } = readerIn(metadata.language, deps)
  const there = await askedIn({ user, channel: '' }, value, deps)
  if (!there) return plainView(words, [section(words.home.notThere)])
  return await drawCreate({ ...metadata, channel: there.channel }, {}, deps)
}
