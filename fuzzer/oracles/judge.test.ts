import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { exchangeOf } from '../../harness/verify/testing/answer.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { FollowUp, Trial } from '../world/trial.ts';
import { furtherDifferences } from './further-differences.ts';
import { judge, judgeReference } from './judge.ts';
import type { Observation } from './observation.ts';

const judging = { dialect: tencentCos, mutations: new Map(), names: { target: [], reference: [] } };
const REQUEST_ID = ['x-cos-request-id', 'r'] as const;
const done = (...headers: HeaderList): Exchange =>
  exchangeOf({ method: 'PUT', headers: [REQUEST_ID, ...headers] });
const object = { body: 'abc' };
const described: HeaderList = [
  ['ETag', '"a"'],
  ['Content-Length', '3'],
  ['Last-Modified', 'Mon, 01 Jan 2018 00:00:00 GMT'],
  ['Accept-Ranges', 'bytes'],
];
const whole = exchangeOf({ ...object, headers: [REQUEST_ID, ...described] });
const withoutId = exchangeOf({ ...object, headers: described });

/** What is seen in a PUT and the GET behind it: of the target, and of the reference by itself. */
function seen(after: Pick<FollowUp, 'target' | 'reference'>): [target: string[], reference: string[]] {
  const fuzzCase = sampleOf('PutObject');
  const trial: Trial = {
    fuzzCase,
    target: done(['ETag', '"a"']),
    reference: done(['ETag', '"a"']),
    rendered: rendered(fuzzCase),
    ids: { target: [], reference: [] },
    after: { kind: 'probe', operation: 'GetObject', ...after },
  };
  const paths = (of: typeof judge): string[] => of(trial, judging).map(({ path }) => path);
  return [paths(judge), paths(judgeReference)];
}

describe('what the reference shows by itself', () => {
  it('is seen behind a write, too', () => {
    const missing = ['then GetObject: header x-cos-request-id:missing'];
    expect(seen({ target: withoutId, reference: withoutId })).toEqual([missing, missing]);
    expect(seen({ target: withoutId, reference: whole })).toEqual([missing, []]);
  });

  it('is nothing where both answer as documented', () => {
    expect(seen({ target: whole, reference: whole })).toEqual([[], []]);
  });
});

describe('an outcome', () => {
  it('that is wrong by itself is not told once more as a difference', () => {
    const fuzzCase = sampleOf('PutObject');
    const trial: Trial = {
      fuzzCase,
      target: { ...exchangeOf({ method: 'PUT', status: 500, headers: [REQUEST_ID] }) },
      reference: done(['ETag', '"a"']),
      rendered: rendered(fuzzCase),
      ids: { target: [], reference: [] },
    };
    const outcomes = judge(trial, judging).filter(({ path }) => path.startsWith('status:'));
    expect(outcomes.map(({ rule }) => rule)).toEqual(['no-server-error']);
    const refused = exchangeOf({ method: 'PUT', status: 403, headers: [REQUEST_ID] });
    expect(judge({ ...trial, target: refused }, judging).map(({ oracle }) => oracle)).toContain(
      'differential',
    );
  });
});

const ERROR =
  '<Error><Code>AccessDenied</Code><Message>m</Message><Resource>/</Resource><RequestId>r</RequestId><TraceId>t</TraceId></Error>';

describe('what comes of a request', () => {
  const dated = (headers: HeaderList, of: Partial<Parameters<typeof exchangeOf>[0]> = {}): Exchange =>
    exchangeOf({ method: 'PUT', ...of, headers: [REQUEST_ID, ...headers] });
  const put = (target: Exchange, reference: Exchange, then: readonly [Exchange, Exchange]): string[] => {
    const fuzzCase = sampleOf('PutObject');
    const after: FollowUp = { kind: 'probe', operation: 'GetObject', target: then[0], reference: then[1] };
    const trial: Trial = {
      fuzzCase,
      target,
      reference,
      rendered: rendered(fuzzCase),
      ids: { target: [], reference: [] },
      after,
    };
    return judge(trial, judging).map(({ rule, path }) => `${rule}: ${path}`);
  };
  const other = exchangeOf({ body: 'abd', headers: [REQUEST_ID, ...described] });
  const error = { status: 403, body: ERROR };

  it('is looked at behind answers that merely look otherwise', () => {
    const seenBehind = put(done(['ETag', '"b"']), done(['ETag', '"a"']), [other, whole]);
    expect(seenBehind).toEqual(['as-reference: header etag', 'as-reference: then GetObject: body']);
    const refused = put(dated([], error), done(['ETag', '"a"']), [other, whole]);
    expect(refused.some((path) => path.includes('then '))).toBe(false);
  });

  it('is a change behind a refusal, unless only the answer is another one', () => {
    const at = (date: string): Exchange =>
      exchangeOf({ ...object, headers: [REQUEST_ID, ...described, ['Date', date]] });
    const behind = (then: readonly [Exchange, Exchange]): string[] =>
      put(dated([], error), dated([], error), then).filter((path) => path.includes('then '));
    expect(behind([other, whole])).toEqual(['refused-write-changes-nothing: then GetObject: body']);
    const missing = exchangeOf({
      status: 404,
      headers: [REQUEST_ID],
      body: ERROR.replace('AccessDenied', 'NoSuchKey'),
    });
    const denied = exchangeOf({ status: 403, headers: [REQUEST_ID], body: ERROR });
    expect(behind([whole, missing])).toEqual([
      'refused-write-changes-nothing: then GetObject: status:404 NoSuchKey→200',
    ]);
    expect(behind([denied, missing])).toEqual([
      'as-reference: then GetObject: status:404 NoSuchKey→403 AccessDenied',
    ]);
    const cached = exchangeOf({ ...object, headers: [REQUEST_ID, ...described, ['Vary', 'Origin']] });
    for (const path of behind([cached, whole])) expect(path).toMatch(/^as-reference/);
    expect(behind([at('2018-01-01T00:00:00Z'), at('Mon, 01 Jan 2018 00:00:00 GMT')])).toEqual([
      'as-reference: then GetObject: header date',
    ]);
  });
});

describe('what differs from the reference', () => {
  const difference = (path: string): Observation => ({
    oracle: 'differential',
    rule: 'as-reference',
    grade: 'divergent',
    path,
    expected: 'a',
    got: 'b',
  });
  const known = (rule: string, path: string): Observation => ({
    ...difference(path),
    rule,
    oracle: 'invariant',
  });
  const paths = (...of: readonly string[]): Observation[] => of.map(difference);

  it('is not told once more where it comes of what is known', () => {
    const all = paths(
      '/Error/Code',
      'body:extra',
      'header content-length',
      'header etag',
      'header content-type',
    );
    const left = furtherDifferences([known('error-document', 'error x')], all).map(({ path }) => path);
    expect(left).toEqual(['header etag', 'header content-type']);
    expect(furtherDifferences([known('success-document', '/ListBucketResult x')], all)).toEqual(all);
    expect(furtherDifferences([known('request-id', 'header x:missing')], all)).toEqual(all);
  });
});
