import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { type Bench, type BenchOptions, startBench } from '../support/bench.ts'
import { type SlackProxy, startSlackProxy } from '../support/slack-proxy.ts'
import { NOW } from './places.ts'

export interface Benches {
  start(options?: BenchOptions): Promise<Bench>
  /** One whose Slack can be as bad as on a bad day. */
  startBehind(options?: BenchOptions): Promise<{ readonly bench: Bench; readonly slack: SlackProxy }>
  /** Where benches keep their store one after the other; gone after the test. */
  folder(): Promise<string>
  /** Closes this too after the test, before what was opened earlier. */
  closeAfter(close: () => Promise<void>): void
}

/** For one test file: every test begins at the same time, and what it started ends with it. */
export const useBenches = (defaults: BenchOptions = {}): Benches => {
  const closing: (() => Promise<void>)[] = []
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOW })
  })
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
    vi.useRealTimers()
  })
  const start = async (options: BenchOptions = {}): Promise<Bench> => {
    const bench = await startBench({ ...defaults, ...options })
    closing.push(bench.close)
    return bench
  }
  return {
    start,
    startBehind: async ({ env, ...options } = {}) => {
      const slack = await startSlackProxy()
      closing.push(slack.close)
      const bench = await start({ ...options, env: { ...env, SLACK_API_URL: slack.url } })
      slack.forwardTo(bench.origin)
      return { bench, slack }
    },
    folder: async () => {
      const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
      closing.push(() => rm(folder, { recursive: true }))
      return folder
    },
    closeAfter: (close) => void closing.push(close),
  }
}
