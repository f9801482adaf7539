import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cannedAcl,
  expandCanned,
  explicitAcl,
  type Grant,
  type Grantee,
  MAX_GRANTS,
  sameGrant,
} from './acl.ts';

const owner = { account: '1250000000', ownerId: '100' };
const other = { account: '1250000001', ownerId: '200' };
const ownFull: Grant = { grantee: { kind: 'account', ownerId: '100' }, permission: 'full-control' };

const grantees: fc.Arbitrary<Grantee> = fc.oneof(
  fc.constantFrom<Grantee>({ kind: 'anyone' }, { kind: 'authenticated' }),
  fc.record({ kind: fc.constant('account' as const), ownerId: fc.constantFrom('100', '200') }),
  fc.record({
    kind: fc.constant('user' as const),
    ownerId: fc.constantFrom('100', '200'),
    userId: fc.constantFrom('100', '200', '201'),
  }),
);
const grants: fc.Arbitrary<Grant> = fc.record({
  grantee: grantees,
  permission: fc.constantFrom('read', 'write', 'read-acl', 'write-acl', 'full-control'),
});

describe('expandCanned', () => {
  it.each([
    ['private', []],
    ['public-read', [{ grantee: { kind: 'anyone' }, permission: 'read' }]],
    [
      'public-read-write',
      [
        { grantee: { kind: 'anyone' }, permission: 'read' },
        { grantee: { kind: 'anyone' }, permission: 'write' },
      ],
    ],
    ['authenticated-read', [{ grantee: { kind: 'authenticated' }, permission: 'read' }]],
    ['bucket-owner-read', [{ grantee: { kind: 'account', ownerId: '200' }, permission: 'read' }]],
    [
      'bucket-owner-full-control',
      [{ grantee: { kind: 'account', ownerId: '200' }, permission: 'full-control' }],
    ],
  ] as const)('%s opens exactly what its name says', (canned, opened) => {
    expect(expandCanned(canned, owner, other)).toEqual({ owner, canned, grants: [ownFull, ...opened] });
  });

  it.each(['bucket-owner-read', 'bucket-owner-full-control'] as const)(
    '%s adds nothing for an owner who owns the bucket too',
    (canned) => {
      expect(expandCanned(canned, owner).grants).toEqual([ownFull]);
    },
  );
});

describe('cannedAcl', () => {
  it('knows the short forms by their exact name', () => {
    for (const name of [
      'private',
      'public-read',
      'public-read-write',
      'authenticated-read',
      'bucket-owner-read',
      'bucket-owner-full-control',
    ]) {
      expect(cannedAcl(name)).toBe(name);
    }
    expect(cannedAcl('Public-Read')).toBeUndefined();
    expect(cannedAcl('public')).toBeUndefined();
  });
});

describe('explicitAcl', () => {
  it('puts the full control of the owner in front', () => {
    const read: Grant = { grantee: { kind: 'anyone' }, permission: 'read' };
    expect(explicitAcl(owner, [read])).toEqual({ owner, grants: [ownFull, read] });
  });

  it('does not add to a full list', () => {
    const full = Array.from({ length: MAX_GRANTS }, (_, index): Grant => {
      return { grantee: { kind: 'account', ownerId: `other-${index}` }, permission: 'read' };
    });
    expect(explicitAcl(owner, full).grants).toEqual(full);
  });

  it('keeps every distinct grant once, in first-seen order', () => {
    fc.assert(
      fc.property(fc.array(grants), (given) => {
        const list = explicitAcl(owner, given).grants;
        expect(list[0]).toEqual(ownFull);
        for (const grant of given) expect(list.filter((kept) => sameGrant(kept, grant))).toHaveLength(1);
        expect(list.length).toBeLessThanOrEqual(given.length + 1);
      }),
    );
  });
});

describe('sameGrant', () => {
  it('agrees with structural equality', () => {
    fc.assert(
      fc.property(grants, grants, (a, b) => {
        const equal =
          JSON.stringify(Object.entries(a.grantee).sort()) ===
          JSON.stringify(Object.entries(b.grantee).sort());
        expect(sameGrant(a, b)).toBe(equal && a.permission === b.permission);
      }),
    );
  });
});
