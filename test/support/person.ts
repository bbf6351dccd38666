import { EventEmitter, once } from 'node:events'
import { type Element, elementsOf } from '../../src/workspace/definitions.ts'
import type {
  Block,
  ElementState,
  Gesture,
  GestureAnswer,
  Message,
  Place,
  Shortcut,
  StateValues,
  View,
} from '../../src/workspace/protocol.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { inputState, type Typed } from './input-state.ts'
import { textOf } from './text-of.ts'

/** Longer than any journey takes, shorter than anybody waits. */
const PATIENCE_MS = 5_000

type WithoutActor<G> = G extends unknown ? Omit<G, 'as'> : never
type Deed = WithoutActor<Gesture>

/** What one person of the workspace does and sees. Channels go by name or id, elements by what is written on them. */
export interface TestPerson {
  readonly id: string
  say(channel: string, text: string, files?: readonly string[]): Promise<GestureAnswer>
  /** Chooses a file, to say something with it or to put it into a form: its id. */
  upload(name: string, content: Uint8Array): string
  /** `line` is all of it, `/ticket list`. */
  command(channel: string, line: string): Promise<GestureAnswer>
  /** Presses the button with this label or action id, or chooses it in a menu beside the buttons. */
  click(where: Message | View, label: string): Promise<GestureAnswer>
  /** Chooses in a menu: `menu` is its action id, placeholder or label, `choice` the text or value of an option. */
  select(where: Message | View, menu: string, choice: Typed): Promise<GestureAnswer>
  /**
   * Types and chooses in a modal, or in the message with this `ts`, by `blockId/actionId`, by action id or by label; kept
   * while the app updates it.
   */
  fill(viewId: string, values: Readonly<Record<string, Typed>>): Promise<void>
  /** Sends the topmost modal. */
  submit(): Promise<GestureAnswer>
  /** Closes the topmost modal. */
  close(): Promise<GestureAnswer>
  /** Runs a global shortcut, by its name or callback id. */
  shortcut(name: string): Promise<GestureAnswer>
  /** Runs a shortcut from the menu of a message, by its name or callback id. */
  messageShortcut(message: Message, name: string): Promise<GestureAnswer>
  /** Renames a channel, archives it, invites somebody …; channels by their id here. */
  manage(gesture: Deed): Promise<GestureAnswer>
  openHome(): Promise<GestureAnswer>
  /** Oldest first. */
  messages(channel: string): readonly Message[]
  lastMessage(channel: string): Message | undefined
  lastEphemeral(channel: string): Message | undefined
  /** The topmost modal. */
  view(): View | undefined
  home(): View | undefined
  /** What Slack itself said: on the stream, and in answer to gestures. */
  notices(): readonly string[]
  /** Waits until there is something to see. @throws Error with what is seen instead, after five seconds */
  until<T>(what: () => T | undefined | false, hope?: string): Promise<T>
  /** Stops watching. */
  leave(): void
}

