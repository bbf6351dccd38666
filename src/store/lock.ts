import { DatabaseSync } from 'node:sqlite'

export interface Lock {
  release(): void
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5

/**
 * Holds `file` (made when missing) against every other process on this machine, in this container or another, and
 * against a second use in this one. The kernel ends the hold together with the process, `kill -9` included. The file
 * stays behind, empty: removing it would let two processes hold two files of the same name.
 *
 * Node has no file locks of its own, but the SQLite inside it does (https://www.sqlite.org/lockingv3.html).
 * @throws Error saying that somebody else holds it, or that the file cannot be written or locked
 */
export const takeLock = (file: string): Lock => {
  try {
    return lockDatabase(file)
  } catch (cause) {
    const busy = cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY
    throw new Error(busy ? 'another Caretaker is using it; stop that one first' : `cannot write and lock ${file}`, {
      cause,
    })
  }
}

const lockDatabase = (file: string): Lock => {
  const database = new DatabaseSync(file)
  try {
    // In memory, or there would be a second file. The write is never committed: it fails on a file that is read-only
    // for us, where BEGIN EXCLUSIVE quietly takes a shared lock.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE; PRAGMA user_version = 1')
    return { release: () => database.isOpen && database.close() }
  } catch (thrown) {
    database.close()
    throw thrown
  }
}
