import type { Link } from '../store/store.ts'
import type { Submission } from '../tickets/submission.ts'
import { isSameCommunity } from '../tickets/ticket.ts'
import type { Asked } from './asked.ts'
import type { Deps } from './deps.ts'
import { isPlaceless } from './membership.ts'
import type { ModalMetadata } from './metadata.ts'
import { readerOf } from './reader.ts'
import { refuseWriting } from './roles.ts'

/*
 * Forms stay open and messages stay where they are: what they were drawn for is looked at again when they are used, on
 * whatever they carry.
 */

/** Whether somebody may still fill in forms: until one is sent, which is answered, it is only not drawn anew. */
export const mayFillIn = async (user: string, deps: Deps): Promise<boolean> => {
  const viewer = await deps.viewers.get(user)
  return refuseWriting(viewer, readerOf(viewer, deps).words) === undefined
}

/** A channel, and the community that a form, a submission or a ticket of it is about. */
type About = Pick<ModalMetadata, 'channel' | 'vendor' | 'community'>

/** The channel's link to the community, while it has one. */
export const linkTo = async (about: About, { store }: Pick<Deps, 'store'>): Promise<Link | undefined> => {
  const { channel, vendor = '', community = '' } = about
  return (await store.links(channel)).find((link) => isSameCommunity(link, { vendor, community }))
}

/** Whether the channel still looks after the community. */
export const isLookedAfter = async (about: About, deps: Pick<Deps, 'store'>): Promise<boolean> =>
  (await linkTo(about, deps)) !== undefined

/**
 * Whether a submission may be decided upon where somebody asks: in its channel, or where its filer is alone with
 * Caretaker, in direct messages and Home.
 */
export const isPlaceOf = (asked: Pick<Asked, 'user' | 'channel'>, { channel, user }: Submission): boolean =>
  asked.channel === channel || (isPlaceless(asked.channel) && asked.user === user)
