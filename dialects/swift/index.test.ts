import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { leafAccepts } from '../core/document.ts';
import { headerValue } from '../core/headers.ts';
import type { Fixture, Operation } from '../core/operation.ts';
import { splitTarget } from '../core/request.ts';
import { address, bucketName, defaultAddressing } from './addressing.ts';
import { findOperation } from './find-operation.ts';
import { swift as dialect } from './index.ts';
import { NAME_LIMITS } from './metadata-limits.ts';
import { BOTH, CISCO, PROFILES } from './profiles.ts';
import { parseStoragePath } from './storage-path.ts';

const addressing = defaultAddressing(new URL('http://127.0.0.1:8080/v1/AUTH_test'), undefined);
const fixture: Fixture = {
  bucket: 'sample',
  key: 'dir/key',
  sourceKey: 'source key',
  uploadId: '',
  partETag: '',
  copySource: (bucket, key) => dialect.copySource(bucket, key, addressing),
  account: 'AUTH_test',
};
const operations = dialect.operations.map((operation) => ({ id: operation.id, operation }));
const claimIds = new Set(dialect.claims.map(({ id }) => id));

function refusalsOf({ parameters, refusals, whenMissing }: Operation): string[] {
  return [
    ...refusals,
    ...Object.values(whenMissing),
    ...parameters.flatMap((parameter) => [parameter.whenMissing ?? [], parameter.whenInvalid ?? []].flat()),
  ];
}

describe('operations', () => {
  it('have unique ids and kebab-case slugs', () => {
    const ids = operations.map(({ id }) => id);
    const slugs = dialect.operations.map(({ slug }) => slug);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });

  it('are titled as the claims file prints them, where it knows them', () => {
    const topics = new Set(dialect.claims.map(({ topic }) => topic));
    const strange = dialect.operations.filter(({ title }) => !topics.has(title)).map(({ id }) => id);
    expect(strange).toEqual(['GetCapabilities']);
  });

  it('cover every topic of the claims file that is a request', () => {
    const titles = new Set(dialect.operations.map(({ title }) => title));
    const others = new Set(dialect.claims.map(({ topic }) => topic).filter((topic) => !titles.has(topic)));
    expect([...others]).toEqual(['all', 'metadata rules', 'HTTP']);
  });

  it.each(operations)('$id: documents exist', ({ operation }) => {
    const named = operation.success.flatMap(({ body }) => (typeof body === 'string' ? [] : [body.document]));
    expect(named.filter((name) => !dialect.documents[name])).toEqual([]);
  });

  it.each(operations)('$id: refusals exist', ({ operation }) => {
    expect(refusalsOf(operation).filter((name) => !dialect.refusals[name])).toEqual([]);
  });

  it.each(operations)('$id: its feature is described', ({ operation }) => {
    if (operation.feature !== undefined) expect(dialect.features[operation.feature]).toBeDefined();
    expect(PROFILES.some((profile) => operation.profiles.includes(profile))).toBe(true);
  });

  it.each(operations)('$id: examples satisfy their types', ({ operation }) => {
    for (const { type, example } of operation.parameters) {
      if (type) expect(leafAccepts(type, example)).toBe(true);
    }
  });

  it.each(operations)('$id: success headers are lower case', ({ operation }) => {
    for (const { headers } of operation.success) {
      expect(headers.map((name) => name.toLowerCase())).toEqual(headers);
    }
  });

  it('of the base document need no feature', () => {
    const base = dialect.operations.filter(({ profiles }) => profiles.includes('cisco'));
    expect(base.filter(({ feature }) => feature !== undefined)).toEqual([]);
  });
});

describe('samples', () => {
  it.each(operations)(
    '$id: routes back to its own operation, in every profile that has it',
    ({ operation }) => {
      const request = address(operation, operation.sample(fixture), addressing);
      for (const profile of PROFILES.filter((name) => operation.profiles.includes(name))) {
        const path = parseStoragePath(splitTarget(request.target).path, profile);
        const found = findOperation(
          profile,
          path,
          request.method,
          (name) => headerValue(request.headers, name) !== undefined,
        );
        expect(found).toMatchObject({ kind: 'operation', operation: { id: operation.id } });
      }
    },
  );

  it.each(operations.filter(({ operation }) => operation.body.kind === 'none'))('$id: has no body', (row) => {
    expect(row.operation.sample(fixture).body).toBeUndefined();
  });

  it('copy the source to the key, whichever side names which', () => {
    const sample = (id: string) => dialect.operations.find((one) => one.id === id)?.sample(fixture);
    expect(sample('CopyObject')).toMatchObject({
      key: 'source key',
      headers: [['Destination', '/sample/dir/key']],
    });
    expect(sample('PutObjectCopy')).toMatchObject({
      key: 'dir/key',
      headers: [['X-Copy-From', '/sample/source%20key']],
    });
  });
});

