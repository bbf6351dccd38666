import { App, HTTPReceiver, type Logger, LogLevel } from '@slack/bolt'
import {
  BOT_TOKEN,
  type ServedWorkspace,
  type ServeOptions,
  SIGNING_SECRET,
  serveWorkspace,
} from '../support/workspace.ts'

export interface Bench extends ServedWorkspace {
  readonly app: App
}

/** Refusals are what the tests are about; nobody needs them on the screen. */
export const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
}

/** What the workspace's Web API is to every client here: no second tries, so that a refusal is seen at once. */
export const clientOptions = (url: string) => ({ slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } })

/** A workspace and a real Bolt app that hears of it by signed HTTP, both on one port. */
export const startBench = async (register: (app: App) => void, options: ServeOptions = {}): Promise<Bench> => {
  const receiver = new HTTPReceiver({ signingSecret: SIGNING_SECRET, logger: SILENT })
  const served = await serveWorkspace({ listener: receiver.requestListener, ...options })
  const app = new App({
    receiver,
    token: BOT_TOKEN,
    deferInitialization: true,
    clientOptions: clientOptions(served.url),
    logger: SILENT,
  })
  register(app)
  await app.init()
  return { ...served, app }
}
