import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { say } from '../../i18n/index.ts'
import type { Fields, Step } from '../../tickets/driver.ts'
import type { Instant, Ticket } from '../../tickets/ticket.ts'
import { ACTIONS, VIEWS } from '../ids.ts'
import type { ModalMetadata } from '../metadata.ts'
import { aboutSection, actView } from './act.ts'
import { vendorName } from './error.ts'
import { type FieldDrawing, fieldInputs, selectElement } from './field.ts'
import { type FormState, readElement } from './form.ts'
import { escapedName, LIMITS, literal, plain, section } from './kit.ts'
import type { ListReader } from './list.ts'

export interface StepDrawing {
  readonly metadata: ModalMetadata
  /** Those that can be chosen, the one in hand among them. */
  readonly steps: readonly Step[]
  readonly step: Step
  readonly ticket?: Ticket
  readonly choices?: FieldDrawing['choices']
  readonly values?: Fields
  readonly notice?: string
  readonly now: Instant
}

/** What a step asks for. When a person has to be sure of it, everything typed stays below the warning. */
export const stepView = (drawing: StepDrawing, reader: ListReader): ModalView => {
  const { metadata, step, steps, notice } = drawing
  const { stepping } = reader.words
  const label = say(step.label, reader.language)
  const isLast = metadata.sure === true || !step.irreversible
  const warning = isLast && step.irreversible
  return actView(
    {
      callbackId: VIEWS.step,
      metadata,
      title: warning ? stepping.sureTitle : stepping.title,
      submit: isLast ? label : stepping.continue,
      notice,
      head: [
        aboutSection(metadata, drawing.ticket, reader),
        ...(warning
          ? [section(stepping.irreversible(escapedName(label), vendorName(metadata.vendor ?? '', reader)))]
          : []),
        ...choice(steps, step, warning === true, reader),
      ],
      inputs: step.form ? fieldInputs(step.form, drawing, reader) : [],
    },
    reader,
  )
}

/** Nobody chooses another step after having been warned of this one. */
const choice = (steps: readonly Step[], step: Step, isWarned: boolean, reader: ListReader): KnownBlock[] => {
  const label = say(step.label, reader.language)
  if (isWarned) return []
  if (steps.length < 2) return [section(`*${escapedName(label)}*`)]
  const options = steps.map((one) => ({
    text: plain(literal(say(one.label, reader.language)), LIMITS.option),
    value: one.name,
  }))
  const input: InputBlock = {
    type: 'input',
    block_id: STEP_BLOCK,
    label: plain(reader.words.stepping.which, LIMITS.inputLabel),
    // Each step asks for something else.
    dispatch_action: true,
    element: selectElement(ACTIONS.stepChoice, options, step.name),
  }
  return [input]
}

const STEP_BLOCK = 'step'

/** The step that is chosen in the form, where there was a choice. */
export const readStep = (state: FormState): string | undefined =>
  readElement(state[STEP_BLOCK]?.[ACTIONS.stepChoice]) || undefined
