import type { KnownBlock, ModalView } from '@slack/types'
import type { Link } from '../store/store.ts'
import { besideOf, isPlaced } from '../tickets/beside.ts'
import { can, type Fields, type Form } from '../tickets/driver.ts'
import { type Similar, similarTo } from '../tickets/similar.ts'
import { refKey, type Ticket } from '../tickets/ticket.ts'
import { mayFillIn } from './access.ts'
import type { Changed } from './asked.ts'
import { type FormTarget, readTarget } from './blocks/community-field.ts'
import { createView, untakenBlocks } from './blocks/create.ts'
import { readForm } from './blocks/form.ts'
import { section } from './blocks/kit.ts'
import type { Earlier } from './blocks/shortcut.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { earlierOf } from './filed-before.ts'
import { keptOf } from './kept.ts'
import { writeMessage } from './message-text.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerOf } from './reader.ts'
import { within } from './within.ts'

/* The modal that files a ticket, as it is drawn for one person and drawn anew when they choose something else. */

/** The communities of this channel whose vendors take new tickets. */
export const targetsOf = (links: readonly Link[], deps: Deps): FormTarget[] =>
  links.flatMap((link) => {
    const driver = deps.desk.driver(link.vendor)
    const form = driver?.forms.create
    return driver && form && can(driver, 'create') ? [{ ...link, driver, form }] : []
  })

/** Those whose vendors take none. */
export const untakenIn = (links: readonly Link[], deps: Deps): readonly Link[] =>
  links.filter((link) => targetsOf([link], deps).length === 0)

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
  /** The communities of the channel whose vendors take no new tickets. */
  readonly untaken?: readonly Link[]
}

/** The form for the community that is meant, or for the first that takes tickets. */
export const drawCreate = async (metadata: ModalMetadata, typed: CreateTyped, deps: Deps): Promise<ModalView> => {
  const links = await deps.store.links(metadata.channel)
  const targets = targetsOf(links, deps)
  const target = findTarget(targets, metadata) ?? targets[0]
  if (target) {
    // Asked for before the form is drawn, so that they are known from here on.
    await deps.choices.all(target, metadata.language)
    await readOpen(target, metadata, typed.values ?? {}, deps)
  }
  const { said, ...rest } = metadata
  const values = { ...(target && said ? saidIn(target.form, said, metadata, deps) : {}), ...typed.values }
  const about = { earlier: await earlierOf(metadata, deps), untaken: untakenIn(links, deps) }
  return drawKnown(targets, rest, { ...typed, values, ...about }, deps)
}

/** What was said before, as if it were typed into this form. */
const saidIn = (form: Form, said: string, metadata: ModalMetadata, deps: Deps): Fields =>
  writeMessage(form, { text: said, files: [] }, readerOf(metadata, deps).words).values

/** As `drawCreate`, with what is known by now: for where nothing may be asked. */
export const drawKnown = (
  targets: readonly FormTarget[],
  metadata: ModalMetadata,
  typed: CreateTyped,
  deps: Deps,
): ModalView => {
  const reader = readerOf(metadata, deps)
  const target = findTarget(targets, metadata) ?? targets[0]
  if (!target) {
    const why = untakenBlocks(typed.untaken ?? [], reader)
    return plainView(reader.words, [section(reader.words.create.cannotHere), ...why])
  }
  const choices = deps.choices.known(target, metadata.language)
  const values = typed.values ?? {}
  const similar = findSimilar(target, values, deps)
  const isAlike = (ticket: Ticket): boolean => similar.some((one) => refKey(one.ticket.ref) === refKey(ticket.ref))
  const open = deps.desk.known(target) ?? []
  const beside = besideOf(target.form, values, choices, open).filter((ticket) => !isAlike(ticket))
  return createView({ targets, target, metadata, choices, similar, beside, now: deps.now(), ...typed }, reader)
}

/** Something else was chosen: the fields that go with it, with what was typed so far. */
export const redraw = async ({ user, metadata, state }: Changed, deps: Deps): Promise<ModalView | undefined> => {
  if (!(await mayFillIn(user, deps))) return undefined
  const { kept, sure, ...known } = metadata
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const before = findTarget(targets, metadata) ?? targets[0]
  const target = readTarget(targets, state) ?? before
  const values = { ...kept, ...(before ? readForm(before.form, state) : {}) }
  // Whoever was asked to look is not asked again, but for another community.
  const looked = sure && target === before ? { sure } : {}
  const next = { ...known, ...looked, ...(target ? { vendor: target.vendor, community: target.community } : {}) }
  return drawCreate({ ...next, kept: target ? keptOf(target.form, values) : {} }, { values }, deps)
}

/** Nobody waits longer for what is shown beside the form. */
const OPEN_LIMIT_MS = 1_500

/** What is open there is known by the time that the form is sent, and already as it is drawn where it shows some of it. */
const readOpen = async (target: FormTarget, { language }: ModalMetadata, values: Fields, deps: Deps): Promise<void> => {
  if (!can(target.driver, 'list') || deps.desk.known(target)) return
  const isShown = isPlaced(target.form, values)
  const call = { language, ...(isShown ? {} : { background: true as const }) }
  const reading = deps.guard.quietly('create_read_ahead', async () => void (await deps.desk.pending([target], call)))
  if (isShown) await within(OPEN_LIMIT_MS, reading)
}

/** Open tickets that look like what is being filed, among those of the community that are known already. */
export const findSimilar = ({ form, ...scope }: FormTarget, values: Fields, deps: Deps): Similar[] =>
  form.about ? similarTo(aboutOf(form, values), deps.desk.known(scope) ?? []) : []

/** What a form says so far. */
export const aboutOf = ({ about = [] }: Form, values: Fields): string => about.map((name) => values[name]).join('\n')
