import type { ModalView } from '@slack/types'
import { checkForm } from '../tickets/form.ts'
import { vendorName } from './blocks/error.ts'
import { type FormDrawing, type FormState, formErrors, formView, readForm, readTarget } from './blocks/form.ts'
import { context, escaped, section, withoutButtons } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import { choicesOf, drawForm, findTarget, nextAttempt, redraw, targetsOf } from './create-form.ts'
import { failedReply, filedBlocks, reasonOf, tellFiled } from './create-outcome.ts'
import type { Deps } from './deps.ts'
import type { Asked, Submitted, Verdict } from './guard.ts'
import { ACTIONS, decodeMetadata, type ModalMetadata, VIEWS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

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
  const { app, guard, client } = deps
  guard.button(app, ACTIONS.create, 'create', (asked) => openCreateForm(asked, deps))
  guard.button(app, ACTIONS.createAgain, 'create', (asked) => reopenForm(asked, deps))
  guard.submission(app, VIEWS.create, (form) => judge(form, deps))

  app.action({ type: 'block_actions', action_id: ACTIONS.createCommunity }, async ({ ack, body }) => {
    await ack()
    await guard.quietly('create_community', async () => {
      const { view } = body
      const metadata = decodeMetadata(view?.private_metadata)
      if (!view || !metadata) return
      const next = await redraw(metadata, view.state.values, deps)
      await client.views.update({ view_id: view.id, hash: view.hash, view: next })
    })
  })
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
  const { channel, language } = metadata
  const submission = { id, channel, user, vendor, community, fields, language, acceptedAt: deps.now() }
  const sending = plainView(reader.words, [section(create.sending(vendorName(vendor, reader)))], create.sendingTitle)
  const drawing: FormDrawing = { targets, target, metadata, values: fields, now: deps.now() }
  const accepting = deps.outbox.accept(submission)
  const kept = await within(KEEP_LIMIT_MS, accepting, deps)
  // Kept too late for the answer, it must not be sent: the person is asked to send it again.
  if (kept === undefined) accepting.then((isNew) => (isNew ? deps.outbox.withdraw(id) : undefined)).catch(() => {})
  if (kept === undefined) return told(formView(nextAttempt(drawing, create.notKept), reader))
  if (!kept) return told(sending)
  return { view: sending, work: (submitted) => deliver(submitted, { id, name, drawing }, deps) }
}

/** Only shows the view; there is nothing to do afterwards. */
const told = (view: ModalView): Verdict => ({ view, work: async () => {} })

/** Slack waits three seconds for the answer to a form. */
const KEEP_LIMIT_MS = 1_000

/** The promise's value, or undefined when it fails or takes longer. */
const within = async <T>(ms: number, promise: Promise<T>, { log }: Deps): Promise<T | undefined> => {
  const limit = AbortSignal.timeout(ms)
  const late = new Promise<undefined>((resolve) => limit.addEventListener('abort', () => resolve(undefined)))
  const failed = (error: unknown): undefined => {
    log.error({ error }, 'a submission could not be kept')
    return undefined
  }
  return await Promise.race([promise.catch(failed), late])
}

interface Sent {
  readonly id: string
  /** What the channel calls the community. */
  readonly name: string
  readonly drawing: FormDrawing
}

const deliver = async (submitted: Submitted, sent: Sent, deps: Deps): Promise<void> => {
  const viewer = await submitted.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) {
    await deps.outbox.withdraw(sent.id)
    return void (await submitted.show(plainView(reader.words, refusal.blocks)))
  }
  const delivery = await deps.outbox.deliver(sent.id)
  const { channel } = submitted.metadata
  if (delivery.outcome === 'filed') {
    const { retryOf } = submitted.metadata
    if (retryOf) await deps.outbox.replaced(retryOf, delivery.ticket.ref)
    const filed = filedBlocks(delivery.ticket, sent.name, reader)
    await submitted.show(plainView(reader.words, filed))
    const everybody = await tellFiled(channel, viewer, delivery.ticket, sent.name, reader, deps)
    if (!everybody) await submitted.show(plainView(reader.words, [...filed, context(reader.words.create.notPosted)]))
    return
  }
  const notice = `${reasonOf(delivery.error, reader)}\n${reader.words.create.keptBelow}`
  const choices = await choicesOf(sent.drawing.target, reader.language, deps)
  const seen = await submitted.show(formView(nextAttempt({ ...sent.drawing, choices }, notice), reader))
  if (!seen) await deps.speaker.whisper(channel, submitted.user, failedReply(sent.id, delivery.error, reader))
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
    if (submission.state === 'filed') return plain(create.already(escaped(submission.ticket?.id ?? '', 80)))
    if (submission.state === 'queued' || submission.state === 'sending') return plain(create.underWay)
    const { channel, vendor, community, fields } = submission
    const links = await deps.store.links(channel)
    return drawForm(viewer, channel, links, deps, { vendor, community, values: fields, retryOf: submission.id })
  })
