import { say } from '../i18n/index.ts'
import { isOverdue } from '../tickets/digest.ts'
import { can } from '../tickets/driver.ts'
import { isOpenTask, isWaiting } from '../tickets/due.ts'
import { isPersonal } from '../tickets/for-many.ts'
import { canComment, stepsFor } from '../tickets/powers.ts'
import { isAbout, type Submission } from '../tickets/submission.ts'
import { type Instant, isPending, type Ticket, type TicketDetail, type TicketRef } from '../tickets/ticket.ts'
import { isPlaceOf } from './access.ts'
import { vendorName } from './blocks/error.ts'
import { escapedName, type Reply } from './blocks/kit.ts'
import type { ListReader } from './blocks/list.ts'
import { type OpenAct, othersText, ownText } from './blocks/open-acts.ts'
import { type CardOptions, type CardPowers, ticketReply } from './blocks/ticket.ts'
import type { Deps } from './deps.ts'
import { isPlaceless } from './membership.ts'
import { readerOf } from './reader.ts'
import { audienceOf, refuseWrite } from './roles.ts'
import type { Viewer } from './viewer.ts'

/** A ticket and what the channel calls its community. */
export interface Shown {
  readonly ticket: Ticket | TicketDetail
  readonly scope: { readonly vendor: string; readonly name: string }
}

/** Where a card is shown, and how much of it. */
interface CardPlace extends Pick<CardOptions, 'expanded' | 'formsOnly'> {
  /** Needed only where it may be none: then there is nowhere to share to. */
  readonly channel?: string
  /** That channel follows the ticket. */
  readonly isWatched?: boolean
  /** What was sent for the ticket and has not come to its end. */
  readonly open?: readonly Submission[]
}

/** What was sent for this ticket and has not come to its end, oldest first. */
export const openOn = async (ref: TicketRef, { store, desk }: Pick<Deps, 'store' | 'desk'>): Promise<Submission[]> =>
  (await store.submissions()).filter((row) => isOpenTask(row) && isAbout(row, ref, desk))

/** A ticket's card for one person, with buttons for what its vendor and they can do. */
export const cardReply = (shown: Shown, viewer: Viewer, deps: Deps, place: CardPlace = {}): Reply => {
  const reader = readerOf(viewer, deps)
  const { ticket, scope } = shown
  const { channel, isWatched = false, open = [], ...drawn } = place
  const powers = powersOf(shown, isWatched, viewer, deps)
  const isShareable = channel === undefined || !isPlaceless(channel)
  return ticketReply(
    ticket,
    { ...reader, audience: audienceOf(viewer) },
    {
      vendorName: vendorName(scope.vendor, reader),
      communityName: scope.name,
      isOverdue: isOverdue(ticket, deps.now()),
      open: open.flatMap((row) => openAct(row, viewer, channel, reader)),
      powers: isShareable ? powers : { ...powers, share: false, watch: false, unwatch: false },
      ...hiddenFrom(viewer, ticket, reader),
      ...drawn,
    },
  )
}

/** One's own with what can be done about it here; of others only that it is on its way. */
const openAct = (row: Submission, viewer: Viewer, channel: string | undefined, reader: ListReader): OpenAct[] => {
  if (row.user !== viewer.id) return isWaiting(row) ? [{ text: othersText(row, reader) }] : []
  const isHere = channel !== undefined && isPlaceOf({ user: viewer.id, channel }, row)
  return [{ text: ownText(row, reader), ...(isHere ? { decide: row } : {}) }]
}

/** Why a person does not see all of it, where there is anything to hide. */
const hiddenFrom = (viewer: Viewer, ticket: Shown['ticket'], { words }: ListReader): { footer?: string } => {
  if (audienceOf(viewer) === 'one' || !isPersonal(ticket)) return {}
  return { footer: viewer.role === 'guest' ? words.reveal.notForGuests : words.reveal.notKnown }
}

/** A ticket's card for everybody in a channel. `reader` is theirs. */
export const sharedCard = (
  { ticket, scope }: Shown,
  sharer: Pick<Viewer, 'name'>,
  reader: ListReader,
  now: Instant,
  open: readonly Submission[] = [],
): Reply =>
  ticketReply(
    ticket,
    { ...reader, audience: 'many' },
    {
      vendorName: vendorName(scope.vendor, reader),
      communityName: scope.name,
      isOverdue: isOverdue(ticket, now),
      open: open.some(isSent) ? [{ text: reader.words.card.underWay }] : [],
      footer: reader.words.card.sharedBy(escapedName(sharer.name)),
    },
  )

/** Under way for everybody to know: not what may still be undone, after which nobody draws the card again. */
const isSent = (row: Submission): boolean =>
  isWaiting(row) && !(row.write.kind === 'remove' && row.state === 'queued' && row.reason === undefined)

/** What draws buttons. Each of them is checked again when it is pressed. */
const powersOf = ({ ticket, scope }: Shown, isWatched: boolean, viewer: Viewer, deps: Deps): CardPowers => {
  const reader = readerOf(viewer, deps)
  const driver = deps.desk.driver(scope.vendor)
  if (!driver) return {}
  const may = (kind: 'update' | 'remove') => refuseWrite({ kind }, viewer, reader.words) === undefined
  const [closing] = may('update') ? stepsFor(driver, 'close', ticket) : []
  const [handing] = may('update') ? stepsFor(driver, 'assign', ticket) : []
  return {
    edit: may('update') && can(driver, 'update') && driver.forms.update !== undefined,
    comment: may('update') && canComment(driver, ticket),
    ...(closing ? { close: say(closing.label, viewer.language) } : {}),
    ...(handing ? { assign: say(handing.label, viewer.language) } : {}),
    remove: may('remove') && can(driver, 'remove'),
    watch: may('update') && !isWatched && isPending(ticket) && can(driver, 'detail'),
    unwatch: may('update') && isWatched,
    share: may('update'),
    timeline: can(driver, 'timeline'),
  }
}
