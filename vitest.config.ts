import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{cli,dialects,harness,reference-server,reports,suites,fuzzer,scripts}/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
