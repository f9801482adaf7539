import { withoutHeader } from '../../../dialects/core/headers.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';

/** The request with its target in absolute form. RFC 9112 section 3.2.2. */
function absolute(signed: WireRequest): WireRequest {
  const [, host = ''] = signed.headers.find(([name]) => name === 'Host') ?? [];
  return { ...signed, target: `http://${host}${signed.target}` };
}

export default suite('GetObject', [
  {
    id: 'missing-host',
    title: 'A request without Host is refused, whoever sends it',
    claims: ['T-ADDR-03'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', 'content', { 'x-cos-acl': 'public-read' });
      for (const as of ['main', 'anonymous'] as const) {
        const exchange = await t.send({
          op: 'GetObject',
          key,
          as,
          // Host is not signed: that it is missing is all that is wrong
          sign: { signedHeaders: [] },
          afterSigning: (signed) => ({ ...signed, headers: withoutHeader(signed.headers, 'host') }),
          raw: {},
        });
        // the refusal may come from below the API, which has no error documents
        t.expect(exchange, { status: 400, headers: { etag: { absent: true } } });
      }
      t.expect(await t.send({ op: 'GetObject', key, as: 'anonymous' }), { status: 200, body: 'content' });
    },
  },
  {
    id: 'absolute-form',
    title: 'A request target in absolute form is handled like one in origin form',
    claims: ['T-ADDR-12'],
    run: async (t) => {
      const send = { afterSigning: absolute, raw: {} };
      const key = t.key('dir/a b');
      t.expect(await t.send({ op: 'PutObject', key, body: 'content', ...send }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'content' });
      t.expect(await t.send({ op: 'GetObject', key, ...send }), { status: 200, body: 'content' });
      t.expect(await t.send({ op: 'GetBucket', query: { prefix: key }, ...send }), {
        success: true,
        document: 'ListBucketResult',
        values: { 'Contents.Key': key },
      });
      t.expect(await t.send({ op: 'GetService', ...send }), {
        success: true,
        document: 'ListAllMyBucketsResult',
      });
    },
  },
  {
    id: 'absolute-form-is-signed',
    title: 'A request target in absolute form needs a signature like any other',
    claims: ['T-ADDR-12'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', 'content');
      t.expect(await t.send({ op: 'GetObject', key, as: 'anonymous', afterSigning: absolute, raw: {} }), {
        refusal: 'anonymous-denied',
      });
      const exchange = await t.send({
        op: 'GetObject',
        key: t.key('other'),
        afterSigning: (signed) => absolute({ ...signed, target: signed.target.replace(/other$/, 'object') }),
        raw: {},
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
    },
  },
]);
