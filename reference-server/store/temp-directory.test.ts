import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TempDirectory } from './temp-directory.ts';

it('makes no directory before a file is asked for', async () => {
  const directory = new TempDirectory();
  expect(directory.path).toBeUndefined();
  await directory.close();
});

it('gives every file a name of its own and removes single ones', async () => {
  const directory = new TempDirectory();
  const [a, b] = [directory.newFile(), directory.newFile()];
  expect(a).not.toBe(b);
  writeFileSync(a, 'a');
  writeFileSync(b, 'b');
  directory.discard(a);
  directory.discard('/nowhere/at/all');
  await directory.settled();
  expect(existsSync(a)).toBe(false);
  expect(existsSync(b)).toBe(true);
  await directory.close();
  expect(existsSync(b)).toBe(false);
});

it.each(['process.exit(3)', "throw new Error('crash')", ''])(
  'is removed with a process that ends by %j',
  (ending) => {
    const parent = mkdtempSync(join(tmpdir(), 'temp-directory-test-'));
    const module = new URL('temp-directory.ts', import.meta.url).href;
    const program = `
      import { writeFileSync } from 'node:fs';
      import { TempDirectory } from ${JSON.stringify(module)};
      const directory = new TempDirectory(${JSON.stringify(parent)});
      writeFileSync(directory.newFile(), 'x');
      console.log(directory.path);
      ${ending}`;
    let output = '';
    try {
      output = execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) output = String(error.stdout);
    }
    expect(output).toContain(parent);
    expect(readdirSync(parent)).toEqual([]);
    rmSync(parent, { recursive: true });
  },
);
