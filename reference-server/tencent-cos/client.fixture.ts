import { createHash } from 'node:crypto';
import { operationById } from '../../dialects/core/dialect.ts';
import { textAt, textsAt, valuesAt } from '../../dialects/core/document-access.ts';
import { type HeaderList, headerValue } from '../../dialects/core/headers.ts';
import type { RequestParts, WireRequest } from '../../dialects/core/request.ts';
import type { Credentials } from '../../dialects/core/signing.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { type ManualClock, manualClock } from '../store/clock.ts';
import { exchange, OWNER, type Reply, signedBy } from './exchange.fixture.ts';
import { type Reference, type ReferenceOptions, startReference } from './server.ts';

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
  readonly send: (operation: string, send?: Send) => Promise<Reply>;
  /** Sends exactly this. */
  readonly raw: (request: Partial<WireRequest> & { readonly host?: string }) => Promise<Reply>;
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
  const sent = (wire: WireRequest) => exchange(reference.port, wire);
  return {
    reference,
    clock,
    logged,
    send: (operation, send = {}) => sent(build(operation, send, clock.now(), reference.port)),
    raw: ({ method = 'GET', target = '/', headers = [], body = new Uint8Array(), host }) =>
      sent({
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
  const signed = as === ANONYMOUS ? wire : signedBy(as, id, wire, now, scheme);
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

/** Status and error code together, for one-line expectations. */
export function outcome({ outcome: said }: Reply): string {
  return said;
}

export { OWNER, textAt, textsAt, valuesAt };
