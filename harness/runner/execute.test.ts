import { describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { CheckRecord } from '../../reports/record.ts';
import { validateRecord } from '../../reports/validate-record.ts';
import { type Check, CheckInconclusive } from '../check/check.ts';
import { openLeases } from '../session/leases.ts';
import { type Answer, bucketServer } from '../session/testing/bucket-server.ts';
import { TEST_SECRET, testSession, testTarget } from '../session/testing/test-session.ts';
import type { Target } from '../target/target.ts';
import { exchangeRecorder } from './exchange-record.ts';
import { execute, type Seat } from './execute.ts';
import { testCheck } from './testing/test-check.ts';

/** Answers every GET with that. */
const answering =
  (status: number, headers: Record<string, string> = {}, body = ''): Answer =>
  ({ method }, response) => {
    if (method !== 'GET') return false;
    response.writeHead(status, headers).end(body);
    return true;
  };

const soundly = answering(200);
const wrongly = answering(404);

interface Servers {
  readonly target?: Answer;
  /** Without one there is no comparison. */
  readonly reference?: Answer;
  readonly settings?: Partial<Target>;
}

async function recordOf(check: Check, { target, reference, settings }: Servers): Promise<CheckRecord> {
  await using ours = await bucketServer(target);
  await using theirs = await bucketServer(reference);
  const seat = (endpoint: URL, role: 'target' | 'reference'): Seat => {
    const session = testSession(endpoint, { role, ...(settings ? { target: settings } : {}) });
    return {
      session,
      leases: openLeases(session),
      record: exchangeRecorder(dialect, [testTarget(endpoint, settings)]),
    };
  };
  const bench = {
    dialect,
    target: seat(ours.endpoint, 'target'),
    reference: reference && seat(theirs.endpoint, 'reference'),
  };
  try {
    const record = await execute(bench, check);
    expect(validateRecord(record)).toMatchObject({ valid: true });
    return record;
  } finally {
    await bench.target.session.close();
    await bench.reference?.session.close();
  }
}

const reads = testCheck(async (t) => {
  t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200 });
});

describe('the outcome of a check', () => {
  it.each([
    ['pass', false, soundly, soundly],
    ['fail', false, wrongly, soundly],
    ['fail', true, wrongly, wrongly],
    ['pass', true, soundly, wrongly],
    ['divergent', false, answering(200, { 'X-New': '1' }), soundly],
  ] as const)('is %s, and the reference failing %s', async (outcome, referenceFailed, target, reference) => {
    const record = await recordOf(reads, { target, reference });
    expect([record.outcome, record.referenceFailed]).toEqual([outcome, referenceFailed]);
    expect(record.transcripts.reference).toHaveLength(1);
    expect(record.referenceProblem).toBe(referenceFailed ? 'status: expected 200, got 404' : undefined);
  });

  it('keeps both oracles apart', async () => {
    const record = await recordOf(reads, { target: wrongly, reference: soundly });
    expect(record.mismatches).toEqual([{ exchange: 0, facet: 'status', expected: '200', got: '404' }]);
    expect(record.divergences).toEqual([{ exchange: 0, facet: 'status', reference: '200', target: '404' }]);
  });

  it('rests on the documentation alone without a reference', async () => {
    const record = await recordOf(reads, { target: answering(200, { 'X-New': '1' }) });
    expect([record.outcome, record.divergences, record.transcripts.reference]).toEqual(['pass', [], []]);
  });

  it('is the same whoever wins a race', async () => {
    const record = await recordOf(
      { ...reads, racing: true },
      { target: answering(200, { 'X-New': '1' }), reference: soundly },
    );
    expect(record.outcome).toBe('pass');
  });

  it('is inconclusive when the check breaks down, and our mistake on both sides', async () => {
    const broken = testCheck(() => Promise.reject(new Error('broken')));
    const record = await recordOf(broken, { target: soundly, reference: soundly });
    expect(record).toMatchObject({
      outcome: 'inconclusive',
      reason: { code: 'check-error', message: 'Error: broken' },
      referenceFailed: true,
      referenceProblem: 'check-error: Error: broken',
    });
  });

  it('is inconclusive when nothing was judged', async () => {
    const record = await recordOf(
      testCheck(() => Promise.resolve()),
      { target: soundly },
    );
    expect(record).toMatchObject({ outcome: 'inconclusive', reason: { code: 'check-error' } });
  });

  it('stays a failure when the check breaks down over what it has seen, and says both', async () => {
    const record = await recordOf(
      testCheck(async (t) => {
        if (!t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200 }))
          throw new TypeError('after');
      }),
      { target: wrongly, reference: soundly },
    );
    expect(record).toMatchObject({
      outcome: 'fail',
      mismatches: [{ facet: 'status' }],
      reason: { code: 'check-error', message: 'TypeError: after' },
      referenceFailed: false,
    });
  });

  it('compares nothing with a reference that broke off', async () => {
    const { outcome, divergences, referenceFailed } = await recordOf(
      testCheck(async (t) => {
        const exchange = await t.send({ op: 'GetObject', key: t.key() });
        t.expect(exchange, { status: [200, 404] });
        if (exchange.response?.status === 404) throw new CheckInconclusive('setup-failed', 'no object');
      }),
      { target: soundly, reference: wrongly },
    );
    expect([outcome, divergences, referenceFailed]).toEqual(['pass', [], true]);
  });
});

