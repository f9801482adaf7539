import { describe, expect, it } from 'vitest';
import type { CheckRecord } from '../record.ts';
import { sampleExchange } from '../testing/sample-exchanges.ts';
import { shortCheck } from '../testing/summaries.ts';
import { behaviourDifferences, observedBehaviour } from './observed-behaviour.ts';

const answered = (...statuses: number[]): CheckRecord['transcripts'] => ({
  target: statuses.map((status) =>
    sampleExchange('target', { operation: 'GetObject', method: 'GET', target: '/' }, { status, reason: '' }),
  ),
  reference: [],
});

const mismatch = (exchange: number, facet: string, got: string) => ({ exchange, facet, expected: 'x', got });

describe('what a check saw', () => {
  it('is the status and code of the first answer complained of, and all else that is wrong', () => {
    const seen = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: answered(200, 404, 500),
        mismatches: [
          mismatch(1, 'status', '404 NoSuchKey'),
          mismatch(1, 'body', 'b'),
          mismatch(2, 'status', '500'),
          mismatch(2, 'body', 'c'),
        ],
      }),
    );
    expect(seen).toEqual({
      status: 404,
      code: 'NoSuchKey',
      facets: new Map([
        ['body', ['b', 'c']],
        ['status', ['500']],
      ]),
    });
  });

  it('takes the error code where it is complained of by itself, before that beside the status', () => {
    const seen = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: answered(404),
        mismatches: [
          mismatch(0, 'status', '404 One'),
          mismatch(0, 'error code', 'Two'),
          mismatch(0, 'code', 'Three'),
        ],
      }),
    );
    expect(seen).toEqual({ status: 404, code: 'Two', facets: new Map() });
  });

  it('has no code where a facet only looks like a status with one', () => {
    const seen = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: answered(200),
        mismatches: [mismatch(0, 'body', '404 NoSuchKey'), mismatch(0, 'status', '2000 X')],
      }),
    );
    expect(seen.code).toBeUndefined();
  });

  it('has no status where nothing came, and where no exchange is complained of', () => {
    const { target } = answered(200);
    const { response: _gone, ...silent } = target[0] ?? {};
    const failed = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: { target: [silent as CheckRecord['transcripts']['target'][number]], reference: [] },
        mismatches: [mismatch(0, 'status', 'reset')],
      }),
    );
    expect(failed).toEqual({ facets: new Map([['status', ['reset']]]) });
    const whole = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: answered(200),
        mismatches: [mismatch(-1, 'order', 'wrong')],
      }),
    );
    expect(whole).toEqual({ facets: new Map([['order', ['wrong']]]) });
    const beyond = shortCheck('a', 'fail', {
      transcripts: answered(),
      mismatches: [mismatch(3, 'body', 'b')],
    });
    expect(observedBehaviour(beyond)).toEqual({ facets: new Map([['body', ['b']]]) });
  });

  it('passes over what is about no exchange when it looks for the first', () => {
    const seen = observedBehaviour(
      shortCheck('a', 'fail', {
        transcripts: answered(200, 503),
        mismatches: [mismatch(-1, 'order', 'wrong'), mismatch(1, 'status', '503 SlowDown')],
      }),
    );
    expect([seen.status, seen.code]).toEqual([503, 'SlowDown']);
  });

  it('is what differs from the reference where nothing is wrong', () => {
    const seen = observedBehaviour(
      shortCheck('a', 'divergent', {
        transcripts: answered(204),
        divergences: [{ exchange: 0, facet: 'header x', reference: '1', target: '2' }],
      }),
    );
    expect(seen).toEqual({ status: 204, facets: new Map([['header x', ['2']]]) });
  });
});

describe('how that is not what is known', () => {
  const seen = (
    status: number | undefined,
    code: string | undefined,
    facets: Record<string, string[]> = {},
  ) => ({
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code }),
    facets: new Map(Object.entries(facets)),
  });

  it.each([
    [{}, seen(500, 'X', { body: ['b'] }), []],
    [{ status: 200 }, seen(200, undefined), []],
    [{ status: 200 }, seen(500, undefined), ['status is 500, known is 200']],
    [{ status: 200 }, seen(undefined, undefined), ['status is none, known is 200']],
    [{ code: 'No*' }, seen(404, 'NoSuchKey'), []],
    [{ code: 'No*' }, seen(404, 'Other'), ['wrong code is Other, known is No*']],
    [{ code: 'No*' }, seen(404, undefined), ['wrong code is none, known is No*']],
    [{ facets: {} }, seen(200, undefined, { body: ['b', 'c'] }), ['body is wrong too: b, c']],
    [{ facets: { body: ['a', 'b*'] } }, seen(200, undefined, { body: ['bcd', 'a'] }), []],
    [
      { facets: { body: ['a', 'b'] } },
      seen(200, undefined, { body: ['x', 'a', 'y'] }),
      ['body is x, y, known is a or b'],
    ],
    [{ facets: { body: ['a'] } }, seen(200, undefined), ['body is no longer wrong']],
    [{ facets: {} }, seen(200, undefined, { constructor: ['x'] }), ['constructor is wrong too: x']],
    [
      { status: 1, code: 'c', facets: { z: ['z'] } },
      seen(2, 'd', { body: ['b'] }),
      [
        'status is 2, known is 1',
        'wrong code is d, known is c',
        'body is wrong too: b',
        'z is no longer wrong',
      ],
    ],
  ])('%j, seen %j: %j', (known, what, differences) => {
    expect(behaviourDifferences(known, what)).toEqual(differences);
  });
});
