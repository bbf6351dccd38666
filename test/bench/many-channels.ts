import { type Caretaker, startCaretaker } from '../../src/caretaker.ts'
import { readConfig } from '../../src/config.ts'
import type { Environment } from '../../src/drivers/define.ts'
import { createLog } from '../../src/log.ts'
import { createWebServer } from '../../src/server.ts'
import type { Link } from '../../src/store/store.ts'
import type { Channel } from '../../src/workspace/protocol.ts'
import { DEMO_SEED, DESK } from '../../src/workspace/seed.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { createFolder } from '../store/place.ts'
import { BOT_TOKEN, SIGNING_SECRET, serveWorkspace } from '../support/workspace.ts'

export interface ManyChannels {
  readonly workspace: Workspace
  /** The workspace's address. */
  readonly url: string
  readonly caretaker: Caretaker
  close(): Promise<void>
}

/** Caretaker, over HTTP, on a workspace that has these channels too, in which everybody from the desk is. */
export const startManyChannels = async (options: {
  readonly channels: readonly string[]
  readonly links: readonly Pick<Link, 'channel' | 'vendor' | 'community' | 'name'>[]
  readonly env: Environment
  readonly now: () => number
}): Promise<ManyChannels> => {
  const members = DEMO_SEED.channels.find(({ id }) => id === DESK)?.members ?? []
  const more = options.channels.map(
    (id): Channel => ({ id, name: id.toLowerCase(), kind: 'public', topic: '', members }),
  )
  const { workspace, url, close } = await serveWorkspace({
    seed: { ...DEMO_SEED, channels: [...DEMO_SEED.channels, ...more] },
  })
  const { folder, remove } = await createFolder()
  const log = createLog('silent')
  const server = createWebServer(log)
  workspace.setRequestUrl(`http://127.0.0.1:${await server.listen(0, '127.0.0.1')}/slack/events`)
  const config = readConfig({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: `${url}/api/`,
    STORE_URL: `file:${folder}/store.json`,
    ...options.env,
  })
  const createdAt = new Date(options.now()).toISOString()
  const links = options.links.map((link) => ({ ...link, createdBy: 'U0JONAS', createdAt }))
  const caretaker = await startCaretaker(config, { server, log, now: options.now, links })
  await caretaker.ready
  return {
    workspace,
    url,
    caretaker,
    close: async () => {
      await caretaker.stop(1_000)
      await Promise.all([close(), server.close()])
      await remove()
    },
  }
}
