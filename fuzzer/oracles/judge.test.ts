import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { exchangeOf } from '../../harness/verify/testing/answer.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { FollowUp, Trial } from '../world/trial.ts';
import { judge, judgeReference } from './judge.ts';

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
