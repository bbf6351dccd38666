import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Caretaker, startCaretaker } from '../../src/caretaker.ts'
import { readConfig } from '../../src/config.ts'
import type { Environment } from '../../src/drivers/define.ts'
import { createLog } from '../../src/log.ts'
import { createWebServer } from '../../src/server.ts'
import type { Link } from '../../src/store/store.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { type SlackProxy, startSlackProxy } from './slack-proxy.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, serveWorkspace } from './workspace.ts'

export interface BehindProxyOptions {
  readonly mode: 'http' | 'socket'
  readonly env?: Environment
  readonly links?: readonly Link[]
  /** What the Web API shall be like when Caretaker starts. */
  readonly slackAtStart?: (slack: SlackProxy) => void
}

/** Caretaker on a server of its own, with a Web API that can be held, refused or taken away from the first call on. */
export interface BehindProxy extends AsyncDisposable {
  readonly workspace: Workspace
  readonly slack: SlackProxy
  readonly caretaker: Caretaker
  readonly origin: string
}

export const startBehindProxy = async ({ mode, ...options }: BehindProxyOptions): Promise<BehindProxy> => {
  const { workspace, url, close } = await serveWorkspace()
  const slack = await startSlackProxy(url)
  options.slackAtStart?.(slack)
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  const log = createLog('silent')
  const server = createWebServer(log)
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  workspace.setRequestUrl(`${origin}/slack/events`)
  const config = readConfig({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    ...(mode === 'socket' ? { SLACK_APP_TOKEN: APP_TOKEN } : { SLACK_SIGNING_SECRET: SIGNING_SECRET }),
    SLACK_API_URL: slack.url,
    STORE_URL: `file:${join(folder, 'store.json')}`,
    ...options.env,
  })
  const caretaker = await startCaretaker(config, { server, log, links: options.links ?? [] })
  return {
    workspace,
    slack,
    caretaker,
    origin,
    [Symbol.asyncDispose]: async () => {
      await caretaker.stop(100)
      await Promise.all([slack.close(), close(), server.close()])
      await rm(folder, { recursive: true })
    },
  }
}
