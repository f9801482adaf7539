import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { runCheck } from '../runner/check-run.ts';
import { openLeases } from '../session/leases.ts';
import { bucketServer } from '../session/testing/bucket-server.ts';
import { testSession } from '../session/testing/test-session.ts';
import { buildChecks, type CheckDraft, type DeclaredCheck, suite } from './suite.ts';

const MUST = 'T-GETOBJ-01';
const LATER = dialect.claims.find(({ source }) => source.startsWith('beyond:'))?.id ?? '';

const scripted = (changes: Partial<CheckDraft> = {}): CheckDraft => ({
  id: 'slug',
  title: 'it is so',
  claims: [MUST],
  run: () => Promise.resolve(),
  ...changes,
});

function built(draft: CheckDraft, operation = 'GetObject', of: Dialect = dialect) {
  const [check] = buildChecks(of, [suite(operation, [draft])]);
  if (!check) throw new Error('one draft makes one check');
  return check;
}

describe('a check of a suite', () => {
  it('has its id from dialect, operation and slug', () => {
    expect(built(scripted()).id).toBe('tencent-cos/get-object/slug');
  });

  it('is as strong as the strongest claim it cites, unless it says less', () => {
    const levels = Object.fromEntries(dialect.claims.map(({ id, level }) => [level, id]));
    const { must = '', should = '', may = '' } = levels;
    expect(built(scripted({ claims: [may, should, must] })).level).toBe('must');
    expect(built(scripted({ claims: [may, should] })).level).toBe('should');
    expect(built(scripted({ claims: [must], level: 'should' })).level).toBe('should');
  });

  it('runs in the profiles of its claims that have the operation', () => {
    expect(built(scripted()).profiles).toEqual(['2018', 'current']);
    expect(built(scripted({ claims: [LATER] })).profiles).toEqual(['current']);
    expect(built(scripted(), 'GetObjectTagging').profiles).toEqual(['current']);
  });

  it('needs the feature of its operation and what it names itself, once', () => {
    expect(built(scripted({ needs: ['versioning', 'objectTagging'] }), 'GetObjectTagging').needs).toEqual([
      'objectTagging',
      'versioning',
    ]);
  });

  it('has a bucket to share unless it asks for another, or its operation addresses none', () => {
    expect(built(scripted()).lease).toBe('shared');
    expect(built(scripted(), 'GetService').lease).toBe('none');
    expect(built(scripted({ lease: 'own' })).lease).toBe('own');
  });

  it.each([
    [
      'claim of another dialect',
      scripted({ claims: ['X-01'] }),
      'GetObject',
      /cites X-01, which is no claim/,
    ],
    ['no claim', scripted({ claims: [] }), 'GetObject', /cites no claim/],
    ['operation nobody has', scripted(), 'NoSuch', /has no operation NoSuch/],
  ] as const)('is refused with a %s', (_what, draft, operation, message) => {
    expect(() => built(draft, operation)).toThrow(message);
  });
});

describe('a declared check', () => {
  const declared: DeclaredCheck = {
    id: 'slug',
    title: 'it is so',
    claims: [MUST],
    given: { objects: { object: 'text', other: { body: 'more', headers: { 'x-cos-meta-a': '1' } } } },
    send: { headers: { range: 'bytes=0-1' }, query: { versionId: '1' } },
    expect: { status: 206 },
  };

  async function ran(draft: CheckDraft, operation?: string) {
    await using server = await bucketServer();
    const session = testSession(server.endpoint);
    const run = await runCheck(session, openLeases(session), built(draft, operation));
    await session.close();
    return { run, sent: server.requests.filter(({ path }) => path !== '/') };
  }

  it('puts its objects, sends its request under its own prefix, and judges the answer', async () => {
    const { run, sent } = await ran(declared);
    expect(sent.map(({ method, path }) => `${method} ${path.replace(/^\/bp\/[^/]+\//, '…')}`)).toEqual([
      'PUT …object',
      'PUT …other',
      'GET …object?versionId=1',
    ]);
    expect(sent.map(({ body }) => body.toString())).toEqual(['text', 'more', '']);
    expect(sent[1]?.headers['x-cos-meta-a']).toBe('1');
    expect(sent[2]?.headers.range).toBe('bytes=0-1');
    expect(run.mismatches).toEqual([{ exchange: 2, facet: 'status', expected: '206', got: '200' }]);
    expect(run.exchanges.map(({ phase }) => phase)).toEqual(['setup', 'setup', 'act']);
  });

  it('may send another operation, and another key', async () => {
    const { sent } = await ran({ ...declared, given: {}, send: { op: 'HeadObject', key: 'other' } });
    expect(sent.map(({ method, path }) => [method, path.endsWith('/other')])).toEqual([['HEAD', true]]);
  });

  it('has no key where its operation addresses none', async () => {
    const { run } = await ran({ ...declared, given: {}, send: {} }, 'GetBucket');
    expect(run.exchanges.at(-1)?.exchange.request.target).toBe('/');
  });
});
