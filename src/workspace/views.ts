import type { ViewDefinition } from './definitions.ts'
import type { Directory } from './directory.ts'
import type { Feed } from './feed.ts'
import type { Ids } from './ids.ts'
import { mergeState } from './inputs.ts'
import type { StateValues, View } from './protocol.ts'
import { Refusal } from './refusal.ts'

/** @see https://docs.slack.dev/surfaces/modals#updating_views */
const DEEPEST = 3

/** A modal that somebody has open, or somebody's Home. */
export interface OpenView {
  readonly id: string
  readonly user: string
  readonly definition: ViewDefinition
  readonly hash: string
  readonly rootId: string
  readonly previousId?: string
}

/** Which view to change: by our id of it or by the app's. */
export interface ViewAddress {
  readonly viewId?: string | undefined
  readonly externalId?: string | undefined
}

export interface Views {
  /** The open modals of a person, the topmost last. */
  stack(user: string): readonly OpenView[]
  home(user: string): OpenView | undefined
  find(address: ViewAddress): OpenView | undefined
  /** Starts a new stack: what was open before is gone. */
  open(user: string, definition: ViewDefinition): OpenView
  /** @throws Refusal `push_limit_reached`, `not_found` when nothing is open */
  push(user: string, definition: ViewDefinition): OpenView
  /** @throws Refusal `hash_conflict` when `hash` is given and the view has changed since */
  update(view: OpenView, definition: ViewDefinition, hash?: string): OpenView
  publish(user: string, definition: ViewDefinition, hash?: string): OpenView
  /** Takes one modal out of its stack. */
  close(view: OpenView): void
  clear(user: string): void
  /** A view as the app gets it; `state` is what its inputs hold, by default their initial values. */
  payload(view: OpenView, state?: StateValues): Record<string, unknown>
}

export const createViews = (deps: { feed: Feed; ids: Ids; directory: Directory; now: () => number }): Views => {
  const { feed, ids, now } = deps
  const stacks = new Map<string, readonly OpenView[]>()
  const homes = new Map<string, OpenView>()

  const all = (): OpenView[] => [...[...stacks.values()].flat(), ...homes.values()]
  const stack = (user: string): readonly OpenView[] => stacks.get(user) ?? []

  const setStack = (user: string, views: readonly OpenView[]): void => {
    stacks.set(user, views)
    feed.tell([user], { kind: 'views', views: views.map(toPage) })
  }

  const setHome = (view: OpenView): void => {
    homes.set(view.user, view)
    feed.tell([view.user], { kind: 'home', home: toPage(view) })
  }

  const replace = (view: OpenView): void => {
    const views = stack(view.user).map((each) => (each.id === view.id ? view : each))
    setStack(view.user, views)
  }

  const newHash = (): string => `${Math.floor(now() / 1000)}.${ids.secret().slice(0, 8)}`

  const create = (user: string, definition: ViewDefinition, previous?: OpenView): OpenView => {
    demandFree(definition, undefined)
    const id = ids.next('V')
    const hash = newHash()
    if (!previous) return { id, user, definition, hash, rootId: id }
    return { id, user, definition, hash, rootId: previous.rootId, previousId: previous.id }
  }

  const demandFree = ({ external_id }: ViewDefinition, self: OpenView | undefined): void => {
    const taken = all().some((each) => each.id !== self?.id && each.definition.external_id === external_id)
    if (external_id !== '' && taken) throw new Refusal('duplicate_external_id')
  }

  const update = (view: OpenView, definition: ViewDefinition, hash?: string): OpenView => {
    if (hash !== undefined && hash !== view.hash) throw new Refusal('hash_conflict')
    demandFree(definition, view)
    const next = { ...view, definition, hash: newHash() }
    if (definition.type === 'home') setHome(next)
    else replace(next)
    return next
  }

  return {
    stack,
    home: (user) => homes.get(user),
    find: ({ viewId, externalId }) =>
      all().find((each) => (viewId === undefined ? each.definition.external_id === externalId : each.id === viewId)),
    open: (user, definition) => {
      const view = create(user, definition)
      setStack(user, [view])
      return view
    },
    push: (user, definition) => {
      const below = stack(user)
      const top = below.at(-1)
      if (!top) throw new Refusal('not_found')
      if (below.length >= DEEPEST) throw new Refusal('push_limit_reached')
      const view = create(user, definition, top)
      setStack(user, [...below, view])
      return view
    },
    update,
    publish: (user, definition, hash) => {
      const current = homes.get(user)
      if (current) return update(current, definition, hash)
      const view = create(user, definition)
      setHome(view)
      return view
    },
    close: ({ id, user }) => {
      const others = stack(user).filter((each) => each.id !== id)
      setStack(user, others)
    },
    clear: (user) => setStack(user, []),
    payload: (view, state = mergeState(view.definition.blocks)) => toPayload(view, state, deps.directory),
  }
}

/** A view as the page draws it. */
export const toPage = ({ id, hash, definition }: OpenView): View => ({
  id,
  hash,
  type: definition.type,
  title: definition.title?.text ?? '',
  ...(definition.submit ? { submit: definition.submit.text } : {}),
  ...(definition.close ? { close: definition.close.text } : {}),
  blocks: definition.blocks,
  callbackId: definition.callback_id,
})

/** @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
const toPayload = (view: OpenView, values: StateValues, { team, app }: Directory): Record<string, unknown> => ({
  ...view.definition,
  id: view.id,
  team_id: team.id,
  state: { values },
  hash: view.hash,
  title: view.definition.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
  close: view.definition.close ?? null,
  submit: view.definition.submit ?? null,
  previous_view_id: view.previousId ?? null,
  root_view_id: view.rootId,
  app_id: app.id,
  app_installed_team_id: team.id,
  bot_id: app.botId,
})
