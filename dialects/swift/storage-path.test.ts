import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILES } from './profiles.ts';
import { formatStoragePath, isTokenPath, parseStoragePath } from './storage-path.ts';

const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .filter((text) => text.isWellFormed() && !text.includes('\0'));
const bucketName = name.filter((text) => !text.includes('/'));

describe('parseStoragePath', () => {
  it.each(PROFILES)('%s: reads back what was written, whatever the names hold', (profile) => {
    fc.assert(
      fc.property(bucketName, name, (bucket, key) => {
        const path = formatStoragePath('/v1/AUTH_test', bucket, key);
        expect(parseStoragePath(path, profile)).toEqual({
          kind: 'object',
          account: 'AUTH_test',
          bucket,
          key,
        });
      }),
    );
  });

  it.each(PROFILES)('%s: tells account, container and object apart', (profile) => {
    expect(parseStoragePath('/v1/A', profile)).toEqual({ kind: 'service', account: 'A' });
    expect(parseStoragePath('/v1/A/', profile)).toEqual({ kind: 'service', account: 'A' });
    expect(parseStoragePath('/v1.0/A/c', profile)).toEqual({ kind: 'bucket', account: 'A', bucket: 'c' });
    expect(parseStoragePath('/v1/A/c/', profile)).toEqual({ kind: 'bucket', account: 'A', bucket: 'c' });
    expect(parseStoragePath('/v1/A/c//o', profile)).toMatchObject({ kind: 'object', key: '/o' });
    expect(parseStoragePath('/v1/A/c/a%2Fb+%2525', profile)).toMatchObject({ key: 'a/b+%25' });
  });

  it('sees a separator in an encoded slash, or a name that is not valid', () => {
    expect(parseStoragePath('/v1/A/a%2Fb', 'openstack')).toMatchObject({ bucket: 'a', key: 'b' });
    for (const slash of ['%2F', '%2f']) {
      expect(parseStoragePath(`/v1/A/a${slash}b`, 'cisco')).toEqual({
        kind: 'refused',
        refusal: 'invalid-bucket-name',
      });
    }
  });

  it('has 400 for names no container can have where the base document is followed', () => {
    for (const path of ['/v1/A/%FF', '/v1/A/a%00b', '/v1/A/%zz%FF/', '/v1/A//', '/v1/A/a%2Fb']) {
      expect(parseStoragePath(path, 'cisco'), path).toEqual({
        kind: 'refused',
        refusal: 'invalid-bucket-name',
      });
    }
    for (const path of ['/v1/A/%FF', '/v1/A/a%00b', '/v1/A/%zz%FF/']) {
      expect(parseStoragePath(path, 'openstack'), path).toEqual({
        kind: 'refused',
        refusal: 'undecodable-path',
      });
    }
    expect(parseStoragePath('/v1/A//', 'openstack')).toEqual({ kind: 'service', account: 'A' });
  });

  it('takes a percent sign that begins no escape for itself', () => {
    for (const profile of PROFILES) {
      expect(parseStoragePath('/v1/A/%/%zz%41', profile)).toEqual({
        kind: 'object',
        account: 'A',
        bucket: '%',
        key: '%zzA',
      });
    }
  });

  it.each([
    ['/v1/%FF/%FF', 'undecodable-path'],
    ['/v1/A/%FF/o', 'undecodable-path'],
    ['/v1/A/c/a%00b', 'undecodable-path'],
    ['/v1', 'bad-url'],
    ['/v1/', 'bad-url'],
    ['/v1/A//o', 'bad-url'],
    ['/v2/A', 'unsupported-version'],
    ['/', 'unknown-path'],
    ['*', 'unknown-path'],
  ])('refuses %s', (path, refusal) => {
    for (const profile of PROFILES) {
      expect(parseStoragePath(path, profile)).toEqual({ kind: 'refused', refusal });
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...PROFILES), (path, profile) => {
        expect(parseStoragePath(path, profile).kind).toBeTypeOf('string');
      }),
    );
  });
});

describe('isTokenPath', () => {
  it.each(['/auth/v1.0', '/auth/v1.0/', '/auth/v1', '/auth/auth', '/auth/v1/test/auth'])(
    'knows %s',
    (path) => {
      expect(isTokenPath(path)).toBe(true);
    },
  );
  it.each(['/auth', '/auth/', '/auth/v2.0', '/v1/auth/v1.0', '/auth/v1/a/b/auth'])(
    'does not know %s',
    (path) => {
      expect(isTokenPath(path)).toBe(false);
    },
  );
});
