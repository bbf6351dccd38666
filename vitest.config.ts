import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/faults/**'],
    testTimeout: 20_000,
    // No module of ours keeps state, so nothing is gained by loading them all anew for each of the files.
    isolate: false,
    // Most tests wait for loopback rather than compute, so there is one worker more than cores on a small machine.
    maxWorkers: 3,
  },
})
