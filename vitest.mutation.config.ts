import { defineConfig } from 'vitest/config';

/** For `npm run mutation`: one project without set-up of its own, with the tests that the part under way names. */
export default defineConfig({
  test: {
    include: (process.env.BUCKETPROOF_MUTATION_TESTS ?? '').split(' '),
    setupFiles: ['mutation/quick-properties.ts'],
    testTimeout: 30_000,
    // Only changes of module constants need modules of their own; without, a run takes a third of the time.
    isolate: process.env.BUCKETPROOF_MUTATION_CONSTANTS === 'yes',
  },
});
