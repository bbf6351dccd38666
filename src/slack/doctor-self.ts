import type { DigestSchedule } from '../store/store.ts'
import { isSettled, type Submission } from '../tickets/submission.ts'
import { nextRuns } from '../time/slots.ts'
import { ageOf, formatInstant } from '../time/words.ts'
import { type Finding, fine, problem } from './blocks/doctor.ts'
import { referred } from './blocks/error.ts'
import { button } from './blocks/kit.ts'
import { personText } from './blocks/links.ts'
import { referenceOf, whatOf } from './blocks/submission.ts'
import { dueText, latestFirst, stateText } from './digest-status.ts'
import { type Checkup, inTime } from './doctor-checkup.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'

/** What became of the channel's last digest, and when the next one comes. */
export const checkDigest = async (checkup: Checkup, schedule: DigestSchedule | undefined): Promise<Finding[]> => {
  const { asked, reader, deps } = checkup
  const { doctor } = reader.words
  if (isPlaceless(asked.channel)) return []
  if (!schedule) return [fine(doctor.digestNone)]
  const [run] = nextRuns(schedule, deps.now(), 1)
  const next = run ? formatInstant(run.at, schedule.zone, reader.language) : '—'
  const last = (await deps.store.slots(asked.channel)).toSorted(latestFirst)[0]
  if (!last) return [fine(doctor.digestNew(next))]
  const isBad = last.state === 'failed' || last.state === 'missed' || last.state === 'unknown'
  const finding = await inTime('Slack', stateText(last, reader, deps), checkup, (what) => {
    if (!isBad) return fine(doctor.digest(what, next))
    const now = button(doctor.digestNow, ACTIONS.doctorDigest)
    return problem(doctor.digestBad(dueText(last, reader), what), now)
  })
  return [finding]
}

/** What a person has to decide on is offered to them; of all the others it is only told. */
const MAX_STUCK = 5

/** What was sent from here and has not arrived; in direct messages what this person sent. */
export const checkOutbox = async (checkup: Checkup): Promise<Finding[]> => {
  const { asked, reader, viewer, deps } = checkup
  const { doctor, age, home, outbox } = reader.words
  const isHere = (row: Submission) =>
    isPlaceless(asked.channel) ? row.user === viewer.id : row.channel === asked.channel
  const here = (await deps.store.submissions()).filter(isHere)
  const waiting = here.filter((row) => !isSettled(row) && row.state !== 'unclear')
  const stuck = here.filter(({ state }) => state === 'failed' || state === 'unclear').slice(-MAX_STUCK)
  const mayDecide = ({ user }: Submission) => user === viewer.id || viewer.role === 'manager'
  const problems = stuck.map((row) => {
    const stands = doctor.stuck(whatOf(row, reader), personText(row.user), home.states[row.state])
    const text = referred(stands, { ...reader, ...referenceOf(row) })
    return problem(text, mayDecide(row) ? button(outbox.retry, ACTIONS.submissionRetry, row.id) : undefined)
  })
  const [oldest] = waiting.map(({ acceptedAt }) => acceptedAt).toSorted()
  if (oldest === undefined) return [...problems, fine(doctor.outboxEmpty)]
  const { unit, count } = ageOf(oldest, deps.now())
  return [...problems, fine(doctor.outbox(waiting.length, age[unit](count)))]
}

/** Whether what people do can be kept. */
export const checkStore = async (checkup: Checkup): Promise<Finding[]> => {
  const { deps, reader } = checkup
  const { doctor } = reader.words
  const asking = deps.store.check().then(
    () => deps.self.storeBytes(),
    () => undefined,
  )
  const finding = await inTime(doctor.theStore, asking, checkup, (bytes) =>
    bytes === undefined ? problem(doctor.storeBad) : fine(doctor.storeFine(sizeText(bytes))),
  )
  return [finding]
}

export const checkSelf = async ({ reader, deps }: Checkup): Promise<Finding[]> => {
  const { doctor } = reader.words
  const { version, startedAt } = deps.self
  const time = (at: string) => formatInstant(at, reader.zone, reader.language)
  const local = doctor.localTime(time(deps.now()), reader.zone)
  return [fine(doctor.version(version, time(startedAt)), `Caretaker ${version}`), fine(local, local)]
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
