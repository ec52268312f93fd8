import { defineConfig } from 'vitest/config';

/** What measures time, one file after the other and with nothing beside it: only ratios of one run decide. */
export default defineConfig({
  test: {
    include: ['test/**/*.speed.ts'],
    setupFiles: ['test/support/property-seed.ts'],
    globalSetup: ['test/support/build-once.ts'],
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
    fileParallelism: false,
    // A measurement that something else disturbed is taken once more.
    retry: 1,
  },
});
