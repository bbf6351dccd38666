import type { ModalView } from '@slack/types'
import { changeOf, checkChange } from '../tickets/change.ts'
import { can, type Driver, type Fields, type Form } from '../tickets/driver.ts'
import { linkTo, mayFillIn } from './access.ts'
import { type About, openAct, submitAct, told } from './act.ts'
import type { Asked, Changed, SentForm, Verdict } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { formErrors, readForm } from './blocks/form.ts'
import { section, withoutButtons } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { drawEdit, type Editable } from './edit-form.ts'
import { withFiles } from './file-links.ts'
import { ACTIONS, fieldBlock, VIEWS } from './ids.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { audienceOf, refuseWrite } from './roles.ts'
import type { Viewer } from './viewer.ts'

/*
 * A ticket is changed in a modal that is filled with what it holds. Only what somebody changed is sent; and what somebody
 * else changed meanwhile is not overwritten unseen.
 */

/** `/ticket edit <number>`, or without a number the button of a card. */
export const openEdit = async (asked: Asked, number: string | undefined, deps: Deps): Promise<void> => {
  const unseen = number === undefined ? undefined : await unseenTicket(asked.channel, number, deps)
  if (unseen) return asked.openModal(async () => drawUnseen(unseen, await asked.viewer(), deps))
  return openAct(asked, { kind: 'update', number }, deps, (about) => drawAbout(about, deps))
}

export const registerEdit = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.edit, ACTIONS.edit, (asked) => openEdit(asked, undefined, deps))
  guard.change(app, ACTIONS.editField, 'edit_field', (changed) => redraw(changed, deps))
  guard.submission(app, VIEWS.edit, (form) => judge(form, deps))
}

const drawAbout = async ({ metadata, ticket, scope, reader, viewer }: About, deps: Deps): Promise<ModalView> => {
  // The form holds what is hidden from guests, and whom Slack could not describe may be one.
  if (audienceOf(viewer) === 'many') return plainView(reader.words, [section(reader.words.roles.unknown)])
  const taking = takesChanges(deps.desk.driver(scope.vendor))
  if (taking) return drawEdit({ ...taking, metadata, ticket, community: scope.name }, {}, deps)
  return plainView(reader.words, [section(reader.words.edit.cannotHere(vendorName(scope.vendor, reader)))])
}

const takesChanges = (driver: Driver | undefined): { driver: Driver; form: Form } | undefined => {
  const form = driver?.forms.update
  return driver && form && can(driver, 'update') ? { driver, form } : undefined
}

/** A ticket that can be changed though nobody can read it: known by its id alone. */
interface Unseen extends Omit<Editable, 'metadata' | 'ticket'> {
  readonly channel: string
  readonly scope: { readonly vendor: string; readonly community: string }
  readonly id: string
}

/**
 * Where the channel has a community whose vendor takes changes and shows no ticket, and no vendor that does show them
 * knows the number for its own.
 */
const unseenTicket = async (channel: string, number: string, deps: Deps): Promise<Unseen | undefined> => {
  const links = await deps.store.links(channel)
  const known = deps.desk.drivers.find((driver) => driver.recognise(number))
  const isAsked = ({ vendor }: { vendor: string }): boolean => known === undefined || known.vendor === vendor
  for (const { vendor, community, name } of links.filter(isAsked)) {
    const taking = takesChanges(deps.desk.driver(vendor))
    if (!taking || can(taking.driver, 'detail')) continue
    const id = taking.driver.canonical?.(number) ?? number
    return { ...taking, community: name, channel, scope: { vendor, community }, id }
  }
  return undefined
}

const drawUnseen = async ({ channel, scope, id, ...taking }: Unseen, viewer: Viewer, deps: Deps) => {
  const { words } = readerOf(viewer, deps)
  const refusal = refuseWrite({ kind: 'update' }, viewer, words)
  if (refusal) return plainView(words, withoutButtons(refusal.blocks))
  const metadata = { ...metadataFor(viewer, channel), ...scope, tickets: [{ id, number: id }] }
  return drawEdit({ ...taking, metadata, ticket: undefined }, {}, deps)
}

