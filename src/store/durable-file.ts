import { existsSync } from 'node:fs'
import { copyFile, link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Adapter } from 'lowdb'
import { syncFolder } from './folder.ts'
import { createFormat, type Data, type Parsed, parseData } from './schema.ts'
import { doubt } from './upkeep.ts'

export type Log = (message: string, details: Readonly<Record<string, unknown>>) => void

/** What a write has just done. A process may end after any of them: what was acknowledged is in `path` all along. */
export type Step = 'staged' | 'made room' | 'kept current' | 'replaced' | 'flushed'

export interface DurableFileOptions {
  readonly path: string
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Hears of a file that could not be read. */
  readonly log: Log
  /** Only tests listen: they fail or kill the process there. */
  readonly onStep?: (step: Step) => void
}

export interface DurableFile extends Adapter<Data> {
  /**
   * null when there is no file yet. When there is none that can be read, its previous version.
   * @throws Error when there is no good version or a newer release wrote it; the files are left as they are
   */
  read(): Promise<Data | null>
  /** Resolves when the data would survive a power cut. Rejects with the system's error; the old data is safe then. */
  write(data: Data): Promise<void>
  /** Rejects when this much data can no longer be written. Changes nothing. */
  check(data: Data): Promise<void>
}

/**
 * One JSON file, replaced as a whole: at every moment `path` is the old version or the new one, complete. The version
 * before is `path.previous`, which is absent only for the instant of being replaced.
 *
 * Written with Node's own `writeFile`, because write-file-atomic 7 takes a short write for a whole one: on a disk that
 * fills up it puts the first half in the place of the old file, and resolves.
 * https://github.com/npm/write-file-atomic/blob/v7.0.1/lib/index.js#L115-L119
 */
export const createDurableFile = (options: DurableFileOptions): DurableFile => {
  const { path, now, log, onStep = () => {} } = options
  const previousPath = `${path}.previous`
  const format = createFormat()
  /** Where a file that could not be read is kept, when there is one in the way of the next write. */
  let asidePath: string | undefined

  const read = async (): Promise<Data | null> => {
    const current = await load(path)
    if (current.kind === 'good') return current.data
    if (current.kind === 'newer') throw new Error(`${current.why}. Start that release again, or name another file.`)
    const previous = await load(previousPath)
    if (current.kind === 'absent' && previous.kind === 'absent') return null
    if (previous.kind !== 'good') {
      throw new Error(
        `${current.why}, and ${previousPath} is no help: ${previous.why}. Restore one, or name another file.`,
      )
    }
    // Without colons: not every file system takes them.
    const stamp = new Date(now()).toISOString().replaceAll(':', '-')
    if (current.kind === 'unreadable') asidePath = `${path}.unreadable-${stamp}`
    log('The store cannot be read. Going on from its previous version, which may lack the last changes.', {
      path,
      why: current.why,
      previousPath,
      ...(asidePath === undefined ? {} : { willBeKeptAs: asidePath }),
    })
    return doubt(previous.data, now())
  }

  const write = async (data: Data): Promise<void> => {
    const nextPath = `${path}.next`
    await writeFlushed(nextPath, format(data))
    onStep('staged')
    await keepCurrent()
    await rename(nextPath, path)
    asidePath = undefined
    onStep('replaced')
    await syncFolder(dirname(path))
    onStep('flushed')
  }

  /** Gives the file a second name before it is replaced. Where it is missing, the previous version is all we have. */
  const keepCurrent = async (): Promise<void> => {
    if (!existsSync(path)) return
    const keptPath = asidePath ?? previousPath
    await rm(keptPath, { force: true })
    onStep('made room')
    await link(path, keptPath).catch(() => copyFile(path, keptPath)) // not every file system has hard links
    onStep('kept current')
  }

  const check = async (data: Data): Promise<void> => {
    const checkPath = `${path}.check`
    try {
      await writeFlushed(checkPath, format(data))
    } finally {
      await rm(checkPath, { force: true })
    }
  }

  return { read, write, check }
}

const load = async (path: string): Promise<Parsed | { readonly kind: 'absent'; readonly why: string }> =>
  existsSync(path) ? parseData(await readFile(path, 'utf8')) : { kind: 'absent', why: 'it does not exist' }

const writeFlushed = (path: string, pieces: readonly Uint8Array[]): Promise<void> =>
  writeFile(path, pieces, { mode: 0o600, flush: true })
