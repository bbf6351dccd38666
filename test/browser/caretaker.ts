import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Caretaker as a newcomer starts it: a process of its own, and with no other settings than those given. */
export interface StartedCaretaker {
  /** The address that it prints. */
  readonly url: string
  /** What it has logged that is worse than information. */
  troubles(): readonly string[]
  /** Ctrl-C. Resolves once the process has ended. */
  interrupt(): Promise<{ readonly code: number | null; readonly milliseconds: number }>
  /** Ends the process, if it still runs, and removes what it kept. */
  close(): Promise<void>
}

/** Its folder is new and empty, so that neither a `.env` nor a store of the developer's is in it. */
export const startCaretaker = async (settings: Readonly<Record<string, string>>): Promise<StartedCaretaker> => {
  const folder = await mkdtemp(join(tmpdir(), 'caretaker-'))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
    cwd: folder,
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const ended = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    const hear = (line: string) => {
      lines.push(line)
      const [, address] = /^Caretaker is at (\S+)$/.exec(line) ?? []
      if (address) resolve(address)
    }
    createInterface(child.stdout).on('line', hear)
    createInterface(child.stderr).on('line', hear)
    ended.then(() => reject(new Error(`Caretaker did not start:\n${lines.join('\n')}`)), reject)
  })

  return {
    url,
    troubles: () => lines.filter((line) => line !== `Caretaker is at ${url}` && !/^\{"level":[123]0,/.test(line)),
    interrupt: async () => {
      const since = performance.now()
      child.kill('SIGINT')
      await ended
      return { code: child.exitCode, milliseconds: performance.now() - since }
    },
    close: async () => {
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true })
    },
  }
}
