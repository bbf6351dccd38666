import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Caretaker, startCaretaker } from '../../src/caretaker.ts'
import { readConfig } from '../../src/config.ts'
import type { Environment } from '../../src/drivers/define.ts'
import { VENDORS } from '../../src/drivers/index.ts'
import type { Sandbox } from '../../src/drivers/sandbox.ts'
import { createShared } from '../../src/drivers/shared.ts'
import { readManifest } from '../../src/local.ts'
import { createLog, type Log } from '../../src/log.ts'
import { createWebServer } from '../../src/server.ts'
import type { Link } from '../../src/store/store.ts'
import { DEMO_SEED } from '../../src/workspace/seed.ts'
import { createWorkspace, type Workspace } from '../../src/workspace/workspace.ts'
import { person, type TestPerson } from './person.ts'

export interface BenchOptions {
  /** How Slack reaches Caretaker. HTTP when absent. */
  readonly mode?: 'http' | 'socket'
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Milliseconds, from any start. */
  readonly monotonic?: () => number
  /** What the channels are linked to at the start: nothing when absent. */
  readonly links?: readonly Pick<Link, 'channel' | 'vendor' | 'community' | 'name'>[]
  readonly env?: Environment
  /** Nothing is logged when absent. */
  readonly log?: Log
  /** Where the store is kept, to start a second bench on what the first one left. */
  readonly folder?: string
}

/** Caretaker as it runs, on a workspace and a sandbox of each vendor, over real HTTP on loopback. */
export interface Bench {
  readonly workspace: Workspace
  readonly caretaker: Caretaker
  readonly origin: string
  readonly folder: string
  sandbox(vendor: string): Sandbox
  person(id: string): TestPerson
  close(): Promise<void>
}

/** What Slack's requests are signed with. */
export const BENCH_SECRET = 'bench-signing-secret'

export const BENCH_TOKEN = 'xoxb-bench-token'

const SECRETS = {
  SLACK_BOT_TOKEN: BENCH_TOKEN,
  SLACK_SIGNING_SECRET: BENCH_SECRET,
  SLACK_APP_TOKEN: 'xapp-bench-token',
}

export const startBench = async (options: BenchOptions = {}): Promise<Bench> => {
  const { mode = 'http', now = Date.now, monotonic, log = createLog('silent') } = options
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'caretaker-')))
  const server = createWebServer(log)
  const port = await server.listen(0, '127.0.0.1')
  const origin = `http://127.0.0.1:${port}`
  const workspace = createWorkspace({
    botToken: SECRETS.SLACK_BOT_TOKEN,
    signingSecret: SECRETS.SLACK_SIGNING_SECRET,
    appToken: SECRETS.SLACK_APP_TOKEN,
    ...(await readManifest()),
    seed: DEMO_SEED,
    baseUrl: () => origin,
    requestUrl: `${origin}/slack/events`,
  })
  server.route((request, response) => workspace.handle(request, response))
  server.upgrade(workspace.upgrade)
  const shared = createShared()
  const sandboxes = await Promise.all(VENDORS.map((vendor) => vendor.sandbox(shared)))
  const people: TestPerson[] = []

  const { SLACK_APP_TOKEN, ...forHttp } = SECRETS
  const env = {
    ...(mode === 'socket' ? { ...forHttp, SLACK_APP_TOKEN } : forHttp),
    SLACK_API_URL: `${origin}/api/`,
    STORE_URL: `file:${join(folder, 'store.json')}`,
    TUYA_REQUESTS_PER_SECOND: '999',
    ...Object.assign({}, ...sandboxes.map((sandbox) => sandbox.env)),
    ...options.env,
  }
  const createdAt = new Date(now()).toISOString()
  const links = (options.links ?? []).map((link) => ({ ...link, createdBy: 'U0JONAS', createdAt }))
  const deps = { server, log, now, ...(monotonic ? { monotonic } : {}), wait: async () => {}, links }
  const caretaker = await startCaretaker(readConfig(env), deps)
  await caretaker.ready

  return {
    workspace,
    caretaker,
    origin,
    folder,
    sandbox: (vendor) => {
      const found = sandboxes.find((one) => one.vendor === vendor)
      if (!found) throw new Error(`no sandbox for ${vendor}`)
      return found
    },
    person: (id) => {
      const someone = person(workspace, id)
      people.push(someone)
      return someone
    },
    close: async () => {
      const seen = DEMO_SEED.people.flatMap(({ id }) => workspace.snapshot(id).messages)
      const unfurling = new Set(seen.filter(({ previews }) => previews).map(({ text }) => text))
      for (const someone of people) someone.leave()
      await caretaker.stop(1_000)
      await Promise.all([workspace.close(), ...sandboxes.map((sandbox) => sandbox.close())])
      await server.close()
      if (options.folder === undefined) await rm(folder, { recursive: true, force: true })
      // Files of tickets are for those who open them, and addresses of vendors are not Slack's to fetch.
      if (unfurling.size > 0) throw new Error(`posted with previews of its links: ${[...unfurling].join(' · ')}`)
    },
  }
}
