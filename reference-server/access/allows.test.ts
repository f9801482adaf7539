import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../dialects/core/operation.ts';
import { type Acl, type AclPermission, expandCanned, explicitAcl, type Grantee } from './acl.ts';
import { allows } from './allows.ts';
import type { Caller } from './principal.ts';

const ownerOf = { account: '1250000000', ownerId: '100' };
const owner: Caller = { ...ownerOf, userId: '100' };
const ownersUser: Caller = { ...ownerOf, userId: '101' };
const stranger: Caller = { account: '1250000001', ownerId: '200', userId: '200' };
const strangersUser: Caller = { ...stranger, userId: '201' };
const anonymous: Caller = undefined;
const callers = [owner, ownersUser, stranger, strangersUser, anonymous];

const ALL: readonly Permission[] = [
  'authenticated',
  'bucket-read',
  'bucket-write',
  'bucket-owner',
  'bucket-read-acl',
  'bucket-write-acl',
  'object-read',
  'object-read-acl',
  'object-write-acl',
  'none',
];
const NEED_ACL = ALL.filter((permission) => permission !== 'none' && permission !== 'authenticated');

function granting(grantee: Grantee, permission: AclPermission): Acl {
  return explicitAcl(ownerOf, [{ grantee, permission }]);
}

function allowed(caller: Caller, bucket: Acl, object?: Acl): Permission[] {
  return NEED_ACL.filter((permission) => allows(permission, caller, bucket, object));
}

const privateAcl = expandCanned('private', ownerOf);
const publicRead = expandCanned('public-read', ownerOf);
const publicReadWrite = expandCanned('public-read-write', ownerOf);

describe('allows', () => {
  it('asks nothing for none and a key for authenticated', () => {
    for (const caller of callers) {
      expect(allows('none', caller, undefined)).toBe(true);
      expect(allows('authenticated', caller, undefined)).toBe(caller !== undefined);
    }
  });

  it('allows nothing that needs a list where there is none', () => {
    for (const caller of callers)
      expect(NEED_ACL.filter((permission) => allows(permission, caller, undefined))).toEqual([]);
  });

  it('keeps every right for the owner, whatever the lists say', () => {
    for (const acl of [privateAcl, publicRead, { owner: ownerOf, grants: [] }])
      expect(allowed(owner, acl, acl)).toEqual(NEED_ACL);
    expect(allowed(ownersUser, privateAcl)).toEqual(NEED_ACL);
  });

  it('denies everyone else on a private bucket', () => {
    for (const caller of [stranger, strangersUser, anonymous])
      expect(allowed(caller, privateAcl)).toEqual([]);
  });

  it('opens reading, and only that, with public-read', () => {
    for (const caller of [stranger, anonymous])
      expect(allowed(caller, publicRead)).toEqual(['bucket-read', 'object-read']);
  });

  it('opens reading and writing with public-read-write, but no list', () => {
    expect(allowed(anonymous, publicReadWrite)).toEqual(['bucket-read', 'bucket-write', 'object-read']);
  });

  it.each<[AclPermission, Permission[]]>([
    ['read', ['bucket-read', 'object-read']],
    ['write', ['bucket-write']],
    ['read-acl', ['bucket-read-acl', 'object-read-acl']],
    ['write-acl', ['bucket-write-acl', 'object-write-acl']],
    [
      'full-control',
      [
        'bucket-read',
        'bucket-write',
        'bucket-read-acl',
        'bucket-write-acl',
        'object-read',
        'object-read-acl',
        'object-write-acl',
      ],
    ],
  ])('a bucket grant of %s gives exactly its rights', (right, expected) => {
    expect(allowed(stranger, granting({ kind: 'account', ownerId: '200' }, right))).toEqual(expected);
  });

  it('lets the list of an object decide about the object alone', () => {
    expect(allowed(anonymous, privateAcl, publicRead)).toEqual(['object-read']);
    expect(allowed(anonymous, publicRead, privateAcl)).toEqual(['bucket-read']);
  });

  it('asks the list of the object about the object and that of the bucket about the bucket', () => {
    const others = { owner: { account: '1250000001', ownerId: '200' }, grants: [] };
    const onObject = ['object-read', 'object-read-acl', 'object-write-acl'];
    expect(allowed(stranger, privateAcl, others)).toEqual(onObject);
    expect(allowed(owner, privateAcl, others)).toEqual(NEED_ACL.filter((one) => !onObject.includes(one)));
  });

  it.each<[string, Grantee, Caller[]]>([
    ['anyone', { kind: 'anyone' }, callers],
    ['authenticated', { kind: 'authenticated' }, [owner, ownersUser, stranger, strangersUser]],
    ['an account', { kind: 'account', ownerId: '200' }, [owner, ownersUser, stranger, strangersUser]],
    ['a user', { kind: 'user', ownerId: '200', userId: '201' }, [owner, ownersUser, strangersUser]],
    ['a user of another account', { kind: 'user', ownerId: '300', userId: '201' }, [owner, ownersUser]],
  ])('a grant to %s reaches whom it names', (_, grantee, reached) => {
    const acl = granting(grantee, 'read');
    expect(callers.filter((caller) => allows('bucket-read', caller, acl))).toEqual(reached);
  });

  it('never takes a right away by a further grant', () => {
    const grantee = fc.constantFrom<Grantee>(
      { kind: 'anyone' },
      { kind: 'authenticated' },
      { kind: 'account', ownerId: '200' },
      { kind: 'user', ownerId: '200', userId: '201' },
    );
    const right = fc.constantFrom<AclPermission>('read', 'write', 'read-acl', 'write-acl', 'full-control');
    const grants = fc.array(fc.record({ grantee, permission: right }), { maxLength: 4 });
    fc.assert(
      fc.property(
        grants,
        grants,
        fc.constantFrom(...callers),
        fc.constantFrom(...ALL),
        (some, more, caller, permission) => {
          const before = allows(permission, caller, explicitAcl(ownerOf, some));
          const after = allows(permission, caller, explicitAcl(ownerOf, [...some, ...more]));
          expect(before && !after).toBe(false);
        },
      ),
    );
  });
});