describe('refusals', () => {
  it.each(Object.entries(dialect.refusals))('%s has a status and no code', (_, { status, code, accepts }) => {
    expect(accepts.status[0]).toBe(status);
    expect(new Set(accepts.status).size).toBe(accepts.status.length);
    expect([code, ...accepts.codes]).toEqual(['']);
  });

  it('have every name that shared checks use', () => {
    const shared = [
      ...['missing-bucket', 'missing-key', 'access-denied', 'anonymous-denied', 'method-not-allowed'],
      ...['bucket-not-empty', 'invalid-range', 'precondition-failed', 'missing-content-length', 'bad-digest'],
      ...['invalid-digest', 'invalid-argument', 'metadata-too-large', 'entity-too-large', 'key-too-long'],
      ...['invalid-bucket-name', 'invalid-copy-source', 'missing-copy-source', 'malformed-request'],
    ];
    expect(shared.filter((name) => !dialect.refusals[name])).toEqual([]);
  });

  it('of authentication faults exist, and their claims', () => {
    for (const { refusal, claims } of dialect.authenticationFaults) {
      expect(dialect.refusals[refusal]).toBeDefined();
      expect(claims.filter((id) => !claimIds.has(id))).toEqual([]);
    }
  });
});

describe('claims', () => {
  it('are read whole', () => expect(dialect.claims).toHaveLength(359));

  it('of the base document belong to cisco', () => {
    for (const claim of dialect.claims.filter(({ source }) => source.startsWith('base:'))) {
      expect([BOTH, CISCO]).toContain(dialect.claimProfiles(claim));
    }
  });

  it('that are untested exist', () => {
    expect(dialect.untested.filter(({ claim }) => !claimIds.has(claim))).toEqual([]);
  });

  it('of derived rules exist, for operations that exist', () => {
    const known = new Set(['*', ...operations.map(({ id }) => id)]);
    for (const byOperation of Object.values(dialect.derivedClaims)) {
      for (const [operation, claims] of Object.entries(byOperation)) {
        expect(known).toContain(operation);
        expect(claims.filter((id) => !claimIds.has(id))).toEqual([]);
      }
    }
  });

  it('of derived rules are about something the operation has a profile in common with', () => {
    const byId = new Map(dialect.claims.map((claim) => [claim.id, dialect.claimProfiles(claim)]));
    for (const byOperation of Object.values(dialect.derivedClaims)) {
      for (const { id, operation } of operations) {
        const strangers = (byOperation[id] ?? []).filter(
          (claim) => !byId.get(claim)?.some((profile) => operation.profiles.includes(profile)),
        );
        expect(strangers).toEqual([]);
      }
    }
  });
});

describe('housekeeping', () => {
  it('names operations and documents that exist', () => {
    const { objects, uploads, versions, buckets, ...ids } = dialect.housekeeping;
    const known = operations.map(({ id }) => id);
    expect(Object.values(ids).filter((id) => !known.includes(id))).toEqual([]);
    expect([uploads, versions]).toEqual([undefined, undefined]);
    const body = Buffer.from('[{"name":"a","count":0,"bytes":0,"last_modified":"x"},{"subdir":"b/"}]');
    expect(objects.read(body)).toEqual({
      entries: [{ keys: ['a'] }, { keys: ['b/'] }],
      next: { marker: 'b/' },
    });
    expect(buckets.read(body)).toEqual(['a', 'b/']);
    expect(objects.read(Buffer.from('[]'))?.next).toBeUndefined();
    expect(objects.read(Buffer.from('<a/>'))).toBeUndefined();
  });
});

describe('names', () => {
  it('of containers need no suffix and stay within the limit', () => {
    const name = bucketName('bp-run-1');
    expect(name).toBe('bp-run-1');
    expect(name.length).toBeLessThan(NAME_LIMITS.container);
  });

  it('of accounts in access control lists are those of logins', () => {
    expect(dialect.ownerId({ keyId: 'test:tester', secret: 's', account: 'AUTH_test' })).toBe('test');
  });
});

describe('secrets', () => {
  it('are hidden wherever a token or key may stand', () => {
    const headers = new Set(dialect.secretPlaces.headers);
    for (const name of ['x-auth-token', 'x-storage-token', 'x-auth-key', 'x-storage-pass']) {
      expect(headers).toContain(name);
    }
    expect(dialect.secretPlaces.identityFields).toContain('token');
  });

  it('are not told by the hint for clients', () => {
    const lines = dialect.clientHint(new URL('http://127.0.0.1:8080/v1/A'), addressing, {
      keyId: 'test:tester',
      secret: 'canary',
      account: 'AUTH_test',
      token: 'canary-token',
    });
    expect(lines.join('\n')).not.toContain('canary');
    expect(lines.join('\n')).toContain('http://127.0.0.1:8080/auth/v1.0');
  });
});

describe('readings', () => {
  it('have unique anchors, and those the code names exist', () => {
    const text = readFileSync(new URL('./READINGS.md', import.meta.url), 'utf8');
    const anchors = [...text.matchAll(/^### (.+)$/gm)].map(([, anchor = '']) => anchor);
    expect(anchors.length).toBeGreaterThan(30);
    expect(new Set(anchors).size).toBe(anchors.length);
    expect(anchors.filter((anchor) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(anchor))).toEqual([]);
    for (const named of [
      'two-profiles',
      'encoded-slash',
      'name-length',
      'one-post',
      'object-post',
      'account-names',
    ]) {
      expect(anchors).toContain(named);
    }
  });
});
