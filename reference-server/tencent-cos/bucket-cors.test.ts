import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ANONYMOUS, type Client, OTHER, outcome, startClient } from './client.fixture.ts';
import type { Reply } from './exchange.fixture.ts';

let client: Client;
let count = 0;
let bucket = '';

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  count += 1;
  bucket = `cors${count}-1250000000`;
  await client.send('PutBucket', { bucket });
});

const query = [['cors', null]] as const;
const configuration = (...rules: string[]) =>
  `<CORSConfiguration>${rules.map((rule) => `<CORSRule>${rule}</CORSRule>`).join('')}</CORSConfiguration>`;
const ANY = '<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>';
const putCors = (body: string, md5 = true) => client.send('PutBucketCors', { bucket, query, body, md5 });
const getCors = () => client.send('GetBucketCors', { bucket, query });

function preflight(
  origin: string | undefined,
  method: string | undefined,
  names?: string,
  target = '/some/key',
) {
  const headers: [string, string][] = [];
  if (origin !== undefined) headers.push(['Origin', origin]);
  if (method !== undefined) headers.push(['Access-Control-Request-Method', method]);
  if (names !== undefined) headers.push(['Access-Control-Request-Headers', names]);
  return client.raw({ method: 'OPTIONS', target, host: `${bucket}.cos.ap-beijing.myqcloud.com`, headers });
}

/** Header fields by their names in lower case. */
const fieldsOf = ({ headers }: Reply): Record<string, string> =>
  Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));

describe('bucket CORS configuration', () => {
  it('is kept as it was put, replaced and removed', async () => {
    expect(outcome(await getCors())).toBe('404 NoSuchCORSConfiguration');
    const rule =
      '<ID>one</ID><AllowedOrigin>http://a</AllowedOrigin><AllowedOrigin>http://b</AllowedOrigin>' +
      '<AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-*</AllowedHeader>' +
      '<MaxAgeSeconds>7</MaxAgeSeconds><ExposeHeader>ETag</ExposeHeader>';
    expect(outcome(await putCors(configuration(rule, ANY)))).toBe('200');
    expect((await getCors()).document('CORSConfiguration')).toEqual({
      CORSRule: [
        {
          ID: 'one',
          AllowedOrigin: ['http://a', 'http://b'],
          AllowedMethod: ['PUT'],
          AllowedHeader: ['x-*'],
          MaxAgeSeconds: '7',
          ExposeHeader: ['ETag'],
        },
        { AllowedOrigin: ['*'], AllowedMethod: ['GET'], AllowedHeader: [], ExposeHeader: [] },
      ],
    });
    await putCors(configuration(ANY));
    expect((await getCors()).document('CORSConfiguration')).toMatchObject({
      CORSRule: [{ AllowedOrigin: ['*'] }],
    });
    for (const _ of [1, 2]) {
      const removed = await client.send('DeleteBucketCors', { bucket, query });
      expect([outcome(removed), removed.text]).toEqual(['204', '']);
    }
    expect(outcome(await getCors())).toBe('404 NoSuchCORSConfiguration');
  });

  it.each([
    ['no origin', configuration('<AllowedMethod>GET</AllowedMethod>'), '400 MalformedXML'],
    ['no method', configuration('<AllowedOrigin>*</AllowedOrigin>'), '400 MalformedXML'],
    ['another method', configuration(ANY.replace('GET', 'PATCH')), '400 MalformedXML'],
    ['a word for an age', configuration(`${ANY}<MaxAgeSeconds>long</MaxAgeSeconds>`), '400 MalformedXML'],
    ['101 rules', configuration(...Array(101).fill(ANY)), '400 MalformedXML'],
    ['100 rules', configuration(...Array(100).fill(ANY)), '200'],
    [
      'more than 64 KB',
      configuration(`<ID>${'x'.repeat(65_536)}</ID>${ANY}`),
      '400 MaxMessageLengthExceeded',
    ],
    ['no XML', '<CORSConfiguration>', '400 MalformedXML'],
    ['no body', '', '400 MissingContentMD5'],
  ])('judges %s', async (_, body, expected) => {
    expect(outcome(await putCors(body))).toBe(expected);
  });

  it('asks for Content-MD5', async () => {
    expect(outcome(await putCors(configuration(ANY), false))).toBe('400 MissingContentMD5');
    const headers = [['Content-MD5', '1B2M2Y8AsgTpgAmY7PhCfg==']] as const;
    const answer = await client.send('PutBucketCors', { bucket, query, body: configuration(ANY), headers });
    expect(outcome(answer)).toBe('400 InvalidDigest');
    expect(outcome(await client.send('PutBucketCors', { bucket, query, headers }))).toBe(
      '400 MissingRequestBodyError',
    );
  });

  it('is the owner’s', async () => {
    for (const id of ['GetBucketCors', 'DeleteBucketCors']) {
      expect(outcome(await client.send(id, { bucket, query, as: OTHER }))).toBe('403 AccessDenied');
      expect(outcome(await client.send(id, { bucket: 'none-1', query }))).toBe('404 NoSuchBucket');
    }
    const body = configuration(ANY);
    expect(outcome(await client.send('PutBucketCors', { bucket, query, body, as: OTHER }))).toBe(
      '403 AccessDenied',
    );
    expect(outcome(await client.send('PutBucketCors', { bucket: 'none-1', query, body }))).toBe(
      '404 NoSuchBucket',
    );
  });
});

