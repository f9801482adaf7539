import { describe, expect, it } from 'vitest';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { exchangeRecorder } from '../../harness/runner/exchange-record.ts';
import { TEST_SECRET, testTarget } from '../../harness/session/testing/test-session.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { fuzzRecordProblems } from '../../reports/fuzz/fuzz-file.ts';
import type { Observation } from '../oracles/observation.ts';
import { rendered, sampleOf } from '../testing/rendering.ts';
import type { Trial } from '../world/trial.ts';
import { findingRecord } from './finding.ts';

const deletion = rendered(sampleOf('DeleteObject'));
const reading = rendered(sampleOf('GetObject'));

function exchange({ request }: typeof deletion, status: number, body = ''): Exchange {
  return {
    request: { ...request, transport: 'undici' },
    response: {
      httpVersion: '1.1',
      status,
      reason: '',
      headers: [],
      body: Buffer.from(body),
      framing: 'content-length',
      interim: [],
    },
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
}

const trial: Trial = {
  fuzzCase: sampleOf('DeleteObject'),
  target: exchange(deletion, 204),
  reference: exchange(deletion, 204),
  rendered: deletion,
  after: {
    kind: 'probe',
    operation: 'GetObject',
    target: exchange(reading, 200, `left over ${TEST_SECRET}`),
    reference: exchange(reading, 404),
  },
  ids: { target: [], reference: [] },
};
const seen = (path: string): Observation => ({
  oracle: 'differential',
  rule: 'as-reference',
  grade: 'divergent',
  path,
  expected: '404 NoSuchKey',
  got: '200',
});
const recordOf = (path: string) =>
  findingRecord(
    trial,
    seen(path),
    { dialect: tencentCos, mutations: new Map(), names: { target: [], reference: [] } },
    exchangeRecorder(tencentCos, [testTarget('http://127.0.0.1:9')]),
    { confirmed: { same: 3, of: 3 }, found: { cases: 1, ms: 1, tried: 1 } },
  );

describe('the record of a finding', () => {
  it('has the request behind the case where that shows what is wrong, without secrets', () => {
    const record = recordOf('then GetObject: status:404 NoSuchKey→200');
    expect(record.evidence.target).toMatchObject({ operation: 'DeleteObject', response: { status: 204 } });
    expect(record.evidence.followUp).toMatchObject({
      target: { operation: 'GetObject', response: { status: 200 } },
      reference: { response: { status: 404 } },
    });
    expect(JSON.stringify(record)).not.toContain(TEST_SECRET);
    expect(fuzzRecordProblems(JSON.parse(JSON.stringify(record)))).toEqual([]);
  });

  it('has none where the answer to the case is what is wrong', () => {
    expect(recordOf('status:204→200').evidence.followUp).toBeUndefined();
  });
});
