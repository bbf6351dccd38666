import { subjectOf } from '../tickets/audit.ts'
import type { Snooze } from '../tickets/followed.ts'
import type { Instant } from '../tickets/ticket.ts'
import { dateAhead, startOfDate, startOfDay } from '../time/days.ts'
import { isLookedAfter } from './access.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { type FormState, readElement } from './blocks/form.ts'
import { type Reply, section, sentence } from './blocks/kit.ts'
import { SNOOZE_DAY, snoozedReply, snoozedText, snoozeView, wokenReply } from './blocks/snooze.ts'
import { plainView } from './blocks/view.ts'
import type { Deps } from './deps.ts'
import { scheduleOf } from './digest-content.ts'
import { statusView } from './digest-status.ts'
import { ACTIONS, FIELD_ACTION, VIEWS } from './ids.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { reveal } from './reveal.ts'
import { refuseWriting } from './roles.ts'
import { decodeRef, decodeShown, encodeRef, ROW_CHOICES, type RowChoice, type ShownTicket } from './values.ts'
import type { Viewer } from './viewer.ts'

/** The menu of a digest's row, the form that it may open, and the buttons that end a snooze. */
export const registerSnooze = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.digestRow, 'digest_row', async (asked) => {
    const shown = decodeShown(asked.block)
    const choice = ROW_CHOICES.find((one) => one === asked.value)
    if (!shown || !choice) return await asked.say(sentence((await asked.words()).failure.stale))
    if (choice === 'open') return await reveal({ ...asked, value: encodeRef(shown.ref) }, deps)
    if (choice === 'date') return await openForm(asked, shown, deps)
    await snooze(asked, shown, choice, deps)
  })
  guard.submission(app, VIEWS.snooze, async ({ metadata, state }) => judge(metadata, state, deps))
  guard.button(app, ACTIONS.wake, 'snooze_wake', async (asked) =>
    asked.say(await wake(asked, await asked.viewer(), deps)),
  )
  guard.change(app, ACTIONS.wakeHere, 'snooze_wake', async ({ user, metadata: { channel }, value }) => {
    const viewer = await deps.viewers.get(user)
    const said = await wake({ user, channel, value }, viewer, deps)
    return await statusView(channel, viewer, deps, said.blocks)
  })
}

/** Leaves the ticket out of the channel's digest, by the clocks of that digest. Nothing is asked of the vendor. */
const snooze = async (asked: Asked, shown: ShownTicket, choice: End, deps: Deps): Promise<void> => {
  const { channel } = asked
  const viewer = await byDigest(channel, await asked.viewer(), deps)
  const { reply } = await keep({ channel, ...shown }, endOf(shown, choice, viewer.zone, deps.now()), viewer, deps)
  await asked.say(reply)
}

type End = Exclude<RowChoice, 'open' | 'date'>
type Until = Pick<Snooze, 'until' | 'whileUnchanged'>

/** Whoever it is, the days are those of the channel's digest. */
const byDigest = async (channel: string, viewer: Viewer, deps: Deps): Promise<Viewer> => {
  const { zone = viewer.zone } = (await scheduleOf(channel, deps)) ?? {}
  return { ...viewer, zone }
}

/** Why nothing can be snoozed, if so. */
const refuse = async ({ channel, ref }: Pick<Snooze, 'channel' | 'ref'>, viewer: Viewer, deps: Deps) => {
  const { words } = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, words)
  if (refusal) return refusal
  return (await isLookedAfter({ channel, ...ref }, deps)) ? undefined : sentence(words.failure.stale)
}

/** What to answer; `kept` where the ticket is snoozed now. */
const keep = async (
  { channel, ref, number }: Pick<Snooze, 'channel' | 'ref' | 'number'>,
  end: Until,
  viewer: Viewer,
  deps: Deps,
): Promise<{ readonly reply: Reply; readonly kept?: Snooze }> => {
  const refusal = await refuse({ channel, ref }, viewer, deps)
  if (refusal) return { reply: refusal }
  const { store, audit, now } = deps
  const kept: Snooze = { channel, ref, number, by: viewer.id, at: now(), ...end }
  await store.putSnooze(kept)
  await audit.record({ user: viewer.id, channel, action: 'snooze', what: subjectOf(ref, number), outcome: 'done' })
  return { reply: snoozedReply(kept, readerOf(viewer, deps)), kept }
}

const endOf = ({ status, updatedAt }: ShownTicket, choice: End, zone: string, now: Instant): Until => {
  switch (choice) {
    case 'tomorrow':
      return { until: startOfDay(now, 1, zone) }
    case 'week':
      return { until: startOfDay(now, 7, zone) }
    // What counts is what the person saw: a change that they have not seen ends it.
    case 'change':
      return { whileUnchanged: { status, ...(updatedAt ? { updatedAt } : {}) } }
  }
}

/** Asks for the day; a week from now unless another is chosen. */
const openForm = (asked: Asked, { ref, number }: ShownTicket, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const { channel } = asked
    const viewer = await byDigest(channel, await asked.viewer(), deps)
    const reader = readerOf(viewer, deps)
    const refusal = await refuse({ channel, ref }, viewer, deps)
    if (refusal) return plainView(reader.words, refusal.blocks)
    const { vendor, community, id } = ref
    const metadata = { ...metadataFor(viewer, channel), vendor, community, tickets: [{ id, number }] }
    return snoozeView(metadata, dateAhead(deps.now(), 7, viewer.zone), reader)
  })

const judge = (metadata: ModalMetadata, state: FormState, deps: Deps): Verdict => {
  const { words } = readerIn(metadata.language, deps)
  const until = startOfDate(readElement(state[SNOOZE_DAY]?.[FIELD_ACTION]), metadata.zone)
  if (until === undefined || until <= deps.now()) return { errors: { [SNOOZE_DAY]: words.snooze.badDay } }
  return {
    view: plainView(words, [section(words.snooze.saving)], words.snooze.form),
    work: (submitted) => snoozeUntil(submitted, until, deps),
  }
}

const snoozeUntil = async ({ user, metadata, show, ...sent }: Submitted, until: Instant, deps: Deps): Promise<void> => {
  const { channel, vendor = '', community = '', tickets: [ticket] = [], zone } = metadata
  const viewer = { ...(await sent.viewer()), zone }
  const reader = readerOf(viewer, deps)
  const { id = '', number = '' } = ticket ?? {}
  const { reply, kept } = await keep({ channel, ref: { vendor, community, id }, number }, { until }, viewer, deps)
  // A button in a modal has no message to answer in.
  const blocks = kept ? [section(snoozedText(kept, reader))] : reply.blocks
  const seen = await show(plainView(reader.words, blocks, reader.words.snooze.form))
  if (!seen) await deps.speaker.whisper(channel, user, reply)
}

const wake = async (
  { channel, user, value }: Pick<Asked, 'channel' | 'user' | 'value'>,
  viewer: Viewer,
  deps: Deps,
): Promise<Reply> => {
  const { store, audit } = deps
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return refusal
  const ref = decodeRef(value)
  if (!ref || !(await isLookedAfter({ channel, ...ref }, deps))) return sentence(reader.words.failure.stale)
  const row = (await store.snoozes(channel)).find((one) => encodeRef(one.ref) === value)
  if (await store.removeSnooze(channel, ref)) {
    await audit.record({ user, channel, action: 'wake', what: subjectOf(ref, row?.number), outcome: 'done' })
  }
  return wokenReply({ number: row?.number ?? ref.id }, reader)
}
