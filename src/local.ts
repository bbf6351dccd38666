import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { z } from 'zod'
import type { Environment } from './drivers/define.ts'
import { VENDORS } from './drivers/index.ts'
import type { Sandbox } from './drivers/sandbox.ts'
import { createShared } from './drivers/shared.ts'
import type { Log } from './log.ts'
import type { WebServer } from './server.ts'
import type { Link } from './store/store.ts'
import { createPageFiles } from './workspace/page-files.ts'
import { DEMO_SEED, DESK, LINDENHOF, MEI, REPAIRS } from './workspace/seed.ts'
import { createWorkspace } from './workspace/workspace.ts'

/** The local workspace and the vendors' sandboxes, running. */
export interface Local {
  /** The page's address, for people. */
  readonly url: string
  /** What connects Caretaker to them: the same variables that connect it to the real ones. */
  readonly env: Environment
  /** The channels' links that the demo starts with. */
  readonly links: readonly Link[]
  close(): Promise<void>
}

/** New at every start: a web page that is open in the same browser must not know how to speak for the app. */
const slackSecrets = () => ({
  SLACK_BOT_TOKEN: `xoxb-${randomBytes(24).toString('hex')}`,
  SLACK_SIGNING_SECRET: randomBytes(16).toString('hex'),
})

/** Starts everything that Caretaker talks to when no Slack is configured. Vendors that `env` configures stay real. */
export const startLocal = async (env: Environment, port: number, server: WebServer, log: Log): Promise<Local> => {
  let origin = ''
  const secrets = slackSecrets()
  const manifest = await readManifest()
  const workspace = createWorkspace({
    botToken: secrets.SLACK_BOT_TOKEN,
    signingSecret: secrets.SLACK_SIGNING_SECRET,
    ...manifest,
    seed: DEMO_SEED,
    baseUrl: () => origin,
    log: (message, details) => log.warn({ ...details }, message),
  })
  const page = createPageFiles()
  server.route((request, response) => workspace.handle(request, response))
  server.route((request, response) => page.handle(request, response))
  server.upgrade(workspace.upgrade)

  // Whoever asks at the first moment finds the page, so the door opens last.
  const heard = await server.listen(port, '127.0.0.1')
  origin = `http://127.0.0.1:${heard}`
  workspace.setRequestUrl(`${origin}/slack/events`)

  const off = VENDORS.filter((vendor) => 'off' in vendor.configure(env))
  const shared = createShared()
  const sandboxes = await Promise.all(off.map((vendor) => vendor.sandbox(shared)))
  return {
    url: `http://localhost:${heard}`,
    env: {
      ...secrets,
      SLACK_API_URL: `${origin}/api/`,
      STORE_URL: DEFAULT_STORE,
      MANAGER_USER_IDS: MEI,
      ...withoutEmpty(env),
      ...Object.assign({}, ...sandboxes.map((sandbox) => sandbox.env)),
    },
    links: demoLinks(sandboxes),
    close: async () => {
      await Promise.all([workspace.close(), ...sandboxes.map((sandbox) => sandbox.close())])
    },
  }
}

/** What is tried out here must not turn up in a real Slack later, so it is kept in a file of its own. */
const DEFAULT_STORE = 'file:./data/workspace.json'

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))

/** Where a city's channel looks after one community of a vendor; the facility desk looks after all of them. */
const HOMES: readonly { readonly vendor: string; readonly name: RegExp; readonly channel: string }[] = [
  { vendor: 'tuya-community', name: /海棠湾/, channel: REPAIRS },
  { vendor: 'akubela', name: /Berlin/, channel: LINDENHOF },
]

const demoLinks = (sandboxes: readonly Sandbox[]): Link[] =>
  sandboxes.flatMap(({ vendor, communities }) =>
    communities.flatMap(({ id, name = id }) => {
      const homes = HOMES.filter((home) => home.vendor === vendor && home.name.test(name)).map(({ channel }) => channel)
      const createdAt = new Date().toISOString()
      return [DESK, ...homes].map((channel) => ({
        channel,
        vendor,
        community: id,
        name,
        createdBy: 'U0JONAS',
        createdAt,
      }))
    }),
  )

const manifestSchema = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({ command: z.string(), description: z.string(), usage_hint: z.string().default('') }),
    ),
    shortcuts: z
      .array(
        z.object({
          type: z.enum(['message', 'global']),
          name: z.string().max(24),
          description: z.string().max(150),
          callback_id: z.string().max(255),
        }),
      )
      .max(10)
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
})

/** The app as the workspace installs it: what `manifest.yml` does not ask for, it does not get. */
export const readManifest = async () =>
  parseManifest(await readFile(new URL('../manifest.yml', import.meta.url), 'utf8'))

/** What a manifest asks for, as the workspace takes it. */
export const parseManifest = (text: string) => {
  const { features, oauth_config, settings } = manifestSchema.parse(parse(text))
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint,
    })),
    shortcuts: features.shortcuts.map(({ type, name, description, callback_id }) => ({
      kind: type,
      name,
      description,
      callbackId: callback_id,
    })),
  }
}
