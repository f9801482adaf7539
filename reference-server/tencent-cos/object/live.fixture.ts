import { type ClientRequest, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Addressing } from '../../../dialects/core/dialect.ts';
import { operationById } from '../../../dialects/core/dialect.ts';
import { textAt } from '../../../dialects/core/document-access.ts';
import { type DocumentValue, readDocument } from '../../../dialects/core/document-read.ts';
import { type HeaderList, headerValue, headerValues } from '../../../dialects/core/headers.ts';
import type { RequestParts, WireRequest } from '../../../dialects/core/request.ts';
import type { Credentials, SignOptions } from '../../../dialects/core/signing.ts';
import { parseXml } from '../../../dialects/core/xml-tree.ts';
import { type DocumentName, documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { type ManualClock, manualClock } from '../../store/clock.ts';
import { type Reference, type ReferenceOptions, startReference } from '../server.ts';

/** Account the buckets of tests belong to, and its key. */
export const OWNER: Credentials = {
  keyId: 'AKIDowner',
  secret: 'owner-secret',
  account: '1250000000',
  uin: '100000000001',
};

/** An account that owns nothing. */
export const STRANGER: Credentials = {
  keyId: 'AKIDstranger',
  secret: 'stranger-secret',
  account: '1250000009',
  uin: '100000000009',
};

export const BUCKET = 'b-1250000000';
/** A bucket of the same owner that everybody may read. */
export const OPEN_BUCKET = 'open-1250000000';
export const NOW = Date.parse('2024-03-01T12:00:00.500Z');

export const ADDRESSING: Addressing = {
  style: 'virtual-host',
  hostSuffix: 'cos.ap-beijing.myqcloud.com',
  serviceHost: 'service.cos.myqcloud.com',
  region: 'ap-beijing',
};

/** Who sends a request, and how it is framed. */
export interface SendOptions {
  /** Undefined is anonymous; absent is the owner of the buckets. */
  readonly as?: Credentials | undefined;
  readonly scheme?: string;
  /** Whether Content-Length or chunks tell how long the body is, or nothing does. */
  readonly framing?: 'length' | 'chunked' | 'none';
}

/** A response as tests look at it. */
export interface Reply {
  readonly status: number;
  /** First value of a header field, or undefined. */
  readonly header: (name: string) => string | undefined;
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly text: string;
  /** The XML document of that name in the body; fails when the body departs from its description. */
  readonly document: (name: DocumentName) => DocumentValue;
  /** `404 NoSuchKey` for errors, `200` for everything else. */
  readonly outcome: string;
}

/** A reference server of its own for the tests of a file. */
export interface Live {
  readonly reference: () => Reference;
  readonly clock: ManualClock;
  /** Sends an operation; bucket is `BUCKET` and key `k` unless `parts` says otherwise. */
  readonly send: (operation: string, parts?: RequestParts, options?: SendOptions) => Promise<Reply>;
  /** The request `send` would send, signed. */
  readonly signed: (operation: string, parts?: RequestParts, options?: SendOptions) => WireRequest;
}

/** Starts a server before the tests of the calling file and stops it after them. */
export function live(options: Omit<ReferenceOptions, 'clock' | 'identities'> = {}): Live {
  const clock = manualClock(NOW);
  let running: Reference | undefined;
  const failures: unknown[] = [];
  const reference = (): Reference => {
    if (running === undefined) throw new Error('the server is not up yet');
    return running;
  };
  const signed: Live['signed'] = (operation, parts = {}, how = {}) =>
    sign(operation, parts, 'as' in how ? how.as : OWNER, how.scheme ?? 'header', clock.now());
  const send: Live['send'] = (operation, parts = {}, how = {}) =>
    exchange(reference().port, signed(operation, parts, how), how.framing ?? 'length');
  beforeAll(async () => {
    running = await startReference({
      ...options,
      clock,
      identities: [OWNER, STRANGER],
      log: (_, error) => failures.push(error),
    });
    await send('PutBucket', { bucket: BUCKET });
    await send('PutBucket', { bucket: OPEN_BUCKET, headers: [['x-cos-acl', 'public-read']] });
  });
  afterAll(async () => {
    await running?.close();
    expect(failures).toEqual([]);
  });
  return { reference, clock, send, signed };
}

function sign(
  operationId: string,
  parts: RequestParts,
  credentials: Credentials | undefined,
  scheme: string,
  now: number,
): WireRequest {
  const operation = operationById(tencentCos, operationId);
  const wire = tencentCos.address(operation, { bucket: BUCKET, key: 'k', ...parts }, ADDRESSING);
  if (credentials === undefined) return wire;
  const second = Math.floor(now / 1000);
  const options: SignOptions = { scheme, notBefore: second - 60, notAfter: second + 600 };
  const { signer } = tencentCos;
  if (operation.authentication !== 'form') return signer.sign(wire, credentials, options);
  return signer.signForm?.(wire, credentials, options) ?? wire;
}

/** Sends a request as it stands and reads the whole response. */
export function exchange(
  port: number,
  wire: WireRequest,
  framing: SendOptions['framing'] = 'length',
): Promise<Reply> {
  const hasBody = wire.body.length > 0 || wire.method === 'PUT' || wire.method === 'POST';
  const framed =
    framing === 'chunked'
      ? [['Transfer-Encoding', 'chunked'] as const]
      : framing === 'length' && hasBody && headerValue(wire.headers, 'content-length') === undefined
        ? [['Content-Length', String(wire.body.length)] as const]
        : [];
  // Header values are text here and bytes on the wire.
  const headers = [...wire.headers, ...framed].flatMap(([name, value]) => [name, toBytes(value)]);
  return new Promise((resolve, reject) => {
    const where = { port, host: '127.0.0.1', method: wire.method, path: wire.target, agent: false } as const;
    const sending = httpRequest(framing === 'none' ? where : { ...where, headers });
    if (framing === 'none') sendWithoutFraming(sending, wire);
    else sending.end(wire.body);
    sending.on('error', reject);
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve(replyOf(response.statusCode ?? 0, response.rawHeaders, Buffer.concat(chunks))),
      );
    });
  });
}

/** Neither length nor chunks, which the client adds unless it is told twice. */
function sendWithoutFraming(sending: ClientRequest, { headers }: WireRequest): void {
  for (const [name, value] of headers) sending.setHeader(name, toBytes(value));
  for (const name of ['Content-Length', 'Transfer-Encoding']) sending.removeHeader(name);
  sending.end();
}

function toBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}

function replyOf(status: number, rawHeaders: readonly string[], body: Buffer): Reply {
  const headers = rawHeaders.flatMap((name, i) =>
    i % 2 === 0 ? [[name, Buffer.from(rawHeaders[i + 1] ?? '', 'latin1').toString()] as const] : [],
  );
  const text = body.toString();
  const document = (name: DocumentName): DocumentValue => {
    const { value, problems } = readDocument(documents[name], parseXml(body));
    expect(problems).toEqual([]);
    return value;
  };
  const code = status >= 400 && body.length > 0 ? ` ${textAt(document('Error'), 'Code')}` : '';
  return {
    status,
    headers,
    header: (name) => {
      const values = headerValues(headers, name);
      expect(values.length).toBeLessThan(2);
      return values[0];
    },
    body,
    text,
    document,
    outcome: `${status}${code}`,
  };
}
