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

/** Whether the channel still looks after the community that a form or a submission of it is about. */
export const isLookedAfter = async (
  about: Pick<ModalMetadata, 'channel' | 'vendor' | 'community'>,
  deps: Deps,
): Promise<boolean> => {
  const { channel, vendor = '', community = '' } = about
  return (await deps.store.links(channel)).some((link) => isSameCommunity(link, { vendor, community }))
}

/**
 * Whether a submission may be decided upon where somebody asks: in its channel, or where its filer is alone with
 * Caretaker, in direct messages and Home.
 */
export const isPlaceOf = (asked: Pick<Asked, 'user' | 'channel'>, { channel, user }: Submission): boolean =>
  asked.channel === channel || (isPlaceless(asked.channel) && asked.user === user)
