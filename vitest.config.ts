import { defineConfig } from 'vitest/config';

/** The reference server of each dialect is judged by every check, under every profile it is judged by at all. */
const CONFORMANCE = [
  ['tencent-cos', 'current', 'conformance'],
  ['swift', 'cisco', 'conformance-swift-cisco'],
  ['swift', 'openstack', 'conformance-swift-openstack'],
] as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{dialects,harness,mutation,reference-server,reports,suites,fuzzer,scripts}/**/*.test.ts',
          ],
          // Nothing here keeps state in its modules; loading them once halves the time.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        // Whole commands in processes of their own: slower than the rest together, so `npm run test:process` has them.
        test: { name: 'process', include: ['{cli,proof}/**/*.test.ts'], testTimeout: 120_000 },
      },
      ...CONFORMANCE.map(([dialect, profile, name]) => ({
        test: {
          name,
          include: ['suites/conformance.entry.ts'],
          globalSetup: ['cli/conformance-setup.ts'],
          provide: { conformanceOf: { dialect, profile } },
          pool: 'threads' as const,
          maxConcurrency: 16,
          testTimeout: 120_000,
        },
      })),
    ],
  },
});