export const person = (workspace: Workspace, id: string): TestPerson => {
  const changes = new EventEmitter()
  const heard: string[] = []
  const typed = new Map<string, StateValues>()
  const leave = workspace.subscribe(id, (update) => {
    if (update.kind === 'notice') heard.push(update.text)
    changes.emit('change')
  })

  const see = () => workspace.snapshot(id)

  const channelId = (nameOrId: string): string => {
    const found = see().channels.find((each) => each.id === nameOrId || each.name === nameOrId.replace(/^#/, ''))
    if (!found) throw new Error(`${id} is in no channel ${nameOrId}`)
    return found.id
  }

  const act = async (gesture: Gesture): Promise<GestureAnswer> => {
    const answer = await workspace.gesture(gesture)
    if (!answer.ok) heard.push(answer.notice)
    return answer
  }

  /** What is in no manifest is sent as it is, for the workspace to refuse. */
  const callbackIdOf = (kind: Shortcut['kind'], name: string): string =>
    see().app.shortcuts.find((each) => each.kind === kind && each.name === name)?.callbackId ?? name

  const messages = (channel: string): Message[] => see().messages.filter((each) => each.channel === channelId(channel))
  const view = (): View | undefined => see().views.at(-1)
  const top = (): View => required(view(), `${id} has no modal open`)

  const look = (place: Place, blockId: string, actionId: string) => async (value: string) => {
    const answer = await act({ as: id, do: 'look', place, blockId, actionId, value })
    return answer.ok ? [...(answer.options ?? []), ...(answer.optionGroups ?? [])] : []
  }

  const choose = async (where: Message | View, name: string, choice: Typed | undefined): Promise<GestureAnswer> => {
    const { block, element } = findElement(where, name)
    const place = placeOf(where)
    const [blockId, actionId] = [block.block_id ?? '', element.action_id]
    const state =
      choice === undefined ? { type: element.type } : await inputState(element, choice, look(place, blockId, actionId))
    remember(idOf(place), blockId, actionId, state)
    const around = typed.get(idOf(place)) ?? {}
    return act({ as: id, do: 'act', place, blockId, actionId, element: state, state: around })
  }

  const remember = (id: string, blockId: string, actionId: string, state: ElementState): void => {
    const values = typed.get(id) ?? {}
    typed.set(id, { ...values, [blockId]: { ...values[blockId], [actionId]: state } })
  }

  return {
    id,
    leave,
    messages,
    view,
    home: () => see().home,
    notices: () => heard,
    lastMessage: (channel) => messages(channel).at(-1),
    lastEphemeral: (channel) => messages(channel).findLast(({ ephemeralTo }) => ephemeralTo === id),
    say: (channel, text, files = []) => act({ as: id, do: 'say', channel: channelId(channel), text, files }),
    upload: (name, content) => workspace.upload(id, name, content).id,
    command: (channel, text) => act({ as: id, do: 'command', channel: channelId(channel), text }),
    click: (where, label) => {
      const menu = findMenu(where, label)
      return menu ? choose(where, menu, label) : choose(where, label, undefined)
    },
    select: choose,
    fill: async (viewId, values) => {
      const open = required(
        see().views.find((each) => each.id === viewId) ?? see().messages.find(({ ts }) => ts === viewId),
        `${id} has no view ${viewId} open`,
      )
      for (const [name, value] of Object.entries(values)) {
        const { block, element } = findElement(open, name)
        const [blockId, actionId] = [block.block_id ?? '', element.action_id]
        const state = await inputState(element, value, look(placeOf(open), blockId, actionId))
        remember(viewId, blockId, actionId, state)
      }
    },
    submit: () => {
      const { id: viewId } = top()
      return act({ as: id, do: 'submit', viewId, state: typed.get(viewId) ?? {} })
    },
    close: () => act({ as: id, do: 'close', viewId: top().id }),
    shortcut: (name) => act({ as: id, do: 'shortcut', callbackId: callbackIdOf('global', name) }),
    messageShortcut: ({ channel, ts }, name) =>
      act({ as: id, do: 'message_shortcut', callbackId: callbackIdOf('message', name), channel, ts }),
    manage: (gesture) => act({ ...gesture, as: id }),
    openHome: () => act({ as: id, do: 'open_home' }),
    until: async (what, hope = String(what)) => {
      const limit = AbortSignal.timeout(PATIENCE_MS)
      for (;;) {
        const found = what()
        if (found) return found
        await once(changes, 'change', { signal: limit }).catch(() => {
          throw new Error(`${id} waited in vain for: ${hope}\nand sees:\n${whatIsSeen(workspace, id, heard)}`)
        })
      }
    },
  }
}

const required = <T>(value: T | undefined, otherwise: string): T => {
  if (value === undefined) throw new Error(otherwise)
  return value
}

const placeOf = (where: Message | View): Place =>
  'ts' in where ? { in: 'message', channel: where.channel, ts: where.ts } : { in: 'view', viewId: where.id }

const idOf = (place: Place): string => (place.in === 'view' ? place.viewId : place.ts)

interface Found {
  readonly block: Block
  readonly element: Element
}

/** By `blockId/actionId`, action id, or what is written on the element or, for an input, above it. */
const findElement = (where: Message | View, name: string): Found => {
  const all = (where.blocks ?? []).flatMap((block) => elementsOf(block).map((element): Found => ({ block, element })))
  const named = all.find(({ block, element }) =>
    [
      `${block.block_id}/${element.action_id}`,
      element.action_id,
      wording(element.text),
      wording(element.placeholder),
      wording(block.label),
    ].includes(name),
  )
  return required(named, `there is no "${name}" in:\n${textOf(where)}`)
}

/** The name of the overflow menu that has an option with this label. */
const findMenu = ({ blocks = [] }: Message | View, label: string): string | undefined => {
  for (const block of blocks) {
    for (const { type, options, action_id } of elementsOf(block)) {
      const offered = type === 'overflow' && Array.isArray(options) ? options : []
      if (offered.some((option) => wording(option.text) === label)) return `${block.block_id}/${action_id}`
    }
  }
  return undefined
}

const wording = (text: unknown): unknown =>
  typeof text === 'object' && text !== null && 'text' in text ? text.text : undefined

const whatIsSeen = (workspace: Workspace, id: string, notices: readonly string[]): string => {
  const { channels, messages, views, home } = workspace.snapshot(id)
  const said = messages.slice(-5).map((message) => {
    const name = channels.find((each) => each.id === message.channel)?.name
    return `#${name} ${message.ephemeralTo ? '(only visible to them) ' : ''}${textOf(message)}`
  })
  const open = [...views, ...(home ? [home] : [])].map((view) => `[${view.type}] ${textOf(view)}`)
  return [...said, ...open, ...notices.map((text) => `Slackbot: ${text}`)].join('\n---\n')
}
