import type { Asked } from './asked.ts'
import { registerAudit, showAudit } from './audit.ts'
import { registerCardMenu } from './card-menu.ts'
import { registerCardOutbox } from './card-outbox.ts'
import { registerChannelLife } from './channel-life.ts'
import { type Command, parseCommand } from './command.ts'
import { openCommentForm, registerComment } from './comment.ts'
import { openCreateForm, registerCreate } from './create.ts'
import { registerCreateAnywhere } from './create-anywhere.ts'
import { deleteByNumbers, registerDelete } from './delete.ts'
import type { Deps } from './deps.ts'
import { digest, registerDigest } from './digest.ts'
import { registerDirect } from './direct.ts'
import { examine, registerDoctor } from './doctor.ts'
import { openEdit, registerEdit } from './edit.ts'
import { exportList, registerExport } from './export.ts'
import { registerFieldOptions } from './field-options.ts'
import { explainProblem, showHelp } from './help.ts'
import { registerHome } from './home.ts'
import { COMMAND } from './ids.ts'
import { registerJoin } from './join.ts'
import { linkByWords, unlink } from './link.ts'
import { openLinkForm, registerLinkForm } from './link-form.ts'
import { registerLinkRename } from './link-rename.ts'
import { registerLinks, showLinks } from './links.ts'
import { registerLinksExport } from './links-export.ts'
import { registerLinksImport } from './links-import.ts'
import { registerList, showList } from './list.ts'
import { registerListSelect } from './list-select.ts'
import { registerPeopleLife } from './people-life.ts'
import { registerPhotos } from './photos.ts'
import { registerReopen } from './reopen.ts'
import { registerReveal } from './reveal.ts'
import { registerShare } from './share.ts'
import { registerShortcuts } from './shortcut.ts'
import { registerShow, showTicket } from './show.ts'
import { openStepForm, registerStep } from './step.ts'
import { registerSubmission } from './submission.ts'
import { registerTimeline } from './timeline.ts'
import { registerWatch, unwatchByNumber, watchByNumber } from './watch.ts'
import { registerWatched, showWatched } from './watched.ts'

/** Everything that a person can do, from the one command and from the buttons and forms that follow it. */
export const registerJourneys = (deps: Deps): void => {
  deps.guard.command(deps.app, COMMAND, (value) => {
    const command = parseCommand(value)
    return { journey: `ticket_${command.verb}`, run: (asked) => start(asked, command, deps) }
  })
  registerShow(deps)
  registerCardMenu(deps)
  registerCardOutbox(deps)
  registerShare(deps)
  registerReveal(deps)
  registerPhotos(deps)
  registerComment(deps)
  registerStep(deps)
  registerDelete(deps)
  registerReopen(deps)
  registerTimeline(deps)
  registerWatch(deps)
  registerWatched(deps)
  registerJoin(deps)
  registerList(deps)
  registerListSelect(deps)
  registerExport(deps)
  registerCreate(deps)
  registerCreateAnywhere(deps)
  registerShortcuts(deps)
  registerEdit(deps)
  registerFieldOptions(deps)
  registerSubmission(deps)
  registerLinkForm(deps)
  registerLinks(deps)
  registerLinksExport(deps)
  registerLinksImport(deps)
  registerLinkRename(deps)
  registerChannelLife(deps)
  registerPeopleLife(deps)
  registerDirect(deps)
  registerDigest(deps)
  registerAudit(deps)
  registerHome(deps)
  registerDoctor(deps)
}

const start = (asked: Asked, command: Command, deps: Deps): Promise<void> => {
  switch (command.verb) {
    case 'help':
      return showHelp(asked, deps)
    case 'show':
      return showTicket(asked, command.number, deps)
    case 'list':
      return showList(asked, command.words, deps)
    case 'export':
      return exportList(asked, command.words, deps)
    case 'new':
      return openCreateForm(asked, deps, command.text)
    case 'edit':
      return openEdit(asked, command.number, deps)
    case 'comment':
      return openCommentForm(asked, deps, command)
    case 'close':
    case 'assign':
      return openStepForm(asked, command.verb, deps, command.number)
    case 'watch':
      return watchByNumber(asked, command.number, deps)
    case 'unwatch':
      return unwatchByNumber(asked, command.number, deps)
    case 'watched':
      return showWatched(asked, deps)
    case 'delete':
      return deleteByNumbers(asked, command.numbers, deps)
    case 'links':
      return showLinks(asked, deps)
    case 'link':
      return command.to ? linkByWords(asked, command.to, deps) : openLinkForm(asked, deps)
    case 'unlink':
      return unlink(asked, command.what, deps)
    case 'digest':
      return digest(asked, command.action, deps)
    case 'doctor':
      return examine(asked, deps)
    case 'audit':
      return showAudit(asked, deps)
    case 'wrong':
      return explainProblem(asked, command.problem)
  }
}
