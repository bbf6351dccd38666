import { z } from 'zod'
import { elementsOf, readView, type ViewDefinition } from '../definitions.ts'
import { Refusal, refusalOf, refuseIfAny } from '../refusal.ts'
import { problem } from '../validate/problems.ts'
import { validateView } from '../validate/view.ts'
import { demandScope, type World } from '../world.ts'
import { json, method } from './method.ts'

const view = json(z.unknown())
const triggered = z.object({ view, trigger_id: z.string() })

/** A view is looked at before a trigger is spent, so that a second try with a good one can still open it. */
export const VIEWS_METHODS = {
  'views.open': method(triggered, (args, world) => {
    const definition = definitionOf(world, args.view, 'modal')
    const { user } = world.triggers.exchange(args.trigger_id)
    return { view: world.views.payload(world.views.open(user, definition)) }
  }),

  'views.push': method(triggered, (args, world) => {
    const definition = definitionOf(world, args.view, 'modal')
    const { user, viewId } = world.triggers.exchange(args.trigger_id)
    if (viewId !== undefined && viewId === world.views.home(user)?.id) {
      const message = "must match the `type` of the root view whose stack we're pushing onto"
      throw refusalOf([problem(message, ['view', 'type'])], 'invalid_arguments')
    }
    return { view: world.views.payload(world.views.push(user, definition)) }
  }),

  'views.update': method(
    z.object({
      view,
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
    }),
    (args, world) => {
      if (args.view_id === undefined && args.external_id === undefined) throw new Refusal('invalid_arguments')
      const found = world.views.find({ viewId: args.view_id, externalId: args.external_id })
      if (!found) throw new Refusal('not_found')
      const definition = definitionOf(world, args.view, found.definition.type)
      return { view: world.views.payload(world.views.update(found, definition, args.hash)) }
    },
  ),

  'views.publish': method(
    z.object({ view, user_id: z.string(), hash: z.string().optional() }),
    ({ view: given, user_id, hash }, world) => {
      const definition = definitionOf(world, given, 'home')
      const person = world.directory.person(user_id)
      if (!person || person.isBot) throw new Refusal('user_not_found')
      return { view: world.views.payload(world.views.publish(user_id, definition, hash)) }
    },
  ),
}

const definitionOf = (world: World, given: unknown, type: ViewDefinition['type']): ViewDefinition => {
  refuseIfAny(validateView(given), 'invalid_arguments', '/view')
  const definition = readView(given, () => world.ids.next('b'))
  const takesFiles = definition.blocks.flatMap(elementsOf).some((element) => element.type === 'file_input')
  if (takesFiles) demandScope(world, 'files:read')
  if (definition.type !== type) throw refusalOf([problem(`must be a ${type}`, ['view', 'type'])], 'invalid_arguments')
  return definition
}
