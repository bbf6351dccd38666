/**
 * What the workspace's page and its server say to each other, and what tests drive. All of it is ours: nothing here is
 * part of Slack. The page loads `GET /workspace/state?as=U…` once, then follows `GET /workspace/stream?as=U…`
 * (server-sent events, each `data:` one `Update`), and posts a `Gesture` as JSON to `POST /workspace/gesture`. Files go
 * ahead: `POST /workspace/files?as=U…&name=…` takes the bytes and answers a `FileInfo`, whose id a gesture then names.
 */

export interface Person {
  readonly id: string
  /** The handle, `mei`. */
  readonly name: string
  readonly realName: string
  /** What they do, `Property manager`. */
  readonly title: string
  /** As Slack writes it, `zh-CN`. */
  readonly locale: string
  /** IANA. */
  readonly tz: string
  readonly isAdmin: boolean
  readonly isOwner: boolean
  readonly isGuest: boolean
  /** CSS colour of the avatar. */
  readonly color: string
  /** Set for the app's own user. */
  readonly isBot?: boolean
}

export interface Channel {
  readonly id: string
  /** Without `#`; for a direct message with the app, the app's name. */
  readonly name: string
  readonly kind: 'public' | 'private' | 'im'
  readonly topic: string
  /** User ids; the app's included when it is in the channel. */
  readonly members: readonly string[]
  readonly archived?: boolean
}

/** Block Kit as it came from the app, validated. */
export type Block = { readonly type: string; readonly block_id?: string } & Record<string, unknown>

/** A file that somebody uploaded. The page gets its bytes from `GET /workspace/files/<id>?as=U…`. */
export interface FileInfo {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
  /** Slack's own word for the type, `jpg`. */
  readonly filetype: string
  /** In bytes. */
  readonly size: number
  /** Who uploaded it. */
  readonly user: string
  /** Seconds since the epoch. */
  readonly created: number
}

export interface Message {
  readonly channel: string
  readonly ts: string
  readonly user: string
  readonly text: string
  readonly blocks?: readonly Block[]
  readonly files?: readonly FileInfo[]
  readonly threadTs?: string
  readonly edited?: boolean
  /** The app said nothing against previews of what its links lead to, which Slack would then show below it. */
  readonly previews?: true
  /** Set for what Slack itself notes in a channel, `channel_archive`. */
  readonly subtype?: string
  /** The one person who sees it, when it is ephemeral. */
  readonly ephemeralTo?: string
}

export interface View {
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly title: string
  readonly submit?: string
  readonly close?: string
  readonly blocks: readonly Block[]
  readonly callbackId: string
  readonly hash: string
}

/** What is in an input element, as Slack puts it in `view.state.values[block_id][action_id]`. */
export type ElementState = { readonly type: string } & Record<string, unknown>
export type StateValues = Readonly<Record<string, Readonly<Record<string, ElementState>>>>

export interface Snapshot {
  readonly team: { readonly id: string; readonly name: string }
  readonly app: {
    readonly name: string
    readonly botUser: string
    readonly commands: readonly SlashCommand[]
    readonly shortcuts: readonly Shortcut[]
  }
  readonly people: readonly Person[]
  /** Those that this person is in. */
  readonly channels: readonly Channel[]
  /** Those that this person may see, oldest first. */
  readonly messages: readonly Message[]
  /** The open modals, the topmost last. */
  readonly views: readonly View[]
  readonly home?: View
}

export interface SlashCommand {
  readonly command: string
  readonly description: string
  readonly usageHint: string
}

/** What the app offers in the menu of every message, or at the line to write in. */
export interface Shortcut {
  readonly kind: 'message' | 'global'
  readonly name: string
  readonly description: string
  readonly callbackId: string
}

export type Update =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'message_changed'; readonly message: Message }
  | { readonly kind: 'message_deleted'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'channel_changed'; readonly channel: Channel }
  /** The person has come into a channel; the messages are what was said there. */
  | { readonly kind: 'channel_joined'; readonly channel: Channel; readonly messages: readonly Message[] }
  | { readonly kind: 'channel_left'; readonly channel: string }
  /** The whole stack of open modals, the topmost last. */
  | { readonly kind: 'views'; readonly views: readonly View[] }
  | { readonly kind: 'home'; readonly home: View }
  /** What Slack itself tells the person, for example that the app did not answer in time. */
  | { readonly kind: 'notice'; readonly channel?: string; readonly text: string }

/** Where a button or select sits. */
export type Place =
  | { readonly in: 'message'; readonly channel: string; readonly ts: string }
  | { readonly in: 'view'; readonly viewId: string }

/** One thing that a person does on the page. `as` is who does it. */
export type Gesture = {
  readonly as: string
} & (
  | {
      readonly do: 'say'
      readonly channel: string
      /** May be empty when there are files. */
      readonly text: string
      readonly threadTs?: string
      /** Ids of what the person has uploaded. */
      readonly files?: readonly string[]
    }
  /** `text` is the whole line, `/ticket list`. */
  | { readonly do: 'command'; readonly channel: string; readonly text: string }
  /** A global shortcut. */
  | { readonly do: 'shortcut'; readonly callbackId: string }
  /** A shortcut in the menu of a message. */
  | { readonly do: 'message_shortcut'; readonly callbackId: string; readonly channel: string; readonly ts: string }
  /** `element` is what the person chose (value, selected_option, selected_date_time …); `state` all inputs around it. */
  | {
      readonly do: 'act'
      readonly place: Place
      readonly blockId: string
      readonly actionId: string
      readonly element: ElementState
      readonly state?: StateValues
    }
  /** Typing in an `external_select`: the answer carries the options. */
  | {
      readonly do: 'look'
      readonly place: Place
      readonly blockId: string
      readonly actionId: string
      readonly value: string
    }
  | { readonly do: 'submit'; readonly viewId: string; readonly state: StateValues }
  | { readonly do: 'close'; readonly viewId: string }
  | { readonly do: 'rename'; readonly channel: string; readonly name: string }
  | { readonly do: 'archive' | 'unarchive' | 'make_private'; readonly channel: string }
  /** `user` may be the app's. */
  | { readonly do: 'invite_user' | 'remove_user'; readonly channel: string; readonly user: string }
  | { readonly do: 'open_home' }
)

/** `ok: false` carries Slack's own words of what went wrong, to be shown. */
export type GestureAnswer =
  | {
      readonly ok: true
      /** After `submit`: the errors to show under the inputs, by block id. */
      readonly errors?: Readonly<Record<string, string>>
      /** After `look`. */
      readonly options?: readonly Record<string, unknown>[]
      readonly optionGroups?: readonly Record<string, unknown>[]
    }
  | { readonly ok: false; readonly notice: string }
