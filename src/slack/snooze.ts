import { subjectOf } from '../tickets/audit.ts'
import type { Snooze } from '../tickets/followed.ts'
import type { Instant } from '../tickets/ticket.ts'
import { startOfDay } from '../time/days.ts'
import { isLookedAfter } from './access.ts'
import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { snoozedReply, wokenReply } from './blocks/snooze.ts'
import type { Deps } from './deps.ts'
import { scheduleOf } from './digest-content.ts'
import { ACTIONS } from './ids.ts'
import { readerOf } from './reader.ts'
import { reveal } from './reveal.ts'
import { refuseWriting } from './roles.ts'
import { decodeRef, decodeShown, encodeRef, ROW_CHOICES, type RowChoice, type ShownTicket } from './values.ts'

/** The menu of a digest's row, and the buttons that end a snooze. */
export const registerSnooze = (deps: Deps): void => {
  const { app, guard } = deps
  guard.button(app, ACTIONS.digestRow, 'digest_row', async (asked) => {
    const shown = decodeShown(asked.block)
    const choice = ROW_CHOICES.find((one) => one === asked.value)
    if (!shown || !choice) return await asked.say(sentence((await asked.words()).failure.stale))
    if (choice === 'open') return await reveal({ ...asked, value: encodeRef(shown.ref) }, deps)
    await snooze(asked, shown, choice, deps)
  })
  guard.button(app, ACTIONS.wake, 'snooze_wake', (asked) => wake(asked, deps))
}

/** Leaves the ticket out of the channel's digest, by the clocks of that digest. Nothing is asked of the vendor. */
const snooze = async (
  asked: Asked,
  shown: ShownTicket,
  choice: Exclude<RowChoice, 'open'>,
  deps: Deps,
): Promise<void> => {
  const { channel, user } = asked
  const { store, audit, now } = deps
  const viewer = await asked.viewer()
  const zone = (await scheduleOf(channel, deps))?.zone ?? viewer.zone
  const reader = readerOf({ ...viewer, zone }, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const { ref, number } = shown
  if (!(await isLookedAfter({ channel, ...ref }, deps))) return await asked.say(sentence(reader.words.failure.stale))
  const row: Snooze = { channel, ref, number, by: user, at: now(), ...endOf(shown, choice, zone, now()) }
  await store.putSnooze(row)
  await audit.record({ user, channel, action: 'snooze', what: subjectOf(ref, number), outcome: 'done' })
  await asked.say(snoozedReply(row, reader))
}

const endOf = (
  { status, updatedAt }: ShownTicket,
  choice: Exclude<RowChoice, 'open'>,
  zone: string,
  now: Instant,
): Pick<Snooze, 'until' | 'whileUnchanged'> => {
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

const wake = async (asked: Asked, deps: Deps): Promise<void> => {
  const { channel, user, value } = asked
  const { store, audit } = deps
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const ref = decodeRef(value)
  if (!ref || !(await isLookedAfter({ channel, ...ref }, deps)))
    return await asked.say(sentence(reader.words.failure.stale))
  const row = (await store.snoozes(channel)).find((one) => encodeRef(one.ref) === value)
  if (await store.removeSnooze(channel, ref)) {
    await audit.record({ user, channel, action: 'wake', what: subjectOf(ref, row?.number), outcome: 'done' })
  }
  await asked.say(wokenReply({ number: row?.number ?? ref.id }, reader))
}
