import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Agent, request } from 'undici'
import { createFolder } from '../store/place.ts'
import { type Measured, repeated } from './figures.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const BARE = fileURLToPath(new URL('bare-process.ts', import.meta.url))
const LIMIT_MS = 30_000

/** From the start of the process to its first answers, in local mode with an empty store. */
export const measureStart = async (): Promise<Measured> => {
  const starts = await repeated(5, async () => ({
    caretaker: await startOnce(MAIN, ['/', '/readyz']),
    bare: await startOnce(BARE, ['/']),
  }))
  const baseline = { name: 'bare Bolt app', values: starts.map(({ bare }) => bare[0] ?? Number.NaN) }
  const values = (path: number) => starts.map(({ caretaker }) => caretaker[path] ?? Number.NaN)
  return {
    rows: [
      { name: 'Start to GET /', unit: 'ms', values: values(0), baseline },
      { name: 'Start to GET /readyz', unit: 'ms', values: values(1), baseline },
    ],
    broken: [],
  }
}

/** Milliseconds until each path is answered with 200. */
const startOnce = async (script: string, paths: readonly string[]): Promise<number[]> => {
  const { folder, remove } = await createFolder()
  const port = await freePort()
  const began = performance.now()
  // In an empty folder and with nothing of our environment: no .env and no variable changes what starts.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    cwd: folder,
    env: { PORT: String(port), STORE_URL: `file:${join(folder, 'store.json')}`, LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const over = new AbortController()
  const ended = once(child, 'exit').finally(() => over.abort(new Error(`${script} ended before it answered`)))
  const limit = AbortSignal.any([over.signal, AbortSignal.timeout(LIMIT_MS)])
  const untilAnswered = async (path: string): Promise<number> => {
    await answered(`http://127.0.0.1:${port}${path}`, limit)
    return performance.now() - began
  }
  try {
    return await Promise.all(paths.map(untilAnswered))
  } finally {
    child.kill('SIGTERM')
    await ended
    await remove()
  }
}

/** Asks again and again until the answer is 200. */
const answered = async (url: string, limit: AbortSignal): Promise<void> => {
  const dispatcher = new Agent({ allowH2: false })
  const isUp = async (): Promise<boolean> => {
    const { statusCode, body } = await request(url, { dispatcher, signal: limit })
    await body.dump()
    return statusCode === 200
  }
  while (!(await isUp().catch(() => false))) await sleep(5, undefined, { signal: limit })
  await dispatcher.close()
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('there is no port to be had')
  return address.port
}
