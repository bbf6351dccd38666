import { existsSync } from 'node:fs'
import { type Caretaker, startCaretaker } from './caretaker.ts'
import { readConfig } from './config.ts'
import type { Local } from './local.ts'
import { createLog } from './log.ts'
import { createWebServer } from './server.ts'

// Every zone is named where it matters, and node-cron stands still in the hour that the process's own zone repeats.
process.env.TZ = 'UTC'
if (existsSync('.env')) process.loadEnvFile()

/** For what is under way; with everything else it stays below the two seconds that a person at a terminal waits. */
const DRAIN_MS = 1_200

const run = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const server = createWebServer(log)
  let local: Local | undefined
  let caretaker: Caretaker | undefined
  stopOnSignals(async () => {
    await caretaker?.stop(DRAIN_MS)
    await local?.close()
    await server.close()
  })

  if (config.slack.mode === 'local') {
    const { startLocal } = await import('./local.ts')
    local = await startLocal(process.env, config.port, server, log)
    process.stdout.write(`Caretaker is at ${local.url}\n`)
    caretaker = await startCaretaker(readConfig(local.env), { server, log, links: local.links })
  } else {
    caretaker = await startCaretaker(config, { server, log })
    await server.listen(config.port)
  }
  await caretaker.ready
}

/** npm passes Ctrl-C on to a process that the terminal has told already: only a later one is a second one. */
const SAME_SIGNAL_MS = 500

const stopOnSignals = (stop: () => Promise<void>): void => {
  let since: number | undefined
  const onSignal = (): void => {
    if (since !== undefined && performance.now() - since > SAME_SIGNAL_MS) process.exit(1)
    if (since !== undefined) return
    since = performance.now()
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
