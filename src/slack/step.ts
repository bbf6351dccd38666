import type { ModalView } from '@slack/types'
import type { Driver, Fields, Step } from '../tickets/driver.ts'
import { checkForm } from '../tickets/form.ts'
import { stepsFor } from '../tickets/powers.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { isLookedAfter, mayFillIn } from './access.ts'
import { openAct, submitAct, told } from './act.ts'
import type { Asked, Changed, SentForm, Verdict } from './asked.ts'
import { cannotText } from './blocks/act.ts'
import { type FormState, formErrors, readForm } from './blocks/form.ts'
import { section } from './blocks/kit.ts'
import { aboutText } from './blocks/list.ts'
import { readStep, type StepDrawing, stepView } from './blocks/step.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, VIEWS } from './ids.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerIn } from './reader.ts'

type Kind = NonNullable<Step['kind']>

/** `/ticket close` and `/ticket assign`, and the buttons on a card: a step that the vendor allows by hand. */
export const openStepForm = (asked: Asked, kind: Kind, deps: Deps, number?: string): Promise<void> =>
  openAct(asked, { kind: 'transition', number }, deps, async ({ ticket, scope, reader, metadata }) => {
    const driver = deps.desk.driver(scope.vendor)
    const [step] = driver ? stepsFor(driver, kind, ticket) : []
    if (driver && step) return await drawStep({ driver, step, metadata, ticket }, deps)
    return plainView(reader.words, driver ? [section(cannotText(kind, ticket, driver, reader))] : [])
  })

export const registerStep = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.close, ACTIONS.close, (asked) => openStepForm(asked, 'close', deps))
  guard.button(app, ACTIONS.assign, ACTIONS.assign, (asked) => openStepForm(asked, 'assign', deps))
  guard.change(app, ACTIONS.stepChoice, ACTIONS.stepChoice, (changed) => redraw(changed, deps))
  guard.submission(app, VIEWS.step, (form) => judge(form, deps))
}

/** What a modal about a step is drawn from. */
interface Stepping {
  readonly driver: Driver
  readonly step: Step
  readonly metadata: ModalMetadata
  readonly ticket?: Ticket
  readonly values?: Fields
  readonly notice?: string
}

/** With what only the vendor can offer for its fields. */
export const drawStep = async (stepping: Stepping, deps: Deps): Promise<ModalView> => {
  const { driver, step, metadata } = stepping
  const { language, community = '', tickets = [] } = metadata
  const about = { community, id: tickets[0]?.id ?? '' }
  const choices = step.form ? await deps.choices.all({ driver, form: step.form, about }, language) : {}
  return view({ ...stepping, choices }, deps)
}

const view = (stepping: Stepping & Pick<StepDrawing, 'choices'>, deps: Deps): ModalView => {
  const { driver, step, metadata, ticket } = stepping
  // Where nothing is asked, the first view is the last before it is done.
  const sure = metadata.sure ?? step.form === undefined
  const steps = stepsBeside(driver, step)
  const reader = readerIn(metadata.language, deps)
  // The views that follow are drawn without reading the ticket again, and are to show it too.
  const about = ticket ? { about: aboutText(ticket, reader, 'one') } : {}
  const next = { ...metadata, ...about, step: step.name, sure }
  return stepView({ ...stepping, steps, metadata: next, now: deps.now() }, reader)
}

/** Those among which one was chosen: what hands a ticket over is chosen by itself. */
const stepsBeside = ({ steps = [] }: Driver, step: Step): Step[] =>
  steps.filter(({ kind }) => (kind === 'assign') === (step.kind === 'assign'))

const findStep = (
  metadata: ModalMetadata,
  deps: Deps,
  state: FormState,
): { driver: Driver; step: Step } | undefined => {
  const driver = deps.desk.driver(metadata.vendor ?? '')
  const step = driver?.steps?.find(({ name }) => name === (readStep(state) ?? metadata.step))
  return driver && step && { driver, step }
}

const redraw = async ({ user, metadata, state }: Changed, deps: Deps): Promise<ModalView | undefined> => {
  if (!(await mayFillIn(user, deps)) || !(await isLookedAfter(metadata, deps))) return undefined
  const found = findStep(metadata, deps, state)
  if (!found) return undefined
  const { sure: _sure, ...rest } = metadata
  const values = found.step.form ? readForm(found.step.form, state) : {}
  return await drawStep({ ...found, metadata: rest, values }, deps)
}

const judge = async (form: SentForm, deps: Deps): Promise<Verdict> => {
  const { metadata, state } = form
  const reader = readerIn(metadata.language, deps)
  const found = findStep(metadata, deps, state)
  const [ticket] = metadata.tickets ?? []
  if (!found || !ticket) return told(plainView(reader.words, [section(reader.words.failure.stale)]))
  const { step } = found
  const values = step.form ? readForm(step.form, state) : {}
  const problems = step.form ? checkForm(step.form, values, deps.now()) : []
  if (step.form && problems.length > 0) return { errors: formErrors(step.form, problems, state, reader) }
  if (step.irreversible && !metadata.sure) {
    return told(view({ ...found, metadata: { ...metadata, sure: true }, values, choices: {} }, deps))
  }
  return await submitAct(
    { ...form, metadata: { ...metadata, step: step.name } },
    {
      write: { kind: 'transition', id: ticket.id, step: step.name, fields: values },
      title: reader.words.stepping.title,
      again: (next, notice) => drawStep({ ...found, metadata: next, values, notice }, deps),
    },
    deps,
  )
}
