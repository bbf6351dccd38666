import type { DigestSchedule, Link } from '../store/store.ts'
import { BANDS, CHOOSABLE } from '../tickets/digest.ts'
import type { Timing } from '../time/slots.ts'
import { canonicalZone, parseBands, parseDates, parseTimes } from '../time/typed.ts'
import type { Asked, Submitted, Verdict } from './asked.ts'
import { DIGEST_FIELDS, type DigestTyped, digestView, readDigestForm } from './blocks/digest-form.ts'
import { context, type Reply, section, sentence } from './blocks/kit.ts'
import { plainView } from './blocks/view.ts'
import type { DigestAction } from './command-digest.ts'
import type { Deps } from './deps.ts'
import { scheduleOf } from './digest-content.ts'
import { limitBlocks, statusView } from './digest-status.ts'
import { nextText, whenText } from './digest-words.ts'
import { VIEWS } from './ids.ts'
import { type ModalMetadata, metadataFor } from './metadata.ts'
import { readerIn, readerOf } from './reader.ts'
import { refuseConfiguring } from './roles.ts'
import { scopeKey } from './values.ts'
import type { Viewer } from './viewer.ts'

/* When a channel gets its digest and what it holds: by a form, or in one line. */

/** What may be set of a schedule. */
type Settings = Omit<DigestSchedule, 'channel' | 'updatedBy' | 'updatedAt' | 'doubtedAt'>

const WORKDAYS = [1, 2, 3, 4, 5]

/** `/ticket digest`: the form for managers, the state of things for everybody else. */
export const openDigestForm = (asked: Asked, deps: Deps): Promise<void> =>
  asked.openModal(async () => {
    const viewer = await asked.viewer()
    const reader = readerOf(viewer, deps)
    const { channel } = asked
    const schedule = await scheduleOf(channel, deps)
    if (viewer.role !== 'manager') return await statusView(channel, viewer, deps)
    const typed = toTyped(schedule ?? { ...NEW, zone: viewer.zone, language: viewer.language })
    const { language } = viewer
    const { digestForm: words } = reader.words
    const notice = schedule ? words.next(nextText({ ...schedule, language }, deps.now())) : words.none
    return digestView(await deps.store.links(channel), typed, metadataFor(viewer, channel), notice, reader)
  })

const NEW: Omit<Settings, 'zone' | 'language'> = {
  times: ['09:00'],
  days: WORKDAYS,
  holidays: [],
  skipEmpty: false,
  onlyChanged: false,
}

const toTyped = ({
  times,
  holidays,
  only = [],
  statuses = CHOOSABLE,
  bands = BANDS,
  ...rest
}: Settings): DigestTyped => ({
  ...rest,
  statuses,
  bands: bands.join(', '),
  times: times.join(', '),
  holidays: holidays.join('\n'),
  only: only.map(scopeKey),
})

export const registerDigestForm = (deps: Deps): void =>
  deps.guard.submission(deps.app, VIEWS.digest, async ({ metadata, state }) => {
    const links = await deps.store.links(metadata.channel)
    return judge(metadata, readDigestForm(state), links, deps)
  })

const judge = (metadata: ModalMetadata, typed: DigestTyped, links: readonly Link[], deps: Deps): Verdict => {
  const reader = readerIn(metadata.language, deps)
  const { digestForm: words } = reader.words
  const times = parseTimes(typed.times)
  const zone = canonicalZone(typed.zone)
  const holidays = parseDates(typed.holidays)
  const bands = parseBands(typed.bands)
  if (!times || !zone || !holidays || !bands) {
    const errors = {
      ...(times ? {} : { [DIGEST_FIELDS.times]: words.badTimes }),
      ...(zone ? {} : { [DIGEST_FIELDS.zone]: words.badZone }),
      ...(holidays ? {} : { [DIGEST_FIELDS.holidays]: words.badHolidays }),
      ...(bands ? {} : { [DIGEST_FIELDS.bands]: words.badBands }),
    }
    return { errors }
  }
  const { days, language, statuses, skipEmpty, onlyChanged } = typed
  const only = links.filter((link) => typed.only.includes(scopeKey(link)))
  const chosen = only.map(({ vendor, community }) => ({ vendor, community }))
  const settings = {
    ...{ times, days, zone, holidays, language, skipEmpty, onlyChanged },
    ...(chosen.length > 0 ? { only: chosen } : {}),
    // All of them, or none, is no choice: a status that a later release knows belongs to it as well.
    ...(statuses.length % CHOOSABLE.length === 0 ? {} : { statuses }),
    ...(String(bands) === String(BANDS) ? {} : { bands }),
  }
  return {
    view: plainView(reader.words, [section(words.saving)]),
    work: (submitted) => saveAndTell(submitted, settings, deps),
  }
}

const saveAndTell = async (submitted: Submitted, settings: Settings, deps: Deps): Promise<void> => {
  const viewer = await submitted.viewer()
  const { words } = readerOf(viewer, deps)
  const { channel } = submitted.metadata
  const reply = refuseConfiguring(viewer, words) ?? (await save(channel, viewer, settings, deps))
  const seen = await submitted.show(plainView(words, reply.blocks))
  if (!seen) await deps.speaker.whisper(channel, submitted.user, reply)
}

/** `/ticket digest 09:00 mon-fri`: sets when; what else is set of the schedule stays. */
export const setDigest = async (
  asked: Asked,
  { times, days, zone }: Extract<DigestAction, { do: 'set' }>,
  deps: Deps,
): Promise<void> => {
  const viewer = await asked.viewer()
  const refusal = refuseConfiguring(viewer, readerOf(viewer, deps).words)
  if (refusal) return await asked.say(refusal)
  const old = (await scheduleOf(asked.channel, deps)) ?? NEW
  const settings = { ...old, times, days, zone: zone ?? viewer.zone, language: viewer.language }
  await asked.say(await save(asked.channel, viewer, settings, deps))
}

const save = async (channel: string, viewer: Viewer, settings: Settings, deps: Deps): Promise<Reply> => {
  const { words } = readerOf(viewer, deps)
  const old = await scheduleOf(channel, deps)
  // What is due just now is not lost by a change of what it holds.
  const updatedAt = old && timingOf(old) === timingOf(settings) ? old.updatedAt : deps.now()
  const doubt = old?.doubtedAt ? { doubtedAt: old.doubtedAt } : {}
  const schedule = { ...settings, channel, updatedBy: viewer.id, updatedAt, ...doubt }
  await deps.store.putSchedule(schedule)
  const { times, days, zone } = settings
  const digest = { times, days, zone }
  await deps.audit.record({ user: viewer.id, channel, action: 'digest_set', digest, outcome: 'done' })
  const links = await deps.store.links(channel)
  const note = links.length === 0 ? [context(words.digest.unlinkedYet)] : []
  const said = { ...schedule, language: viewer.language }
  const set = words.digest.set(...whenText(said), nextText(said, deps.now()))
  return sentence(set, ...limitBlocks(schedule, { words }), ...note)
}

const timingOf = ({ times, days, zone, holidays }: Timing): string => JSON.stringify([times, days, zone, holidays])
