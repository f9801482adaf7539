import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';

/**
 * Gives the tests around the call an empty folder, one for all of them or one for each, and removes it afterwards. Called
 * before other hooks are set up it is there in all of them: what is set up first is taken down last.
 * @param name tells whose folder it is, if it is ever left behind
 * @returns its path, for tests and hooks; there is none before
 */
export function temporaryFolder(name: string, per: 'file' | 'test' = 'file'): () => string {
  let folder: string | undefined;
  const make = (): void => {
    folder = mkdtempSync(join(tmpdir(), `bucketproof-${name}-`));
  };
  const remove = (): void => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    folder = undefined;
  };
  if (per === 'file') {
    beforeAll(make);
    afterAll(remove);
  } else {
    beforeEach(make);
    afterEach(remove);
  }
  return () => {
    if (folder === undefined) throw new Error(`the folder of ${name} is there in tests and hooks alone`);
    return folder;
  };
}
