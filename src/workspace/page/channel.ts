import type { Channel, Message, Snapshot } from '../protocol.ts'
import { drawAvatar } from './avatar.ts'
import { drawChannelMenu } from './channel-menu.ts'
import { createComposer } from './composer.ts'
import { dayDivider, dayOf } from './dates.ts'
import { arrange, h, on } from './dom.ts'
import { acceptDrops } from './file-picker.ts'
import { sameJson } from './json.ts'
import { popoverOf } from './menu.ts'
import { createRow, drawNotice, type Row } from './message.ts'
import { parseMrkdwn } from './mrkdwn.ts'
import { drawPassages } from './prose.ts'
import { placeName, type Reader } from './reader.ts'
import type { Hands } from './scene.ts'
import type { Notice, State } from './store.ts'

/** A place that the page can show. */
export interface Pane {
  readonly node: HTMLElement
  show(state: State): void
  /** Called when the person has come here. */
  enter(): void
}

/** One entry of the conversation: a message, or a line of Slack's own. */
type Entry = { readonly at: number; readonly thread: number } & (
  | { readonly message: Message }
  | { readonly notice: Notice }
)

export const createChannelPane = (
  channel: Channel,
  app: Snapshot['app'],
  reader: Reader,
  hands: Hands,
  opener: HTMLElement,
): Pane => {
  const composer = createComposer(channel, app, reader, hands)
  const empty = h('p', { class: 'empty' }, reader.words.emptyChannel)
  const content = h('div', { class: 'conversation', role: 'log', 'aria-label': channel.name })
  const follower = followEnd(content, reader.words.newestBelow)
  const rows = new Map<string, Row>()
  const notices = new Map<Notice, HTMLElement>()
  const dividers = new Map<string, HTMLElement>()

  const rowOf = (message: Message): HTMLElement => {
    const known = rows.get(message.ts)
    known?.show(message)
    const row = known ?? createRow(message, { reader, hands, shortcuts: app.shortcuts, reply: replyTo(message) })
    rows.set(message.ts, row)
    return row.node
  }
  const replyTo = (message: Message) =>
    message.ephemeralTo === undefined ? () => composer.replyTo(message.threadTs ?? message.ts, message.user) : undefined
  const nodeOf = (entry: Entry): HTMLElement =>
    'message' in entry
      ? rowOf(entry.message)
      : remembered(notices, entry.notice, () => drawNotice(entry.notice, reader))
  const dividerOf = (day: string, at: number): HTMLElement =>
    remembered(dividers, day, () =>
      h('div', { class: 'day', role: 'separator' }, h('span', {}, dayDivider(at, reader.dates))),
    )

  const header = h('div', { class: 'pane-top' })
  let drawn: Channel | undefined
  const showChannel = (current: Channel) => {
    if (sameJson(drawn, current)) return
    drawn = current
    composer.show(current)
    const menu = drawChannelMenu(current, app, reader, hands)
    header.replaceChildren(drawHeader(current, reader, opener, menu))
  }
  showChannel(channel)

  return {
    node: acceptDrops(h('section', { class: 'pane' }, header, follower.node, composer.node), composer),
    show: (state) => {
      showChannel(reader.channelOf(channel.id) ?? channel)
      const entries = entriesOf(state, channel.id)
      const newest = entries.filter((entry) =>
        'message' in entry ? !rows.has(entry.message.ts) : !notices.has(entry.notice),
      )
      const nodes: HTMLElement[] = []
      let day = ''
      for (const entry of entries) {
        const itsDay = dayOf(entry.thread, reader.dates)
        if (itsDay !== day) nodes.push(dividerOf(itsDay, entry.thread))
        day = itsDay
        nodes.push(nodeOf(entry))
      }
      arrange(content, nodes.length > 0 ? nodes : [empty])
      follower.grown(
        newest.some((entry) => isForReader(entry, reader)),
        newest.length > 0,
      )
    },
    enter: composer.enter,
  }
}

const remembered = <Key>(known: Map<Key, HTMLElement>, key: Key, draw: () => HTMLElement): HTMLElement => {
  const node = known.get(key) ?? draw()
  known.set(key, node)
  return node
}

/** What was said, threads under the message that began them. */
const entriesOf = (state: State, channel: string): readonly Entry[] => {
  const messages = state.snapshot.messages.filter((message) => message.channel === channel)
  const said = messages.map((message) => ({
    message,
    at: Number(message.ts),
    thread: Number(message.threadTs ?? message.ts),
  }))
  const noticed = state.notices
    .filter(({ place }) => place === channel)
    .map((notice) => ({ notice, at: notice.at, thread: notice.at }))
  return [...said, ...noticed].sort((one, other) => one.thread - other.thread || one.at - other.at)
}

/** What the person said or was told: it is shown even to who reads older messages. */
const isForReader = (entry: Entry, reader: Reader): boolean =>
  !('message' in entry) || entry.message.user === reader.person.id || entry.message.ephemeralTo !== undefined

/** A scrolling box that stays at the end of its content, unless the person has scrolled up to read. */
const followEnd = (content: HTMLElement, newestBelow: string) => {
  let atEnd = true
  let top = 0
  const toEnd = () => {
    box.scrollTop = box.scrollHeight
  }
  const jump = h('button', { type: 'button', class: 'jump', hidden: true, click: toEnd }, `↓ ${newestBelow}`)
  const box = on(h('div', { class: 'scroller', tabindex: '-1' }, content), 'scroll', () => {
    const isNear = box.scrollHeight - box.scrollTop - box.clientHeight < 60
    // What grows moves the end away; only a person moves up from it.
    if (isNear || box.scrollTop < top) atEnd = isNear
    top = box.scrollTop
    if (atEnd) jump.hidden = true
  })
  const observer = new ResizeObserver(() => {
    if (atEnd) toEnd()
  })
  observer.observe(content)
  observer.observe(box)
  return {
    node: h('div', { class: 'follow' }, box, jump),
    /** Called when the content has grown: `mustSee` goes there at once, `isNews` offers to. */
    grown: (mustSee: boolean, isNews: boolean) => {
      if (mustSee) atEnd = true
      if (atEnd) toEnd()
      else if (isNews) jump.hidden = false
    },
  }
}

const drawHeader = (
  channel: Channel,
  reader: Reader,
  opener: HTMLElement,
  menu: HTMLElement | undefined,
): HTMLElement => {
  const members = channel.members.flatMap((id) => reader.personOf(id) ?? [])
  const label = reader.words.members(members.length)
  const count = h(
    'button',
    { type: 'button', class: 'members', 'aria-label': label },
    ...members.slice(0, 3).map(drawAvatar),
    label,
  )
  const list = popoverOf(count, { class: 'menu', role: 'dialog', label }, () =>
    members.map((person) =>
      h('p', { class: 'menu-row' }, drawAvatar(person), person.realName, h('small', {}, person.title)),
    ),
  )
  return h(
    'header',
    { class: 'pane-header' },
    opener,
    h('h1', {}, drawKind(channel, reader), placeName(channel)),
    h('div', { class: 'topic' }, drawPassages(parseMrkdwn(channel.topic), reader)),
    channel.kind === 'im' ? undefined : list,
    menu,
  )
}

const drawKind = ({ kind }: Channel, { words }: Reader): HTMLElement | undefined =>
  kind === 'private' ? h('span', { class: 'icon private', role: 'img', 'aria-label': words.privateChannel }) : undefined