describe('OPTIONS Object', () => {
  const RULE =
    '<AllowedOrigin>http://*.a.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod>' +
    '<AllowedHeader>X-Cos-*</AllowedHeader><ExposeHeader>ETag</ExposeHeader><ExposeHeader>x-b</ExposeHeader><MaxAgeSeconds>600</MaxAgeSeconds>';

  it('answers with what the rule allows', async () => {
    await putCors(configuration(RULE));
    const answer = await preflight(
      'http://w.a.example',
      'PUT',
      'x-cos-meta-a, X-COS-ACL',
      '/k?acl&partNumber=1',
    );
    expect([outcome(answer), answer.text, answer.header('content-length')]).toEqual(['200', '', '0']);
    expect(fieldsOf(answer)).toMatchObject({
      'access-control-allow-origin': 'http://w.a.example',
      'access-control-allow-methods': 'GET,PUT',
      'access-control-allow-headers': 'x-cos-meta-a,X-COS-ACL',
      'access-control-expose-headers': 'ETag,x-b',
      'access-control-max-age': '600',
      vary: expect.stringContaining('Origin'),
    });
  });

  it('answers for the bucket itself, too', async () => {
    await putCors(configuration(ANY));
    expect((await preflight('http://x', 'GET', undefined, '/')).header('access-control-allow-origin')).toBe(
      '*',
    );
  });

  it.each([
    ['origin', 'http://a.example', 'PUT', undefined],
    ['method', 'http://w.a.example', 'DELETE', undefined],
    ['header', 'http://w.a.example', 'PUT', 'x-cos-acl, range'],
  ])('refuses a %s that no rule allows, and names nothing', async (_, origin, method, names) => {
    await putCors(configuration(RULE));
    const answer = await preflight(origin, method, names);
    expect(outcome(answer)).toBe('403 AccessForbidden');
    expect(answer.headers.filter(([name]) => /^access-control/i.test(name))).toEqual([]);
  });

  it('refuses without configuration, origin or method', async () => {
    expect(outcome(await preflight('http://x', 'GET'))).toBe('403 AccessForbidden');
    await putCors(configuration(ANY));
    expect((await preflight(undefined, 'GET')).status).toBe(400);
    expect((await preflight('http://x', undefined)).status).toBe(400);
  });

  it('needs the bucket', async () => {
    bucket = 'none-1';
    expect(outcome(await preflight('http://x', 'GET'))).toBe('404 NoSuchBucket');
  });
});

describe('actual cross-origin requests', () => {
  it('carry what the rule allows, errors too', async () => {
    await putCors(
      configuration(
        '<AllowedOrigin>http://a</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>ETag</ExposeHeader>',
      ),
    );
    for (const as of [undefined, ANONYMOUS] as const) {
      const answer = await client.send('GetBucket', { bucket, as, headers: [['Origin', 'http://a']] });
      expect(fieldsOf(answer)).toMatchObject({
        'access-control-allow-origin': 'http://a',
        'access-control-expose-headers': 'ETag',
        vary: 'Origin',
      });
    }
  });

  it('are carried out without such headers where no rule matches', async () => {
    const origin = [['Origin', 'http://b']] as const;
    expect((await client.send('GetBucket', { bucket, headers: origin })).header('vary')).toBeUndefined();
    await putCors(configuration(ANY.replace('*', 'http://a')));
    const answer = await client.send('GetBucket', { bucket, headers: origin });
    expect([outcome(answer), answer.header('access-control-allow-origin'), answer.header('vary')]).toEqual([
      '200',
      undefined,
      'Origin',
    ]);
    expect((await client.send('GetBucket', { bucket })).header('vary')).toBeUndefined();
  });
});
