import { z } from 'zod'
import { readView, type ViewDefinition } from './definitions.ts'
import { withFiles } from './file-access.ts'
import { checkInputs } from './input-checks.ts'
import { mergeState } from './inputs.ts'
import { closedPayload, submissionPayload } from './payloads.ts'
import type { Gesture, GestureAnswer, Person } from './protocol.ts'
import { Refusal, refuseIfAny } from './refusal.ts'
import { slackWords } from './slack-words.ts'
import { validateView } from './validate/view.ts'
import type { OpenView } from './views.ts'
import type { World } from './world.ts'

/** What an app may answer a submission with. @see https://docs.slack.dev/surfaces/modals#response_actions */
const response = z.discriminatedUnion('response_action', [
  z.object({ response_action: z.literal('clear') }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('push'), view: z.unknown() }),
])

/** Sends a form. Slack first checks by itself what the inputs ask for. */
export const submitView = async (
  world: World,
  person: Person,
  { viewId, state }: Extract<Gesture, { do: 'submit' }>,
): Promise<GestureAnswer> => {
  const view = topmost(world, person, viewId)
  if (!view.definition.submit) throw new Refusal('no_submit')
  const values = withFiles(world, person, mergeState(view.definition.blocks, state))
  const words = slackWords(person.locale)
  const trouble: GestureAnswer = { ok: false, notice: words.trouble }
  const errors = checkInputs(view.definition.blocks, values, words)
  if (Object.keys(errors).length > 0) return { ok: true, errors }
  const ack = await world.dispatch.send('interactive', submissionPayload(world, person, view, values))
  if (!ack.ok) return trouble
  try {
    return applyResponse(world, view, ack.body)
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    world.log('the response to a submission was refused', { code: thrown.code, ...thrown.details })
    return trouble
  }
}

const applyResponse = ({ views, ids }: World, submitted: OpenView, body: unknown): GestureAnswer => {
  // The app may have changed or closed the view while it was deciding.
  const view = views.find({ viewId: submitted.id })
  if (!view) return { ok: true }
  if (body === undefined) {
    views.close(view)
    return { ok: true }
  }
  const parsed = response.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid_response_action', { issues: parsed.error.issues })
  const answer = parsed.data
  if (answer.response_action === 'errors') return showErrors(view.definition, answer.errors)
  if (answer.response_action === 'clear') views.clear(view.user)
  else {
    refuseIfAny(validateView(answer.view), 'invalid_view')
    const definition = readView(answer.view, () => ids.next('b'))
    if (answer.response_action === 'push') views.push(view.user, definition)
    else views.update(view, definition)
  }
  return { ok: true }
}

/** Slack shows errors under input blocks only; an error that names anything else would be seen by nobody. */
const showErrors = ({ blocks }: ViewDefinition, errors: Record<string, string>): GestureAnswer => {
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id)
  const unknown = Object.keys(errors).filter((id) => !inputs.includes(id))
  if (unknown.length > 0 || Object.keys(errors).length === 0) throw new Refusal('invalid_errors', { unknown })
  return { ok: true, errors }
}

/** Closes the topmost modal, or the whole stack where the view says so, and tells the app if it wants to know. */
export const closeView = (world: World, person: Person, viewId: string): GestureAnswer => {
  const { views, dispatch } = world
  const view = topmost(world, person, viewId)
  const isCleared = view.definition.clear_on_close
  const closed = isCleared ? views.stack(person.id) : [view]
  if (isCleared) views.clear(person.id)
  else views.close(view)
  for (const each of closed) {
    if (each.definition.notify_on_close)
      void dispatch.send('interactive', closedPayload(world, person, each, isCleared))
  }
  return { ok: true }
}

const topmost = ({ views }: World, person: Person, viewId: string): OpenView => {
  const view = views.stack(person.id).at(-1)
  if (view?.id !== viewId) throw new Refusal('view_not_found')
  return view
}
