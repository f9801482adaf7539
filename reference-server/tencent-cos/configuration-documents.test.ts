import { describe, expect, it } from 'vitest';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { corsRules } from './cors-document.ts';
import { lifecycleRules } from './lifecycle-document.ts';
import { tagsFromDocument, tagsToDocument } from './tags.ts';

function cors(rule: Record<string, DocumentValue | DocumentValue[]>): DocumentValue {
  return { CORSRule: [{ AllowedOrigin: ['*'], AllowedMethod: ['GET'], ...rule }] };
}

describe('corsRules', () => {
  it('reads a rule', () => {
    const rule = {
      ID: 'r',
      AllowedOrigin: ['http://*.a.example:8080'],
      AllowedMethod: ['GET', 'PUT'],
      AllowedHeader: ['x-*'],
      ExposeHeader: ['etag'],
      MaxAgeSeconds: '5',
    };
    expect(corsRules({ CORSRule: [rule] })).toEqual([
      {
        id: 'r',
        origins: ['http://*.a.example:8080'],
        methods: ['GET', 'PUT'],
        headers: ['x-*'],
        expose: ['etag'],
        maxAgeSeconds: 5,
      },
    ]);
  });

  it.each(['*', 'http://a', 'https://a.example', 'http://*', '*://a.example', 'http://a*.example', 'null'])(
    'accepts origin %s',
    (origin) => {
      expect(refusalOf(() => corsRules(cors({ AllowedOrigin: [origin] })))).toBe('accepted');
    },
  );

  it.each(['', 'a.example', 'http://', 'http://a/b', 'http://*.*', 'http://a b'])(
    'refuses origin %j',
    (origin) => {
      expect(refusalOf(() => corsRules(cors({ AllowedOrigin: [origin] })))).toBe('invalid-element');
    },
  );

  it.each(['', 'a b', 'x-*-*', 'x:y'])('refuses header %j', (name) => {
    expect(refusalOf(() => corsRules(cors({ AllowedHeader: [name] })))).toBe('invalid-element');
    expect(refusalOf(() => corsRules(cors({ ExposeHeader: [name] })))).toBe('invalid-element');
  });
});

function lifecycle(...rules: Record<string, DocumentValue | DocumentValue[]>[]): DocumentValue {
  return { Rule: rules.map((rule) => ({ Status: 'Enabled', ...rule })) };
}
const expiration = { Expiration: { Days: '1' } };

