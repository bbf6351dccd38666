import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url))

export interface Writer {
  /** The ids that it said were kept, so far. */
  readonly kept: readonly string[]
  /** Resolves once it said that so many were kept, or ended before. 0 is when it has opened its store. */
  saidKept(count: number): Promise<void>
  /** `kill -9` */
  kill(): void
  /** Resolves when it ended, with the signal that ended it and what it complained of. */
  readonly ended: Promise<{ readonly signal: NodeJS.Signals | null; readonly complaint: string }>
}

/** Starts `writer.ts`. After `lastStep` steps of its store it kills itself. */
export const startWriter = (path: string, prefix: string, lastStep = 0): Writer =>
  start(process.execPath, [WRITER, path, prefix, String(lastStep)])

/** Starts `writer.ts` where no file can grow beyond a few KiB: the kernel takes what fits of a write and refuses the rest. */
export const startWriterOnSmallDisk = (path: string): Writer =>
  start('sh', ['-c', 'ulimit -f 8 && exec "$@"', 'sh', process.execPath, WRITER, path, 'small'])

const start = (command: string, args: string[]): Writer => {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: string[] = []
  const printed = createInterface(child.stdout)
  printed.on('line', (line) => lines.push(line))
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const ended = once(child, 'close').then(([, signal]) => ({ signal, complaint }))
  return {
    get kept() {
      return lines.slice(1)
    },
    saidKept: async (count) => {
      const over = ended.then(() => true)
      while (lines.length <= count && !(await Promise.race([once(printed, 'line').then(() => false), over])));
    },
    kill: () => child.kill('SIGKILL'),
    ended,
  }
}
