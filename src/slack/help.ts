import type { Messages } from '../i18n/en.ts'
import type { Link } from '../store/store.ts'
import { can, type Driver } from '../tickets/driver.ts'
import type { Asked } from './asked.ts'
import { type HelpPowers, helpReply } from './blocks/help.ts'
import { escaped, escapedName, type Reply, sentence } from './blocks/kit.ts'
import type { CommandProblem } from './command.ts'
import type { Deps } from './deps.ts'
import { isPlaceless, linksOf } from './membership.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** `/ticket help` and a bare `/ticket`. */
export const showHelp = async (asked: Asked, deps: Deps): Promise<void> =>
  asked.say(await helpFor(asked, await asked.viewer(), deps))

/** What can be done where somebody is, by them. */
export const helpFor = async (
  { channel, user }: Pick<Asked, 'channel' | 'user'>,
  viewer: Viewer,
  deps: Deps,
): Promise<Reply> => {
  const { words } = readerOf(viewer, deps)
  const links = await (isPlaceless(channel) ? linksOf(user, deps) : deps.store.links(channel))
  const place = {
    ...(isPlaceless(channel) ? { channels: [...new Set(links.map((link) => link.channel))] } : {}),
    communities: links.map(({ name }) => name),
    powers: powersOf(links, deps),
    writes: refuseWriting(viewer, words) === undefined,
    manages: viewer.role === 'manager',
  }
  return helpReply(place, words)
}

const powersOf = (links: readonly Link[], { desk }: Deps): HelpPowers => {
  const drivers = desk.drivers.filter(({ vendor }) => links.some((link) => link.vendor === vendor))
  const some = (does: (driver: Driver) => boolean): boolean => drivers.some(does)
  const steps = (driver: Driver) => (can(driver, 'transition') ? (driver.steps ?? []) : [])
  return {
    show: some((driver) => can(driver, 'detail')),
    list: some((driver) => can(driver, 'list')),
    create: some((driver) => can(driver, 'create')),
    edit: some((driver) => can(driver, 'update') && driver.forms.update !== undefined),
    comment: some((driver) => can(driver, 'comment')),
    close: some((driver) => steps(driver).some(({ kind }) => kind !== 'assign')),
    assign: some((driver) => steps(driver).some(({ kind }) => kind === 'assign')),
    remove: some((driver) => can(driver, 'remove')),
  }
}

/** A line that could not be understood: says so, and what to write instead. */
export const explainProblem = async (asked: Asked, problem: CommandProblem): Promise<void> =>
  asked.say(sentence(problemText(problem, await asked.words())))

/** A comment is kept as long as one message holds it: what is suggested is sent as it stands. */
const MAX_SUGGESTED = 2000

const problemText = (problem: CommandProblem, { command, link, digest }: Messages): string => {
  switch (problem.kind) {
    case 'unknown_verb': {
      const verb = escaped(problem.text, 40)
      if (problem.better === undefined) return command.unknownVerb(verb)
      return command.didYouMean(verb, `/ticket ${escaped(problem.better, MAX_SUGGESTED)}`)
    }
    case 'number_missing':
      return command.numberMissing(problem.verb)
    case 'number_bad':
      return command.numberBad(escapedName(problem.text))
    case 'number_with_spaces':
      return command.numberWithSpaces([problem.verb, escapedName(problem.joined)].filter(Boolean).join(' '))
    case 'number_only':
      return command.numberOnly([problem.verb, escapedName(problem.number)].filter(Boolean).join(' '))
    case 'too_many_numbers':
      return command.tooManyNumbers(problem.max)
    case 'too_much':
      return command.tooMuch(problem.verb)
    case 'link_usage':
      return link.usage
    case 'unlink_usage':
      return link.unlinkUsage
    case 'digest_usage':
      return digest.usage(escapedName(problem.text))
  }
}
