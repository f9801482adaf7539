import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isInstalled, runCommand } from './run-command.ts';
import { type SwiftServer, startSwift } from './swift-server.ts';

/** OpenStack's own client against `bucketproof serve --dialect swift`. */
const installed = isInstalled('swift');
if (!installed)
  process.stderr.write(
    'python-swiftclient is skipped: no command swift (apt-get install python3-swiftclient)\n',
  );

describe.skipIf(!installed).each(['cisco', 'openstack'])('python-swiftclient with %s', (profile) => {
  const content = randomBytes(200_000);
  const md5 = createHash('md5').update(content).digest('hex');
  let server: SwiftServer;

  const as = async (user: string, key: string, ...args: string[]) => {
    const env = { ST_AUTH: `${server.url}/auth/v1.0`, ST_USER: user, ST_KEY: key };
    return runCommand('swift', ['--retries', '0', ...args], env);
  };
  const swift = async (...args: string[]) => {
    const { code, stdout, stderr } = await as('test:tester', 'testing', ...args);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    return stdout;
  };
  /** Another user on the account of the first. */
  const stranger = (user: string, key: string, ...args: string[]) =>
    as(user, key, '--os-storage-url', `${server.url}/v1/AUTH_test`, ...args);

  beforeAll(async () => {
    server = await startSwift(profile);
    await writeFile(join(server.folder, 'a.bin'), content);
    await writeFile(join(server.folder, 'ü ä.txt'), 'text');
  });
  afterAll(() => server.stop());

  it('makes a container with attributes', async () => {
    await swift('post', 'c', '-m', 'Color:Blue');
    const stat = await swift('stat', 'c');
    expect(stat).toMatch(/Meta Color: Blue/);
    expect(stat).toMatch(/Objects: 0/);
  });

  it('uploads and shows the MD5', async () => {
    await swift(
      'upload',
      'c',
      join(server.folder, 'a.bin'),
      '--object-name',
      'dir/a.bin',
      '-H',
      'X-Object-Meta-Shape: round',
    );
    await swift('upload', 'c', join(server.folder, 'ü ä.txt'), '--object-name', 'ü ä.txt');
    const stat = await swift('stat', 'c', 'dir/a.bin');
    expect(stat).toMatch(new RegExp(`ETag: ${md5}`));
    expect(stat).toMatch(/Content Length: 200000/);
    expect(stat).toMatch(/Meta Shape: round/);
    expect(stat).toMatch(/Meta Mtime:/);
  });

  it('lists, folds and pages', async () => {
    expect(await swift('list')).toBe('c\n');
    expect(await swift('list', 'c')).toBe('dir/a.bin\nü ä.txt\n');
    // by the base document a delimiter leaves names out, and nothing stands for them
    const folded = profile === 'cisco' ? '' : 'dir/\n';
    expect(await swift('list', 'c', '--delimiter', '/')).toBe(`${folded}ü ä.txt\n`);
    expect(await swift('list', 'c', '--prefix', 'dir/')).toBe('dir/a.bin\n');
    expect(await swift('list', 'c', '--long')).toMatch(/200000 .*dir\/a\.bin/);
    expect(await swift('stat')).toMatch(/Containers: 1\n.*Objects: 2\n.*Bytes: 200004/);
  });

  it('downloads what was uploaded, whole and in part', async () => {
    const file = join(server.folder, 'back.bin');
    await swift('download', 'c', 'dir/a.bin', '-o', file);
    expect(
      createHash('md5')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(md5);
    const part = join(server.folder, 'part.bin');
    await swift('download', 'c', 'dir/a.bin', '-o', part, '-H', 'Range: bytes=10-19', '--ignore-checksum');
    expect(await readFile(part)).toEqual(content.subarray(10, 20));
  });

  it('changes attributes of an object in the way of its profile', async () => {
    await swift('post', 'c', 'dir/a.bin', '-m', 'New:1');
    const stat = await swift('stat', 'c', 'dir/a.bin');
    expect(stat).toMatch(/Meta New: 1/);
    if (profile === 'cisco') expect(stat).toMatch(/Meta Shape: round/);
    else expect(stat).not.toMatch(/Meta Shape/);
  });

  it('opens a container to others and closes it again', async () => {
    const denied = await stranger(
      'test2:tester2',
      'testing2',
      'download',
      'c',
      'dir/a.bin',
      '-o',
      '/dev/null',
    );
    expect(denied.stderr).toMatch(/403 Forbidden/);
    await swift('post', 'c', '--read-acl', 'test2,test:tester3', '--write-acl', 'test:tester3');
    const file = join(server.folder, 'other.bin');
    const allowed = await stranger('test2:tester2', 'testing2', 'download', 'c', 'dir/a.bin', '-o', file);
    expect(allowed.code).toBe(0);
    expect(await readFile(file)).toEqual(content);
    const written = await stranger('test:tester3', 'testing3', 'delete', 'c', 'ü ä.txt');
    expect(written.code).toBe(0);
    await swift('post', 'c', '--read-acl', '');
    const closed = await stranger('test2:tester2', 'testing2', 'list', 'c');
    expect(closed.stderr).toMatch(/403 Forbidden/);
  });

  it.runIf(profile === 'openstack')('copies', async () => {
    await swift('copy', 'c', 'dir/a.bin', '-d', '/c/copy.bin');
    expect(await swift('stat', 'c', 'copy.bin')).toMatch(new RegExp(`ETag: ${md5}`));
  });

  it('tells a wrong key', async () => {
    const { code, stderr } = await as('test:tester', 'wrong', 'stat');
    expect(code).not.toBe(0);
    expect(stderr).toMatch(/401/);
  });

  it('deletes', async () => {
    await swift('delete', 'c');
    expect(await swift('list')).toBe('');
  });
});
