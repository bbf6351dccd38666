import type { Messages } from '../i18n/en.ts'
import { can } from '../tickets/driver.ts'
import type { Asked } from './asked.ts'
import { helpBlocks, helpReply } from './blocks/help.ts'
import { escaped, sentence } from './blocks/kit.ts'
import type { CommandProblem } from './command.ts'
import type { Deps } from './deps.ts'
import { isDirect } from './link.ts'
import { readerOf } from './reader.ts'

/** `/ticket help` and a bare `/ticket`. */
export const showHelp = async (asked: Asked, deps: Deps): Promise<void> => {
  const links = await deps.store.links(asked.channel)
  const viewer = await asked.viewer()
  const canCreate = links.some(({ vendor }) => {
    const driver = deps.desk.driver(vendor)
    return driver !== undefined && can(driver, 'create')
  })
  const place = {
    direct: isDirect(asked.channel),
    communities: links.map((link) => link.name),
    canCreate: canCreate && viewer.role !== 'guest',
    manages: viewer.role === 'manager',
  }
  await asked.say(helpReply(place, readerOf(viewer, deps).words))
}

/** A line that could not be understood: says so, and what to write instead. */
export const explainProblem = async (asked: Asked, problem: CommandProblem): Promise<void> =>
  asked.say(sentence(problemText(problem, await asked.words())))

/** The app's Home tab. */
export const registerHome = (deps: Deps): void => {
  const { app, client, guard } = deps
  app.event('app_home_opened', async ({ event }) => {
    if (event.tab !== 'home') return
    await guard.quietly('home', async () => {
      const { words } = readerOf(await deps.viewers.get(event.user), deps)
      const place = { direct: true, communities: [], canCreate: false, manages: false }
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: helpBlocks(place, words) } })
    })
  })
}

const problemText = (problem: CommandProblem, { command, link, digest }: Messages): string => {
  switch (problem.kind) {
    case 'unknown_verb': {
      const verb = escaped(problem.text, 40)
      return problem.better ? command.didYouMean(verb, `/ticket ${problem.better}`) : command.unknownVerb(verb)
    }
    case 'number_missing':
      return command.numberMissing(problem.verb)
    case 'number_bad':
      return command.numberBad(escaped(problem.text, 80))
    case 'number_with_spaces':
      return command.numberWithSpaces([problem.verb, escaped(problem.joined, 80)].filter(Boolean).join(' '))
    case 'too_many_numbers':
      return command.tooManyNumbers(problem.max)
    case 'too_much':
      return command.tooMuch(problem.verb)
    case 'link_usage':
      return link.usage
    case 'unlink_usage':
      return link.unlinkUsage
    case 'digest_usage':
      return digest.usage(escaped(problem.text, 80))
  }
}