describe('lifecycleRules', () => {
  it('reads every action', () => {
    const document = lifecycle({
      ID: 'all',
      Filter: { And: { Prefix: 'a/', Tag: [{ Key: 'k', Value: 'v' }] } },
      Transition: [
        { Days: '0', StorageClass: 'Standard_IA' },
        { Date: '2030-01-01T00:00:00+08:00', StorageClass: 'ARCHIVE' },
      ],
      Expiration: { Date: '2031-01-01' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: '3' },
      NoncurrentVersionTransition: [{ NoncurrentDays: '4', StorageClass: 'ARCHIVE' }],
      NoncurrentVersionExpiration: { NoncurrentDays: '5' },
    });
    expect(lifecycleRules(document)).toEqual([
      {
        id: 'all',
        enabled: true,
        prefix: 'a/',
        tags: [{ key: 'k', value: 'v' }],
        transitions: [
          { due: { days: 0 }, storageClass: 'STANDARD_IA' },
          { due: { date: Date.UTC(2029, 11, 31, 16) }, storageClass: 'ARCHIVE' },
        ],
        expiration: { date: Date.UTC(2031, 0, 1) },
        abortUploadsAfterDays: 3,
        noncurrentTransitions: [{ days: 4, storageClass: 'ARCHIVE' }],
        noncurrentExpirationDays: 5,
      },
    ]);
  });

  it.each([
    ['no filter', {}, ''],
    ['an empty prefix', { Filter: { Prefix: '' } }, ''],
    ['a prefix', { Filter: { Prefix: 'a' } }, 'a'],
    ['a prefix under And', { Filter: { And: { Prefix: 'a', Tag: [] } } }, 'a'],
  ])('reads the prefix of %s', (_, rule, prefix) => {
    expect(lifecycleRules(lifecycle({ ...rule, ...expiration }))[0]?.prefix).toBe(prefix);
  });

  it('reads delete markers and disabled rules', () => {
    const rule = { Status: 'Disabled', Expiration: { ExpiredObjectDeleteMarker: 'TRUE' } };
    expect(lifecycleRules(lifecycle(rule))[0]).toMatchObject({ enabled: false, expireLoneMarkers: true });
  });

  it('names rules without id apart', () => {
    const ids = lifecycleRules(lifecycle(expiration, { ...expiration, ID: '' })).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  const tag = (Key: string, Value: string) => ({ Filter: { Tag: [{ Key, Value }] }, ...expiration });
  it.each([
    ['an id of 255 characters', { ...expiration, ID: 'x'.repeat(255) }, 'accepted'],
    ['an id of 256 characters', { ...expiration, ID: 'x'.repeat(256) }, 'invalid-element'],
    ['two prefixes', { ...expiration, Filter: { Prefix: 'a', And: { Prefix: 'b' } } }, 'malformed-xml'],
    ['a prefix outside of a filter', { ...expiration, Prefix: 'a' }, 'malformed-xml'],
    ['days and date', { Expiration: { Days: '1', Date: '2030-01-01' } }, 'malformed-xml'],
    ['neither days nor date', { Transition: [{ StorageClass: 'ARCHIVE' }] }, 'malformed-xml'],
    ['an empty expiration', { Expiration: {} }, 'malformed-xml'],
    [
      'days and delete markers',
      { Expiration: { Days: '1', ExpiredObjectDeleteMarker: 'true' } },
      'malformed-xml',
    ],
    ['a date that is none', { Expiration: { Date: 'tomorrow' } }, 'invalid-element'],
    ['a day that does not exist', { Expiration: { Date: '2030-13-01' } }, 'invalid-element'],
    ['a tag key of 128 bytes', tag('x'.repeat(128), ''), 'accepted'],
    ['a tag key of 129 bytes', tag('x'.repeat(129), ''), 'invalid-element'],
    ['a tag key in the reserved prefix', tag('COS:x', ''), 'invalid-element'],
    ['an empty tag key', tag('', 'x'), 'invalid-element'],
    ['a tag value of 256 bytes', tag('k', 'é'.repeat(128)), 'accepted'],
    ['a tag value of 257 bytes', tag('k', 'x'.repeat(257)), 'invalid-element'],
    ['a forbidden character', tag('k', '<'), 'invalid-element'],
  ])('judges %s', (_, rule, expected) => {
    expect(refusalOf(() => lifecycleRules(lifecycle(rule)))).toBe(expected);
  });

  it('refuses an id that stands twice', () => {
    const rule = { ...expiration, ID: 'x' };
    expect(refusalOf(() => lifecycleRules(lifecycle(rule, { ...rule, Filter: { Prefix: 'b' } })))).toBe(
      'duplicate-rule-id',
    );
  });
});

describe('tagsFromDocument', () => {
  const tags = (...given: [string, string][]) => ({
    TagSet: { Tag: given.map(([Key, Value]) => ({ Key, Value })) },
  });

  it('reads back what is written', () => {
    const given = [{ key: 'a b', value: '腾+-_=.:/@' }];
    expect(tagsToDocument(given)).toEqual(tags(['a b', '腾+-_=.:/@']));
    expect(tagsFromDocument(tags(['a b', '腾+-_=.:/@']), 1)).toEqual(given);
  });

  it.each([
    ['too many', tags(['a', ''], ['b', '']), 'too-many-tags'],
    ['an empty key', tags(['', '']), 'invalid-tag'],
    ['a key of 128 characters', tags(['é'.repeat(128), '']), 'accepted'],
    ['a key of 129 characters', tags(['x'.repeat(129), '']), 'invalid-tag'],
    ['a value of 256 characters', tags(['k', 'x'.repeat(256)]), 'accepted'],
    ['a value of 257 characters', tags(['k', 'x'.repeat(257)]), 'invalid-tag'],
    ['the reserved prefix', tags(['cos:a', '']), 'invalid-tag'],
    ['a forbidden character in the key', tags(['a&b', '']), 'invalid-tag'],
    ['a forbidden character in the value', tags(['k', 'a\tb']), 'invalid-tag'],
  ])('judges %s', (_, document, expected) => {
    expect(refusalOf(() => tagsFromDocument(document, 1))).toBe(expected);
  });

  it('refuses a key that stands twice', () => {
    expect(refusalOf(() => tagsFromDocument(tags(['a', '1'], ['a', '2']), 2))).toBe('invalid-tag');
  });
});
