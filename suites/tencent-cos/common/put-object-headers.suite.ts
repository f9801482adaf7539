import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { ERROR_STATUSES, refusedRequests } from './refused-requests.ts';

const LIMITS = { least: 819_200, most: 838_860_800 };

/** Requests that succeed with content, with a document, and with nothing; in an order in which they all do. */
function succeeding(t: CheckContext): { request: RequestSpec; empty: boolean }[] {
  const key = t.key();
  return [
    { request: { op: 'PutObject', key, body: 'content' }, empty: true },
    { request: { op: 'GetObject', key }, empty: false },
    { request: { op: 'HeadObject', key }, empty: false },
    { request: { op: 'GetBucket', query: { prefix: key } }, empty: false },
    {
      request: { op: 'PutObjectAcl', key, query: { acl: null }, headers: { 'x-cos-acl': 'private' } },
      empty: true,
    },
    { request: { op: 'GetService' }, empty: false },
    { request: { op: 'DeleteObject', key }, empty: true },
  ];
}

export default suite('PutObject', [
  {
    id: 'server-header',
    title: 'Every answer, of a success as of an error, says Server: tencent-cos',
    claims: ['T-HDR-08'],
    impact: 'cosmetic',
    run: async (t) => {
      const headers = { server: 'tencent-cos' };
      for (const { request } of succeeding(t)) t.expect(await t.send(request), { success: true, headers });
      for (const request of await refusedRequests(t)) {
        t.expect(await t.send(request), { status: ERROR_STATUSES, headers });
      }
    },
  },
  {
    id: 'empty-success-length',
    title: 'A success without content says Content-Length: 0; a 204 has neither content nor a length of any',
    claims: ['T-HDR-12'],
    run: async (t) => {
      for (const { request, empty } of succeeding(t)) {
        // only a connection of its own shows bytes after a response that has none
        const exchange = await t.send({ ...request, raw: { lingerMs: 150 } });
        t.expect(exchange, { success: true });
        if (!empty) continue;
        const { status, trailing, framing } = exchange.response ?? {};
        const length = t.header(exchange, 'content-length');
        if (status === 204) t.compare(exchange, 'header content-length', '0', length ?? '0');
        else t.compare(exchange, 'header content-length', '0', length);
        t.compare(exchange, 'bytes after the header section', 0, trailing?.length ?? 0);
        t.compare(exchange, 'framing', true, framing !== 'chunked' && framing !== 'close');
      }
    },
  },
  {
    id: 'traffic-limit',
    title: 'x-cos-traffic-limit is accepted from 819200 to 838860800 bits a second, and refused outside',
    claims: ['T-HDR-19'],
    run: async (t) => {
      const { least, most } = LIMITS;
      for (const limit of [least - 1, most + 1, 0, -1, 'fast']) {
        const headers = { 'x-cos-traffic-limit': String(limit) };
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'content' }), {
          refusal: 'invalid-traffic-limit',
        });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      }
      await store(t, 'object', 'content');
      const read: Expectation = { status: 200, body: 'content' };
      for (const limit of [least, most]) {
        const headers = { 'x-cos-traffic-limit': String(limit) };
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'content' }), {
          success: true,
        });
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), read);
      }
      const headers = { 'x-cos-traffic-limit': String(least - 1) };
      t.expect(await t.send({ op: 'GetObject', key: t.key(), headers }), {
        refusal: 'invalid-traffic-limit',
      });
    },
  },
]);
