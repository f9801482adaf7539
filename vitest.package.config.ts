import { defineConfig } from 'vitest/config';

/** The packed tarball in an empty folder, as somebody who installs it has it. Needs the package registry. */
export default defineConfig({
  test: { include: ['scripts/**/*.package.ts'], testTimeout: 180_000, hookTimeout: 300_000 },
});
