import type { DigestSchedule, Link } from '../store/store.ts'
import { nextRuns } from '../time/slots.ts'
import { formatDays, formatInstant } from '../time/words.ts'
import { digestReply } from './blocks/digest.ts'
import { context, escaped, sentence } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import type { DigestAction } from './command.ts'
import type { Deps } from './deps.ts'
import type { Asked } from './guard.ts'
import { unlinkedReply } from './link.ts'
import { readerOf } from './reader.ts'
import { refuseConfiguring, refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket digest …` */
export const digest = async (asked: Asked, action: DigestAction, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  switch (action.do) {
    case 'now':
      return await postNow(asked, viewer, deps)
    case 'off':
      return await switchOff(asked, viewer, deps)
    case 'status':
      return await showStatus(asked, viewer, deps)
    case 'set':
      return await set(asked, action, viewer, deps)
  }
}

/** A scheduled digest is due. The metadata names the slot in the message itself. */
export const postScheduled = async (schedule: DigestSchedule, slot: string, deps: Deps): Promise<{ ts: string }> => {
  const { channel } = schedule
  const reader = readerOf(schedule, deps)
  const footer = reader.words.digest.scheduled(...timing(schedule))
  const reply = await digestOf(await deps.store.links(channel), reader, footer, deps)
  const metadata = { event_type: 'caretaker_digest', event_payload: { channel, slot } }
  return { ts: await deps.speaker.post(channel, reply, metadata) }
}

const postNow = async (asked: Asked, viewer: Viewer, deps: Deps): Promise<void> => {
  const reader = readerOf(viewer, deps)
  const refusal = refuseWriting(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const links = await deps.store.links(asked.channel)
  if (links.length === 0) return await asked.say(unlinkedReply(viewer, deps, asked.channel))
  const schedule = await scheduleOf(asked.channel, deps)
  const shared = readerOf(schedule ?? viewer, deps)
  const footer = shared.words.digest.by(escaped(viewer.name, 80))
  await deps.speaker.post(asked.channel, await digestOf(links, shared, footer, deps))
}

const digestOf = async (links: readonly Link[], reader: ListReader, footer: string, deps: Deps) => {
  const pending = await deps.desk.pending(links, { language: reader.language })
  return digestReply(links, pending, deps.now(), reader, footer)
}

const set = async (
  asked: Asked,
  action: Extract<DigestAction, { do: 'set' }>,
  viewer: Viewer,
  deps: Deps,
): Promise<void> => {
  const reader = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, reader.words)
  if (refusal) return await asked.say(refusal)
  const { words } = reader
  const schedule: DigestSchedule = {
    channel: asked.channel,
    time: action.time,
    days: action.days,
    zone: action.zone ?? viewer.zone,
    language: viewer.language,
    updatedBy: asked.user,
    updatedAt: deps.now(),
  }
  await deps.store.putSchedule(schedule)
  const links = await deps.store.links(asked.channel)
  const note = links.length === 0 ? [context(words.digest.unlinkedYet)] : []
  await asked.say(sentence(words.digest.set(...timing(schedule), nextText(schedule, deps)), ...note))
}

const switchOff = async (asked: Asked, viewer: Viewer, deps: Deps): Promise<void> => {
  const { words } = readerOf(viewer, deps)
  const refusal = refuseConfiguring(viewer, words)
  if (refusal) return await asked.say(refusal)
  const was = await deps.store.removeSchedule(asked.channel)
  await asked.say(sentence(was ? words.digest.off : words.digest.wasOff))
}

const showStatus = async (asked: Asked, viewer: Viewer, deps: Deps): Promise<void> => {
  const { words } = readerOf(viewer, deps)
  const schedule = await scheduleOf(asked.channel, deps)
  if (!schedule) return await asked.say(sentence(words.digest.noStatus))
  const inReaderLanguage = { ...schedule, language: viewer.language }
  const next = nextText(inReaderLanguage, deps)
  const last = (await deps.store.slots(asked.channel)).toSorted((a, b) => a.id.localeCompare(b.id)).at(-1)
  const failed = last?.state === 'failed' ? [context(words.digest.failed(last.id.replace('T', ' ')))] : []
  await asked.say(sentence(words.digest.status(...timing(inReaderLanguage), next), ...failed))
}

const scheduleOf = async (channel: string, deps: Deps): Promise<DigestSchedule | undefined> =>
  (await deps.store.schedules()).find((one) => one.channel === channel)

/** Time, days and zone as they are said. */
const timing = ({ time, days, zone, language }: DigestSchedule): [string, string, string] => [
  time,
  formatDays(days, language),
  zone,
]

/** The next three runs, by the channel's clock: what is meant by "09:00 mon-fri" is seen before it happens. */
const nextText = (schedule: DigestSchedule, deps: Deps): string =>
  nextRuns(schedule, deps.now(), 3)
    .map(({ at }) => formatInstant(at, schedule.zone, schedule.language))
    .join(' · ')
