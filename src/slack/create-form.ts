import type { ModalView } from '@slack/types'
import type { Link } from '../store/store.ts'
import { can, type Fields } from '../tickets/driver.ts'
import type { Language } from '../tickets/words.ts'
import { type FormDrawing, type FormState, type FormTarget, formView, readForm, readTarget } from './blocks/form.ts'
import { section } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import type { ModalMetadata } from './ids.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/* The modal that files a ticket, as it is drawn for one person and drawn anew when they choose another community. */

/** The communities of this channel whose vendors take new tickets. */
export const targetsOf = (links: readonly Link[], deps: Deps): FormTarget[] =>
  links.flatMap((link) => {
    const driver = deps.desk.driver(link.vendor)
    const form = driver?.forms.create
    return driver && form && can(driver, 'create') ? [{ ...link, driver, form }] : []
  })

export const findTarget = (
  targets: readonly FormTarget[],
  wanted: { vendor?: string | undefined; community?: string | undefined },
): FormTarget | undefined =>
  targets.find(({ vendor, community }) => vendor === wanted.vendor && community === wanted.community)

/** The form for the first community that takes tickets, or for the one and with the values that were typed before. */
export const drawForm = async (
  viewer: Viewer,
  channel: string,
  links: readonly Link[],
  deps: Deps,
  typed: { vendor?: string; community?: string; values?: Fields; retryOf?: string } = {},
): Promise<ModalView> => {
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return plainView(reader.words, refusal.blocks)
  const targets = targetsOf(links, deps)
  const target = findTarget(targets, typed) ?? targets[0]
  if (!target) return plainView(reader.words, [section(reader.words.create.cannotHere)])
  const { language, zone } = viewer
  const values = typed.values ? { values: typed.values } : {}
  const metadata = { channel, language, zone, attempt: 1, ...(typed.retryOf ? { retryOf: typed.retryOf } : {}) }
  const choices = await choicesOf(target, language, deps)
  return formView({ targets, target, metadata, choices, now: deps.now(), ...values }, reader)
}

/** Another community was chosen: its vendor's fields, with what was typed so far. */
export const redraw = async (metadata: ModalMetadata, state: FormState, deps: Deps): Promise<ModalView> => {
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const before = findTarget(targets, metadata)
  const target = readTarget(targets, state) ?? before ?? targets[0]
  const reader = readerIn(metadata.language, deps)
  if (!target) return plainView(reader.words, [section(reader.words.create.cannotHere)])
  const values = before ? { values: readForm(before.form, state) } : {}
  const choices = await choicesOf(target, metadata.language, deps)
  return formView({ targets, target, metadata, choices, now: deps.now(), ...values }, reader)
}

/** The form once more, as a new submission with the same values. `failed` is the one that it repeats, if it was kept. */
export const nextAttempt = (drawing: FormDrawing, notice: string, failed?: string): FormDrawing => {
  const { metadata } = drawing
  const retryOf = failed === undefined ? {} : { retryOf: failed }
  return { ...drawing, metadata: { ...metadata, attempt: metadata.attempt + 1, ...retryOf }, notice }
}

/** What only the vendors can offer in this form's fields. A field without an answer is typed instead of chosen. */
export const choicesOf = async (
  { driver, form }: FormTarget,
  language: Language,
  deps: Deps,
): Promise<FormDrawing['choices']> => {
  const ask = driver.operations.choices
  const asked = form.fields.filter((field) => field.kind === 'vendor_choice')
  const answers = await Promise.all(
    asked.map(async ({ name }) => {
      const choices = await ask?.(name, undefined, { language }).catch((error) => {
        deps.log.warn({ error, vendor: driver.vendor, field: name }, 'the choices of a field could not be read')
      })
      return [name, choices ?? []] as const
    }),
  )
  return Object.fromEntries(answers)
}
