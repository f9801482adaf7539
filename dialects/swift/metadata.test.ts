import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Header } from '../core/headers.ts';
import { type Attributes, METADATA_LIMITS } from './metadata-limits.ts';
import { attributeHeader, attributeName, type MetadataOwner, readAttributeHeader } from './metadata-names.ts';
import { updateMetadata } from './metadata-update.ts';
import { PROFILES, type Profile } from './profiles.ts';

const OWNERS: readonly MetadataOwner[] = ['Account', 'Container', 'Object'];

function left(
  owner: MetadataOwner,
  profile: Profile,
  headers: readonly Header[],
  before: Record<string, string> = { One: '1', Two: '2' },
  how: 'put' | 'post' = 'post',
): Record<string, string> | string {
  const result = updateMetadata(owner, profile, how, new Map(Object.entries(before)), headers);
  return result.kind === 'updated' ? Object.fromEntries(result.attributes) : result.refusal;
}

describe('names', () => {
  it.each([
    ['shape_Name', 'Shape-Name'],
    ['COLOR', 'Color'],
    ['a-bC-d', 'A-Bc-D'],
  ])('%s is returned as %s', (given, returned) => expect(attributeName(given)).toBe(returned));

  it('are read from headers in any letter case', () => {
    expect(readAttributeHeader('Object', 'x-object-meta-color')).toEqual({ action: 'set', name: 'Color' });
    expect(readAttributeHeader('Object', 'X-REMOVE-Object-Meta-Color')).toEqual({
      action: 'remove',
      name: 'Color',
    });
    expect(readAttributeHeader('Container', 'x-object-meta-color')).toBeUndefined();
  });

  it('settle after one rewriting', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{0,20}$/), (name) => {
        expect(attributeName(attributeName(name))).toBe(attributeName(name));
      }),
    );
  });
});

describe('updateMetadata', () => {
  it.each(['Account', 'Container'] as const)('%s: sets, keeps and removes single attributes', (owner) => {
    for (const profile of PROFILES) {
      expect(left(owner, profile, [[`X-${owner}-Meta-Three`, '3']])).toEqual({
        One: '1',
        Two: '2',
        Three: '3',
      });
      expect(left(owner, profile, [[`X-${owner}-Meta-One`, '']])).toEqual({ Two: '2' });
      expect(left(owner, profile, [[`X-Remove-${owner}-Meta-One`, 'x']])).toEqual({ Two: '2' });
      expect(left(owner, profile, [[`X-Remove-${owner}-Meta-Absent`, 'x']])).toEqual({ One: '1', Two: '2' });
      const both: Header[] = [
        [`X-${owner}-Meta-One`, 'new'],
        [`X-Remove-${owner}-Meta-One`, 'x'],
      ];
      expect(left(owner, profile, both)).toEqual({ One: 'new', Two: '2' });
    }
  });

  it('objects: merges by the base document, replaces by OpenStack', () => {
    const three: Header[] = [['X-Object-Meta-Three', '3']];
    expect(left('Object', 'cisco', three)).toEqual({ One: '1', Two: '2', Three: '3' });
    expect(left('Object', 'openstack', three)).toEqual({ Three: '3' });
    expect(left('Object', 'cisco', [])).toEqual({ One: '1', Two: '2' });
    expect(left('Object', 'openstack', [])).toEqual({});
  });

  it('objects: an empty value removes by the base document, stays empty by OpenStack', () => {
    const empty: Header[] = [['X-Object-Meta-One', '']];
    expect(left('Object', 'cisco', empty)).toEqual({ Two: '2' });
    expect(left('Object', 'openstack', empty)).toEqual({ One: '' });
  });

  it('objects: PUT leaves nothing of what was', () => {
    for (const profile of PROFILES) {
      expect(left('Object', profile, [['X-Object-Meta-New', 'n']], { Old: 'o' }, 'put')).toEqual({
        New: 'n',
      });
    }
  });

  it('joins repeated headers and trims values', () => {
    const repeated: Header[] = [
      ['X-Object-Meta-Dup', ' one '],
      ['x-object-meta-dup', 'two'],
    ];
    expect(left('Object', 'cisco', repeated, {})).toEqual({ Dup: 'one,two' });
  });

  it.each(OWNERS)('%s: stays within the limits, which are reached without complaint', (owner) => {
    const one = (name: string, value: string) =>
      left(owner, 'openstack', [[attributeHeader(owner, name), value]], {});
    expect(one('n'.repeat(128), 'v')).toBeTypeOf('object');
    expect(one('n'.repeat(129), 'v')).toBe('metadata-too-large');
    expect(one('n', 'v'.repeat(256))).toBeTypeOf('object');
    expect(one('n', 'v'.repeat(257))).toBe('metadata-too-large');
    expect(one('', 'v')).toBe('invalid-metadata');
    const many = (count: number) =>
      Array.from({ length: count }, (_, index): Header => [attributeHeader(owner, `N${index}`), 'v']);
    expect(left(owner, 'openstack', many(90), {})).toBeTypeOf('object');
    expect(left(owner, 'openstack', many(91), {})).toBe('metadata-too-large');
  });

  it('counts what an account or container holds already', () => {
    const stored = Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`N${index}`, 'v']));
    expect(left('Container', 'openstack', [['X-Container-Meta-More', 'v']], stored)).toBe(
      'metadata-too-large',
    );
    expect(left('Object', 'openstack', [['X-Object-Meta-More', 'v']], stored)).toEqual({ More: 'v' });
  });

  it('takes 4096 bytes in all and no more', () => {
    // 16 names of 1 and values of 255 bytes
    const full = Array.from(
      { length: 16 },
      (_, index): Header => [`X-Object-Meta-${String.fromCharCode(65 + index)}`, 'v'.repeat(255)],
    );
    expect(left('Object', 'openstack', full, {})).toBeTypeOf('object');
    expect(left('Object', 'openstack', [...full, ['X-Object-Meta-Z', '']], {})).toBe('metadata-too-large');
  });

  it('wants UTF-8 of accounts and containers, not of objects', () => {
    expect(left('Container', 'openstack', [['X-Container-Meta-A', '\u00e9']])).toBe('invalid-metadata');
    expect(left('Container', 'openstack', [['X-Container-Meta-A', '\u00c3\u00a9']])).toMatchObject({
      A: 'Ã©',
    });
    expect(left('Object', 'openstack', [['X-Object-Meta-A', '\u00e9']])).toEqual({ A: 'é' });
  });

  it('asking twice changes nothing more', () => {
    const name = fc.constantFrom('One', 'two', 'THREE', 'four_five');
    const header = fc.tuple(name, fc.constantFrom('', 'x', 'y'), fc.boolean());
    fc.assert(
      fc.property(
        fc.array(header, { maxLength: 6 }),
        fc.constantFrom(...OWNERS),
        fc.constantFrom(...PROFILES),
        (list, owner, profile) => {
          const headers = list.map(
            ([key, value, remove]): Header => [`X-${remove ? 'Remove-' : ''}${owner}-Meta-${key}`, value],
          );
          const update = (before: Attributes) => updateMetadata(owner, profile, 'post', before, headers);
          const once = update(new Map([['Old', 'o']]));
          if (once.kind === 'refused') throw new Error('within the limits');
          expect(update(once.attributes)).toEqual(once);
        },
      ),
    );
  });

  it('has limits that fit each other', () => {
    expect(METADATA_LIMITS.name + METADATA_LIMITS.value).toBeLessThan(METADATA_LIMITS.total);
  });
});
