import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Exchange, ReceivedResponse } from '../../harness/transport/exchange.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { Judged } from './observation.ts';
import { transportOracle } from './transport.ts';

const answer = (of: Partial<ReceivedResponse> = {}): ReceivedResponse => ({
  httpVersion: '1.1',
  status: 200,
  reason: 'OK',
  headers: [['Content-Length', '3']],
  body: Buffer.from('abc'),
  framing: 'content-length',
  interim: [],
  ...of,
});
const cut: Exchange['failure'] = { kind: 'closed-early', message: 'closed' };

/** What the oracle says of an answer to so many requests on one connection. */
function rules(
  response: ReceivedResponse | undefined,
  failure: Exchange['failure'],
  requests: number,
  method = 'GET',
): string[] {
  const fuzzCase = sampleOf('GetObject');
  const made = rendered(fuzzCase);
  const { target, headers, body } = made.request;
  const exchange: Exchange = {
    request: { method, target, headers, body, transport: 'raw' },
    response,
    failure,
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
  const options = { responsesTo: Array.from({ length: requests }, () => method) };
  const judged: Judged = {
    dialect: tencentCos,
    operation: operationById(tencentCos, 'GetObject'),
    trial: {
      fuzzCase,
      target: exchange,
      reference: undefined,
      rendered: { ...made, raw: { bytes: new Uint8Array(), options } },
      ids: { target: [], reference: [] },
    },
    exchange,
    applied: [],
  };
  return transportOracle(judged).map(({ rule }) => rule);
}

describe('transportOracle', () => {
  it('objects to an answer that is cut off', () => {
    expect(rules(answer({ body: Buffer.from('ab') }), cut, 1)).toEqual(['incomplete']);
    expect(rules(answer({ body: Buffer.from('ab') }), cut, 2)).toEqual(['incomplete']);
  });

  it('does not take the answer that is missing for a part of the one before it', () => {
    expect(rules(answer(), cut, 2)).toEqual([]);
    expect(rules(answer(), cut, 1)).toEqual(['incomplete']);
    expect(
      rules(answer({ framing: 'none', headers: [], body: Buffer.alloc(0), status: 204 }), cut, 2),
    ).toEqual([]);
  });

  it('does not take the content of a refusal of HEAD for an answer that cannot be read', () => {
    const garbage: Exchange['failure'] = { kind: 'malformed-response', message: 'unreadable' };
    const refusal = answer({ status: 400, framing: 'none', body: Buffer.alloc(0) });
    expect(rules(refusal, garbage, 2, 'HEAD')).toEqual([]);
    expect(rules(refusal, garbage, 2, 'GET')).toEqual(['unreadable']);
    expect(rules({ ...refusal, status: 200 }, garbage, 2, 'HEAD')).toEqual(['unreadable']);
  });

  it('objects to what a whole answer has besides', () => {
    expect(rules(answer({ anomalies: ['bare-lf'] }), cut, 2)).toEqual(['anomaly-bare-lf']);
    expect(rules(answer(), undefined, 2)).toEqual([]);
  });
});
