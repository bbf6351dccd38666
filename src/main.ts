import { existsSync } from 'node:fs'
import { type Caretaker, startCaretaker } from './caretaker.ts'
import { readConfig } from './config.ts'
import { endWith } from './lifetime.ts'
import type { Local } from './local.ts'
import { createLog } from './log.ts'
import { createWebServer } from './server.ts'

// Every zone is named where it matters, and node-cron stands still in the hour that the process's own zone repeats.
process.env.TZ = 'UTC'
if (existsSync('.env')) process.loadEnvFile()

const run = async (): Promise<void> => {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const server = createWebServer(log)
  let local: Local | undefined
  let caretaker: Caretaker | undefined
  endWith(async (withinMs) => {
    await caretaker?.stop(withinMs)
    await local?.close()
    await server.close()
  }, log)

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

run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
