import type { HomeView } from '@slack/types'
import { LANGUAGES } from '../tickets/words.ts'
import type { Asked } from './asked.ts'
import { homeUnknownView, homeView } from './blocks/home.ts'
import type { Deps } from './deps.ts'
import { registerHomeActions } from './home-actions.ts'
import { homeContent, readable, readFigures } from './home-content.ts'
import { ACTIONS } from './ids.ts'
import { readerOf } from './reader.ts'
import type { Trail } from './runs.ts'
import { slackError } from './speaker.ts'
import { decodePages, type HomePages } from './values.ts'
import type { Viewer } from './viewer.ts'

/** The app's Home tab: what somebody has to do with, over all channels that they are in. */
export const registerHome = (deps: Deps): void => {
  const { app, guard } = deps
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    await guard.quietly('home', async () => publishHome(await deps.viewers.get(event.user), { pages: {} }, deps))
  })
  const redraw = async ({ viewer }: Pick<Asked, 'viewer'>, pages: HomePages, wish: Pick<Wish, 'notice'> = {}) =>
    publishHome(await viewer(), { pages, ...wish }, deps)
  guard.button(app, ACTIONS.homeRefresh, 'home', async (asked) =>
    publishHome(await asked.viewer(), { pages: {}, isAnew: true }, deps),
  )
  for (const turn of [ACTIONS.homePrevious, ACTIONS.homeNext]) {
    guard.button(app, turn, 'home_page', (asked) => redraw(asked, decodePages(asked.value)))
  }
  guard.button(app, ACTIONS.homeLanguage, 'home_language', async (asked) => {
    const language = LANGUAGES.find((one) => one === asked.value)
    await deps.store.putPreference({ user: asked.user, ...(language ? { language } : {}) })
    await redraw(asked, {})
  })
  registerHomeActions(deps, (asked, wish) => redraw(asked, {}, wish))
}

export interface Wish {
  readonly pages: HomePages
  /** The vendors are asked even where they were just before. */
  readonly isAnew?: boolean
  /** What came of a button of the tab, and is nowhere else in it. It goes when the tab is drawn again. */
  readonly notice?: 'sent'
}

/** At once what is at hand, and in the background once more with what the vendors answer. */
const publishHome = async (viewer: Viewer, { pages, isAnew = false, notice }: Wish, deps: Deps): Promise<void> => {
  const draw = async (fresh?: Awaited<ReturnType<typeof readFigures>>, trail?: Trail) => {
    const content = await homeContent(viewer, fresh, deps)
    const told = { ...content, ...(notice ? { notice } : {}) }
    return { content, view: homeView(told, pages, deps.now(), readerOf(viewer, deps, trail)) }
  }
  const known = await deps.membership.channelsOf(viewer.id).catch((error) => {
    deps.log.warn({ error }, 'Slack did not say in which channels somebody is')
  })
  if (!known) return void (await publish(viewer, homeUnknownView(readerOf(viewer, deps)), deps))
  const { content, view } = await draw()
  const hash = await publish(viewer, view, deps)
  const scopes = readable(content, pages)
  if (scopes.length === 0 || hash === undefined) return
  // Nobody is told to wait for it: they have something to look at.
  void deps.guard.quietly('home_figures', async (trail) => {
    const fresh = await readFigures(scopes, !isAnew, viewer, deps)
    trail.lacks(fresh?.pending.failures ?? [])
    await publish(viewer, (await draw(fresh, trail)).view, deps, hash)
  })
}

/**
 * With the hash of what it takes the place of, it comes too late where the person has seen something else since.
 * @returns the hash of what is shown now; undefined when it came too late
 */
const publish = async (
  { id }: Viewer,
  view: HomeView,
  { client }: Deps,
  hash?: string,
): Promise<string | undefined> => {
  try {
    const answer = await client.views.publish({ user_id: id, view, ...(hash === undefined ? {} : { hash }) })
    return answer.view?.hash
  } catch (error) {
    if (slackError(error) !== 'hash_conflict') throw error
    return undefined
  }
}
