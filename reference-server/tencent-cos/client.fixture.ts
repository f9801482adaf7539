import { createHash } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { operationById } from '../../dialects/core/dialect.ts';
import { textAt, textsAt, valuesAt } from '../../dialects/core/document-access.ts';
import { type DocumentValue, readDocument } from '../../dialects/core/document-read.ts';
import { type HeaderList, headerValue, withoutHeader } from '../../dialects/core/headers.ts';
import type { RequestParts, WireRequest } from '../../dialects/core/request.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { parseXml } from '../../dialects/core/xml-tree.ts';
import { type DocumentName, documents } from '../../dialects/tencent-cos/documents/index.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { type ManualClock, manualClock } from '../store/clock.ts';
import { type Reference, type ReferenceOptions, startReference } from './server.ts';

export const OWNER: Credentials = {
  keyId: 'AKIDowner',
  secret: 'owner-secret',
  account: '1250000000',
  uin: '100000000001',
};
export const OTHER: Credentials = {
  keyId: 'AKIDother',
  secret: 'other-secret',
  account: '1250000001',
  uin: '100000000002',
};
/** A user of the other account. */
export const OTHER_USER: Credentials = {
  ...OTHER,
  keyId: 'AKIDsub',
  secret: 'sub-secret',
  subUin: '100000000003',
};
export const ANONYMOUS = 'anonymous';

export const BUCKET = 'bucket-1250000000';
export const START = Date.UTC(2024, 0, 15, 12, 30, 15, 250);

/** A response with everything tests look at. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly text: string;
  /** The body read as `name`, which has to be what the documentation says it is. */
  readonly document: (name: DocumentName) => DocumentValue;
  /** Code of an error document. */
  readonly code: string | undefined;
}

/** How a request departs from what is usual. */
export interface Send extends RequestParts {
  readonly as?: Credentials | typeof ANONYMOUS | undefined;
  readonly scheme?: string | undefined;
  /** False leaves out Content-MD5, which otherwise goes with every document. */
  readonly md5?: boolean | undefined;
  /** Changes the request after it was signed. */
  readonly tamper?: ((request: WireRequest) => WireRequest) | undefined;
  readonly style?: 'virtual-host' | 'path' | undefined;
}

/** A server and a client that talks to it over HTTP. */
export interface Client {
  readonly reference: Reference;
  readonly clock: ManualClock;
  readonly logged: string[];
  /** Sends the operation to `BUCKET` unless another is named, with its sub-resources, signed by `OWNER`. */
  readonly send: (operation: string, send?: Send) => Promise<Answer>;
  /** Sends exactly this. */
  readonly raw: (request: Partial<WireRequest> & { readonly host?: string }) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Starts a server for one test file. */
export async function startClient(options: ReferenceOptions = {}): Promise<Client> {
  const clock = manualClock(START);
  const logged: string[] = [];
  const reference = await startReference({
    identities: [OWNER, OTHER, OTHER_USER],
    clock,
    seed: 'test',
    log: (message, error) => logged.push(`${message}: ${error}`),
    ...options,
  });
  const exchange = (wire: WireRequest) => roundTrip(reference.port, wire);
  return {
    reference,
    clock,
    logged,
    send: (operation, send = {}) => exchange(build(operation, send, clock.now(), reference.port)),
    raw: ({ method = 'GET', target = '/', headers = [], body = new Uint8Array(), host }) =>
      exchange({
        method,
        target,
        headers: host === undefined ? headers : [['Host', host], ...headers],
        body,
      }),
    close: () => reference.close(),
  };
}

function build(id: string, send: Send, now: number, port: number): WireRequest {
  const operation = operationById(tencentCos, id);
  const { as = OWNER, scheme = 'header', style = 'virtual-host' } = send;
  const body = send.body ?? '';
  const query = send.query ?? operation.subresources.map((name) => [name, null] as const);
  const wire = tencentCos.address(
    operation,
    {
      ...send,
      query,
      bucket: send.bucket ?? BUCKET,
      headers: [...digest(operation.body.kind, body, send), ...(send.headers ?? [])],
    },
    {
      style,
      hostSuffix: style === 'path' ? `127.0.0.1:${port}` : 'cos.ap-beijing.myqcloud.com',
      serviceHost: 'service.cos.myqcloud.com',
      region: 'ap-beijing',
    },
  );
  const second = Math.floor(now / 1000);
  const signed =
    as === ANONYMOUS
      ? wire
      : tencentCos.signer.sign(wire, as, { scheme, notBefore: second - 60, notAfter: second + 600 });
  return send.tamper?.(signed) ?? signed;
}

function digest(kind: string, body: Uint8Array | string, { md5, headers = [] }: Send): HeaderList {
  if (
    kind !== 'xml' ||
    md5 === false ||
    body.length === 0 ||
    headerValue(headers, 'content-md5') !== undefined
  )
    return [];
  return [['Content-MD5', createHash('md5').update(body).digest('base64')]];
}

function roundTrip(port: number, { method, target, headers, body }: WireRequest): Promise<Answer> {
  const length =
    body.length > 0 || ['PUT', 'POST'].includes(method) ? [['Content-Length', String(body.length)]] : [];
  const given = headerValue(headers, 'transfer-encoding') ?? headerValue(headers, 'content-length');
  const all = [...withoutHeader(headers, 'connection'), ...(given === undefined ? length : [])];
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      port,
      host: '127.0.0.1',
      method,
      path: target,
      headers: all.flat(),
      agent: false,
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const content = Buffer.concat(chunks);
        resolve(answer(response.statusCode ?? 0, response.headers, response.rawHeaders, content));
      });
    });
    request.end(body);
  });
}

function answer(status: number, headers: IncomingHttpHeaders, rawHeaders: string[], body: Buffer): Answer {
  const text = body.toString();
  const document = (name: DocumentName): DocumentValue => {
    const { value, problems } = readDocument(documents[name], parseXml(text));
    if (problems.length > 0) throw new Error(`${JSON.stringify(problems)} in ${text}`);
    return value;
  };
  const code = status >= 400 && text !== '' ? textAt(document('Error'), 'Code') : undefined;
  return { status, headers, rawHeaders, body, text, document, code };
}

/** Status and error code together, for one-line expectations. */
export function outcome({ status, code }: Answer): string {
  return code === undefined ? String(status) : `${status} ${code}`;
}

export { textAt, textsAt, valuesAt };
