import { z } from 'zod'
import { type Element, elementsOf } from './definitions.ts'
import { withFiles } from './file-access.ts'
import { isOffered, mergeState } from './inputs.ts'
import { actionsPayload, type Spot, suggestionPayload, toAction } from './payloads.ts'
import type { Block, ElementState, Gesture, GestureAnswer, Person, Place, StateValues } from './protocol.ts'
import { Refusal } from './refusal.ts'
import { slackWords } from './slack-words.ts'
import { optionGroups, options } from './validate/objects.ts'
import type { World } from './world.ts'

type Act = Extract<Gesture, { do: 'act' }>
type Look = Extract<Gesture, { do: 'look' }>

/** @see https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */
const SHORTEST_QUERY = 3

/** Clicks a button or chooses in a menu. */
export const clickElement = async (world: World, person: Person, gesture: Act): Promise<GestureAnswer> => {
  const { blockId, actionId } = gesture
  const spot = findSpot(world, person, gesture.place)
  const { block, element } = findElement(spot, blockId, actionId)
  if (block.type === 'input' && block.dispatch_action !== true) throw new Refusal('no_dispatch_action')
  const values = withFiles(world, person, mergeState(blocksOf(spot), withClick(gesture, element)))
  const chosen = values[blockId]?.[actionId] ?? chosenOf(element, gesture.element)
  const action = toAction(blockId, element, chosen, world.ids.ts())
  const ack = await world.dispatch.send('interactive', actionsPayload(world, { person, spot, action, values }))
  if (ack.ok) return { ok: true }
  return { ok: false, notice: slackWords(person.locale).notResponding(world.directory.app.name) }
}

/** Types into a menu whose options the app supplies. */
export const lookUp = async (world: World, person: Person, gesture: Look): Promise<GestureAnswer> => {
  const { blockId, actionId, value } = gesture
  const spot = findSpot(world, person, gesture.place)
  const { element } = findElement(spot, blockId, actionId)
  if (!element.type.endsWith('external_select')) throw new Refusal('not_an_external_select')
  if (value.length < Number(element.min_query_length ?? SHORTEST_QUERY)) return { ok: true, options: [] }
  const payload = suggestionPayload(world, { person, spot, blockId, actionId, value })
  const ack = await world.dispatch.send('interactive', payload)
  const answer = suggestion.safeParse(ack.ok ? ack.body : undefined)
  if (answer.success) return { ok: true, ...answer.data }
  if (ack.ok) world.log('the options were refused', { problems: z.prettifyError(answer.error) })
  return { ok: false, notice: slackWords(person.locale).noOptions }
}

const suggestion = z.union([
  z.strictObject({ options: z.union([options, z.tuple([])]) }),
  z
    .strictObject({ option_groups: z.union([optionGroups, z.tuple([])]) })
    .transform(({ option_groups }) => ({ optionGroups: option_groups })),
])

/** @throws Refusal when there is no such place, or not for this person */
const findSpot = ({ conversations, views }: World, person: Person, place: Place): Spot => {
  if (place.in === 'view') {
    const view = [views.stack(person.id).at(-1), views.home(person.id)].find((each) => each?.id === place.viewId)
    if (!view) throw new Refusal('view_not_found')
    return { in: 'view', view }
  }
  const { channels, messages } = conversations.seenBy(person.id)
  const channel = channels.find(({ id }) => id === place.channel)
  const message = messages.find((each) => each.channel === place.channel && each.ts === place.ts)
  if (!channel || !message) throw new Refusal('message_not_found')
  return { in: 'message', channel, message }
}

const blocksOf = (spot: Spot): readonly Block[] =>
  spot.in === 'view' ? spot.view.definition.blocks : (spot.message.blocks ?? [])

const findElement = (spot: Spot, blockId: string, actionId: string): { block: Block; element: Element } => {
  const block = blocksOf(spot).find((each) => each.block_id === blockId)
  const element = elementsOf(block).find((each) => each.action_id === actionId)
  if (!block || !element) throw new Refusal('element_not_found')
  return { block, element }
}

/** The state around a click, with the click in it. */
const withClick = ({ state = {}, blockId, actionId, element: given }: Act, element: Element): StateValues => {
  if (given.type !== element.type) throw new Refusal('invalid_state')
  return { ...state, [blockId]: { ...state[blockId], [actionId]: given } }
}

/** What was chosen in an element that holds nothing: an entry of an overflow menu, a thumb; a button says it all itself. */
const chosenOf = (element: Element, given: ElementState): ElementState => {
  const { type } = element
  if (type === 'overflow') {
    if (!given.selected_option || !isOffered(element, given.selected_option)) throw new Refusal('invalid_state')
    return { type, selected_option: given.selected_option }
  }
  return type === 'feedback_buttons' ? { type, value: given.value } : { type }
}