/** The ticket that a form is about, as far as it can be changed from there still; read again where that goes well. */
const editableOf = async (metadata: ModalMetadata, deps: Deps): Promise<Editable | undefined> => {
  const link = await linkTo(metadata, deps)
  const taking = link && takesChanges(deps.desk.driver(link.vendor))
  const [ticket] = metadata.tickets ?? []
  if (!taking || !ticket) return undefined
  const { vendor, community, name } = link
  const reading = can(taking.driver, 'detail')
    ? deps.desk.open([link], { vendor, community, id: ticket.id }, { language: metadata.language })
    : undefined
  const read = await reading?.catch((error) => {
    deps.log.warn({ error, vendor }, 'a form is drawn anew without its ticket')
  })
  return { ...taking, community: name, metadata, ticket: read?.ticket }
}

/** Another choice asks for other fields. */
const redraw = async ({ user, metadata, state }: Changed, deps: Deps): Promise<ModalView | undefined> => {
  if (!(await mayFillIn(user, deps))) return undefined
  const editable = await editableOf(metadata, deps)
  return editable && drawEdit(editable, { typed: readForm(editable.form, state), isSameForm: true }, deps)
}

/** Before the ack and without anything remote: what is changed, and is it in order? */
const judge = async (sent: SentForm, deps: Deps): Promise<Verdict> => {
  const { metadata, state } = sent
  const reader = readerIn(metadata.language, deps)
  const taking = takesChanges(deps.desk.driver(metadata.vendor ?? ''))
  const [ticket] = metadata.tickets ?? []
  if (!taking || !ticket) {
    const vendor = vendorName(metadata.vendor ?? '', reader)
    return told(plainView(reader.words, [section(reader.words.edit.cannotHere(vendor))]))
  }
  const { form } = taking
  const { opened } = metadata
  const linked = withFiles(form, readForm(form, state), state, reader)
  if ('errors' in linked) return linked
  const { fields: typed } = linked
  const fields = changeOf(form, opened, typed)
  if (Object.keys(fields).length === 0) return { errors: { [firstBlock(form, sent)]: reader.words.edit.unchanged } }
  const problems = checkChange(form, opened, fields, deps.now())
  if (problems.length > 0) return { errors: formErrors(form, problems, state, reader) }
  const marks = opened && Object.fromEntries(Object.entries(opened).filter(([name]) => name in fields))
  return submitAct(
    sent,
    {
      write: { kind: 'update', id: ticket.id, fields, ...(marks ? { opened: marks } : {}) },
      title: reader.words.edit.title,
      again: (next, notice) => drawEditAgain(next, { change: fields, all: typed, notice }, deps),
    },
    deps,
  )
}

const firstBlock = (form: Form, { state }: SentForm): string =>
  form.fields.map(({ name }) => fieldBlock(name)).find((block) => block in state) ?? ''

/** What somebody had typed into a form. */
interface Typed {
  readonly change: Fields
  /** With what was not changed. */
  readonly all?: Fields
  /** Escaped mrkdwn: why it is not saved. */
  readonly notice?: string
}

/**
 * The form once more, with what was changed in it. Everything else is what the ticket holds by now; as it was, where
 * that cannot be read.
 */
export const drawEditAgain = async (
  metadata: ModalMetadata,
  { change, all = change, notice }: Typed,
  deps: Deps,
): Promise<ModalView> => {
  const { words } = readerIn(metadata.language, deps)
  const editable = await editableOf(metadata, deps)
  if (!editable) return plainView(words, [section(notice ?? words.outbox.gone)])
  const isUnread = metadata.opened !== undefined && editable.ticket === undefined
  const reasons = [...(notice === undefined ? [] : [notice]), ...(isUnread ? [words.edit.unread] : [])]
  const told = reasons.length > 0 ? { notice: reasons.join('\n') } : {}
  return drawEdit(editable, { typed: isUnread ? all : change, ...told }, deps)
}
