import type { ModalView } from '@slack/types'
import { checkForm } from '../tickets/form.ts'
import type { Tell } from '../tickets/outbox.ts'
import type { Accepted } from '../tickets/submission.ts'
import { accept } from './accept.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { vendorName } from './blocks/error.ts'
import { type FormDrawing, type FormState, formErrors, formView, readForm, readTarget } from './blocks/form.ts'
import { context, escaped, section, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { standingReply, standingText } from './blocks/submission.ts'
import { plainView } from './blocks/view.ts'
import { choicesOf, drawForm, findTarget, nextAttempt, redraw, targetsOf } from './create-form.ts'
import { announceFiled, type Filed, filedBlocks, whisperFiled } from './create-outcome.ts'
import type { Deps } from './deps.ts'
import { ACTIONS, type ModalMetadata, VIEWS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket new`: the vendor's form in a modal. */
export const openCreateForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const links = await deps.store.links(asked.channel)
    if (links.length === 0)
      return plainView(readerOf(viewer, deps).words, withoutButtons(unlinkedReply(viewer, deps, asked.channel).blocks))
    return drawForm(viewer, asked.channel, links, deps)
  })

export const registerCreate = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.create, 'create', (asked) => openCreateForm(asked, deps))
  guard.button(app, ACTIONS.createAgain, 'create', (asked) => reopenForm(asked, deps))
  guard.submission(app, VIEWS.create, (form) => judge(form, deps))

  guard.change(app, ACTIONS.createCommunity, 'create_community', ({ metadata, state }) => redraw(metadata, state, deps))
}

/** Before the ack and without anything remote: is it complete, and is it kept? */
const judge = async (
  { viewId, user, metadata, state }: { viewId: string; user: string; metadata: ModalMetadata; state: FormState },
  deps: Deps,
): Promise<Verdict> => {
  const reader = readerIn(metadata.language, deps)
  const { create } = reader.words
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const target = readTarget(targets, state) ?? findTarget(targets, metadata)
  if (!target) return told(plainView(reader.words, [section(create.cannotHere)]))
  const fields = readForm(target.form, state)
  const problems = checkForm(target.form, fields, deps.now())
  if (problems.length > 0) return { errors: formErrors(problems, reader) }

  const id = `${viewId}.${metadata.attempt}`
  const { vendor, community, name } = target
  const { channel, language, retryOf } = metadata
  const origin = { id, channel, user, vendor, community, language, ...(retryOf ? { replaces: retryOf } : {}) }
  const submission: Accepted = { ...origin, write: { kind: 'create', fields }, acceptedAt: deps.now() }
  const sending = plainView(reader.words, [section(create.sending(vendorName(vendor, reader)))], create.sendingTitle)
  const drawing: FormDrawing = { targets, target, metadata, values: fields, now: deps.now() }
  const taken = await accept(submission, deps)
  if (taken === 'not_kept') return told(formView(nextAttempt(drawing, create.notKept), reader))
  if (taken === 'under_way') return told(plainView(reader.words, [section(create.takenUp)]))
  if (taken === 'known') return told(sending)
  return { view: sending, work: (submitted) => deliver(submitted, { id, name, drawing }, deps) }
}

/** Only shows the view; there is nothing to do afterwards. */
const told = (view: ModalView): Verdict => ({ view, work: async () => {} })

interface Sent {
  readonly id: string
  /** What the channel calls the community. */
  readonly name: string
  readonly drawing: FormDrawing
}

const deliver = async (submitted: Submitted, sent: Sent, deps: Deps): Promise<void> => {
  const viewer = await submitted.viewer()
  const { words } = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, words)
  if (!refusal) return deps.outbox.deliver(sent.id, (...told) => tell(submitted, viewer, sent, told, deps))
  await deps.outbox.withdraw(sent.id)
  await submitted.show(plainView(words, refusal.blocks))
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
    const { channel } = submission
    return tellFiled(submitted, { channel, filer: viewer, ticket: outcome.ticket, name: sent.name }, reader, deps)
  }
  if (outcome.state === 'failed' || outcome.state === 'unclear') {
    const choices = await choicesOf(sent.drawing.target, reader.language, deps)
    const notice = `${text}\n${reader.words.create.keptBelow}`
    const again = nextAttempt({ ...sent.drawing, choices }, notice, sent.id)
    const seen = await submitted.show(formView(again, reader))
    return seen ? undefined : whisper()
  }
  // Nothing can be corrected while the outbox is at it. The message stays, with a way to give it up.
  await submitted.show(plainView(reader.words, [section(text)]))
  await whisper()
}

const tellFiled = async (submitted: Submitted, filed: Filed, reader: ListReader, deps: Deps): Promise<void> => {
  const blocks = filedBlocks(filed, reader)
  const seen = await submitted.show(plainView(reader.words, blocks))
  const announced = await announceFiled(filed, reader, deps)
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

/** "Open it again" under a failure, also in direct messages: the form of that channel with everything that was typed. */
const reopenForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { create } = reader.words
    const submission = await deps.store.submission(asked.value)
    const plain = (text: string): ModalView => plainView(reader.words, [section(text)])
    if (submission?.user !== asked.user) return plain(create.gone)
    const { channel, vendor, community, write, state, number, ticket } = submission
    if (state === 'done') return plain(create.already(escaped(number ?? ticket?.id ?? '', 80)))
    if (state === 'queued' || state === 'sending' || state === 'checking') return plain(create.underWay)
    const fields = write.kind === 'create' ? write.fields : {}
    const links = await deps.store.links(channel)
    return drawForm(viewer, channel, links, deps, { vendor, community, values: fields, retryOf: submission.id })
  })
