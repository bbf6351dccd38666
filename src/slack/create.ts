import type { ModalView } from '@slack/types'
import type { Link, Submission } from '../store/store.ts'
import { can, type Fields } from '../tickets/driver.ts'
import type { TicketError } from '../tickets/errors.ts'
import { checkForm } from '../tickets/form.ts'
import type { Delivery } from '../tickets/outbox.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { errorSentence, vendorName } from './blocks/error.ts'
import { type FormDrawing, type FormTarget, formErrors, formView, readForm, readTarget } from './blocks/form.ts'
import { button, buttons, context, escaped, type Reply, section, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { Audience } from './blocks/mask.ts'
import { ticketReply } from './blocks/ticket.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import type { Asked, FormState, Submitted, Verdict } from './guard.ts'
import { ACTIONS, decodeMetadata, type ModalMetadata, VIEWS } from './ids.ts'
import { unlinkedReply } from './link.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket new`: the vendor's form in a modal. */
export const openCreateForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const links = await deps.store.links(asked.channel)
    if (links.length === 0) return plainView(readerOf(viewer, deps).words, unlinkedReply(viewer, deps).blocks)
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

/** The communities of this channel whose vendors take new tickets. */
const targetsOf = (links: readonly Link[], deps: Deps): FormTarget[] =>
  links.flatMap((link) => {
    const driver = deps.desk.driver(link.vendor)
    const form = driver?.forms.create
    return driver && form && can(driver, 'create') ? [{ ...link, driver, form }] : []
  })

const drawForm = (
  viewer: Viewer,
  channel: string,
  links: readonly Link[],
  deps: Deps,
  typed: { vendor?: string; community?: string; values?: Fields } = {},
): ModalView => {
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return plainView(reader.words, refusal.blocks)
  const targets = targetsOf(links, deps)
  const target = findTarget(targets, typed) ?? targets[0]
  if (!target) return plainView(reader.words, [section(reader.words.create.cannotHere)])
  const { language, zone } = viewer
  const values = typed.values ? { values: typed.values } : {}
  const metadata = { channel, language, zone, attempt: 1 }
  return formView({ targets, target, metadata, now: deps.now(), ...values }, reader)
}

const findTarget = (
  targets: readonly FormTarget[],
  wanted: { vendor?: string | undefined; community?: string | undefined },
): FormTarget | undefined =>
  targets.find(({ vendor, community }) => vendor === wanted.vendor && community === wanted.community)

/** Another community was chosen: its vendor's fields, with what was typed so far. */
const redraw = async (metadata: ModalMetadata, state: FormState, deps: Deps): Promise<ModalView> => {
  const targets = targetsOf(await deps.store.links(metadata.channel), deps)
  const before = findTarget(targets, metadata)
  const target = readTarget(targets, state) ?? before ?? targets[0]
  const reader = readerIn(metadata.language, deps)
  if (!target) return plainView(reader.words, [section(reader.words.create.cannotHere)])
  const values = before ? { values: readForm(before.form, state) } : {}
  return formView({ targets, target, metadata, now: deps.now(), ...values }, reader)
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
  const kept = await within(KEEP_LIMIT_MS, deps.outbox.accept(submission), deps)
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

/** The form once more, as a new submission with the same values. */
const nextAttempt = (drawing: FormDrawing, notice: string): FormDrawing => ({
  ...drawing,
  metadata: { ...drawing.metadata, attempt: drawing.metadata.attempt + 1 },
  notice,
})

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
    const filed = filedBlocks(delivery.ticket, sent.name, reader)
    await submitted.show(plainView(reader.words, filed))
    const told = await tellFiled(channel, submitted.user, delivery.ticket, sent.name, reader, deps)
    if (!told) await submitted.show(plainView(reader.words, [...filed, context(reader.words.create.notPosted)]))
    return
  }
  const notice = reader.words.create.notFiled(reasonOf(delivery.error, reader))
  const seen = await submitted.show(formView(nextAttempt(sent.drawing, notice), reader))
  if (!seen) await deps.speaker.whisper(channel, submitted.user, failedReply(sent.id, delivery.error, reader))
}

/**
 * The filer gets the card with its buttons, the channel one short line. False when not everybody could be told: the
 * ticket is filed all the same.
 */
const tellFiled = async (
  channel: string,
  user: string,
  ticket: Ticket,
  name: string,
  reader: ListReader,
  deps: Deps,
): Promise<boolean> => {
  const { create } = reader.words
  const card = cardOf(ticket, name, reader, 'one')
  const line = create.filedPost(`<@${user}>`, escaped(ticket.number, 80), escaped(name, 80))
  const open = cardOf(ticket, name, reader, 'many').blocks.filter((block) => block.type === 'actions')
  const told = await Promise.allSettled([
    deps.speaker.whisper(channel, user, { ...card, blocks: [section(create.filedHere), ...card.blocks] }),
    deps.speaker.post(channel, sentence(line, ...open)),
  ])
  const failed = told.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  for (const error of failed) deps.log.warn({ error, channel }, 'not everybody was told of a filed ticket')
  return failed.length === 0
}

const filedBlocks = (ticket: Ticket, name: string, reader: ListReader): Reply['blocks'] => [
  section(`✅ ${reader.words.create.filed(escaped(ticket.number, 80))}`),
  ...cardOf(ticket, name, reader, 'one').blocks.filter((block) => block.type !== 'actions'),
]

const cardOf = (ticket: Ticket, communityName: string, reader: ListReader, audience: Audience): Reply =>
  ticketReply(ticket, { ...reader, audience }, { vendorName: vendorName(ticket.ref.vendor, reader), communityName })

const reasonOf = (error: TicketError, reader: ListReader): string =>
  error.code === 'unclear'
    ? reader.words.create.unclear(vendorName(error.vendor ?? '', reader))
    : errorSentence(error, reader)

const failedReply = (id: string, error: TicketError, reader: ListReader): Reply => {
  const { create } = reader.words
  return sentence(
    create.notFiledMessage(reasonOf(error, reader)),
    ...buttons(button(create.again, ACTIONS.createAgain, id)),
  )
}

/** After a restart: tells the filer how a submission ended that the stop had interrupted. */
export const tellRecovered = async (submission: Submission, delivery: Delivery, deps: Deps): Promise<void> => {
  const { channel, user, vendor, community } = submission
  const reader = readerOf(await deps.viewers.get(user), deps)
  const links = await deps.store.links(channel)
  const name = links.find((one) => one.vendor === vendor && one.community === community)?.name ?? community
  if (delivery.outcome === 'filed') await tellFiled(channel, user, delivery.ticket, name, reader, deps)
  else await deps.speaker.whisper(channel, user, failedReply(submission.id, delivery.error, reader))
}

/** "Open it again" under a failure: the form with everything that was typed. */
const reopenForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { create } = reader.words
    const submission = await deps.store.submission(asked.value)
    const plain = (text: string): ModalView => plainView(reader.words, [section(text)])
    if (submission?.user !== asked.user || submission.channel !== asked.channel) return plain(create.gone)
    if (submission.state === 'filed') return plain(create.already(escaped(submission.ticket?.id ?? '', 80)))
    if (submission.state === 'queued' || submission.state === 'sending') return plain(create.underWay)
    const { vendor, community, fields } = submission
    return drawForm(viewer, asked.channel, await deps.store.links(asked.channel), deps, {
      vendor,
      community,
      values: fields,
    })
  })
