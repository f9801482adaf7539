import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../../dialects/tencent-cos/operations/index.ts';
import { type Client, startClient } from './client.fixture.ts';

const HOST = 'bucket-1250000000.cos.ap-beijing.myqcloud.com';
let client: Client;

beforeAll(async () => {
  client = await startClient();
  await client.send('PutBucket');
});
afterAll(() => client.close());

const token = fc.stringMatching(/^[!-~]{0,12}$/);
const value = fc.oneof(
  token,
  fc.constantFrom('0', '-1', '1e9', 'url', 'null', 'a'.repeat(900), '%', '%zz', '%00', '<'),
);
const names = [
  ...new Set(
    operations.flatMap((one) => [
      ...one.subresources,
      ...one.parameters.filter((p) => p.in === 'query').map((p) => p.name),
    ]),
  ),
  'versionId',
  'sign',
  'q-ak',
  'q-signature',
];
const headerNames = [
  ...new Set(operations.flatMap((one) => one.parameters.filter((p) => p.in === 'header').map((p) => p.name))),
  'Authorization',
  'Content-MD5',
  'Content-Type',
  'Origin',
];
const documentText = fc.oneof(
  fc.string(),
  fc.constantFrom(...operations.flatMap(({ body }) => (body.kind === 'xml' ? [`<${body.document}/>`] : []))),
  fc.constantFrom('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a><a></b>', '\uFEFF<Delete/>', '<a/><b/>'),
);

describe('whatever is sent', () => {
  it('is answered by a documented status, and an error with its document', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH', 'TRACE'),
        fc.constantFrom('/', '/k', '//', '/%2F', '/%', '/a/../b', '/\u00e9'),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.option(value)), { maxLength: 4 }),
        fc.uniqueArray(fc.tuple(fc.constantFrom(...headerNames), value), {
          maxLength: 3,
          selector: ([name]) => name.toLowerCase(),
        }),
        documentText,
        async (method, path, query, headers, text) => {
          const search = query.map(([name, one]) =>
            one === null ? name : `${name}=${one.replace(/[#<]/g, '')}`,
          );
          const body = ['PUT', 'POST'].includes(method) ? Buffer.from(text) : new Uint8Array();
          const answer = await client.raw({
            method,
            host: HOST,
            target: `${path}?${search.join('&')}`,
            headers,
            body,
          });
          expect(answer.status === 501 || answer.status < 500, `${answer.status} ${answer.text}`).toBe(true);
          expect(answer.header('x-cos-request-id')).toMatch(/.+/);
          if (answer.status >= 400 && method !== 'HEAD') expect(answer.document('Error')).toBeDefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in a document is refused or understood, by everyone who may send one', async () => {
    const withDocument = operations.filter(
      ({ body, resource }) => body.kind === 'xml' && resource === 'bucket',
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withDocument), documentText, async ({ id }, body) => {
        const answer = await client.send(id, { body });
        expect(answer.status, answer.text).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
    expect(client.logged).toEqual([]);
  });
});
