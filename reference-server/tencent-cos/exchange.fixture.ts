import { type ClientRequest, request as httpRequest } from 'node:http';
import { expect } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { textAt } from '../../dialects/core/document-access.ts';
import { type DocumentValue, readDocument } from '../../dialects/core/document-read.ts';
import { type HeaderList, headerValue, headerValues, withoutHeader } from '../../dialects/core/headers.ts';
import type { WireRequest } from '../../dialects/core/request.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { parseXml } from '../../dialects/core/xml-tree.ts';
import { type DocumentName, documents } from '../../dialects/tencent-cos/documents/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';

/** Account the buckets of tests belong to, and its key. */
export const OWNER: Credentials = {
  keyId: 'AKIDowner',
  secret: 'owner-secret',
  account: '1250000000',
  uin: '100000000001',
};

/** A response with everything tests look at. */
export interface Reply {
  readonly status: number;
  /** First value of a header field, or undefined; fails when the field is repeated. */
  readonly header: (name: string) => string | undefined;
  readonly headers: HeaderList;
  readonly body: Buffer;
  readonly text: string;
  /** The XML document of that name in the body; fails when the body departs from its description. */
  readonly document: (name: DocumentName) => DocumentValue;
  /** `404 NoSuchKey` for errors, `200` for everything else. */
  readonly outcome: string;
}

/** Whether Content-Length or chunks tell how long a body is, or nothing does. */
export type BodyFraming = 'length' | 'chunked' | 'none';

/** A request as its sender signs it, valid from a minute before `now` to ten minutes after (ms since the epoch). */
export function signedBy(
  credentials: Credentials,
  operation: string,
  wire: WireRequest,
  now: number,
  scheme = 'header',
): WireRequest {
  const second = Math.floor(now / 1000);
  const options = { scheme, notBefore: second - 60, notAfter: second + 600 };
  const { signer } = tencentCos;
  if (operationById(tencentCos, operation).authentication !== 'form') {
    return signer.sign(wire, credentials, options);
  }
  return signer.signForm?.(wire, credentials, options) ?? wire;
}

/** Sends a request as it stands, on a connection of its own, and reads the whole response. */
export function exchange(port: number, wire: WireRequest, framing: BodyFraming = 'length'): Promise<Reply> {
  // Header values are text here and bytes on the wire.
  const headers = framed(wire, framing).flatMap(([name, value]) => [name, toBytes(value)]);
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

function framed({ method, headers, body }: WireRequest, framing: BodyFraming): HeaderList {
  const given = withoutHeader(headers, 'connection');
  if (framing === 'chunked') return [...given, ['Transfer-Encoding', 'chunked']];
  const isFramed = ['content-length', 'transfer-encoding'].some(
    (name) => headerValue(headers, name) !== undefined,
  );
  const hasBody = body.length > 0 || method === 'PUT' || method === 'POST';
  return hasBody && !isFramed ? [...given, ['Content-Length', String(body.length)]] : given;
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
    text: body.toString(),
    document,
    outcome: `${status}${code}`,
  };
}
