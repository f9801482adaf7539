import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProfileError } from './profile-error.ts';
import { parseProfile, readProfile } from './read-profile.ts';
import { ENVIRONMENT, GOOD, HEAD, SECRET } from './testing/sample-profile.ts';

describe('a profile that is in order', () => {
  it('is read, with its references replaced', () => {
    const { value } = parseProfile('p.yaml', GOOD.join('\n'), ENVIRONMENT);
    expect(value).toEqual({
      dialect: 'tencent-cos',
      endpoint: 'http://127.0.0.1:9000',
      identities: { main: { keyId: 'AKID', secret: SECRET, account: '1250000000' } },
    });
  });

  it('may have further fields in its identities', () => {
    const main = `  main: { keyId: AKID, secret: "\${SECRET}", account: "1250000000", uin: "100000000001" }`;
    const { value } = parseProfile('p.yaml', [...HEAD, 'identities:', main].join('\n'), ENVIRONMENT);
    expect(value.identities.main.uin).toBe('100000000001');
  });

  it('may have references in any text, and several in one', () => {
    const lines = [`name: "\${ENDPOINT} and \${SECOND}"`, ...GOOD].join('\n');
    expect(parseProfile('p.yaml', lines, ENVIRONMENT).value.name).toBe(
      'http://127.0.0.1:9000 and another-secret',
    );
  });

  it('is read literally where a reference is not one', () => {
    const lines = [`name: "$SECRET \${} \${1A} \${A-B}"`, ...GOOD].join('\n');
    expect(parseProfile('p.yaml', lines, ENVIRONMENT).value.name).toBe(`$SECRET \${} \${1A} \${A-B}`);
  });
});

describe('a file', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bucketproof-profile-'));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const readFault = (path: string): string => {
    try {
      readProfile(path, ENVIRONMENT);
    } catch (error) {
      if (error instanceof ProfileError) return error.message;
    }
    return 'was accepted';
  };

  it('is read from disk', () => {
    const path = join(folder, 'good.yaml');
    writeFileSync(path, GOOD.join('\n'));
    const { value, place } = readProfile(path, ENVIRONMENT);
    expect(value.dialect).toBe('tencent-cos');
    expect([place.lineOf(['identities', 'main', 'keyId']), place.lineOf(['nowhere'])]).toEqual([4, 1]);
  });

  it('may be missing, a folder, too large, or endless', () => {
    const large = join(folder, 'large.yaml');
    writeFileSync(large, `# ${'x'.repeat(1024 * 1024)}`);
    expect(readFault(join(folder, 'missing.yaml'))).toMatch(/missing\.yaml: no such file$/);
    expect(readFault(folder)).toMatch(/: is a folder$/);
    expect(readFault(large)).toMatch(/large\.yaml: is larger than 1 MiB/);
    expect(readFault('/dev/zero')).toMatch(/is larger than 1 MiB/);
  });
});
