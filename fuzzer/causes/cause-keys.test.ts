import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { Given, Trial } from '../world/trial.ts';
import { afterKey, causeKeys, holdsOtherTag, keysOfFinding, shownKey } from './cause-keys.ts';
import { headKeys, outcomeKeys, readsKey, refusedBehind } from './outcome-keys.ts';
import { isFieldOfItsOwn, missedBy, missedByHead, traitsOf } from './traits.ts';

const ERROR = (code: string) => `<Error><Code>${code}</Code></Error>`;

function exchange(fuzzCase: FuzzCase, status: number, code?: string, method?: string): Exchange {
  const { request } = rendered({ ...fuzzCase, mutations: [] });
  return {
    request: { ...request, method: method ?? request.method, transport: 'undici' },
    response: {
      httpVersion: '1.1',
      status,
      reason: '',
      headers: [['ETag', '"x"']],
      body: Buffer.from(code === undefined ? '' : ERROR(code)),
      framing: 'content-length',
      interim: [],
    },
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
}

function trial(
  fuzzCase: FuzzCase,
  target: readonly [number, string?],
  reference: readonly [number, string?],
  method?: string,
): Trial {
  return {
    fuzzCase,
    target: exchange(fuzzCase, target[0], target[1], method),
    reference: exchange(fuzzCase, reference[0], reference[1], method),
    rendered: rendered({ ...fuzzCase, mutations: [] }),
    ids: { target: [], reference: [] },
  };
}

const seen = (of: Partial<Observation>): Observation => ({
  oracle: 'differential',
  rule: 'as-reference',
  grade: 'divergent',
  path: 'status:404 NoSuchKey→403 AccessDenied',
  expected: '404 NoSuchKey',
  got: '403 AccessDenied',
  ...of,
});
const breakdown = seen({ oracle: 'invariant', rule: 'no-server-error', path: 'status:500', grade: 'fail' });
const step = (slug: string, slot: string) => ({ mutations: [{ slug, slot, args: '' }] });

describe('keys of causes', () => {
  it('are the same for breaking down over any part of documents, and others for other parts', () => {
    const sure = (operation: string, slug: string, slot: string, reference: readonly [number, string?]) =>
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
    const keys = (reference: readonly [number, string?]) =>
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

const judging = { dialect: tencentCos, mutations: new Map(), names: { target: [], reference: [] } };

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
      keysOfFinding(got, missing, judging).sure,
      keysOfFinding(deleted, { ...missing, path: `then GetObject: ${missing.path}` }, judging).sure,
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

describe('a refusal in place of another one', () => {
  type Told = readonly [number, string?];
  const between = (operation: string, target: Told, reference: Told, path = 'status:a→b'): string[] =>
    outcomeKeys(trial(sampleOf(operation), target, reference), seen({ path }), tencentCos);
  const denied: Told = [403, 'AccessDenied'];

  it('is one cause wherever it is given', () => {
    const key = between('GetObject', denied, [404, 'NoSuchKey']);
    expect(key).toHaveLength(1);
    const got = trial(sampleOf('GetObject'), denied, [404, 'NoSuchKey']);
    const behind: Trial = {
      ...trial(sampleOf('PutObjectAcl'), [200], [200]),
      after: { kind: 'probe', operation: 'GetObject', target: got.target, reference: got.reference },
    };
    expect(outcomeKeys(behind, seen({ path: 'then GetObject: status:a→b' }), tencentCos)).toEqual(key);
    expect(between('GetObject', denied, [404, 'NoSuchKey'], 'status:refused→403')).toEqual(key);
    expect(between('GetObject', denied, [404, 'NoSuchBucket'])).not.toEqual(key);
    expect(between('GetObject', denied, [404, 'NoSuchKey'], 'header etag')).toEqual([]);
  });

  it('is one cause at HEAD, which has no codes, and elsewhere', () => {
    const told = (operation: string, target: Told, reference: Told, method?: string) =>
      headKeys(trial(sampleOf(operation), target, reference, method), seen({}), tencentCos);
    const head = told('HeadObject', [403], [404], 'HEAD');
    const get = told('GetObject', denied, [404, 'NoSuchKey']);
    const other = told('GetObject', denied, [404, 'NoSuchUpload']);
    expect(head.asked).toEqual(expect.arrayContaining([...head.kept, ...get.kept]));
    expect(get.asked).toEqual(head.kept);
    expect(other.asked).not.toEqual(expect.arrayContaining(get.kept));
    expect(told('HeadBucket', [403], [404], 'HEAD').kept).not.toEqual(head.kept);
    expect(told('HeadObject', [304], [412], 'HEAD').kept).toHaveLength(1);
    expect(told('HeadObject', [200], [404], 'HEAD').kept).toEqual([]);
  });

  it('is none where one of the two is no refusal', () => {
    expect(between('GetObject', denied, [200])).toEqual([]);
    expect(between('GetObject', [200], [404, 'NoSuchKey'])).toEqual([]);
  });
});

describe('a refusal that is lost behind an operation', () => {
  it('has one key for whatever asks afterwards, and none without a code', () => {
    const gone = trial(sampleOf('ListParts'), [200], [404, 'NoSuchUpload']);
    const aborted: Trial = {
      ...trial(sampleOf('AbortMultipartUpload'), [204], [204]),
      after: { kind: 'probe', operation: 'ListParts', target: gone.target, reference: gone.reference },
    };
    const path = 'then ListParts: status:404 NoSuchUpload→200';
    const key = refusedBehind('AbortMultipartUpload', gone.reference, tencentCos);
    expect(key).toHaveLength(1);
    expect(keysOfFinding(aborted, seen({ path }), judging).sure).toEqual(expect.arrayContaining(key));
    expect(refusedBehind('InitiateMultipartUpload', gone.reference, tencentCos)).not.toEqual(key);
    expect(refusedBehind('AbortMultipartUpload', gone.target, tencentCos)).toEqual([]);
  });
});

describe('a success in place of another one', () => {
  const between = (target: number, reference: number): string[] =>
    outcomeKeys(
      trial(sampleOf('DeleteObject'), [target], [reference]),
      seen({ path: 'status:a→b' }),
      tencentCos,
    );

  it('is one cause where both say that it is done, and none where one says more', () => {
    expect(between(200, 204)).toHaveLength(1);
    expect(between(200, 206)).toEqual([]);
    expect(between(200, 200)).toEqual([]);
  });
});

describe('a condition that is passed over', () => {
  it('has the key of findings that are explained so', () => {
    const conditional = (...names: readonly string[]): string[] => {
      const parameters = names.map((name) => ({ in: 'header', name, value: '"a"' }) as const);
      const { request } = rendered(sampleOf('GetObject', { parameters }));
      const one = trial(sampleOf('GetObject', { parameters }), [200], [412, 'PreconditionFailed']);
      return outcomeKeys(
        { ...one, rendered: { ...one.rendered, request } },
        seen({ path: 'status:412 PreconditionFailed→200' }),
        tencentCos,
      );
    };
    expect(conditional('If-Match')).toEqual([readsKey('without-field if-match')]);
    expect(conditional('If-Match', 'If-None-Match')).toEqual([]);
    expect(conditional()).toEqual([]);
  });
});

describe('a right signature that is refused', () => {
  const refused = (fuzzCase: FuzzCase, reference: readonly [number, string?] = [200]): string[] => {
    const { sure } = causeKeys(
      trial(fuzzCase, [403, 'SignatureDoesNotMatch'], reference),
      seen({}),
      tencentCos,
    );
    return sure.filter((key) => key.startsWith('right signature'));
  };
  const about = (operation: string, slot: string): FuzzCase => sampleOf(operation, step('a', slot));

  it('is one cause over one kind of part, whatever is done there', () => {
    const key = refused(about('GetBucket', 'query:prefix'));
    expect(key).toHaveLength(1);
    expect(refused(about('DeleteObject', 'query:versionId'), [404, 'NoSuchVersion'])).toEqual(key);
    expect(refused(about('GetObject', 'path'))).not.toEqual(key);
  });

  it('is the other way round where it is for another method, with and without codes', () => {
    const passed = (
      sent: string,
      target: readonly [number, string?],
      reference: readonly [number, string?],
    ) => {
      const one = trial(sampleOf('HeadBucket', step('a', 'signature')), target, reference, sent);
      const request = { ...one.rendered.request, method: sent };
      return outcomeKeys(
        { ...one, rendered: { ...one.rendered, request } },
        seen({ path: 'status:a→b' }),
        tencentCos,
      ).filter((key) => key.startsWith('wrong signature'));
    };
    const wrong: readonly [number, string?] = [403, 'SignatureDoesNotMatch'];
    expect(passed('GET', [200], wrong)).toHaveLength(1);
    expect(passed('POST', [404, 'NoSuchKey'], wrong)).toEqual(passed('GET', [200], wrong));
    expect(passed('GET', wrong, wrong)).toEqual([]);
    expect(passed('GET', [200], [403, 'AccessDenied'])).toEqual([]);
    expect(passed('HEAD', [200], [403])).toEqual([]);
  });

  it('is none where the signature is wrong, or the reference refuses it, too', () => {
    expect(refused({ ...about('GetBucket', 'query:prefix'), signOrder: 'sign-then-mutate' })).toEqual([]);
    expect(refused(about('GetBucket', 'query:prefix'), [403, 'SignatureDoesNotMatch'])).toEqual([]);
  });
});
