import { defineConfig } from 'vitest/config';

/** For `npm run mutation`: one project without set-up, with the tests that the part under way names. */
export default defineConfig({
  test: { include: (process.env.BUCKETPROOF_MUTATION_TESTS ?? '').split(' '), testTimeout: 30_000 },
});
