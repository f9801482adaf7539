import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { expandCanned } from '../access/acl.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { aclFromHeaders, hasAclHeaders } from './acl-headers.ts';
import { view } from './incoming.fixture.ts';

const owner = { account: '1250000000', ownerId: '100' };
const own = { grantee: { kind: 'account', ownerId: '100' }, permission: 'full-control' };

function read(headers: HeaderList, most = 100) {
  return aclFromHeaders(view(headers), owner, most);
}

describe('aclFromHeaders', () => {
  it.each(['private', 'public-read', 'public-read-write', 'authenticated-read'] as const)(
    'expands %s',
    (name) => {
      expect(read([['x-cos-acl', name]])).toEqual(expandCanned(name, owner));
    },
  );

  it.each<[string, HeaderList]>([
    ['nothing', []],
    ['an empty value', [['x-cos-acl', '']]],
    ['default', [['x-cos-acl', 'default']]],
  ])('sets no list for %s', (_, headers) => {
    expect(read(headers)).toBeUndefined();
  });

  it.each([
    ['x-cos-grant-read', 'read'],
    ['x-cos-grant-write', 'write'],
    ['x-cos-grant-read-acp', 'read-acl'],
    ['x-cos-grant-write-acp', 'write-acl'],
    ['x-cos-grant-full-control', 'full-control'],
  ])('%s grants %s', (name, permission) => {
    expect(read([[name, 'id="200"']])?.grants).toEqual([
      own,
      { grantee: { kind: 'account', ownerId: '200' }, permission },
    ]);
  });

  it('reads lists of every spelling of an id', () => {
    const value =
      'id="200", uin="201",id="qcs::cam::uin/300:uin/300",id="qcs::cam::uin/300:uin/301",id="qcs::cam::anyone:anyone"';
    expect(
      read([['x-cos-grant-read', value]])
        ?.grants.slice(1)
        .map(({ grantee }) => grantee),
    ).toEqual([
      { kind: 'account', ownerId: '200' },
      { kind: 'account', ownerId: '201' },
      { kind: 'account', ownerId: '300' },
      { kind: 'user', ownerId: '300', userId: '301' },
      { kind: 'anyone' },
    ]);
  });

  it('adds grants to a short form', () => {
    const acl = read([
      ['x-cos-acl', 'public-read'],
      ['x-cos-grant-write', 'id="200"'],
    ]);
    expect(acl?.grants).toHaveLength(3);
    expect(acl?.canned).toBeUndefined();
  });

  it.each([
    ['x-cos-acl', 'public', 'invalid-acl'],
    ['x-cos-acl', 'PRIVATE', 'invalid-acl'],
    ['x-cos-grant-read', '200', 'invalid-argument'],
    ['x-cos-grant-read', 'id="abc"', 'invalid-argument'],
    ['x-cos-grant-read', 'id="qcs::cam::uin/1"', 'invalid-argument'],
    ['x-cos-grant-read', 'id="1",', 'invalid-argument'],
    ['x-cos-grant-read', 'mail="1"', 'invalid-argument'],
  ])('%s: %s is %s', (name, value, expected) => {
    expect(refusalOf(() => read([[name, value]]))).toBe(expected);
  });

  it('takes as many grants as there may be', () => {
    const value = Array.from({ length: 3 }, (_, index) => `id="${index}"`).join(',');
    expect(refusalOf(() => read([['x-cos-grant-read', value]], 3))).toBe('accepted');
    expect(refusalOf(() => read([['x-cos-grant-read', value]], 2))).toBe('too-many-grants');
  });
});

describe('hasAclHeaders', () => {
  it('sees any of them that says something', () => {
    expect(hasAclHeaders(view([['X-COS-ACL', 'private']]))).toBe(true);
    expect(hasAclHeaders(view([['x-cos-grant-write-acp', 'id="1"']]))).toBe(true);
    expect(
      hasAclHeaders(
        view([
          ['x-cos-acl', ''],
          ['x-cos-meta-acl', 'x'],
        ]),
      ),
    ).toBe(false);
  });
});
