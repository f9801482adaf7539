import { describe, expect, it } from 'vitest';
import { swift } from '../../dialects/swift/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { sampleOf } from '../testing/rendering.ts';
import { JUDGING, seen, step, type Told, trial } from '../testing/trials.ts';
import type { Given } from '../world/trial.ts';
import { afterKey, causeKeys, holdsOtherTag, keysOfFinding, shownKey } from './cause-keys.ts';
import { isFieldOfItsOwn, missedBy, missedByHead, traitsOf } from './traits.ts';

const breakdown = seen({ oracle: 'invariant', rule: 'no-server-error', path: 'status:500', grade: 'fail' });

describe('keys of causes', () => {
  it('are the same for breaking down over any part of documents, and others for other parts', () => {
    const sure = (operation: string, slug: string, slot: string, reference: Told) =>
      causeKeys(
        trial(sampleOf(operation, step(slug, slot)), [500, 'InternalError'], reference),
        breakdown,
        tencentCos,
      ).sure;
    const malformed = [400, 'MalformedXML'] as const;
    const one = sure('PutBucketCors', 'xm-two-roots', 'body', malformed);
    expect(one).toHaveLength(1);
    expect(sure('PutBucketAcl', 'xm-cdata', 'element:/a', malformed)).toEqual(one);
    expect(sure('PutBucketCors', 'xm-two-roots', 'body', [200])).not.toEqual(one);
    expect(sure('PutBucketCors', 'he-dup', 'header:range', malformed)).not.toEqual(one);
  });

  it('are also those of breaking down over a part, unless the target always does in place of a refusal', () => {
    const keys = (reference: Told) =>
      causeKeys(
        trial(sampleOf('PutBucketCors', step('xm-two-roots', 'body')), [500, 'InternalError'], reference),
        breakdown,
        tencentCos,
      );
    expect(keys([400, 'MalformedXML']).unless).toEqual([
      { key: keys([200]).sure[0], trait: 'outcome 400 MalformedXML' },
    ]);
    expect(keys([200]).unless).toEqual([]);
  });

  it('say nothing for sure of valid requests that break down', () => {
    const broken = trial(sampleOf('PutBucketCors'), [500, 'InternalError'], [200]);
    expect(causeKeys(broken, breakdown, tencentCos).sure).toEqual([]);
  });

  it('are the same for the same text in place of another, wherever it stands', () => {
    const plain = trial(sampleOf('GetBucket'), [200], [200]);
    const at = (path: string, got: string) =>
      causeKeys(plain, seen({ path, expected: 'a+b', got }), tencentCos).sure;
    expect(at('/ListVersionsResult/Version/Key', 'a b')).toEqual(at('/ListBucketResult/Contents/Key', 'a b'));
    expect(at('/ListBucketResult/Contents/Key', 'a')).not.toEqual(
      at('/ListBucketResult/Contents/Key', 'a b'),
    );
    expect(at('/ListBucketResult/Prefix', 'a b')).not.toEqual(at('/ListBucketResult/Contents/Key', 'a b'));
  });

  it('are the same for what a document lacks, whatever operation tells it', () => {
    const lacking = (operation: string, path: string, of = {}) =>
      causeKeys(trial(sampleOf(operation, of), [200], [200]), seen({ path }), tencentCos).sure.filter((key) =>
        key.startsWith('told|'),
      );
    const key = lacking('GetObjectAcl', '/AccessControlPolicy/Owner/ID:missing');
    expect(key).toHaveLength(1);
    expect(lacking('PutBucketAcl', 'then GetBucketAcl: /AccessControlPolicy/Owner/ID:missing')).toEqual(key);
    expect(lacking('GetObjectAcl', '/AccessControlPolicy/Owner/ID:extra')).not.toEqual(key);
    expect(lacking('GetObjectAcl', '/AccessControlPolicy/Owner/ID')).toEqual([]);
    const changed = step('he-dup', 'header:range');
    expect(lacking('GetObjectAcl', '/AccessControlPolicy/Owner/ID:missing', changed)).toEqual([]);
  });

  it('are likely where the reference refuses, also in what HEAD has of it', () => {
    const get = trial(sampleOf('GetObject'), [403, 'AccessDenied'], [404, 'NoSuchKey']);
    expect(missedBy(tencentCos, get, seen({}))).toEqual(['outcome 404 NoSuchKey']);
    expect(traitsOf(tencentCos, get)).toContain('outcome 404 NoSuchKey');
    const head = trial(sampleOf('HeadObject'), [403], [404], 'HEAD');
    expect(traitsOf(tencentCos, head)).toContain('outcome 404, method HEAD');
    expect(missedByHead(get, seen({}))).toEqual(missedBy(tencentCos, head, seen({ path: 'status:404→403' })));
    expect(missedBy(tencentCos, get, seen({ path: 'header etag' }))).toContain('header etag, refused');
  });

  it('are not likely where 400 is all there is to say', () => {
    const missed = (reference: Told): string[] => {
      const one = trial(sampleOf('GetObject'), [200], reference);
      return missedBy(swift, one, seen({ path: 'status:4xx→200' }));
    };
    expect(missed([400])).toEqual([]);
    expect(missed([412])).toEqual(['outcome 412']);
    const coded = trial(sampleOf('GetObject'), [200], [400, 'InvalidArgument']);
    expect(missedBy(tencentCos, coded, seen({}))).toEqual(['outcome 400 InvalidArgument']);
  });

  it('are those of fields that depend on each other, or of one alone', () => {
    const own = (path: string): boolean => isFieldOfItsOwn(seen({ path }));
    expect(['header date', 'then GetObject: header x-cos-acl:missing'].every(own)).toBe(true);
    const together = [
      'header etag',
      'HEAD header content-length',
      'header x-cos-meta-a',
      'body',
      'status:1→2',
    ];
    expect(together.some(own)).toBe(false);
  });

  it('know requests that are made of what the servers say differently', () => {
    const given = (tag: string): Given => ({ bucket: 'b', tags: [tag] });
    const parameters = [{ in: 'header', name: 'If-Match', value: '"ABC"' }] as const;
    const asked = trial(sampleOf('GetObject', { parameters }), [200], [412]);
    const holds = (ours: string, theirs: string): boolean =>
      holdsOtherTag({ ...asked, given: { target: given(ours), reference: given(theirs) } });
    expect(holds('"ABC"', '"abc"')).toBe(true);
    expect(holds('"abc"', '"abc"')).toBe(false);
    expect(holds('"DEF"', '"def"')).toBe(false);
    expect(holdsOtherTag(asked)).toBe(false);
  });
});

