import { defineConfig } from 'vitest/config'

/** The local workspace's page in a real browser. Slower than the rest, so it has a script of its own. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
})
