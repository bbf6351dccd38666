import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Caretaker, startCaretaker } from '../../src/caretaker.ts'
import { readConfig } from '../../src/config.ts'
import type { Environment, Tools } from '../../src/drivers/define.ts'
import { VENDORS } from '../../src/drivers/index.ts'
import type { Sandbox } from '../../src/drivers/sandbox.ts'
import { createShared } from '../../src/drivers/shared.ts'
import { readManifest } from '../../src/local.ts'
import { createLog } from '../../src/log.ts'
import { createWebServer } from '../../src/server.ts'
import type { Step } from '../../src/store/durable-file.ts'
import type { Link } from '../../src/store/store.ts'
import type { Driver } from '../../src/tickets/driver.ts'
import type { Message } from '../../src/workspace/protocol.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { person, type TestPerson } from '../support/person.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, serveWorkspace } from '../support/workspace.ts'

/** Everything that Caretaker talks to, which stays while Caretaker comes and goes. */
export interface Stage {
  readonly workspace: Workspace
  /** Stands before the workspace's Web API. */
  readonly slack: SlackProxy
  /** Where the store is. */
  readonly folder: string
  /** What connects Caretaker to all of it. */
  readonly env: Environment
  readonly links: readonly Link[]
  sandbox(vendor: string): Sandbox
  person(id: string): TestPerson
  /** Somebody deletes what Caretaker said. */
  unsay(message: Message): Promise<void>
  /** A driver with which the vendor's own people do something, past Caretaker. */
  outsider(vendor: string): Driver
  /** Starts Caretaker in this process. */
  open(options?: OpenOptions): Promise<Running>
  /** Something else that ends with the stage. */
  alsoEnd(end: () => void): void
  /** Ends what was opened too. */
  close(): Promise<void>
}

export interface OpenOptions {
  /** Milliseconds since the epoch. */
  readonly now?: () => number
  /** Milliseconds, from any start. */
  readonly monotonic?: () => number
  readonly tools?: Pick<Tools, 'timeLimitMs'>
  /** Hears what the store has just done. */
  readonly onStep?: (step: Step) => void
}

export interface Running {
  readonly caretaker: Caretaker
  readonly origin: string
  /** Caretaker's own, to look with its token at what a vendor holds. */
  driver(vendor: string): Driver
  /** What `/readyz` says. */
  isReady(): Promise<boolean>
  stop(): Promise<void>
}

export type StageLink = Pick<Link, 'channel' | 'vendor' | 'community' | 'name'>

/** Only the sandboxes of these vendors are there. */
export const openStage = async (vendors: readonly string[], wanted: readonly StageLink[]): Promise<Stage> => {
  const served = await serveWorkspace(await readManifest())
  const slack = await startSlackProxy(served.url)
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-faults-'))
  const shared = createShared()
  const sandboxes = await Promise.all(
    VENDORS.filter(({ vendor }) => vendors.includes(vendor)).map((one) => one.sandbox(shared)),
  )
  const createdAt = new Date(Date.now()).toISOString()
  const links = wanted.map((link) => ({ ...link, createdBy: 'U0JONAS', createdAt }))
  const env = {
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_API_URL: slack.url,
    STORE_URL: `file:${join(folder, 'store.json')}`,
    ...Object.assign({}, ...sandboxes.map((sandbox) => sandbox.env)),
  }
  const people: TestPerson[] = []
  const running = new Set<Running>()
  let outsiders: readonly Driver[] | undefined
  const ends: (() => void)[] = []

  return {
    workspace: served.workspace,
    slack,
    folder,
    env,
    links,
    sandbox: (vendor) => found(sandboxes, vendor),
    person: (id) => {
      const someone = person(served.workspace, id)
      people.push(someone)
      return someone
    },
    unsay: async ({ channel, ts }) => {
      const headers = { authorization: `Bearer ${BOT_TOKEN}` }
      const body = new URLSearchParams({ channel, ts })
      const answer = await fetch(`${slack.url}chat.delete`, { method: 'POST', headers, body })
      expect(await answer.json()).toMatchObject({ ok: true })
    },
    outsider: (vendor) => {
      outsiders ??= readConfig(env).openDrivers({ now: Date.now, keep: FORGETFUL })
      return found(outsiders, vendor)
    },
    open: async (options = {}) => {
      const opened = await openCaretaker(env, links, options)
      served.workspace.setRequestUrl(`${opened.origin}/slack/events`)
      running.add(opened)
      return opened
    },
    alsoEnd: (end) => void ends.push(end),
    close: async () => {
      for (const someone of people) someone.leave()
      for (const end of ends) end()
      slack.release()
      await Promise.all([...running].map((one) => one.stop()))
      await Promise.all((outsiders ?? []).map((driver) => driver.close()))
      await Promise.all([slack.close(), served.close(), ...sandboxes.map((sandbox) => sandbox.close())])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What connects a Caretaker to the same stage by Socket Mode. */
export const bySocket = ({ SLACK_SIGNING_SECRET: _, ...env }: Environment): Environment => ({
  ...env,
  SLACK_APP_TOKEN: APP_TOKEN,
})

/** A renewed credential is for nobody else. */
const FORGETFUL: NonNullable<Tools['keep']> = { get: async () => undefined, set: async () => {} }

/** As long as it takes: a stop that cuts something off has tests of its own. */
const DRAIN_MS = 10_000

/** Nobody here waits before a read is tried again, or for a turn to post. */
const AT_ONCE = { sleep: async () => undefined }

const openCaretaker = async (env: Environment, links: readonly Link[], options: OpenOptions): Promise<Running> => {
  const { now = Date.now, monotonic, tools, onStep = () => {} } = options
  const log = createLog('silent')
  const server = createWebServer(log)
  const origin = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`
  const config = readConfig(env)
  let drivers: readonly Driver[] = []
  const openDrivers = (given: Tools): Driver[] => {
    const opened = config.openDrivers({ ...given, ...AT_ONCE, ...tools })
    drivers = opened
    return opened
  }
  const deps = { server, log, now, ...(monotonic ? { monotonic } : {}), wait: AT_ONCE.sleep, links, onStep }
  const caretaker = await startCaretaker({ ...config, openDrivers }, deps)
  await caretaker.ready
  let stopped: Promise<void> | undefined
  return {
    caretaker,
    origin,
    driver: (vendor) => found(drivers, vendor),
    isReady: async () => (await fetch(`${origin}/readyz`)).status === 200,
    stop: () => {
      stopped ??= caretaker.stop(DRAIN_MS).then(() => server.close())
      return stopped
    },
  }
}

const found = <T extends { readonly vendor: string }>(all: readonly T[], vendor: string): T => {
  const one = all.find((each) => each.vendor === vendor)
  if (!one) throw new Error(`${vendor} is not on the stage`)
  return one
}
