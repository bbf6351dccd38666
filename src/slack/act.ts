import type { ModalView } from '@slack/types'
import type { Messages } from '../i18n/en.ts'
import { forAudience } from '../tickets/for-many.ts'
import type { Outcome, Tell } from '../tickets/outbox.ts'
import type { Accepted, Submission, Write } from '../tickets/submission.ts'
import { takenIn } from '../tickets/watch.ts'
import { accept } from './accept.ts'
import { linkTo } from './access.ts'
import type { Asked, SentForm, Submitted, Verdict } from './asked.ts'
import { referred, vendorName } from './blocks/error.ts'
import { type Reply, section, sentence, withoutButtons } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { standingReply, standingText } from './blocks/submission.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { type ModalMetadata, metadataFor, nextAttempt } from './metadata.ts'
import { type Opened, openByButton, openByNumber } from './opened.ts'
import { readerIn, readerOf } from './reader.ts'
import { audienceOf, refuseWrite } from './roles.ts'
import { endOf } from './runs.ts'
import { updateCards } from './shared-cards.ts'
import { ownCard } from './show.ts'
import type { Viewer } from './viewer.ts'

/* What people do to one ticket by a modal: it is opened about the ticket, sent once, and tells how that ended. */

/** A ticket that somebody is about to act on, and what their modal remembers of it. */
export interface About extends Opened {
  readonly viewer: Viewer
  readonly reader: ListReader
  readonly metadata: ModalMetadata
}

/**
 * Opens a modal about the ticket with this number, or without one about that of the pressed button. `draw` makes it for
 * whoever may write; for all others, and where there is no such ticket, it says why not.
 */
export const openAct = (
  asked: Asked,
  { kind, number }: { readonly kind: Write['kind']; readonly number?: string | undefined },
  deps: Deps,
  draw: (about: About) => Promise<ModalView> | ModalView,
): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps, asked.trail)
    const plain = (reply: Reply): ModalView => plainView(reader.words, withoutButtons(reply.blocks))
    const refusal = refuseWrite({ kind }, viewer, reader.words)
    if (refusal) return plain(refusal)
    const opened = await (number === undefined ? openByButton(asked, deps) : openByNumber(asked, number, deps))
    if ('missing' in opened) return plain(opened.missing)
    const { ref, number: name } = opened.ticket
    const { vendor, community, id } = ref
    const tickets = [{ id, number: name }]
    const metadata = { ...metadataFor(viewer, opened.channel), vendor, community, tickets }
    // Whom Slack could not describe may write, and may be a guest.
    const ticket = forAudience(opened.ticket, audienceOf(viewer))
    return await draw({ ...opened, ticket, viewer, reader, metadata })
  })

/** What a form asks for. */
export interface Act {
  readonly write: Write
  /** What the form is called, and the window that tells how it went. */
  readonly title: string
  /** The form with what was typed, as another submission. `notice` is escaped mrkdwn: why it is shown again. */
  again(metadata: ModalMetadata, notice: string): Promise<ModalView> | ModalView
}

/** Keeps what was sent and has it done, once: before the ack nothing is remote. */
export const submitAct = async (form: SentForm, act: Act, deps: Deps): Promise<Verdict> => {
  const { metadata } = form
  const { words, ...reader } = readerIn(metadata.language, deps)
  const submission = await toSubmission(form, act, deps)
  if (!submission) return told(plainView(words, [section(words.outbox.unlinked)]))
  const sending = plainView(words, [section(words.acts.sending(vendorName(submission.vendor, reader)))], act.title)
  switch (await accept(submission, deps)) {
    case 'new':
      return {
        view: sending,
        giveUp: () => deps.outbox.withdraw(submission.id),
        work: (submitted) =>
          deliver(submitted, submission, deps, (viewer, outcome) => tell(submitted, outcome, act, viewer, deps)),
      }
    case 'not_kept':
      return { view: sending, work: (submitted) => askAgain(submitted, act, words, deps) }
    case 'under_way':
      return told(plainView(words, [section(words.outbox.underWay)]))
    case 'known':
      return told(sending)
  }
}

/** Only shows the view; there is nothing to do afterwards. */
export const told = (view: ModalView): Verdict => ({ view, work: async () => {} })

