import type { Snapshot } from '../protocol.ts'
import { createChannelPane, type Pane } from './channel.ts'
import { arrange, h, on } from './dom.ts'
import { createHomePane } from './home.ts'
import { createModals } from './modal.ts'
import { placeName, type Reader } from './reader.ts'
import type { Hands } from './scene.ts'
import { createSidebar } from './sidebar.ts'
import type { State } from './store.ts'

/** The whole page, for one person. */
export interface Page {
  readonly node: HTMLElement
  show(state: State): void
}

export const createPage = (
  snapshot: Snapshot,
  reader: Reader,
  hands: Hands,
  become: (person: string) => void,
): Page => {
  const { app, team } = snapshot
  const drawer = createDrawer(reader)
  const go = (place: string) => {
    drawer.close()
    reader.go(place)
  }
  const drawSidebar = ({ snapshot: latest }: Pick<State, 'snapshot'>) => createSidebar(latest, reader, go, become)
  let channels = snapshot.channels
  let sidebar = drawSidebar({ snapshot })
  const modals = createModals(reader, hands)
  const banner = h(
    'p',
    { class: 'banner', role: 'alert', hidden: true },
    `${reader.words.stopped} `,
    h('code', {}, 'npm start'),
  )
  const main = h('main')
  const panes = new Map<string, Pane>()

  const createPane = (place: string): Pane => {
    const channel = reader.channelOf(place)
    return channel
      ? createChannelPane(channel, app, reader, hands, drawer.opener())
      : createHomePane(app.name, reader, hands, drawer.opener())
  }
  const titleOf = (place: string): string => {
    const channel = reader.channelOf(place)
    return channel ? placeName(channel) : reader.words.homeOf(app.name)
  }
  let shown: string | undefined

  return {
    node: drawer.around(banner, sidebar.node, main, modals.node),
    show: (state) => {
      if (channels !== state.snapshot.channels) {
        channels = state.snapshot.channels
        const next = drawSidebar(state)
        sidebar.node.replaceWith(next.node)
        sidebar = next
      }
      const pane = panes.get(state.place) ?? createPane(state.place)
      panes.set(state.place, pane)
      arrange(main, [pane.node])
      document.title = `${titleOf(state.place)} · ${team.name}`
      banner.hidden = state.connected
      sidebar.show(state)
      pane.show(state)
      modals.show(state)
      if (shown !== state.place) pane.enter()
      shown = state.place
    },
  }
}

/** On a narrow screen the sidebar slides in over the page. */
const createDrawer = ({ words }: Reader) => {
  const veil = h('button', { type: 'button', class: 'veil', 'aria-label': words.closeSidebar, click: () => close() })
  const root = on(h('div', { class: 'page' }), 'keydown', (event) => {
    // A menu that is open in the drawer takes the key for itself.
    if (event.key === 'Escape' && !root.querySelector(':popover-open')) close()
  })
  const close = () => root.classList.remove('drawer-open')
  const open = () => root.classList.add('drawer-open')
  return {
    close,
    opener: () =>
      h(
        'button',
        { type: 'button', class: 'opener', 'aria-label': words.openSidebar, 'aria-controls': 'sidebar', click: open },
        '☰',
      ),
    around: (...parts: readonly HTMLElement[]): HTMLElement => {
      root.append(...parts, veil)
      return root
    },
  }
}