describe('what shows behind an operation', () => {
  it('is the same whether it is missing or another one', () => {
    const key = afterKey('PutObject', 'GetObjectAcl', 'header x-cos-acl');
    expect(afterKey('PutObject', 'GetObjectAcl', 'header x-cos-acl:missing')).toBe(key);
    expect(afterKey('PutObject', 'GetObjectAcl', 'header x-cos-meta-a:missing')).not.toBe(key);
    expect(afterKey('PutObject', 'HeadObject', 'header x-cos-acl')).not.toBe(key);
  });

  it('is the same whether a case, a look behind one or a sequence shows it', () => {
    expect(shownKey('GetObject', 'status:404 NoSuchKey→403 AccessDenied')).not.toBe(
      shownKey('GetObject', 'status:200→403 AccessDenied'),
    );
    const missing = seen({});
    const got = trial(sampleOf('GetObject'), [403, 'AccessDenied'], [404, 'NoSuchKey']);
    const deleted = {
      ...trial(sampleOf('DeleteObject'), [204], [204]),
      after: { kind: 'probe', operation: 'GetObject', target: got.target, reference: got.reference },
    } as const;
    const keys = [
      keysOfFinding(got, missing, JUDGING).sure,
      keysOfFinding(deleted, { ...missing, path: `then GetObject: ${missing.path}` }, JUDGING).sure,
    ];
    for (const sure of keys) expect(sure).toContain(shownKey('GetObject', missing.path));
    const changed = { ...deleted, fuzzCase: sampleOf('DeleteObject', step('ur-empty-segment', 'path')) };
    const { sure, asked } = causeKeys(
      changed,
      { ...missing, path: `then GetObject: ${missing.path}` },
      tencentCos,
    );
    expect(sure).not.toContain(shownKey('GetObject', missing.path));
    expect(asked).toContain(shownKey('GetObject', missing.path));
  });
});
