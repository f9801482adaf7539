import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange, ReceivedResponse } from '../transport/exchange.ts';
import { prepare, sampleRequest } from './prepare.ts';
import { testSession } from './testing/test-session.ts';

const session = testSession('http://127.0.0.1:9');

/** Answers of a server that does everything it is asked. */
const obliging = (spec: RequestSpec): Partial<ReceivedResponse> => {
  if (spec.op === 'InitiateMultipartUpload') {
    return {
      body: Buffer.from(
        '<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u1</UploadId></InitiateMultipartUploadResult>',
      ),
    };
  }
  return spec.op === 'UploadPart' ? { headers: [['ETag', '"e1"']] } : {};
};

async function prepared(operation: string, answer = obliging, of = session) {
  const sent: RequestSpec[] = [];
  const setup = (spec: RequestSpec): Promise<Exchange> => {
    sent.push(spec);
    return Promise.resolve({
      request: { method: '', target: '/', headers: [], body: new Uint8Array(), transport: 'undici' },
      response: {
        httpVersion: '1.1',
        status: 200,
        reason: '',
        headers: [],
        body: new Uint8Array(),
        framing: 'none',
        interim: [],
        ...answer(spec),
      },
      startedAt: 0,
      durationMs: 0,
      waitedMs: 0,
    });
  };
  const names = { bucket: 'b', key: 'p/object', sourceKey: 'p/source', freshBucket: () => 'fresh' };
  const fixture = await prepare(of, setup, operationById(dialect, operation), names);
  return { fixture, sent, ops: sent.map(({ op, key }) => [op, key]) };
}

describe('prepare', () => {
  it('needs nothing where the operation needs nothing', async () => {
    expect((await prepared('GetService')).ops).toEqual([]);
    expect((await prepared('HeadBucket')).ops).toEqual([]);
  });

  it('names a bucket that is not in use for an operation that makes one', async () => {
    expect((await prepared('PutBucket')).fixture.bucket).toBe('fresh');
    expect((await prepared('HeadBucket')).fixture.bucket).toBe('b');
  });

  it('puts an object, and another one to copy from', async () => {
    expect((await prepared('GetObject')).ops).toEqual([['PutObject', 'p/object']]);
    expect((await prepared('PutObjectCopy')).ops).toContainEqual(['PutObject', 'p/source']);
  });

  it('starts an upload and hands on its id and that of its part', async () => {
    const { fixture, ops } = await prepared('CompleteMultipartUpload');
    expect(ops.map(([op]) => op)).toEqual(['InitiateMultipartUpload', 'UploadPart']);
    expect([fixture.uploadId, fixture.partETag]).toEqual(['u1', '"e1"']);
  });

  it('sends the preparations of an operation last, in their order', async () => {
    const operation = dialect.operations.find(({ prepare: ids = [] }) => ids.length > 0);
    if (!operation) throw new Error('no operation has preparations');
    const { ops } = await prepared(operation.id);
    expect(ops.map(([op]) => op).slice(-(operation.prepare ?? []).length)).toEqual(operation.prepare);
  });

  it('cannot be judged by a server that names neither upload nor part', async () => {
    await expect(prepared('UploadPart', () => ({}))).rejects.toMatchObject({ code: 'setup-failed' });
    const noETag = (spec: RequestSpec) => (spec.op === 'UploadPart' ? {} : obliging(spec));
    await expect(prepared('CompleteMultipartUpload', noETag)).rejects.toThrow(
      /ETag of a part was needed first/,
    );
  });

  it('calls a precondition nobody described a mistake of ours', async () => {
    const without = { ...session, dialect: { ...dialect, preparations: {} } };
    await expect(prepared('UploadPart', obliging, without)).rejects.toThrow(
      /does not say how upload comes about/,
    );
  });

  it('prepares every operation of the dialect with requests the dialect knows', async () => {
    for (const operation of dialect.operations) {
      const { fixture, sent } = await prepared(operation.id);
      for (const { op } of sent) expect(operationById(dialect, op).id).toBe(op);
      expect(sampleRequest(operation, fixture).op).toBe(operation.id);
    }
  });
});
