import { request } from 'node:http';
import COS from 'cos-nodejs-sdk-v5';
import { startServe } from './serve-process.ts';

/** The account that owns the bucket of the tests. */
export const account = '1250000000';
/** Its credentials, as the SDK calls them. */
export const SecretId = 'AKIDinterop';
const SecretKey = 'interop-secret';
export const Region = 'ap-beijing';
export const Bucket = `interop-${account}`;
/** Where the SDK finds that bucket. */
export const at = { Bucket, Region } as const;

/** What the server answered to a request without credentials. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A server with two accounts, and the SDK as their client. */
export interface TencentCosServer {
  /** Of the account that owns the bucket. */
  readonly cos: COS;
  /** Of the other account. */
  readonly stranger: COS;
  /** Takes an id and a key and returns a client that signs with them. */
  readonly client: (id: string, key: string) => COS;
  /** Sends a request without credentials to the virtual host of the bucket. Returns the answer. */
  readonly plain: (
    method: string,
    path: string,
    headers?: Record<string, string>,
    body?: Buffer,
  ) => Promise<PlainAnswer>;
  readonly stop: () => Promise<void>;
}

/** Starts `bucketproof serve` with two accounts and makes the bucket. Returns the server with its clients. */
export async function startTencentCos(): Promise<TencentCosServer> {
  const server = await startServe(
    '--identity',
    `${SecretId}:${SecretKey}:${account}`,
    'AKIDother:other-secret:1250000001',
  );
  const client = (id: string, key: string): COS =>
    new COS({
      SecretId: id,
      SecretKey: key,
      Protocol: 'http:',
      Ip: server.host,
      ServiceDomain: 'service.cos.myqcloud.com',
    });
  const cos = client(SecretId, SecretKey);
  await cos.putBucket(at);
  return {
    cos,
    stranger: client('AKIDother', 'other-secret'),
    client,
    plain: (...args) => plain(server.host, ...args),
    stop: server.stop,
  };
}

function plain(
  server: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: Buffer = Buffer.alloc(0),
): Promise<PlainAnswer> {
  const [host = '', port = ''] = server.split(':');
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host, port, method, path, headers: { Host: `${Bucket}.cos.${Region}.myqcloud.com`, ...headers } },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
