import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A target that says everything it was told, and every secret it should not know, wherever a response has room. */
export interface Telltale {
  readonly url: string;
  /** Every signature that a request carried. */
  readonly signatures: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** The ways in which a text may be written that still give it away. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const each = (write: (byte: number) => string): string => [...bytes].map(write).join('');
  const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
  return [
    secret,
    ...[0, 1, 2].flatMap((before) => {
      const text = Buffer.concat([Buffer.alloc(before, 'x'), bytes]).toString('base64');
      return [text, text.replaceAll('+', '-').replaceAll('/', '_')];
    }),
    Buffer.from(`id:${secret}:end`).toString('base64'),
    each((byte) => `%${hex(byte)}`),
    each((byte) => `%${hex(byte).toUpperCase()}`),
    each((byte) => `%25${hex(byte)}`),
    each(hex),
    each(hex).toUpperCase(),
    each((byte) => `\\u00${hex(byte)}`),
    each((byte) => `&#x${hex(byte)};`),
    each((byte) => `&#${byte};`),
  ];
}

/** What none of those forms may leave behind: in base64, what depends on the secret and not on its neighbours. */
export function tracesOf(secret: string): string[] {
  const inner = [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(secret)]);
    const text = bytes.toString('base64').replace(/=+$/, '');
    return text.slice([0, 2, 3][before], bytes.length % 3 === 0 ? text.length : -1);
  });
  return [...formsOf(secret), ...inner];
}

/** Starts a telltale. What its answers are follows from the order of the requests. */
export async function startTelltale(secrets: readonly string[]): Promise<Telltale> {
  const signatures = new Set<string>();
  const told = secrets.flatMap(formsOf);
  let answered = 0;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    for (const [, found = ''] of `${request.headers.authorization} ${request.url} ${body}`.matchAll(
      /q-signature(?:=|"\r\n\r\n)([0-9a-f]{40})/g,
    )) {
      signatures.add(found);
    }
    const echo = [request.method, request.url, ...request.rawHeaders, body].join('\n');
    const turn = answered++;
    told.forEach((text, index) => {
      response.setHeader(`x-told-${index}`, text);
    });
    response.setHeader('ETag', `"${secrets[turn % secrets.length]}"`);
    response.setHeader(
      'x-echo',
      Buffer.from(echo)
        .toString('latin1')
        .replace(/[^\x20-\x7e]/g, ' ')
        .slice(0, 8000),
    );
    response.statusMessage = `told ${secrets[turn % secrets.length]}`;
    response.writeHead(statusOf(request, turn));
    response.end(documentOf(request, told, echo));
  };
  // A client that goes away in the middle is none of our business.
  const server = createServer((request, response) => void answer(request, response).catch(() => undefined));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signatures,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

/** Buckets can be made and one in ten cannot be removed; for the rest every kind of answer comes up. */
function statusOf({ method, url = '', headers }: IncomingMessage, turn: number): number {
  if (url === '/') return method === 'DELETE' && /^bp-\w+-[0-3]/.test(headers.host ?? '') ? 409 : 200;
  return [200, 200, 200, 404, 403, 500][turn % 6] ?? 200;
}

function documentOf({ method, url = '' }: IncomingMessage, told: readonly string[], echo: string): string {
  const text = (from: string): string => from.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const all = [...told, echo].map(text);
  if (method === 'GET' && url === '/') {
    const buckets = told
      .map(
        (name) =>
          `<Bucket><Name>${text(name)}</Name><Location>${text(name)}</Location><CreateDate>2016-09-13 15:20:15</CreateDate></Bucket>`,
      )
      .join('');
    return `<ListAllMyBucketsResult><Owner><ID>${all[0]}</ID><DisplayName>${all[1]}</DisplayName></Owner><Buckets>${buckets}</Buckets></ListAllMyBucketsResult>`;
  }
  if (url.includes('uploads')) {
    return `<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>${all[0]}</UploadId></InitiateMultipartUploadResult>`;
  }
  if (method === 'GET' && url.startsWith('/?')) {
    const keys = all
      .slice(0, 3)
      .map((key) => `<Contents><Key>${key}</Key></Contents>`)
      .join('');
    return `<ListBucketResult><IsTruncated>false</IsTruncated>${keys}</ListBucketResult>`;
  }
  return `<Error><Code>${all[0]}</Code><Message>${all.join('\n')}</Message></Error>`;
}
