import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { createJsonStore } from '../../src/store/json.ts'
import { SUBMISSION } from './samples.ts'

// A process of its own that accepts submissions without end, three at a time, and prints the id of each once it is
// kept. It ends when its parent kills it, when a write fails, or by itself at the given step of the store's writes.

/**
 * Standard output, by its number: `process.stdout` would put the pipe into non-blocking mode, and then a write to a parent
 * that has not come to reading fails with EAGAIN. So it waits.
 */
const STDOUT = 1

const [path = '', prefix = '', lastStep = ''] = process.argv.slice(2)

// With NODE_COMPILE_CACHE the next one starts in half the time. Who is killed does not come to it at the end.
flushCompileCache()

let steps = 0
const onStep = (): void => {
  steps += 1
  if (steps === Number(lastStep)) process.kill(process.pid, 'SIGKILL')
}

const store = await createJsonStore({ path, now: Date.now, onStep })
writeSync(STDOUT, 'open\n')

const acceptForever = async (lane: string): Promise<never> => {
  for (let n = 0; ; n += 1) {
    const id = `${prefix}-${lane}-${n}`
    await store.accept({ ...SUBMISSION, id })
    writeSync(STDOUT, `${id}\n`)
  }
}
await Promise.all(['a', 'b', 'c'].map(acceptForever))
