import type { Asked } from './asked.ts'
import { type Command, parseCommand } from './command.ts'
import { openCreateForm, registerCreate } from './create.ts'
import type { Deps } from './deps.ts'
import { digest, registerDigest } from './digest.ts'
import { explainProblem, registerHome, showHelp } from './help.ts'
import { COMMAND } from './ids.ts'
import { linkByWords, openLinkForm, registerLink, showLinks, unlink } from './link.ts'
import { registerList, showList } from './list.ts'
import { registerShow, showTicket } from './show.ts'
import { registerSubmission } from './submission.ts'
import { registerTimeline } from './timeline.ts'

/** Everything that a person can do, from the one command and from the buttons and forms that follow it. */
export const registerJourneys = (deps: Deps): void => {
  deps.guard.command(deps.app, COMMAND, (value) => {
    const command = parseCommand(value)
    return { journey: `ticket_${command.verb}`, run: (asked) => start(asked, command, deps) }
  })
  registerShow(deps)
  registerTimeline(deps)
  registerList(deps)
  registerCreate(deps)
  registerSubmission(deps)
  registerLink(deps)
  registerDigest(deps)
  registerHome(deps)
}

const start = (asked: Asked, command: Command, deps: Deps): Promise<void> => {
  switch (command.verb) {
    case 'help':
      return showHelp(asked, deps)
    case 'show':
      return showTicket(asked, command.number, deps)
    case 'list':
      return showList(asked, deps)
    case 'new':
      return openCreateForm(asked, deps)
    case 'links':
      return showLinks(asked, deps)
    case 'link':
      return command.to ? linkByWords(asked, command.to, deps) : openLinkForm(asked, deps)
    case 'unlink':
      return unlink(asked, command.what, deps)
    case 'digest':
      return digest(asked, command.action, deps)
    case 'wrong':
      return explainProblem(asked, command.problem)
    default:
      return showHelp(asked, deps)
  }
}
