import type { Channel, Person, Snapshot } from '../protocol.ts'
import { drawAvatar } from './avatar.ts'
import { timeOfDay } from './dates.ts'
import { h } from './dom.ts'
import { popoverOf } from './menu.ts'
import type { Reader } from './reader.ts'
import { HOME, type State } from './store.ts'
import type { PageWords } from './words.ts'

export interface Sidebar {
  readonly node: HTMLElement
  show(state: State): void
}

/** Where the person can go, and who they are. `go` shows a place, `become` makes the page somebody else's. */
export const createSidebar = (
  { team, app, channels }: Snapshot,
  reader: Reader,
  go: (place: string) => void,
  become: (person: string) => void,
): Sidebar => {
  const { words } = reader
  const entry = (place: string, kind: Icon, name: string) => createEntry(place, kind, name, words, go)
  const entries = (kinds: readonly Channel['kind'][]) =>
    channels
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ id, kind, name, archived }) => entry(id, kind, archived ? `${name} (${words.archived})` : name))
  const talks = entries(['public', 'private'])
  const apps = [entry(HOME, 'home', words.homeOf(app.name)), ...entries(['im'])]
  const node = h(
    'nav',
    { class: 'sidebar', id: 'sidebar', 'aria-label': words.channels },
    h('p', { class: 'team' }, team.name),
    drawSwitcher(reader, become),
    drawGroup(words.channels, talks),
    drawGroup(words.apps, apps),
  )
  return {
    node,
    show: (state) => {
      for (const item of [...talks, ...apps]) item.show(state)
    },
  }
}

type Icon = Channel['kind'] | 'home'

interface Entry {
  readonly node: HTMLElement
  show(state: State): void
}

const createEntry = (place: string, icon: Icon, name: string, words: PageWords, go: (place: string) => void): Entry => {
  const count = h('span', { class: 'count', hidden: true })
  const mark = h('span', { class: `icon ${icon}`, 'aria-hidden': 'true' })
  const kind = icon === 'private' ? h('span', { class: 'unseen' }, words.privateChannel) : undefined
  const button = h('button', { type: 'button', click: () => go(place) }, mark, h('span', {}, name), kind, count)
  return {
    node: h('li', {}, button),
    show: (state) => {
      const unread = state.unread[place] ?? 0
      button.ariaCurrent = state.place === place ? 'page' : 'false'
      button.classList.toggle('unread', unread > 0)
      count.hidden = unread === 0
      count.textContent = String(unread)
      count.ariaLabel = words.unread(unread)
    },
  }
}

const drawGroup = (title: string, entries: readonly Entry[]): HTMLElement =>
  h('section', {}, h('h2', {}, title), h('ul', {}, ...entries.map(({ node }) => node)))

const drawSwitcher = (reader: Reader, become: (person: string) => void): HTMLElement => {
  const { person, people, words } = reader
  const button = h(
    'button',
    { type: 'button', class: 'switcher' },
    drawAvatar(person),
    h(
      'span',
      { class: 'who' },
      h('small', {}, words.youAre),
      h('strong', {}, person.realName),
      drawRoles(person, words),
    ),
    h('span', { class: 'chevron', 'aria-hidden': 'true' }, '⌄'),
  )
  const menu = { class: 'menu', role: 'menu', label: words.switchPerson }
  return popoverOf(button, menu, (close) =>
    people
      .filter(({ isBot }) => !isBot)
      .map((candidate) => {
        const choose = () => {
          close()
          become(candidate.id)
        }
        return drawPerson(candidate, reader, choose)
      }),
  )
}

const drawPerson = (candidate: Person, { person, dates, words }: Reader, click: () => void): HTMLElement => {
  const time = timeOfDay(dates.now() / 1000, { ...dates, zone: candidate.tz })
  return h(
    'button',
    {
      type: 'button',
      class: 'menu-item person',
      role: 'menuitemradio',
      'aria-checked': String(candidate === person),
      click,
    },
    drawAvatar(candidate),
    h(
      'span',
      { class: 'who' },
      h('span', {}, h('strong', {}, candidate.realName), drawRoles(candidate, words)),
      h('small', {}, candidate.title),
      h('small', {}, `${languageOf(candidate, dates.locale)} · ${time} (${candidate.tz})`),
    ),
  )
}

const languageOf = ({ locale }: Person, reader: string): string =>
  new Intl.DisplayNames(reader, { type: 'language' }).of(locale) ?? locale

const drawRoles = (person: Person, words: PageWords): HTMLElement => {
  const roles = [
    person.isOwner ? words.owner : person.isAdmin ? words.admin : undefined,
    person.isGuest ? words.guest : undefined,
  ]
  return h('span', { class: 'roles' }, ...roles.flatMap((role) => (role ? h('span', { class: 'badge' }, role) : [])))
}
