import { forAudience } from '../tickets/for-many.ts'
import type { Asked } from './asked.ts'
import { sentence } from './blocks/kit.ts'
import { photoLinksReply, photosReply, picturesOf } from './blocks/photos.ts'
import type { Deps } from './deps.ts'
import { ACTIONS } from './ids.ts'
import { openByButton } from './opened.ts'
import { readerOf } from './reader.ts'
import { audienceOf } from './roles.ts'
import { isSlackFailure } from './speaker.ts'

/** "Photos" on a card: the ticket's pictures, seen only by the asker. */
export const registerPhotos = (deps: Deps): void =>
  deps.guard.button(deps.app, ACTIONS.photos, 'photos', (asked) => showPhotos(asked, deps))

export const showPhotos = async (asked: Asked, deps: Deps): Promise<void> => {
  const viewer = await asked.viewer()
  const reader = readerOf(viewer, deps)
  const opened = await openByButton(asked, deps)
  if ('missing' in opened) return await asked.say(opened.missing)
  const ticket = forAudience(opened.ticket, audienceOf(viewer))
  if (picturesOf(ticket).length === 0) return await asked.say(sentence(reader.words.photos.none))
  await asked.say(photosReply(ticket, reader)).catch(async (error) => {
    // One address that has run out, or that Slack cannot reach, and it takes none of them.
    if (!isSlackFailure(error)) throw error
    deps.log.info({ error }, 'Slack did not show the photos')
    await asked.say(photoLinksReply(ticket, reader))
  })
}
