import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { bySocket, type Stage } from './stage.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Caretaker as `npm start` starts it, connected to the stage by Socket Mode. */
export interface Main {
  /** Resolves once it says that it is ready. @throws Error with what it complained of instead */
  readonly ready: Promise<void>
  /** SIGTERM. Resolves with the exit code, or the signal if it had to be ended by one. */
  terminate(): Promise<string>
  readonly ended: Promise<{ readonly how: string; readonly complaint: string }>
}

export const startMain = (stage: Stage): Main => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    // Where there is no `.env`.
    cwd: stage.folder,
    env: { ...bySocket(stage.env), PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  stage.alsoEnd(() => child.kill('SIGKILL'))
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const ended = once(child, 'close').then(([code, signal]) => ({ how: String(signal ?? code), complaint }))
  const said = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (text.includes('Caretaker is ready')) resolve()
    })
  })
  const ready = Promise.race([
    said,
    ended.then(({ complaint }) => {
      throw new Error(complaint)
    }),
  ])
  // Whoever awaits it hears of a failure.
  ready.catch(() => {})
  return {
    ready,
    ended,
    terminate: async () => {
      child.kill('SIGTERM')
      return (await ended).how
    },
  }
}
