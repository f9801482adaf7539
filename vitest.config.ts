import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{dialects,harness,mutation,reference-server,reports,suites,fuzzer,scripts}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        // Whole commands in processes of their own: slower than the rest together, so `npm run test:process` has them.
        test: { name: 'process', include: ['{cli,proof}/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        test: {
          name: 'conformance',
          include: ['suites/conformance.entry.ts'],
          globalSetup: ['cli/conformance-setup.ts'],
          pool: 'threads',
          maxConcurrency: 16,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
