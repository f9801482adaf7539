import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { textAt, textsAt } from '../../../dialects/core/document-access.ts';
import { formBody } from '../../../dialects/core/form-body.ts';
import type { RequestParts } from '../../../dialects/core/request.ts';
import { live, OWNER, type SendOptions, STRANGER } from './live.fixture.ts';
import { slowly } from './slow.fixture.ts';

const directory = mkdtempSync(join(tmpdir(), 'interrupted-test-'));
const { send, signed, reference } = live({ directory, limits: { uploadBytes: 20_000_000 } });

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** More than is kept in memory. */
const LARGE = 9_000_000;

const open = (
  operation: string,
  parts: RequestParts,
  more: readonly (readonly [string, string])[],
  options?: SendOptions,
) => slowly(reference().port, signed(operation, parts, options), more);

function files(): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .length;
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let i = 0; i < 400; i++) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return false;
}

async function initiate(key: string): Promise<string> {
  const reply = await send('InitiateMultipartUpload', { key, query: [['uploads', null]] });
  return textAt(reply.document('InitiateMultipartUploadResult'), 'UploadId') ?? '';
}

describe('Expect: 100-continue', () => {
  const EXPECT = [
    ['Expect', '100-continue'],
    ['Content-Length', '4'],
  ] as const;

  it('is answered, and then the request', async () => {
    const exchange = await open('PutObject', { key: 'expected' }, EXPECT);
    expect(await exchange.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 100 /);
    exchange.write('body');
    expect(await exchange.until('HTTP/1.1 200 ')).toMatch(/ETag: "[0-9a-f]{32}"/i);
    exchange.drop();
    expect((await send('GetObject', { key: 'expected' })).text).toBe('body');
  });

  it.each([
    ['a caller without the right', { key: 'k' }, {}, { as: STRANGER }, '403'],
    ['nobody', { key: 'k' }, {}, { as: undefined }, '403'],
    ['a wrong secret', { key: 'k' }, {}, { as: { ...OWNER, secret: 'x' } }, '403'],
    ['a missing bucket', { bucket: 'none-1250000000' }, {}, {}, '404'],
    ['a key that is too long', { key: 'x'.repeat(851) }, {}, {}, '400'],
    ['metadata that is too large', { headers: [['x-cos-meta-a', 'x'.repeat(3000)]] }, {}, {}, '400'],
    ['a body that is too large', { key: 'k' }, { 'Content-Length': '20000001' }, {}, '400'],
  ] as [string, RequestParts, Record<string, string>, SendOptions, string][])(
    'is not answered for %s',
    async (_, parts, more, options, status) => {
      const headers = Object.entries({ ...Object.fromEntries(EXPECT), ...more });
      const exchange = await open('PutObject', parts, headers, options);
      const reply = await exchange.until('\r\n\r\n');
      expect(reply).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      exchange.drop();
    },
  );

  it('is not answered for parts of unknown uploads and appends that cannot succeed', async () => {
    const query = [['partNumber', '1'] as const, ['uploadId', 'nope'] as const];
    const part = await open('UploadPart', { query }, EXPECT);
    expect(await part.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 404 /);
    part.drop();
    const append = await open(
      'AppendObject',
      {
        key: 'new',
        query: [
          ['append', null],
          ['position', '5'],
        ],
      },
      EXPECT,
    );
    expect(await append.until('\r\n\r\n')).toMatch(/^HTTP\/1\.1 409 /);
    append.drop();
  });
});

