import type { Snapshot } from '../protocol.ts'
import { h } from './dom.ts'
import { sameJson } from './json.ts'
import { createPage, type Page } from './page.ts'
import { createReader } from './reader.ts'
import type { Hands } from './scene.ts'
import { applyUpdate, createStore, reachable, type State, withNotice, withPlace } from './store.ts'
import { follow, loadSnapshot, sendGesture, uploadFile } from './transport.ts'
import { pageWords } from './words.ts'

/** `?as=U…&in=C…`: who the person is and what they look at, so that a link can be shared. */
const readAddress = (): { readonly as: string; readonly place: string } => {
  const query = new URLSearchParams(location.search)
  return { as: query.get('as') ?? '', place: query.get('in') ?? '' }
}

const writeAddress = ({ as, place }: State): void => {
  const query = `?${new URLSearchParams({ as, in: place })}`
  if (query === location.search) return
  if (location.search === '') history.replaceState(null, '', query)
  else history.pushState(null, '', query)
}

/** What a page is built on: when any of it changes, the page is built anew. */
const frameOf = ({ snapshot, as }: State): unknown => {
  const { team, app, people } = snapshot
  return { as, team, app, people }
}

/** Joins the state, the workspace and the page. Returns how to become a person at a place. */
const createClient = () => {
  let drawn: { readonly frame: unknown; readonly page: Page } | undefined
  let stop = () => {}

  const store = createStore((state) => {
    writeAddress(state)
    const frame = frameOf(state)
    if (!drawn || !sameJson(drawn.frame, frame)) drawn = { frame, page: build(state) }
    drawn.page.show(state)
  })
  const change = (next: (state: State) => State) => {
    const state = store.get()
    if (state) store.set(next(state))
  }
  const go = (place: string) => change((state) => withPlace(state, reachable(state.snapshot, place)))

  const build = ({ snapshot, as, place }: State): Page => {
    const person = personIn(snapshot, as)
    const reader = createReader(() => store.get()?.snapshot ?? snapshot, person, Date.now, go)
    const hands: Hands = {
      send: (deed) => sendGesture({ ...deed, as }).catch(() => ({ ok: false, notice: reader.words.notAnswered })),
      upload: (file) => uploadFile(as, file).catch(() => ({ notice: reader.words.notAnswered })),
      tell: (text, at) => change((state) => withNotice(state, text, Date.now(), at)),
    }
    const page = createPage(snapshot, reader, hands, (other) => become(other, store.get()?.place ?? place))
    document.documentElement.lang = person.locale
    document.body.replaceChildren(page.node)
    return page
  }

  const become = (as: string, place: string) => {
    stop()
    let mine: Pick<State, 'place' | 'notices' | 'unread'> | undefined
    stop = follow(as, {
      snapshot: (snapshot) => {
        mine = (mine && store.get()) ?? { place, notices: [], unread: {} }
        store.set({ ...mine, snapshot, as, place: reachable(snapshot, mine.place), connected: true })
      },
      update: (update) => change((state) => applyUpdate(state, update, Date.now())),
      lost: () => change((state) => ({ ...state, connected: false })),
    })
  }

  return { become, go, as: () => store.get()?.as }
}

/** The person of that id, else one who reads the visitor's language, best an admin: they may do everything. */
const personIn = ({ people }: Snapshot, id: string): Snapshot['people'][number] => {
  const humans = people.filter(({ isBot }) => !isBot)
  const [language = 'en'] = navigator.language.split('-')
  const alike = humans.filter(({ locale }) => locale.startsWith(language))
  const candidates = [
    humans.find((human) => human.id === id),
    alike.find(({ isAdmin }) => isAdmin),
    alike[0],
    humans.find(({ isAdmin }) => isAdmin),
  ]
  const person = candidates.find((candidate) => candidate !== undefined) ?? humans[0]
  if (!person) throw new Error('There is nobody in the workspace')
  return person
}

const start = async (): Promise<void> => {
  const { as, place } = readAddress()
  const snapshot = await loadSnapshot(as).catch(() => loadSnapshot(''))
  const client = createClient()
  client.become(personIn(snapshot, as).id, place)
  addEventListener('popstate', () => {
    const asked = readAddress()
    if (asked.as === client.as()) client.go(asked.place)
    else client.become(asked.as, asked.place)
  })
}

start().catch(() => {
  document.body.replaceChildren(h('p', { class: 'banner', role: 'alert' }, pageWords(navigator.language).unreachable))
})
