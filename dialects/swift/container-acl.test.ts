import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AclItem, formatContainerAcl, parseContainerAcl } from './container-acl.ts';
import { PROFILES, type Profile } from './profiles.ts';

function items(
  value: string,
  profile: Profile,
  kind: 'read' | 'write' = 'read',
): readonly AclItem[] | string {
  const reading = parseContainerAcl(value, kind, profile);
  return reading.kind === 'acl' ? reading.items : reading.reason;
}

const stored = (value: string, profile: Profile) => {
  const found = items(value, profile);
  return typeof found === 'string' ? found : formatContainerAcl(found);
};

const word = fc.stringMatching(/^[a-zA-Z0-9_.*-]([a-zA-Z0-9_.* -]{0,8}[a-zA-Z0-9_.*-])?$/);
const anyItem = fc.oneof(
  word,
  fc.tuple(word, word).map(([account, user]) => `${account}:${user}`),
  fc.constantFrom('*', '.rlistings', '.r:*', '.r:-a.example', '.ref: *.example', ' .referrer :b.example '),
);
const anyList = fc.array(anyItem, { maxLength: 6 }).map((all) => all.join(' , '));

describe('parseContainerAcl', () => {
  it.each(PROFILES)('%s: knows accounts and users', (profile) => {
    expect(items('acct, acct:user', profile)).toEqual([
      { kind: 'account', account: 'acct' },
      { kind: 'user', account: 'acct', user: 'user' },
    ]);
    expect(items('', profile)).toEqual([]);
  });

  it.each(PROFILES)('%s: drops blanks around items and empty items', (profile) => {
    expect(stored(' test2 , , test:tester3 ,', profile)).toBe('test2,test:tester3');
    expect(items('acct : user', profile)).toEqual([{ kind: 'user', account: 'acct ', user: ' user' }]);
  });

  it('takes * for everyone by the base document and for a group by OpenStack', () => {
    expect(items('*', 'cisco')).toEqual([{ kind: 'everyone' }]);
    expect(items('*', 'openstack')).toEqual([{ kind: 'account', account: '*' }]);
  });

  it('knows referrers by OpenStack only', () => {
    expect(items('.r:*,.r:-.example.com,.rlistings', 'openstack')).toEqual([
      { kind: 'referrer', host: '*', allow: true },
      { kind: 'referrer', host: '.example.com', allow: false },
      { kind: 'listings' },
    ]);
    expect(items('.r:*', 'cisco')).toEqual([{ kind: 'user', account: '.r', user: '*' }]);
  });

  it.each([
    ['.ref:a.example', '.r:a.example'],
    ['.referer : a.example', '.r:a.example'],
    ['.referrer:*.example', '.r:.example'],
    ['.r:- a.example', '.r:-a.example'],
  ])('stores %s as %s', (given, kept) => {
    expect(stored(given, 'openstack')).toBe(kept);
  });

  it.each(['.r:', '.r:-', '.r:.', '.foo:bar', 'a,.x:y'])('refuses %s', (value) => {
    expect(parseContainerAcl(value, 'read', 'openstack').kind).toBe('refused');
    expect(parseContainerAcl(value, 'read', 'cisco').kind).toBe('acl');
  });

  it('refuses referrers in a write list', () => {
    expect(parseContainerAcl('.r:*', 'write', 'openstack').kind).toBe('refused');
    expect(parseContainerAcl('.rlistings', 'write', 'openstack').kind).toBe('acl');
  });

  it('refuses what no header can hold', () => {
    expect(parseContainerAcl('a'.repeat(8193), 'read', 'cisco').kind).toBe('refused');
  });

  it.each(PROFILES)('%s: what is stored reads back as the same list', (profile) => {
    fc.assert(
      fc.property(anyList, (value) => {
        const reading = parseContainerAcl(value, 'read', profile);
        if (reading.kind === 'refused') return;
        expect(items(formatContainerAcl(reading.items), profile)).toEqual(reading.items);
      }),
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...PROFILES), (value, profile) => {
        expect(['acl', 'refused']).toContain(parseContainerAcl(value, 'write', profile).kind);
      }),
    );
  });
});
