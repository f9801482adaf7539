import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from './atomic-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-atomic-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('writeAtomically', () => {
  it('writes all chunks, making folders on the way', async () => {
    const file = path.join(folder, 'a', 'b', 'page.html');
    await writeAtomically(file, ['one ', 'two ', 'drei ü']);
    expect(await readFile(file, 'utf8')).toBe('one two drei ü');
    expect(await readdir(path.dirname(file))).toEqual(['page.html']);
  });

  it('leaves what was there when the chunks fail half-way, and nothing else', async () => {
    const file = path.join(folder, 'page.html');
    await writeFile(file, 'before');
    async function* failing(): AsyncGenerator<string> {
      yield 'half';
      throw new Error('no more');
    }
    await expect(writeAtomically(file, failing())).rejects.toThrow('no more');
    expect(await readFile(file, 'utf8')).toBe('before');
    expect(await readdir(folder)).toEqual(['page.html']);
  });
});
