import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../dialects/tencent-cos/operations/index.ts';
import { bindings } from './bindings.ts';
import { ANONYMOUS, BUCKET, type Client, OTHER, outcome, startClient, textAt } from './client.fixture.ts';
import { startReference } from './server.ts';

const HOST = `${BUCKET}.cos.ap-beijing.myqcloud.com`;
let client: Client;

beforeAll(async () => {
  client = await startClient();
  await client.send('PutBucket');
});
afterAll(() => client.close());

/** Sends bytes and collects whatever comes back until the server closes. */
function bytes(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(client.reference.port, '127.0.0.1');
    let got = '';
    socket.on('data', (chunk) => {
      got += chunk.toString('latin1');
    });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
    socket.write(Buffer.from(text, 'latin1'));
  });
}

describe('every response', () => {
  it('names the request, the server and the time', async () => {
    const answers = [
      await client.send('GetBucket'),
      await client.send('HeadBucket'),
      await client.send('GetBucket', { as: ANONYMOUS }),
      await client.raw({ method: 'PATCH', host: HOST }),
      await client.raw({ method: 'OPTIONS', host: HOST }),
      await client.raw({ host: 'bucket.cos.ap-beijing.myqcloud.com' }),
    ];
    for (const { header } of answers) {
      expect(header('server')).toBe('tencent-cos');
      expect(header('x-cos-request-id')).toMatch(/^[\w+/]{8,}=*$/);
      expect(header('date')).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    }
    expect(new Set(answers.map(({ header }) => header('x-cos-request-id'))).size).toBe(answers.length);
  });
});

describe('an error', () => {
  it('has a document that agrees with the headers', async () => {
    const answer = await client.send('GetBucket', { as: ANONYMOUS, query: [['prefix', '<&>']] });
    const error = answer.document('Error');
    expect(error).toEqual({
      Code: 'AccessDenied',
      Message: 'Access Denied.',
      Resource: `${HOST}/`,
      RequestId: answer.header('x-cos-request-id'),
      TraceId: answer.header('x-cos-trace-id'),
    });
    expect(answer.header('content-type')).toBe('application/xml');
  });

  it('is well-formed whatever was asked for', async () => {
    const answer = await client.raw({ host: HOST, target: '/%3C%26%22%27%00%0D%EF%BF%BE?a=<' });
    expect(textAt(answer.document('Error'), 'Resource')).toBe(`${HOST}/<&"'\uFFFD\r\uFFFD`);
  });

  it('tells the signer what was signed, and the late one the time', async () => {
    const wrong = await client.send('GetBucket', { as: { keyId: 'AKIDowner', secret: 'x', account: '1' } });
    expect(outcome(wrong)).toBe('403 SignatureDoesNotMatch');
    expect(textAt(wrong.document('Error'), 'FormatString')).toBe(`get\n/\n\nhost=${HOST}\n`);
    expect(textAt(wrong.document('Error'), 'StringToSign')).toMatch(/^sha1\n/);
    const signed = client.send('GetBucket', {
      tamper: (request) => {
        client.clock.advance(3_600_000);
        return request;
      },
    });
    const late = await signed;
    expect(outcome(late)).toBe('403 AccessDenied');
    expect(textAt(late.document('Error'), 'Message')).toBe('Request has expired');
    expect(textAt(late.document('Error'), 'ServerTime')).toBe('2024-01-15T13:30:15Z');
  });

  it('has no body for HEAD', async () => {
    const answer = await client.raw({ method: 'HEAD', host: HOST });
    expect([answer.status, answer.text]).toEqual([403, '']);
  });
});

describe('addressing', () => {
  it.each(['/?acl', '/?acl='])('takes %s for the sub-resource', async (target) => {
    const answer = await client.raw({ target, host: HOST });
    expect(outcome(answer)).toBe('403 AccessDenied');
    const signed = await client.send('GetBucketAcl', { query: [['acl', target.endsWith('=') ? '' : null]] });
    expect(outcome(signed)).toBe('200');
  });

  it('serves a bucket under the host of any region', async () => {
    const elsewhere = ['Host', HOST.replace('ap-beijing', 'eu-frankfurt')] as const;
    expect(outcome(await client.send('HeadBucket', { headers: [elsewhere] }))).toBe('200');
  });

  it('takes path style and absolute targets', async () => {
    expect(outcome(await client.send('GetBucket', { style: 'path' }))).toBe('200');
    const proxied = await client.send('GetBucket', {
      tamper: (request) => ({ ...request, target: `http://${HOST}/` }),
    });
    expect(outcome(proxied)).toBe('200');
  });

  it.each([
    ['bucket.cos.ap-beijing.myqcloud.com', '400 MissingAppid'],
    ['a b', '400 InvalidArgument'],
  ])('refuses host %s', async (host, expected) => {
    expect(outcome(await client.raw({ host }))).toBe(expected);
  });

  it('signs the host with its port', async () => {
    const port = client.reference.port;
    expect(outcome(await client.send('GetBucket', { headers: [['Host', `${HOST}:${port}`]] }))).toBe('200');
  });

  it('answers a request without host', async () => {
    const got = await bytes('GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
    expect(got).toMatch(/^HTTP\/1\.1 400 /);
    expect(got).toContain('<Error>');
  });

  it.each(['header', 'query', 'query-sign'])('takes signatures by %s', async (scheme) => {
    expect(outcome(await client.send('GetBucket', { scheme }))).toBe('200');
    expect(outcome(await client.send('GetBucket', { scheme, as: OTHER }))).toBe('403 AccessDenied');
  });
});

describe('hostile requests', () => {
  it.each([
    ['no request', '\x00\x01\x02\r\n\r\n'],
    ['a header without a name', `GET / HTTP/1.1\r\nHost: ${HOST}\r\n: x\r\n\r\n`],
    ['a length that is none', `PUT /k HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: x\r\n\r\n`],
    ['two lengths', `PUT /k HTTP/1.1\r\nHost: ${HOST}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx`],
    ['another version', `GET / HTTP/9.9\r\nHost: ${HOST}\r\n\r\n`],
    [
      'another expectation',
      `PUT /k HTTP/1.1\r\nHost: ${HOST}\r\nExpect: tea\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    ],
    ['a broken path', `GET /%zz HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`],
  ])('answers %s with a 4xx and an error document', async (_, text) => {
    const got = await bytes(text);
    expect(got).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(got).toMatch(/x-cos-request-id: \S+/i);
    expect(got).toContain('<Error>');
  });

  it('never shows what went wrong inside', async () => {
    const logged: string[] = [];
    const broken = await startReference({
      log: (message, error) => logged.push(`${message} ${error}`),
      wrap: (seams) => ({
        ...seams,
        intake: () => {
          throw new Error('the secret inside');
        },
      }),
    });
    const response = await fetch(broken.url);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('<Code>InternalError</Code>');
    expect(text).not.toContain('secret');
    expect(logged.join()).toContain('the secret inside');
    await broken.close();
  });
});

describe('the catalogue', () => {
  it('is served completely, and nothing else is', () => {
    expect(Object.keys(bindings).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it('answers what is not served with not-implemented', async () => {
    expect(outcome(await client.send('GetBucket', { query: [['domain', null]] }))).toBe('501 NotImplemented');
  });

  it('logged nothing unexpected', () => {
    expect(client.logged).toEqual([]);
  });
});
