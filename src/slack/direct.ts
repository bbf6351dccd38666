import type { Deps } from './deps.ts'
import { helpFor } from './help.ts'

/**
 * Whoever writes to Caretaker without a command wants something, and is told what there is to write. Nothing else is done
 * with what they wrote.
 */
export const registerDirect = (deps: Deps): void => {
  const { app, guard, speaker, viewers } = deps
  app.event('message', async ({ event }) => {
    if (event.channel_type !== 'im' || !isWritten(event)) return
    const { user, channel } = event
    await guard.quietly('direct', async () => {
      const viewer = await viewers.get(user)
      await speaker.tell(user, await helpFor({ user, channel }, viewer, deps))
    })
  })
}

/** By a person, and just now: changes and deletions of messages are told as messages too. */
const isWritten = <E extends { readonly subtype?: string | undefined }>(event: E): event is E & { user: string } =>
  (event.subtype === undefined || event.subtype === 'file_share') &&
  'user' in event &&
  typeof event.user === 'string' &&
  !('bot_id' in event)
