import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPageFiles } from '../../src/workspace/page-files.ts'
import { DEMO_SEED } from '../../src/workspace/seed.ts'
import { createWorkspace, type Workspace, type WorkspaceOptions } from '../../src/workspace/workspace.ts'

export const BOT_TOKEN = 'xoxb-workspace'
export const APP_TOKEN = 'xapp-workspace'
export const SIGNING_SECRET = 'a-secret-that-both-sides-know'

export const ALL_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:write',
  'team:read',
  'users:read',
]

export interface ServeOptions extends Partial<Omit<WorkspaceOptions, 'baseUrl'>> {
  /** Gets the requests that are not the workspace's: the app's own `/slack/events`. */
  readonly listener?: RequestListener
  /** Whether the page is served as well. */
  readonly page?: boolean
}

export interface ServedWorkspace {
  readonly workspace: Workspace
  readonly url: string
  close(): Promise<void>
}

/** A workspace on a loopback port, with the demo's people and channels unless told otherwise. */
export const serveWorkspace = async ({
  listener,
  page = false,
  ...options
}: ServeOptions = {}): Promise<ServedWorkspace> => {
  let url = ''
  const workspace = createWorkspace({
    botToken: BOT_TOKEN,
    appToken: APP_TOKEN,
    signingSecret: SIGNING_SECRET,
    scopes: ALL_SCOPES,
    commands: [{ command: '/ticket', description: 'Look a ticket up', usageHint: '[number]' }],
    seed: DEMO_SEED,
    baseUrl: () => url,
    ...options,
  })
  const pages = createPageFiles()
  const server = createServer(async (request, response) => {
    if (await workspace.handle(request, response)) return
    if (page && (await pages.handle(request, response))) return
    if (listener) listener(request, response)
    else response.writeHead(404).end()
  })
  server.on('upgrade', (request, socket, head) => {
    if (!workspace.upgrade(request, socket, head)) socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  if (listener && options.requestUrl === undefined) workspace.setRequestUrl(`${url}/slack/events`)

  return {
    workspace,
    url,
    close: async () => {
      await workspace.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
