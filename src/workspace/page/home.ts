import type { Pane } from './channel.ts'
import { h } from './dom.ts'
import type { Reader } from './reader.ts'
import { createScene, type Hands } from './scene.ts'
import { HOME } from './store.ts'
import { createSurface, type Surface } from './surface.ts'

/** The app's Home tab. */
export const createHomePane = (app: string, reader: Reader, hands: Hands, opener: HTMLElement): Pane => {
  const empty = h('p', { class: 'empty' }, reader.words.homeEmpty(app))
  const notices = h('div', { class: 'view-notices', role: 'status' })
  const body = h('div', { class: 'home-view' }, notices, empty)
  let surface: { readonly viewId: string; readonly shown: Surface } | undefined

  return {
    node: h(
      'section',
      { class: 'pane' },
      h('header', { class: 'pane-header' }, opener, h('h1', {}, reader.words.homeOf(app))),
      h('div', { class: 'scroller' }, body),
    ),
    show: ({ snapshot: { home }, notices: all }) => {
      notices.replaceChildren(...all.filter(({ place }) => place === HOME).map(({ text }) => h('p', {}, text)))
      if (!home) return
      if (surface?.viewId !== home.id) {
        const scene = createScene(reader, hands, { in: 'view', viewId: home.id }, home.id, HOME)
        surface = { viewId: home.id, shown: createSurface(scene) }
        body.replaceChildren(notices, surface.shown.node)
      }
      surface.shown.show(home.blocks)
    },
    enter: () => {
      hands.send({ do: 'open_home' }).then((answer) => answer.ok || hands.tell(answer.notice, HOME))
    },
  }
}
