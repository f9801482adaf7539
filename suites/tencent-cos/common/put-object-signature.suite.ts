import { encodeKey } from '../../../dialects/core/percent-encoding.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import { type CheckDraft, suite } from '../../../harness/check/suite.ts';
import { md5Base64 } from '../../behaviours/integrity.ts';
import { mainOwnerId } from '../access-binding.ts';
import { onLine, unescaped } from './signing-checks.ts';
import { type Recipe, signedBy } from './signing-recipe.ts';

/**
 * An upload like a published one, with this run's key, times and host: signed as published it is stored, signed in
 * another way it is refused and nothing is stored.
 */
function uploadCheck(
  head: Pick<CheckDraft, 'id' | 'title' | 'claims'>,
  name: string,
  upload: (t: CheckContext) => Promise<{
    readonly request: Omit<RequestSpec, 'op' | 'key'> & { readonly body: string };
    readonly headerList: readonly string[];
    readonly wrong: readonly Recipe[];
  }>,
): CheckDraft {
  return {
    ...head,
    impact: 'security',
    run: async (t) => {
      const key = t.key(name);
      const { request, headerList, wrong } = await upload(t);
      const signed = (recipe: Recipe) =>
        t.send({
          op: 'PutObject',
          key,
          ...request,
          afterSigning: signedBy(t, { headerList, paramList: [], ...recipe }),
        });
      for (const recipe of wrong) {
        t.expect(await signed(recipe), { refusal: 'signature-mismatch' });
        t.expect(await t.send({ op: 'GetObject', key }), { refusal: 'missing-key' });
      }
      t.expect(await signed({}), { success: true });
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: { text: request.body } });
    },
  };
}

export default suite('PutObject', [
  uploadCheck(
    {
      id: 'published-upload',
      title: 'An upload signed like the published one, over host, SHA-1 and storage class, is authentic',
      claims: ['T-AUTH-14'],
    },
    'testfile2',
    async () => ({
      request: {
        headers: {
          'x-cos-content-sha1': '7b502c3a1f48c8609ae212cdfb639dee39673f5e',
          // the published one asks for nearline, which the chapter of the operation does not have
          'x-cos-storage-class': 'STANDARD',
        },
        body: 'Hello world',
      },
      headerList: ['host', 'x-cos-content-sha1', 'x-cos-storage-class'],
      wrong: [
        onLine('headers', (line) => line.replace('STANDARD', 'standard')),
        onLine('headers', (line) => line.replace('7b502c3a', '7B502C3A')),
        onLine('headers', (line) => line.replace(/&x-cos-storage-class=.*$/, '')),
        onLine('path', (path) => path.slice(0, -1)),
        { text: (text) => text.replace('\n\n', '\n') },
      ],
    }),
  ),
  uploadCheck(
    {
      id: 'signed-path-of-upload',
      title: 'An upload whose path has to be percent-encoded is authentic when the decoded path is signed',
      claims: ['T-AUTH-06'],
    },
    'dir/a b%41(c)!=&.txt',
    async () => ({
      request: { body: 'Hello world' },
      headerList: ['host'],
      wrong: [onLine('path', encodeKey), onLine('path', (path) => path.replaceAll(' ', '+'))],
    }),
  ),
  uploadCheck(
    {
      id: 'published-utf8-upload',
      title: 'An upload signed like the published one with a UTF-8 key and seven headers is authentic',
      claims: ['T-AUTH-16'],
    },
    'exampleobject(腾讯云)',
    async (t) => ({
      request: {
        headers: {
          Date: 'Thu, 16 May 2019 06:45:51 GMT',
          'Content-Type': 'text/plain',
          'Content-Length': '13',
          'Content-MD5': 'mQ/fVh815F3k6TAUm8m0eg==',
          'x-cos-acl': 'private',
          'x-cos-grant-read': `id="${await mainOwnerId(t)}"`,
        },
        body: 'ObjectContent',
      },
      headerList: [
        'content-length',
        'content-md5',
        'content-type',
        'date',
        'host',
        'x-cos-acl',
        'x-cos-grant-read',
      ],
      wrong: [
        onLine('path', encodeKey),
        onLine('path', (path) => path.replace('腾讯云', 'tencentcloud')),
        onLine('headers', (line) => unescaped('/')(line)),
        onLine('headers', (line) => unescaped('"=:')(line)),
        onLine('headers', (line) => line.replaceAll('%20', '+')),
      ],
    }),
  ),
  {
    id: 'unlisted-headers-of-upload',
    title: 'Headers of an upload that are not listed may be added and changed after signing, and count',
    claims: ['T-AUTH-23'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { 'Content-Type': 'text/x-before' },
        body: 'content',
        sign: { signedHeaders: ['host'] },
        afterSigning: (signed) => ({
          ...signed,
          headers: [
            ...signed.headers.filter(([name]) => name !== 'Content-Type'),
            ['Content-Type', 'text/x-after'],
            ['x-cos-meta-added', 'yes'],
            ['Content-MD5', md5Base64('content')],
          ],
        }),
      });
      t.expect(exchange, { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'content',
        headers: { 'content-type': 'text/x-after', 'x-cos-meta-added': 'yes' },
      });
    },
  },
  {
    id: 'signed-acl-changed',
    title: 'A signed ACL header that was changed, or stands twice, does not open the object',
    claims: ['T-AUTH-25'],
    impact: 'security',
    run: async (t) => {
      const put = (change: 'replace' | 'append' | 'prepend') =>
        t.send({
          op: 'PutObject',
          key: t.key(change),
          headers: { 'x-cos-acl': 'private' },
          body: 'secret',
          raw: {},
          afterSigning: (signed) => {
            const open = ['x-cos-acl', 'public-read'] as const;
            const others = signed.headers.filter(([name]) => name !== 'x-cos-acl');
            const headers = {
              replace: [...others, open],
              append: [...signed.headers, open],
              prepend: [open, ...signed.headers],
            };
            return { ...signed, headers: headers[change] };
          },
        });
      t.expect(await put('replace'), { refusal: 'signature-mismatch' });
      for (const change of ['append', 'prepend'] as const) {
        t.expect(await put(change), {
          anyOf: [
            { refusal: 'signature-mismatch' },
            { refusal: 'malformed-request' },
            { refusal: 'invalid-acl' },
            { success: true },
          ],
        });
      }
      for (const change of ['replace', 'append', 'prepend']) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(change), as: 'anonymous' }), {
          refusal: ['anonymous-denied', 'missing-key'],
        });
      }
    },
  },
  {
    id: 'one-key-for-every-bucket',
    title: 'The same key signs requests to every bucket of the account, and to the account',
    claims: ['T-AUTH-39'],
    run: async (t) => {
      const buckets = ['one', 'two'].map((tag) => t.newBucketName(tag));
      for (const bucket of buckets) {
        t.expect(await t.send({ op: 'PutBucket', bucket }), { success: true });
        t.expect(await t.send({ op: 'PutObject', bucket, key: t.key(), body: bucket }), { success: true });
      }
      for (const bucket of buckets) {
        t.expect(await t.send({ op: 'GetObject', bucket, key: t.key() }), { status: 200, body: bucket });
      }
      await t.eventually(
        { op: 'GetService' },
        {
          success: true,
          document: 'ListAllMyBucketsResult',
          values: { 'Buckets.Bucket.Name': { includes: buckets } },
        },
      );
    },
  },
]);
