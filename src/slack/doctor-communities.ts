import type { Link } from '../store/store.ts'
import type { Page } from '../tickets/driver.ts'
import { TicketError, toTicketError } from '../tickets/errors.ts'
import type { Ticket } from '../tickets/ticket.ts'
import { type Finding, fine, problem, untried } from './blocks/doctor.ts'
import { errorSentence, referred, vendorName } from './blocks/error.ts'
import { dateText, escaped, escapedName, fittingButton } from './blocks/kit.ts'
import { type Checkup, inTime, patience } from './doctor-checkup.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { encodePlace } from './values.ts'

/** More than that would be a load for the vendors, and nobody reads it. */
const MAX_ASKED = 20

/** Whether the vendors let us read the communities, and how fast they answer. */
export const checkCommunities = async (checkup: Checkup): Promise<Finding[]> => {
  const {
    asked: { channel },
    links,
    reader,
  } = checkup
  const { doctor, home } = reader.words
  if (links.length === 0) return [problem(isPlaceless(channel) ? home.noCommunities : doctor.nothingLinked)]
  const active = links.filter(({ paused }) => !paused)
  const asked = active.slice(0, MAX_ASKED)
  const checked = await Promise.all(asked.map((link) => checkCommunity(link, checkup)))
  const read = checked.filter(({ isProblem, isUntried }) => !isProblem && !isUntried)
  const paused = links.filter((link) => link.paused).map((link) => pausedFinding(link, checkup))
  const rest = active.length - asked.length
  return [
    ...checked.map((one) => (one === read[0] ? { ...one, short: doctor.communitiesRead(read.length) } : one)),
    ...paused,
    ...(rest > 0 ? [fine(doctor.moreCommunities(rest))] : []),
  ]
}

const nameOf = (link: Link, { reader }: Checkup): string =>
  reader.words.doctor.community(escapedName(link.name), vendorName(link.vendor, reader))

/** One page of its tickets, which shows the credentials to be good as well. */
const checkCommunity = async (link: Link, checkup: Checkup): Promise<Finding> => {
  const { reader, deps, viewer } = checkup
  const { doctor } = reader.words
  const name = nameOf(link, checkup)
  const driver = deps.desk.driver(link.vendor)
  if (!driver) return problem(doctor.vendorOff(name))
  const { list } = driver.operations
  if (!list) return untried(doctor.unasked(name))
  const began = performance.now()
  const asking = list({ community: link.community }, { language: viewer.language, signal: patience() }).then(
    (page) => ({ page, ms: Math.round(performance.now() - began) }),
    (thrown: unknown) => ({ error: toTicketError(thrown, link.vendor) }),
  )
  return inTime(name, asking, checkup, (answer) => {
    if (!('error' in answer)) return fine(doctor.readable(name, answer.ms, newestIn(answer.page, checkup)))
    checkup.asked.trail.lacks([{ scope: link, error: answer.error }])
    return problem(referred(doctor.unreadable(name, reasonOf(answer.error, checkup)), reader))
  })
}

/** Members read what kind of failure it is; managers also what the vendor said. */
const reasonOf = (error: TicketError, { viewer, reader }: Checkup): string => {
  if (viewer.role !== 'manager') {
    return errorSentence(
      new TicketError(error.code, error.code, { ...(error.vendor ? { vendor: error.vendor } : {}) }),
      reader,
    )
  }
  const code = error.vendorCode ? [reader.words.doctor.vendorCode(escaped(error.vendorCode, 40))] : []
  return [errorSentence(error, reader), ...code].join(' ')
}

const newestIn = ({ items }: Page<Ticket>, { reader }: Checkup): string => {
  const { doctor } = reader.words
  const [newest] = items
    .flatMap(({ createdAt }) => createdAt ?? [])
    .toSorted()
    .reverse()
  if (newest === undefined) return doctor.noTickets
  return doctor.newest(dateText(newest, reader.zone, reader.language))
}

const pausedFinding = (link: Link, checkup: Checkup): Finding => {
  const { reader, viewer } = checkup
  const { doctor } = reader.words
  const resume = fittingButton(doctor.resume(link.name), ACTIONS.doctorResume, encodePlace(link))
  return problem(doctor.paused(nameOf(link, checkup)), viewer.role === 'manager' ? resume : undefined)
}