/** undefined when the channel no longer looks after the community. */
const toSubmission = async (
  { viewId, user, metadata, reference }: SentForm,
  { write }: Act,
  deps: Deps,
): Promise<Accepted | undefined> => {
  const { channel, language, attempt, retryOf, tickets = [] } = metadata
  const link = await linkTo(metadata, deps)
  if (!link) return undefined
  const { vendor, community } = link
  return {
    id: `${viewId}.${attempt}`,
    ...{ channel, user, vendor, community, write, language, reference },
    numbers: tickets.map(({ number }) => number),
    acceptedAt: deps.now(),
    ...(retryOf === undefined ? {} : { replaces: retryOf }),
  }
}

/**
 * Sends what was kept, for whoever may write; of all others it is given up. While Slack does not say who they are, it
 * stays kept for when it does.
 */
export const deliver = async (
  submitted: Submitted,
  { id, write }: Pick<Submission, 'id' | 'write'>,
  deps: Deps,
  tell: (viewer: Viewer, told: Parameters<Tell>) => Promise<void>,
): Promise<void> => {
  const viewer = await submitted.viewer()
  const { words } = readerOf(viewer, deps)
  const refusal = refuseWrite(write, viewer, words)
  if (!refusal) {
    return deps.outbox.deliver(id, (submission, outcome) => {
      submitted.trail.endsAs(endOf(outcome))
      return tell(viewer, [submission, outcome])
    })
  }
  if (viewer.role === 'unknown') {
    submitted.trail.endsAs('queued')
    return void (await submitted.show(plainView(words, [section(words.roles.unknownYet)])))
  }
  submitted.trail.endsAs('discarded')
  await deps.outbox.withdraw(id)
  await submitted.show(plainView(words, refusal.blocks))
}

/** Tells who may still look at the modal, and everybody who sees the ticket's card. */
const tell = async (
  submitted: Submitted,
  [submission, outcome]: Parameters<Tell>,
  act: Act,
  viewer: Viewer,
  deps: Deps,
): Promise<void> => {
  const { channel, user } = submission
  const reader = readerOf(viewer, deps)
  const text = standingText(submission, outcome, reader)
  const whisper = () => deps.speaker.whisper(channel, user, standingReply(submission, outcome, reader))
  if (outcome.state === 'failed' || outcome.state === 'unclear') {
    const notice = `${text}\n${reader.words.create.keptBelow}`
    const seen = await submitted.show(await act.again(nextAttempt(submitted.metadata, submission.id), notice))
    if (!seen) await whisper()
    return await updateCards(submission, deps)
  }
  const seen = await submitted.show(plainView(reader.words, [section(text)], act.title))
  // While the outbox is at it, the message stays, with a way to give it up.
  if (outcome.state !== 'done') {
    await whisper()
    return await updateCards(submission, deps)
  }
  const isShown = await showAsNow(submission, outcome, viewer, deps)
  if (!seen && !isShown) await whisper()
  await updateCards(submission, deps)
}

/**
 * The ticket as it is now, with everything that can be done with it: the card that it was done from shows what was.
 * False where it cannot be shown.
 */
const showAsNow = async (
  submission: Submission,
  outcome: Extract<Outcome, { state: 'done' }>,
  viewer: Viewer,
  deps: Deps,
): Promise<boolean> => {
  const { channel, write } = submission
  const reader = readerOf(viewer, deps)
  const link = await linkTo(submission, deps)
  if (!link || !('id' in write)) return false
  const ref = { vendor: link.vendor, community: link.community, id: write.id }
  const read = await deps.desk.open([link], ref, { language: reader.language }).catch(() => undefined)
  const ticket = read?.ticket ?? outcome.ticket
  if (!ticket) return false
  // Who follows it sees in their Home how it is now; the next look is minutes away.
  const sight = { ticket, at: deps.now() }
  await deps.store.changeWatch(channel, ref, (watch) => ({ ...watch, seen: takenIn(watch.seen, sight) }))
  const card = await ownCard(channel, { ticket, scope: link }, viewer, deps)
  const reply = { ...card, blocks: [section(standingText(submission, outcome, reader)), ...card.blocks] }
  await deps.speaker.whisper(channel, viewer.id, reply, { ...reply, blocks: withoutButtons(reply.blocks) })
  return true
}

const askAgain = async (submitted: Submitted, act: Act, words: Messages, deps: Deps): Promise<void> => {
  const { user, metadata, trail } = submitted
  trail.endsAs('not_kept')
  const notice = referred(words.acts.notKept, { words, reference: trail.reference })
  const seen = await submitted.show(await act.again(nextAttempt(metadata), notice))
  if (!seen) await deps.speaker.whisper(metadata.channel, user, sentence(notice))
}