describe('a check that is skipped', () => {
  it('says which identity is missing', async () => {
    const { outcome, reason, transcripts } = await recordOf(
      { ...reads, needs: ['secondIdentity'] },
      { target: soundly },
    );
    expect([outcome, reason?.code]).toEqual(['skipped', 'needs-second-identity']);
    expect(transcripts.target).toEqual([]);
  });

  it('says which feature was declared absent', async () => {
    const settings = { features: { versioning: false } };
    const versioned = { ...reads, needs: ['versioning'] };
    expect((await recordOf(versioned, { target: soundly, settings })).reason?.code).toBe(
      'feature-versioning',
    );
    expect((await recordOf(versioned, { target: soundly })).outcome).toBe('pass');
  });
});

describe('the texts of a record', () => {
  /** Says back what it was sent, in a header, in the status line's place of an error document, and in the body. */
  const echo: Answer = ({ method, headers }, response) => {
    if (method !== 'GET') return false;
    const { authorization = '' } = headers;
    const xml = `<Error><Code>${authorization.replaceAll('&', '&amp;')} ${TEST_SECRET}</Code></Error>`;
    response.writeHead(403, { 'X-Echo': `${authorization} ${TEST_SECRET}` }).end(xml);
    return true;
  };
  const judged = testCheck(async (t) => {
    const exchange = await t.send({ op: 'GetObject', key: t.key() });
    t.expect(exchange, { status: 200, headers: { 'x-echo': { absent: true } }, body: 'a' });
    t.compare(exchange, 'echo', '', t.header(exchange, 'x-echo'));
    throw new Error(`broken by ${t.header(exchange, 'x-echo')}`);
  });

  it('hold neither secrets nor the signature that was made with them', async () => {
    const record = await recordOf(judged, { target: echo, reference: soundly });
    expect(record.mismatches.map(({ facet }) => facet)).toEqual(['status', 'header x-echo', 'body', 'echo']);
    const text = JSON.stringify(record);
    expect(text).not.toContain(TEST_SECRET);
    expect(text).not.toMatch(/q-signature=[0-9a-f]{8}/);
    expect(text).toContain('q-signature=‹redacted›');
    expect(record.reason?.message).toContain('‹redacted›');
  });

  it('hold no part of a secret that stands where a text is cut', async () => {
    for (const filler of [370, 380, 390, 395]) {
      const record = await recordOf(
        testCheck(async (t) => {
          const exchange = await t.send({ op: 'GetObject', key: t.key() });
          t.expect(exchange, { status: 200, headers: { 'x-long': { absent: true } } });
        }),
        { target: answering(200, { 'X-Long': 'x'.repeat(filler) + TEST_SECRET + 'y'.repeat(400) }) },
      );
      expect(record.mismatches[0]?.got).not.toContain(TEST_SECRET.slice(0, 8));
    }
  });

  it('are bounded, whatever a target sends', async () => {
    const long = 'z'.repeat(50_000);
    const { mismatches, divergences } = await recordOf(
      testCheck(async (t) => {
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
          status: 404,
          headers: { 'x-long': { absent: true } },
          document: 'Error',
          values: { Code: 'a' },
        });
      }),
      {
        target: answering(200, { 'X-Long': long }, `<Error><Code>${long}</Code><${long}/></Error>`),
        reference: soundly,
      },
    );
    expect(mismatches.length).toBeGreaterThan(2);
    expect(divergences.length).toBeGreaterThan(2);
    expect(JSON.stringify([mismatches, divergences]).length).toBeLessThan(30_000);
  });
});
