import { realpath } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Low } from 'lowdb'
import { createChanges } from './changes.ts'
import { createDurableFile, type Log, type Step } from './durable-file.ts'
import { ensureFolder } from './folder.ts'
import { takeLock } from './lock.ts'
import { createRows } from './rows.ts'
import { type Data, EMPTY } from './schema.ts'
import type { Store } from './store.ts'
import { prune } from './upkeep.ts'

export interface JsonStoreOptions {
  /** The file; it and its folder are made when missing. Beside it are its `.previous` version and its `.lock`. */
  readonly path: string
  /** Milliseconds since the epoch: settled rows age by it. */
  readonly now: () => number
  /** Hears of a file that could not be read and was replaced by its previous version. */
  readonly log?: Log
  /** Told how long each write took, also one that failed. */
  readonly onWrite?: (ms: number) => void
  /** Only tests listen. */
  readonly onStep?: (step: Step) => void
}

/**
 * The store in one JSON file, for one process. Reads answer from memory with what is durable.
 * @throws Error that names the file and what to do: it is in use, cannot be written, or neither it nor its previous
 * version can be read
 */
export const createJsonStore = async (options: JsonStoreOptions): Promise<Store> => {
  const path = resolve(options.path)
  try {
    await ensureFolder(dirname(path))
    // Locked and replaced under its real name, whatever links lead to it.
    return await openFile(options, await realpath(path).catch(() => path))
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new Error(`STORE_URL: ${path} cannot be used: ${why}`, { cause })
  }
}

const openFile = async (
  { now, log = () => {}, onWrite = () => {}, ...options }: JsonStoreOptions,
  path: string,
): Promise<Store> => {
  const lock = takeLock(`${path}.lock`)
  try {
    const file = createDurableFile({ ...options, path, now, log })
    const db = new Low<Data>(file, EMPTY)
    await db.read()
    const changes = createChanges(db.data, async (data) => {
      db.data = prune(data, now())
      const began = performance.now()
      await db.write().finally(() => onWrite(performance.now() - began))
      return db.data
    })
    return {
      ...createRows(changes),
      check: () => file.check(changes.current()),
      close: async () => {
        await changes.close()
        lock.release()
      },
    }
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}
