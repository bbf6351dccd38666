import type { Messages } from '../i18n/en.ts'
import { SLACK } from '../tickets/clocks.ts'
import { type Finding, fine, problem } from './blocks/doctor.ts'
import { vendorName } from './blocks/error.ts'
import { button } from './blocks/kit.ts'
import { type Checkup, inTime } from './doctor-checkup.ts'
import { ACTIONS } from './ids.ts'
import { isPlaceless } from './membership.ts'
import { slackError } from './speaker.ts'

/** What stops working without each of the permissions that the manifest asks for. */
export const SCOPE_USES: Readonly<Record<string, keyof Messages['doctor']['uses']>> = {
  'channels:history': 'history',
  'channels:join': 'join',
  'channels:read': 'channels',
  'chat:write': 'write',
  commands: 'commands',
  'files:read': 'files',
  'files:write': 'filesWrite',
  'groups:history': 'history',
  'groups:read': 'channels',
  'im:history': 'written',
  'im:write': 'direct',
  'users:read': 'users',
}

/** Whether Slack still grants what the manifest asks for. */
export const checkScopes = async (checkup: Checkup): Promise<Finding[]> => {
  const { doctor } = checkup.reader.words
  const asking = checkup.deps.client.auth.test()
  const missing = (granted: readonly string[]) => Object.keys(SCOPE_USES).filter((scope) => !granted.includes(scope))
  const answer = asking.then(({ response_metadata }) => response_metadata?.scopes)
  let lacking: readonly string[] = []
  const first = await inTime('Slack', answer, checkup, (granted) => {
    lacking = granted ? missing(granted) : []
    return fine(granted ? doctor.scopesFine : doctor.scopesUnknown)
  })
  if (lacking.length === 0) return [first]
  return lacking.flatMap((scope) => {
    const use = SCOPE_USES[scope]
    return use ? [problem(doctor.noScope(scope, doctor.uses[use]))] : []
  })
}

/** Whether Caretaker can post in the channel at hand. */
export const checkPlace = async (checkup: Checkup): Promise<Finding[]> => {
  const { asked, deps, reader } = checkup
  const { doctor } = reader.words
  const { channel } = asked
  if (isPlaceless(channel)) return []
  // Private channels that it is not in do not exist for it.
  const asking = deps.client.conversations.info({ channel }).then(
    (answer) => answer.channel ?? {},
    (error: unknown) => ({ error: slackError(error) ?? '' }),
  )
  const finding = await inTime('Slack', asking, checkup, (place) => {
    if ('error' in place)
      return problem(place.error === 'missing_scope' ? missingRead(checkup) : doctor.notMemberPrivate)
    if (place.is_archived) return problem(doctor.archived)
    if (place.is_member) return fine(doctor.member)
    return problem(doctor.notMember, button(doctor.join, ACTIONS.doctorJoin))
  })
  return [finding]
}

const missingRead = ({ reader: { words } }: Checkup): string =>
  words.doctor.noScope('channels:read', words.doctor.uses.channels)

/** Requests are signed with the time, and refused when it is too far off. */
const MAX_SKEW_MS = 30_000

/** Whether our clock agrees with those of Slack and of the vendors, as their last answers showed them. */
export const checkClocks = ({ links, reader, deps }: Checkup): Finding[] => {
  const { doctor } = reader.words
  const vendors = [...new Set(links.map(({ vendor }) => vendor))]
  return [SLACK, ...vendors].flatMap((who) => {
    const ahead = deps.self.clocks.aheadMs(who)
    if (ahead === undefined) return []
    const name = who === SLACK ? 'Slack' : vendorName(who, reader)
    const seconds = Math.round(Math.abs(ahead) / 1000)
    if (Math.abs(ahead) < MAX_SKEW_MS) return [fine(doctor.clockFine(name))]
    return [problem((ahead > 0 ? doctor.clockSlow : doctor.clockFast)(name, seconds))]
  })
}
