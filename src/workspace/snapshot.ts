import { toPage as toPageMessage } from './conversations.ts'
import type { Snapshot } from './protocol.ts'
import { toPage as toPageView } from './views.ts'
import type { World } from './world.ts'

/** All that one person may see. */
export const snapshotFor = (world: World, as: string): Snapshot => {
  const { team, app, people } = world.directory
  const { channels, messages } = world.conversations.seenBy(as)
  const home = world.views.home(as)
  return {
    team: { id: team.id, name: team.name },
    app: { name: app.name, botUser: app.botUser, commands: world.commands, shortcuts: world.shortcuts },
    people,
    channels,
    messages: messages.map(toPageMessage),
    views: world.views.stack(as).map(toPageView),
    ...(home ? { home: toPageView(home) } : {}),
  }
}
