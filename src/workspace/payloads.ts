import type { Conversation, StoredMessage } from './conversations.ts'
import { type Element, elementsOf } from './definitions.ts'
import type { ElementState, Person, StateValues } from './protocol.ts'
import type { OpenView } from './views.ts'
import { toMessage } from './wire.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>

/** What payloads call the channels whose name is not for everybody. */
const UNNAMED = { public: undefined, private: 'privategroup', im: 'directmessage' } as const

/** @see https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export const commandPayload = (
  world: World,
  { person, channel, command, text }: { person: Person; channel: Conversation; command: string; text: string },
): Json => ({
  token: world.token,
  team_id: world.directory.team.id,
  team_domain: world.directory.team.domain,
  channel_id: channel.id,
  channel_name: UNNAMED[channel.kind] ?? channel.name,
  user_id: person.id,
  user_name: person.name,
  command,
  text,
  api_app_id: world.directory.app.id,
  is_enterprise_install: false,
  response_url: world.responseUrls.issue({ user: person.id, channel: channel.id }),
  trigger_id: world.triggers.issue({ user: person.id, channel: channel.id }),
})

/** What was done by a shortcut, and when. */
const shortcut = (world: World, person: Person, callbackId: string): Json => ({
  ...shared(world, person),
  callback_id: callbackId,
  action_ts: world.ids.ts(),
})

/** @see https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload */
export const shortcutPayload = (world: World, person: Person, callbackId: string): Json => ({
  type: 'shortcut',
  ...shortcut(world, person, callbackId),
  trigger_id: world.triggers.issue({ user: person.id }),
})

/** The message may be anybody's, in a channel that the app is not in. */
export const messageShortcutPayload = (
  world: World,
  {
    person,
    callbackId,
    channel,
    message,
  }: {
    person: Person
    callbackId: string
    channel: Conversation
    message: StoredMessage
  },
): Json => ({
  type: 'message_action',
  ...shortcut(world, person, callbackId),
  trigger_id: world.triggers.issue({ user: person.id, channel: channel.id }),
  response_url: world.responseUrls.issue({ user: person.id, channel: channel.id }),
  channel: { id: channel.id, name: UNNAMED[channel.kind] ?? channel.name },
  message_ts: message.ts,
  message: toMessage(message, world.directory),
})

const shared = (world: World, person: Person): Json => ({
  user: { id: person.id, username: person.name, name: person.name, team_id: world.directory.team.id },
  api_app_id: world.directory.app.id,
  token: world.token,
  team: { id: world.directory.team.id, domain: world.directory.team.domain },
  enterprise: null,
  is_enterprise_install: false,
})

/** Where a click happened. */
export type Spot =
  | { readonly in: 'message'; readonly channel: Conversation; readonly message: StoredMessage }
  | { readonly in: 'view'; readonly view: OpenView }

/** @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const actionsPayload = (
  world: World,
  { person, spot, action, values }: { person: Person; spot: Spot; action: Json; values: StateValues },
): Json => ({
  type: 'block_actions',
  ...shared(world, person),
  ...placeOf(world, spot, values),
  ...(spot.in === 'message' ? answerable(world, person, spot, values) : {}),
  trigger_id: world.triggers.issue({
    user: person.id,
    ...(spot.in === 'view' ? { viewId: spot.view.id } : { channel: spot.channel.id }),
  }),
  actions: [action],
})

const placeOf = (world: World, spot: Spot, values: StateValues): Json => {
  if (spot.in === 'view') {
    return { container: { type: 'view', view_id: spot.view.id }, view: world.views.payload(spot.view, values) }
  }
  const { channel, message } = spot
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralTo !== undefined,
    },
    channel: { id: channel.id, name: UNNAMED[channel.kind] ?? channel.name },
    message: toMessage(message, world.directory),
  }
}

/** What only a click in a message brings. In a view, the state is part of the view. */
const answerable = (
  world: World,
  person: Person,
  { channel, message }: Extract<Spot, { in: 'message' }>,
  values: StateValues,
): Json => ({
  state: { values },
  response_url: world.responseUrls.issue({ user: person.id, channel: channel.id, messageTs: message.ts }),
})

/** Of an element's definition, what comes along with a click on it. */
const TOLD = [
  'text',
  'value',
  'url',
  'style',
  'confirm',
  'placeholder',
  'icon',
  'min_query_length',
  'initial_option',
  'initial_options',
  'initial_date',
  'initial_time',
  'initial_date_time',
  'initial_user',
  'initial_users',
  'initial_channel',
  'initial_channels',
  'initial_conversation',
  'initial_conversations',
]

/** One entry of `actions`. */
export const toAction = (blockId: string, element: Element, chosen: ElementState, ts: string): Json => ({
  ...Object.fromEntries(TOLD.filter((key) => element[key] !== undefined).map((key) => [key, element[key]])),
  ...chosen,
  type: element.type,
  block_id: blockId,
  action_id: element.action_id,
  action_ts: ts,
})

/** @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const submissionPayload = (world: World, person: Person, view: OpenView, values: StateValues): Json => ({
  type: 'view_submission',
  ...shared(world, person),
  trigger_id: world.triggers.issue({ user: person.id, viewId: view.id }),
  view: world.views.payload(view, values),
  response_urls: responseUrlsOf(world, person, view, values),
})

/** One for each menu of channels that asks for it, into the channel that was chosen. */
const responseUrlsOf = (world: World, person: Person, view: OpenView, values: StateValues): Json[] =>
  view.definition.blocks.flatMap((block) =>
    elementsOf(block).flatMap(({ action_id, response_url_enabled }) => {
      const state = values[block.block_id ?? '']?.[action_id]
      const channel = state?.selected_conversation ?? state?.selected_channel
      if (response_url_enabled !== true || typeof channel !== 'string') return []
      const response_url = world.responseUrls.issue({ user: person.id, channel })
      return [{ block_id: block.block_id, action_id, channel_id: channel, response_url }]
    }),
  )

export const closedPayload = (world: World, person: Person, view: OpenView, isCleared: boolean): Json => ({
  type: 'view_closed',
  ...shared(world, person),
  view: world.views.payload(view),
  is_cleared: isCleared,
})

/** @see https://docs.slack.dev/reference/interaction-payloads/block_suggestion-payload */
export const suggestionPayload = (
  world: World,
  query: { person: Person; spot: Spot; blockId: string; actionId: string; value: string },
): Json => {
  const { person, spot, blockId, actionId, value } = query
  return {
    type: 'block_suggestion',
    ...shared(world, person),
    ...placeOf(world, spot, {}),
    action_id: actionId,
    block_id: blockId,
    value,
  }
}
