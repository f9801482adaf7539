import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{cli,dialects,harness,reference-server,reports,suites,fuzzer,scripts,proof}/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
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
