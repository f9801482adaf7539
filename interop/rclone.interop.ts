import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled, runCommand } from './run-command.ts';
import { type SwiftServer, startSwift } from './swift-server.ts';

/** rclone's Swift backend against `bucketproof serve --dialect swift`. */
const installed = isInstalled('rclone');
if (!installed) process.stderr.write('rclone is skipped: no command rclone (apt-get install rclone)\n');

/** What `lsjson` tells of a file. */
interface Listed {
  readonly Path: string;
  readonly Size: number;
  readonly MimeType: string;
  readonly Hashes?: { readonly md5: string };
}

/**
 * OpenStack alone: rclone lives on folded names and on an empty document for an empty listing, and the base document has
 * neither (S-LISTOBJ-11, -16).
 */
describe.skipIf(!installed)('rclone with openstack', () => {
  const content = randomBytes(300_000);
  const md5 = createHash('md5').update(content).digest('hex');
  let server: SwiftServer;
  let source: string;

  const rclone = async (...args: string[]) => {
    const env = {
      RCLONE_CONFIG: '/dev/null',
      RCLONE_CONFIG_LAB_TYPE: 'swift',
      RCLONE_CONFIG_LAB_AUTH: `${server.url}/auth/v1.0`,
      RCLONE_CONFIG_LAB_USER: 'test:tester',
      RCLONE_CONFIG_LAB_KEY: 'testing',
      RCLONE_CONFIG_LAB_AUTH_VERSION: '1',
    };
    return runCommand('rclone', ['--retries', '1', '--low-level-retries', '1', ...args], env);
  };
  const fine = async (...args: string[]) => {
    const { code, stdout, stderr } = await rclone(...args);
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };

  beforeAll(async () => {
    server = await startSwift('openstack');
    source = join(server.folder, 'source');
    await mkdir(join(source, 'deep', 'er'), { recursive: true });
    await writeFile(join(source, 'a.bin'), content);
    await writeFile(join(source, 'empty.txt'), '');
    await writeFile(join(source, 'deep', 'ü &.txt'), 'some text');
    await writeFile(join(source, 'deep', 'er', 'b.json'), '{}');
  });
  afterAll(() => server.stop());

  it('makes a container and copies a folder into it', async () => {
    await fine('mkdir', 'lab:c');
    await fine('copy', source, 'lab:c/dir');
    expect((await fine('lsf', 'lab:')).trim()).toBe('c/');
  });

  it('lists it with its hashes', async () => {
    const listed: Listed[] = JSON.parse(await fine('lsjson', '--hash', '-R', '--files-only', 'lab:c/dir'));
    expect(listed.map(({ Path }) => Path).toSorted()).toEqual([
      'a.bin',
      'deep/er/b.json',
      'deep/ü &.txt',
      'empty.txt',
    ]);
    const found = listed.find(({ Path }) => Path === 'a.bin');
    expect(found).toMatchObject({ Size: 300_000, Hashes: { md5 } });
    expect((await fine('lsf', 'lab:c/dir')).trim().split('\n').toSorted()).toEqual([
      'a.bin',
      'deep/',
      'empty.txt',
    ]);
  });

  it('finds that both sides are the same', async () => {
    const { code, stderr } = await rclone('check', source, 'lab:c/dir');
    expect(stderr).toMatch(/0 differences found/);
    expect(code).toBe(0);
  });

  it('reads a range', async () => {
    expect(await fine('cat', '--offset', '5', '--count', '4', 'lab:c/dir/deep/ü &.txt')).toBe('text');
  });

  it('downloads everything', async () => {
    const back = join(server.folder, 'back');
    await fine('copy', 'lab:c/dir', back);
    expect(
      createHash('md5')
        .update(await readFile(join(back, 'a.bin')))
        .digest('hex'),
    ).toBe(md5);
    expect(await readFile(join(back, 'deep', 'ü &.txt'), 'utf8')).toBe('some text');
  });

  it('changes times by metadata', async () => {
    await fine('touch', '-t', '2020-02-03T04:05:06', 'lab:c/dir/a.bin');
    const [file]: { ModTime: string }[] = JSON.parse(await fine('lsjson', 'lab:c/dir/a.bin'));
    expect(file?.ModTime).toMatch(/^2020-02-03/);
  });

  it('moves on the server', async () => {
    await fine('moveto', 'lab:c/dir/empty.txt', 'lab:c/moved.txt');
    expect((await fine('lsf', 'lab:c')).trim().split('\n').toSorted()).toEqual(['dir/', 'moved.txt']);
  });

  it('deletes a file, then all of it', async () => {
    await fine('deletefile', 'lab:c/dir/a.bin');
    expect(await fine('lsf', 'lab:c/dir')).not.toContain('a.bin');
    await fine('purge', 'lab:c');
    expect(await fine('lsf', 'lab:')).toBe('');
  });
});
