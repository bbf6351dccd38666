import { defineConfig } from 'vitest/config'
import { createTable } from './test/faults/table.ts'

/** What Caretaker is like on its worst days. Slower than the rest, so it has a script of its own. */
export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    reporters: [createTable(), 'default'],
    // A row takes few seconds, but starts processes: on a busy machine these take their time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Most rows wait for loopback or for a process to start rather than compute.
    maxWorkers: '100%',
    maxConcurrency: 2,
  },
})
