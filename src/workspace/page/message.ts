import type { Message, Person, Shortcut } from '../protocol.ts'
import { drawAvatar } from './avatar.ts'
import { formatSlackDate, timeOfDay } from './dates.ts'
import { arrange, h } from './dom.ts'
import { drawFiles } from './files.ts'
import { own, sameJson } from './json.ts'
import { parseMrkdwn } from './mrkdwn.ts'
import { drawPassages } from './prose.ts'
import type { Reader } from './reader.ts'
import { createScene, type Hands } from './scene.ts'
import { drawMessageMenu } from './shortcuts.ts'
import { domId } from './slot.ts'
import type { Notice } from './store.ts'
import { createSurface } from './surface.ts'

/** A message on the page. */
export interface Row {
  readonly node: HTMLElement
  /** Shows a later version of the message in its place. */
  show(message: Message): void
}

interface RowOptions {
  readonly reader: Reader
  readonly hands: Hands
  readonly shortcuts: readonly Shortcut[]
  /** Opens the thread of the message for writing; without it the message takes no replies. */
  readonly reply: (() => void) | undefined
}

export const createRow = (message: Message, { reader, hands, shortcuts, reply }: RowOptions): Row => {
  const { channel, ts } = message
  const { words } = reader
  const place = { in: 'message', channel, ts } as const
  const surface = createSurface(createScene(reader, hands, place, domId(channel, ts), channel))
  const body = h('div', { class: 'body' })
  const line = drawLine(reader.personOf(message.user) ?? { realName: message.user }, Number(ts), reader, [
    message.ephemeralTo === undefined ? undefined : drawOnlyYou(reader),
    body,
    h(
      'div',
      { class: 'tools' },
      reply && drawReplyButton(words.reply, reply),
      drawMessageMenu(message, shortcuts, reader, hands),
    ),
  ])
  line.node.classList.toggle('ephemeral', message.ephemeralTo !== undefined)
  line.node.classList.toggle('in-thread', isReply(message))
  line.node.classList.toggle('noted', message.subtype !== undefined)
  let shown: Message | undefined

  const show = (next: Message) => {
    if (sameJson(shown, next)) return
    shown = next
    line.meta.textContent = next.edited ? words.edited : ''
    const hasBlocks = next.blocks !== undefined && next.blocks.length > 0
    if (hasBlocks) surface.show(next.blocks)
    const said = hasBlocks ? surface.node : drawSaid(next, reader)
    arrange(body, next.files ? [said, drawFiles(next.files, reader)] : [said])
  }
  show(message)
  return { node: line.node, show }
}

/** What Slack notes in a channel is said in the reader's language. */
const drawSaid = ({ text, subtype = '' }: Message, reader: Reader): HTMLElement =>
  drawPassages(parseMrkdwn(own(reader.words.noted, subtype.replace(/^(channel|group)_/, '')) ?? text), reader)

/** The message that began a thread may name the thread as well. */
const isReply = ({ threadTs, ts }: Message): boolean => threadTs !== undefined && threadTs !== ts

/** A line from Slack itself. */
export const drawNotice = ({ text, at }: Notice, reader: Reader): HTMLElement => {
  const words = h('div', { class: 'prose' }, h('p', {}, text))
  const { node } = drawLine({ realName: 'Slackbot', color: '#5b6b7a' }, at, reader, [drawOnlyYou(reader), words])
  node.classList.add('ephemeral')
  return node
}

const drawOnlyYou = ({ words }: Reader): HTMLElement => h('p', { class: 'only-you' }, words.onlyYou)

const drawReplyButton = (label: string, click: () => void): HTMLElement =>
  h('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, click }, '↩')

/** A line of the conversation, and where it says what became of it. */
const drawLine = (
  author: Pick<Person, 'realName'> & Partial<Person>,
  at: number,
  reader: Reader,
  content: readonly (HTMLElement | undefined)[],
): { readonly node: HTMLElement; readonly meta: HTMLElement } => {
  const badge = author.isBot ? h('span', { class: 'badge' }, reader.words.appBadge) : undefined
  const exact = formatSlackDate(at, '{date_long} {time_secs}', reader.dates)
  const time = h('time', { title: exact }, timeOfDay(at, reader.dates))
  const meta = h('span', { class: 'meta' })
  const header = h('header', {}, h('strong', {}, author.realName), badge, time, meta)
  const node = h(
    'article',
    { class: 'message' },
    drawAvatar(author),
    h('div', { class: 'content' }, header, ...content),
  )
  return { node, meta }
}
