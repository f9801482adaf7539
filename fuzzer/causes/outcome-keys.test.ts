import { describe, expect, it } from 'vitest';
import { swift } from '../../dialects/swift/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { FuzzCase } from '../case.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import { JUDGING, seen, step, type Told, trial } from '../testing/trials.ts';
import type { Trial } from '../world/trial.ts';
import { causeKeys, keysOfFinding } from './cause-keys.ts';
import { headKeys, outcomeKeys, readsKey, refusedBehind } from './outcome-keys.ts';

describe('a refusal in place of another one', () => {
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

  it('is told by the status where no refusal has a code', () => {
    const told = (method: string, ours = 304, operation = 'GetObject'): string[] => {
      const fuzzCase = sampleOf(operation, {}, swift);
      const one = trial(sampleOf('GetObject'), [ours], [412], method);
      return outcomeKeys({ ...one, fuzzCase }, seen({ path: 'status:412→304' }), swift);
    };
    expect(told('COPY')).toHaveLength(1);
    expect(told('HEAD')).toEqual(told('COPY'));
    expect(told('COPY', 404)).not.toEqual(told('COPY'));
    expect(told('COPY', 304, 'ListObjects')).not.toEqual(told('COPY'));
    expect(told('COPY', 400)).toEqual([]);
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
    expect(keysOfFinding(aborted, seen({ path }), JUDGING).sure).toEqual(expect.arrayContaining(key));
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
  const refused = (fuzzCase: FuzzCase, reference: Told = [200]): string[] => {
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
    const passed = (sent: string, target: Told, reference: Told) => {
      const one = trial(sampleOf('HeadBucket', step('a', 'signature')), target, reference, sent);
      const request = { ...one.rendered.request, method: sent };
      return outcomeKeys(
        { ...one, rendered: { ...one.rendered, request } },
        seen({ path: 'status:a→b' }),
        tencentCos,
      ).filter((key) => key.startsWith('wrong signature'));
    };
    const wrong: Told = [403, 'SignatureDoesNotMatch'];
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
