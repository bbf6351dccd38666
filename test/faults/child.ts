import { fork } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Step } from '../../src/store/durable-file.ts'
import type { Link } from '../../src/store/store.ts'
import type { Stage } from './stage.ts'

const SCRIPT = fileURLToPath(new URL('caretaker.ts', import.meta.url))

/** Where the processes keep what V8 makes of the code: they start in half the time with it. */
const COMPILED = join(tmpdir(), 'caretaker-compiled')

/** What the process is told. */
export type Order =
  /** Notes the steps of the store's writes from now on, and ends by `kill -9` after so many. */
  | { readonly do: 'note steps'; readonly killAfter?: number }
  /** Stops as on SIGTERM, and says which steps there were. */
  | { readonly do: 'stop'; readonly withinMs: number }
  /** Puts its clock so far ahead of the real one, and does what the clock does every minute. */
  | { readonly do: 'tick'; readonly aheadMs: number }

export type Report =
  | { readonly done: 'start'; readonly origin: string }
  | { readonly done: 'note steps' | 'tick' }
  | { readonly done: 'stop'; readonly steps: readonly Step[] }

/** Caretaker in a process of its own. */
export interface Child {
  /** Resolves when it is done, or the process has ended. */
  order(order: Order): Promise<Report | undefined>
  /** The signal that ended it, or its exit code, and what it complained of. */
  readonly ended: Promise<{ readonly how: string; readonly complaint: string }>
  kill(signal: NodeJS.Signals): void
}

export const linkSchema: z.ZodType<Link> = z.object({
  channel: z.string(),
  vendor: z.string(),
  community: z.string(),
  name: z.string(),
  createdBy: z.string(),
  createdAt: z.string(),
})

/** Starts Caretaker in front of what is on the stage. @throws Error with its complaint when it cannot start */
export const startChild = async (stage: Stage): Promise<Child> => {
  const env = { ...stage.env, TZ: 'UTC', NODE_COMPILE_CACHE: COMPILED, FAULTS_LINKS: JSON.stringify(stage.links) }
  const child = fork(SCRIPT, {
    env,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  stage.alsoEnd(() => child.kill('SIGKILL'))
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ how: String(signal ?? code), complaint }))
  const reported = (): Promise<Report | undefined> =>
    Promise.race([once(child, 'message').then(([report]): Report => report), ended.then(() => undefined)])

  const started = await reported()
  if (started?.done !== 'start') throw new Error((await ended).complaint)
  stage.workspace.setRequestUrl(`${started.origin}/slack/events`)
  return {
    ended,
    kill: (signal) => void child.kill(signal),
    order: (order) => {
      const answer = reported()
      child.send(order, () => {})
      return answer
    },
  }
}
