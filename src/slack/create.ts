import type { Fields } from '../tickets/driver.ts'
import { checkForm } from '../tickets/form.ts'
import type { Tell } from '../tickets/outbox.ts'
import { isTelling } from '../tickets/similar.ts'
import type { Accepted } from '../tickets/submission.ts'
import { accept } from './accept.ts'
import { deliver, told } from './act.ts'
import type { Asked, SentForm, Submitted, Verdict } from './asked.ts'
import { type FormTarget, readTarget } from './blocks/community-field.ts'
import { referred, vendorName } from './blocks/error.ts'
import { formErrors, readForm } from './blocks/form.ts'
import { context, section, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Earlier } from './blocks/shortcut.ts'
import { standingReply, standingText } from './blocks/submission.ts'
import { plainView } from './blocks/view.ts'
import { openCreateAnywhere } from './create-anywhere.ts'
import { aboutOf, drawCreate, drawKnown, findSimilar, findTarget, redraw, targetsOf, untakenIn } from './create-form.ts'
import { announceFiled, type Filed, filedBlocks, whisperFiled } from './create-outcome.ts'
import type { Deps } from './deps.ts'
import { withFiles } from './file-links.ts'
import { earlierOf } from './filed-before.ts'
import { ACTIONS, VIEWS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { isPlaceless } from './membership.ts'
import { type ModalMetadata, metadataFor, nextAttempt, saying } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket new`: the vendor's form in a modal, with what was said after it. */
export const openCreateForm = (asked: Asked, deps: Deps, text?: string): Promise<void> =>
  isPlaceless(asked.channel) ? openCreateAnywhere(asked, deps, text) : openHere(asked, deps, text)

const openHere = (asked: Asked, deps: Deps, text: string | undefined): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const { channel } = asked
    const { words } = readerOf(viewer, deps)
    const links = await deps.store.links(channel)
    const refusal = links.length === 0 ? unlinkedReply(viewer, deps, channel) : refuseWriting(viewer, words)
    if (refusal) return plainView(words, withoutButtons(refusal.blocks))
    return drawCreate({ ...metadataFor(viewer, channel), ...saying(text) }, {}, deps)
  })

export const registerCreate = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.create, 'create', (asked) => openCreateForm(asked, deps))
  guard.submission(app, VIEWS.create, (form) => judge(form, deps))
  guard.change(app, ACTIONS.createCommunity, 'create_community', (changed) => redraw(changed, deps))
  guard.change(app, ACTIONS.createField, 'create_field', (changed) => redraw(changed, deps))
}

/** Before the ack and without anything remote: is it complete, is it new, and is it kept? */
const judge = async ({ viewId, user, metadata, state, reference }: SentForm, deps: Deps): Promise<Verdict> => {
  const reader = readerIn(metadata.language, deps)
  const { create } = reader.words
  const links = await deps.store.links(metadata.channel)
  const targets = targetsOf(links, deps)
  const target = readTarget(targets, state) ?? findTarget(targets, metadata)
  if (!target) return told(plainView(reader.words, [section(create.cannotHere)]))
  const typed = readForm(target.form, state)
  const problems = checkForm(target.form, typed, deps.now())
  if (problems.length > 0) return { errors: formErrors(target.form, problems, state, reader) }
  const linked = withFiles(target.form, typed, state, reader)
  if ('errors' in linked) return linked

  const { fields } = linked
  const { vendor, community, name } = target
  const drawn = { ...metadata, vendor, community }
  const id = `${viewId}.${metadata.attempt}`
  const earlier = await earlierOf(metadata, deps)
  const again = (next: ModalMetadata, notice: string) =>
    drawKnown(targets, next, { values: fields, notice, earlier, untaken: untakenIn(links, deps) }, deps)
  const isKept = (await deps.store.submission(id)) !== undefined
  const held = isKept ? undefined : holdBack(target, typed, drawn, earlier, deps)
  if (held) return told(again(held.metadata, held.notice))

  const { channel, language, retryOf } = metadata
  const repeats = retryOf ? { replaces: retryOf } : {}
  const origin = { id, channel, user, vendor, community, language, reference, ...repeats, ...sourceIn(metadata) }
  const submission: Accepted = { ...origin, write: { kind: 'create', fields }, acceptedAt: deps.now() }
  const sending = plainView(reader.words, [section(create.sending(vendorName(vendor, reader)))], create.sendingTitle)
  const taken = await accept(submission, deps)
  if (taken === 'not_kept') {
    const notice = referred(create.notKept, { ...reader, reference })
    return { view: again(nextAttempt(drawn), notice), work: async ({ trail }) => trail.endsAs('not_kept') }
  }
  if (taken === 'under_way') return told(plainView(reader.words, [section(create.takenUp)]))
  if (taken === 'known') return told(sending)
  const sent = { id, name, metadata: drawn, fields }
  return {
    view: sending,
    giveUp: () => deps.outbox.withdraw(id),
    work: (submitted) =>
      deliver(submitted, submission, deps, (viewer, told) => tell(submitted, viewer, sent, told, deps)),
  }
}

/** The message that the form was opened from. */
const sourceIn = ({ message, thread }: ModalMetadata): Pick<Accepted, 'from'> =>
  message === undefined ? {} : { from: { message, ...(thread === undefined ? {} : { thread }) } }

/** Why whoever files it should look first, and the form with which they have looked. */
const holdBack = (
  target: FormTarget,
  fields: Fields,
  metadata: ModalMetadata,
  earlier: Earlier | undefined,
  deps: Deps,
): { readonly metadata: ModalMetadata; readonly notice: string } | undefined => {
  const { words } = readerOf(metadata, deps)
  if (earlier && earlier.mark !== metadata.shown) return { metadata, notice: words.shortcut.meanwhile }
  if (metadata.sure || !isOpenAlready(target, fields, deps)) return undefined
  return { metadata: { ...metadata, sure: true }, notice: words.similar.already }
}

/** Whether open tickets are so like this one that whoever files it should look first. */
const isOpenAlready = (target: FormTarget, fields: Fields, deps: Deps): boolean =>
  isTelling(aboutOf(target.form, fields)) && findSimilar(target, fields, deps).length > 0

interface Sent {
  readonly id: string
  /** What the channel calls the community. */
  readonly name: string
  readonly metadata: ModalMetadata
  readonly fields: Fields
}

/** Tells who may still look at the modal. */
const tell = async (
  submitted: Submitted,
  viewer: Viewer,
  sent: Sent,
  [submission, outcome]: Parameters<Tell>,
  deps: Deps,
): Promise<void> => {
  const reader = readerOf(viewer, deps)
  const whisper = () =>
    deps.speaker.whisper(submission.channel, submission.user, standingReply(submission, outcome, reader))
  const text = standingText(submission, outcome, reader)
  if (outcome.state === 'done' && outcome.ticket) {
    return tellFiled(submitted, { submission, filer: viewer, ticket: outcome.ticket, name: sent.name }, reader, deps)
  }
  if (outcome.state === 'failed' || outcome.state === 'unclear') {
    const notice = `${text}\n${reader.words.create.keptBelow}`
    const again = nextAttempt(sent.metadata, sent.id)
    const seen = await submitted.show(await drawCreate(again, { values: sent.fields, notice }, deps))
    return seen ? undefined : whisper()
  }
  // Nothing can be corrected while the outbox is at it. The message stays, with a way to give it up.
  await submitted.show(plainView(reader.words, [section(text)]))
  await whisper()
}

const tellFiled = async (submitted: Submitted, filed: Filed, reader: ListReader, deps: Deps): Promise<void> => {
  const blocks = filedBlocks(filed, reader, deps)
  const seen = await submitted.show(plainView(reader.words, blocks))
  const announced = await announceFiled(filed, deps)
  const whispered = await whisperFiled(filed, reader, deps).then(
    () => true,
    (error) => {
      if (!seen) throw error
      deps.log.warn({ error }, 'the filer saw of a filed ticket only the modal')
      return false
    },
  )
  if (announced && whispered) return
  await submitted.show(plainView(reader.words, [...blocks, context(reader.words.create.notPosted)]))
}
