import { defineConfig } from 'vitest/config';

/** Real clients against `bucketproof serve`. */
export default defineConfig({
  test: { include: ['interop/**/*.interop.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