describe('a request that is broken off', () => {
  const DECLARED = [['Content-Length', String(LARGE)]] as const;

  it('leaves the object it would have replaced, and no bytes', async () => {
    await send('PutObject', { key: 'kept', body: 'old' });
    const exchange = await open('PutObject', { key: 'kept' }, DECLARED);
    exchange.write(Buffer.alloc(LARGE - 1, 'x'));
    expect(await eventually(() => files() > 0)).toBe(true);
    exchange.drop();
    expect(await eventually(() => files() === 0)).toBe(true);
    expect((await send('GetObject', { key: 'kept' })).text).toBe('old');
  });

  it('is told so when the client still listens', async () => {
    const exchange = await open('PutObject', { key: 'short' }, DECLARED);
    exchange.write('x');
    exchange.socket.end();
    const reply = (await exchange.rest()).toString();
    expect(reply === '' || /^HTTP\/1\.1 400 /.test(reply)).toBe(true);
    expect((await send('HeadObject', { key: 'short' })).status).toBe(404);
  });

  it('leaves the parts of an upload as they were', async () => {
    const uploadId = await initiate('part');
    const query = [['partNumber', '1'] as const, ['uploadId', uploadId] as const];
    await send('UploadPart', { key: 'part', query, body: 'old' });
    const exchange = await open('UploadPart', { key: 'part', query }, DECLARED);
    exchange.write(Buffer.alloc(LARGE - 1, 'x'));
    expect(await eventually(() => files() > 0)).toBe(true);
    exchange.drop();
    expect(await eventually(() => files() === 0)).toBe(true);
    const listed = await send('ListParts', { key: 'part', query: [['uploadId', uploadId]] });
    expect(textsAt(listed.document('ListPartsResult'), 'Part.Size')).toEqual(['3']);
  });

  it('leaves nothing of a form', async () => {
    const built = formBody([['key', 'form']], { filename: 'a', content: Buffer.alloc(LARGE, 'x') });
    const request = signed('PostObject', built);
    const length = [['Content-Length', String(request.body.length)]] as const;
    const exchange = await slowly(reference().port, request, length);
    exchange.write(request.body.subarray(0, -1000));
    expect(await eventually(() => files() > 0)).toBe(true);
    exchange.drop();
    expect(await eventually(() => files() === 0)).toBe(true);
    expect((await send('HeadObject', { key: 'form' })).status).toBe(404);
  });
});

describe('what happens meanwhile', () => {
  it('a reader of an object that is replaced or deleted gets the old one to its end', async () => {
    for (const change of ['PutObject', 'DeleteObject']) {
      const old = Buffer.alloc(LARGE, change);
      await send('PutObject', { key: 'read', body: old });
      const exchange = await open('GetObject', { key: 'read' }, [['Connection', 'close']]);
      await exchange.until('\r\n\r\n');
      exchange.socket.pause();
      expect(
        (await send(change, { key: 'read', body: change === 'PutObject' ? 'new' : '' })).status,
      ).toBeLessThan(300);
      exchange.socket.resume();
      const received = await exchange.rest();
      expect(received.subarray(received.indexOf('\r\n\r\n') + 4).equals(old)).toBe(true);
      expect((await send('GetObject', { key: 'read' })).text).not.toContain(change);
    }
    await send('DeleteObject', { key: 'read' });
    expect(await eventually(() => files() === 0)).toBe(true);
  });

  it('writers at once leave one whole object', async () => {
    const bodies = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(200_000));
    await Promise.all(bodies.map((body) => send('PutObject', { key: 'writers', body })));
    expect(bodies).toContain((await send('GetObject', { key: 'writers' })).text);
  });

  it('a part of an upload that is aborted is refused', async () => {
    const uploadId = await initiate('abort');
    const query = [['partNumber', '1'] as const, ['uploadId', uploadId] as const];
    const exchange = await open('UploadPart', { key: 'abort', query }, [
      ['Content-Length', '4'],
      ['Expect', '100-continue'],
    ]);
    await exchange.until('100 Continue');
    expect(
      (await send('AbortMultipartUpload', { key: 'abort', query: [['uploadId', uploadId]] })).status,
    ).toBe(204);
    exchange.write('body');
    expect(await exchange.until('</Error>')).toContain('<Code>NoSuchUpload</Code>');
    exchange.drop();
  });

  it('an object for a bucket that is deleted is refused', async () => {
    const bucket = 'short-1250000000';
    await send('PutBucket', { bucket });
    const exchange = await open('PutObject', { bucket, key: 'k' }, [
      ['Content-Length', '4'],
      ['Expect', '100-continue'],
    ]);
    await exchange.until('100 Continue');
    expect((await send('DeleteBucket', { bucket })).status).toBe(204);
    exchange.write('body');
    expect(await exchange.until('</Error>')).toContain('<Code>NoSuchBucket</Code>');
    exchange.drop();
  });
});
