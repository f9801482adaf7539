import { encodeKey } from '../../../dialects/core/percent-encoding.ts';
import type { RequestSpec, SignSpec } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { ERROR_STATUSES, refusedRequests } from './refused-requests.ts';

/** IMF-fixdate. T-HDR-07. */
const HTTP_DATE = /(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT/;

export default suite('GetObject', [
  {
    id: 'every-error-is-a-document',
    title: 'Errors of every kind are documents with Code, Message and the id of their request',
    claims: ['T-ERR-01', 'T-ERR-02', 'T-ERR-03', 'T-ERR-05', 'T-ERR-07', 'T-ERR-09', 'T-ERR-10'],
    run: async (t) => {
      for (const request of await refusedRequests(t)) {
        const exchange = await t.send(request);
        t.expect(exchange, {
          status: ERROR_STATUSES,
          headers: {
            'content-type': /application\/xml(;.*)?/i,
            'x-cos-request-id': { present: true },
            date: HTTP_DATE,
          },
          document: 'Error',
          values: {
            Code: /\S+/,
            Message: { present: true },
            RequestId: t.header(exchange, 'x-cos-request-id') ?? { present: true },
          },
        });
      }
    },
  },
  {
    id: 'request-ids-differ',
    title: 'No two answers have the same x-cos-request-id, also to the same request at the same time',
    claims: ['T-HDR-06'],
    run: async (t) => {
      const requests = Array.from({ length: 12 }, () => ({ op: 'GetObject', key: t.key('absent') }));
      const exchanges = await Promise.all(requests.map((request) => t.send(request)));
      const ids = exchanges.map((exchange) => t.header(exchange, 'x-cos-request-id'));
      for (const exchange of exchanges) {
        t.expect(exchange, { refusal: 'missing-key', headers: { 'x-cos-request-id': { present: true } } });
      }
      const [first] = exchanges;
      if (first) t.compare(first, 'different request ids', exchanges.length, new Set(ids).size);
    },
  },
  {
    id: 'error-has-resource',
    title: 'Errors name the resource they are about',
    claims: ['T-ERR-04'],
    impact: 'cosmetic',
    run: async (t) => {
      for (const request of await refusedRequests(t)) {
        t.expect(await t.send(request), {
          status: ERROR_STATUSES,
          document: 'Error',
          values: { Resource: { present: true } },
        });
      }
    },
  },
  {
    id: 'error-resource-is-address',
    title: 'The resource of an error is its host and path, without a scheme',
    claims: ['T-ERR-28'],
    impact: 'cosmetic',
    run: async (t) => {
      const host = t.host();
      for (const name of ['plain', 'a b/ключ<&>']) {
        const key = t.key(name);
        // with the bucket in front of the key where the address has it there; decoded or not is not documented
        const paths = [key, encodeKey(key), `${t.bucket}/${key}`, `${t.bucket}/${encodeKey(key)}`];
        t.expect(await t.send({ op: 'GetObject', key }), {
          refusal: 'missing-key',
          document: 'Error',
          values: { Resource: { oneOf: paths.map((path) => `${host}/${path}`) } },
        });
      }
    },
  },
  {
    id: 'error-has-trace-id',
    title: 'Errors have a TraceId in their document',
    claims: ['T-ERR-06'],
    impact: 'cosmetic',
    run: async (t) => {
      for (const request of await refusedRequests(t)) {
        t.expect(await t.send(request), {
          status: ERROR_STATUSES,
          document: 'Error',
          values: { TraceId: { present: true } },
        });
      }
    },
  },
  {
    id: 'error-has-trace-id-header',
    title: 'Errors have the header x-cos-trace-id, those of HEAD as well',
    claims: ['T-HDR-09'],
    impact: 'cosmetic',
    run: async (t) => {
      const headers = { 'x-cos-trace-id': { present: true } } as const;
      for (const request of await refusedRequests(t)) {
        t.expect(await t.send(request), { status: ERROR_STATUSES, headers });
      }
      t.expect(await t.send({ op: 'HeadObject', key: t.key('absent') }), { refusal: 'missing-key', headers });
    },
  },
  {
    id: 'trace-ids-agree',
    title: 'Where an error has a TraceId and x-cos-trace-id, they are the same, and its own',
    claims: ['T-ERR-08'],
    impact: 'cosmetic',
    run: async (t) => {
      const seen = new Set<string>();
      for (const request of await refusedRequests(t)) {
        const exchange = await t.send(request);
        const header = t.header(exchange, 'x-cos-trace-id') ?? '';
        t.expect(exchange, {
          status: ERROR_STATUSES,
          document: 'Error',
          ...(header === '' ? {} : { values: { TraceId: { oneOf: [header, ''] } } }),
        });
        if (header !== '') t.compare(exchange, 'trace id seen before', false, seen.has(header));
        seen.add(header);
      }
    },
  },
  {
    id: 'error-quotes-safely',
    title:
      'Errors stay well-formed whatever they may quote: markup, controls, quotes, in path, query and headers',
    claims: ['T-ERR-11'],
    impact: 'security',
    run: async (t) => {
      const guessed: SignSpec = { credentials: (valid) => ({ ...valid, secret: 'guessed' }) };
      const strange: SignSpec = { credentials: (valid) => ({ ...valid, keyId: '<AKID>&"\'' }) };
      const known = await store(t, 'object', 'content');
      t.expect(await t.send({ op: 'GetObject', key: known }), { status: 200, body: 'content' });
      for (const name of [
        '<a>&amp;]]>"\'',
        'a\u0001\u001f\u007f\ufffe',
        '</Resource><Code>NoSuchBucket</Code>',
      ]) {
        const request: RequestSpec = { op: 'GetObject', key: t.key(name) };
        for (const spec of [
          request,
          { ...request, as: 'anonymous' },
          { ...request, sign: guessed },
          { ...request, sign: strange },
          { op: 'ListParts', key: t.key(), query: { uploadId: name } },
        ] satisfies RequestSpec[]) {
          // any error, as a document that can be read
          t.expect(await t.send(spec), { refusal: 'malformed-request', document: 'Error' });
        }
      }
    },
  },
]);
