import type { KnownBlock, ModalView } from '@slack/types'
import type { Link } from '../store/store.ts'
import { can, type Fields, type Form } from '../tickets/driver.ts'
import { type Similar, similarTo } from '../tickets/similar.ts'
import { mayFillIn } from './access.ts'
import type { Changed } from './asked.ts'
import { type FormTarget, readTarget } from './blocks/community-field.ts'
import { createView } from './blocks/create.ts'
import { readForm } from './blocks/form.ts'
import { section } from './blocks/kit.ts'
import type { Earlier } from './blocks/shortcut.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { earlierOf } from './filed-before.ts'
import { keptOf } from './kept.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerOf } from './reader.ts'

/* The modal that files a ticket, as it is drawn for one person and drawn anew when they choose something else. */

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

export interface CreateTyped {
  readonly values?: Fields
  /** Escaped mrkdwn: why it is not filed yet. */
  readonly notice?: string
  /** What was made before of the message that it was opened from. */
  readonly earlier?: Earlier | undefined
  /** What else is to be known of that message. */
  readonly leftOut?: readonly KnownBlock[]
}

/** The form for the community that is meant, or for the first that takes tickets. */
export const drawCreate = async (metadata: ModalMetadata, typed: CreateTyped, deps: Deps): Promise<ModalView> => {
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const target = findTarget(targets, metadata) ?? targets[0]
  if (target) {
    // Asked for before the form is drawn, so that they are known from here on.
    await deps.choices.all(target, metadata.language)
    readAhead(target, metadata, deps)
  }
  return drawKnown(targets, metadata, { ...typed, earlier: await earlierOf(metadata, deps) }, deps)
}

/** As `drawCreate`, with what is known by now: for where nothing may be asked. */
export const drawKnown = (
  targets: readonly FormTarget[],
  metadata: ModalMetadata,
  typed: CreateTyped,
  deps: Deps,
): ModalView => {
  const reader = readerOf(metadata, deps)
  const target = findTarget(targets, metadata) ?? targets[0]
  if (!target) return plainView(reader.words, [section(reader.words.create.cannotHere)])
  const choices = deps.choices.known(target, metadata.language)
  const similar = findSimilar(target, typed.values ?? {}, deps)
  return createView({ targets, target, metadata, choices, similar, now: deps.now(), ...typed }, reader)
}

/** Something else was chosen: the fields that go with it, with what was typed so far. */
export const redraw = async ({ user, metadata, state }: Changed, deps: Deps): Promise<ModalView | undefined> => {
  if (!(await mayFillIn(user, deps))) return undefined
  const { kept, sure: _sure, ...known } = metadata
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const before = findTarget(targets, metadata) ?? targets[0]
  const target = readTarget(targets, state) ?? before
  const values = { ...kept, ...(before ? readForm(before.form, state) : {}) }
  const next = { ...known, ...(target ? { vendor: target.vendor, community: target.community } : {}) }
  return drawCreate({ ...next, kept: target ? keptOf(target.form, values) : {} }, { values }, deps)
}

/** What is open there is known by the time that the form is sent, and nobody waits for it. */
const readAhead = (target: FormTarget, { language }: ModalMetadata, deps: Deps): void => {
  if (!can(target.driver, 'list') || deps.desk.known(target)) return
  void deps.guard.quietly('create_read_ahead', async () => {
    await deps.desk.pending([target], { language, background: true })
  })
}

/** Open tickets that look like what is being filed, among those of the community that are known already. */
export const findSimilar = ({ form, ...scope }: FormTarget, values: Fields, deps: Deps): Similar[] =>
  form.about ? similarTo(aboutOf(form, values), deps.desk.known(scope) ?? []) : []

/** What a form says so far. */
export const aboutOf = ({ about = [] }: Form, values: Fields): string => about.map((name) => values[name]).join('\n')
