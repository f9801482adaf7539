import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContainerAcl } from './container-acl.ts';
import { type AclCaller, type AclScope, aclGrants } from './container-acl-grants.ts';
import { PROFILES, type Profile } from './profiles.ts';

function granted(value: string, profile: Profile, caller: AclCaller, scope: AclScope = 'object'): boolean {
  const reading = parseContainerAcl(value, 'read', profile);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return aclGrants(reading.items, caller, scope);
}

const anonymous: AclCaller = { groups: [] };
const user: AclCaller = { groups: ['test2', 'test2:tester6'] };
const admin: AclCaller = { groups: ['test2', 'test2:tester2', 'AUTH_test2'] };
const from = (referer: string): AclCaller => ({ groups: [], referer });

describe('aclGrants', () => {
  it.each(PROFILES)(
    '%s: lets in the named account and the named user, to objects and listings',
    (profile) => {
      for (const scope of ['object', 'container'] as const) {
        expect(granted('test2', profile, user, scope)).toBe(true);
        expect(granted('test2:tester6', profile, user, scope)).toBe(true);
        expect(granted('test2:tester6', profile, admin, scope)).toBe(false);
        expect(granted('AUTH_test2', profile, admin, scope)).toBe(true);
        expect(granted('TEST2,test2 : tester6,test2:*', profile, user, scope)).toBe(false);
      }
    },
  );

  it('opens to everyone by *, in the base document only', () => {
    for (const scope of ['object', 'container'] as const) {
      expect(granted('*', 'cisco', anonymous, scope)).toBe(true);
      expect(granted('*', 'openstack', anonymous, scope)).toBe(false);
      expect(granted('*', 'openstack', user, scope)).toBe(false);
    }
  });

  it('opens objects by .r:*, the container by .rlistings beside it', () => {
    expect(granted('.r:*', 'openstack', anonymous)).toBe(true);
    expect(granted('.r:*', 'openstack', anonymous, 'container')).toBe(false);
    expect(granted('.r:*,.rlistings', 'openstack', anonymous, 'container')).toBe(true);
    expect(granted('.rlistings', 'openstack', anonymous, 'container')).toBe(false);
    expect(granted('.r:*', 'cisco', anonymous)).toBe(false);
  });

  it.each([
    ['.r:a.example', 'http://a.example/page', true],
    ['.r:a.example', 'http://b.a.example/', false],
    ['.r:.example', 'https://b.example:8443/', true],
    ['.r:.example', 'https://example/', false],
    ['.r:*,.r:-.example', 'http://a.example/', false],
    ['.r:-.example,.r:*', 'http://a.example/', true],
    ['.r:*,.r:-.example', 'not a url', true],
    ['.r:*,.r:-*', 'http://a.example/', true],
  ])('%s lets in from %s: %s', (acl, referer, expected) => {
    expect(granted(acl, 'openstack', from(referer))).toBe(expected);
  });

  it.each(PROFILES)('%s: an empty list lets nobody in', (profile) => {
    for (const caller of [anonymous, user, admin]) expect(granted('', profile, caller)).toBe(false);
  });

  it.each(PROFILES)('%s: the order of accounts and users does not matter', (profile) => {
    const names = fc.shuffledSubarray(['test', 'test2', 'test2:tester6', 'x:y', '*']);
    fc.assert(
      fc.property(names, (list) => {
        expect(granted(list.join(','), profile, user)).toBe(
          granted(list.toSorted().join(','), profile, user),
        );
      }),
    );
  });

  it.each(PROFILES)('%s: one more account or user never shuts anybody out', (profile) => {
    const names = fc.subarray(['test', 'test2', 'test2:tester6', 'x:y', '*']);
    fc.assert(
      fc.property(names, fc.constantFrom('a', 'test2', 'a:b'), (list, more) => {
        const before = granted(list.join(','), profile, user);
        expect(before && !granted([...list, more].join(','), profile, user)).toBe(false);
      }),
    );
  });
});
