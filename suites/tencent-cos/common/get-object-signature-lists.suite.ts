import { withHeader } from '../../../dialects/core/headers.ts';
import type { RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';
import { atHost, virtualHost } from '../bucket/virtual-host.ts';
import { type Item, signedBy } from './signing-recipe.ts';

const BODY = 'Hello world';

/** Orders of the seven items that are not the documented table's: reversed, by name, as some samples print them. */
const ORDERS: readonly ((items: Item[]) => Item[])[] = [
  (items) => items.toReversed(),
  (items) => items.toSorted(([left], [right]) => (left < right ? -1 : 1)),
  (items) => [...items.slice(0, 4), ...items.slice(4, 6).toReversed(), ...items.slice(6)],
  (items) => [...items.slice(6), ...items.slice(0, 6)],
];

function read(key: string) {
  return { op: 'GetObject', key, headers: { Range: 'bytes=0-4' } } as const;
}

export default suite('GetObject', [
  {
    id: 'item-order',
    title: 'The order of the seven items of an authorization string does not matter',
    claims: ['T-AUTH-20'],
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      for (const order of ORDERS) {
        const exchange = await t.send({ ...read(key), afterSigning: signedBy(t, {}, order) });
        t.expect(exchange, { status: 206, body: 'Hello' });
      }
    },
  },
  {
    id: 'item-order-does-not-excuse',
    title: 'A wrong signature is refused in whatever order the items stand',
    claims: ['T-AUTH-20', 'T-AUTH-29'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      for (const order of ORDERS) {
        const recipe = { key: () => 'guessed' };
        const exchange = await t.send({ ...read(key), afterSigning: signedBy(t, recipe, order) });
        t.expect(exchange, { refusal: 'signature-mismatch' });
      }
    },
  },
  {
    id: 'unlisted-headers-added',
    title: 'Headers that are not listed may be added after signing, and count',
    claims: ['T-AUTH-23'],
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      for (const signedHeaders of [['host'], []]) {
        const exchange = await t.send({
          op: 'GetObject',
          key,
          sign: { signedHeaders },
          afterSigning: (signed) => ({ ...signed, headers: [...signed.headers, ['Range', 'bytes=6-10']] }),
        });
        t.expect(exchange, { status: 206, body: 'world' });
      }
    },
  },
  {
    id: 'unlisted-headers-changed',
    title: 'Headers that are not listed may be changed after signing, and count as changed',
    claims: ['T-AUTH-23'],
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      const exchange = await t.send({
        ...read(key),
        sign: { signedHeaders: ['host'] },
        afterSigning: (signed) => ({ ...signed, headers: withHeader(signed.headers, 'Range', 'bytes=6-10') }),
      });
      t.expect(exchange, { status: 206, body: 'world' });
    },
  },
  {
    id: 'unlisted-parameters',
    title: 'Parameters that are not listed may be added after signing, and count',
    claims: ['T-AUTH-24'],
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      const exchange = await t.send({
        op: 'GetObject',
        key,
        sign: { signedQuery: [] },
        afterSigning: (signed) => ({
          ...signed,
          target: `${signed.target}?response-content-type=text%2Fx-added`,
        }),
      });
      t.expect(exchange, { status: 200, body: BODY, headers: { 'content-type': 'text/x-added' } });
    },
  },
  {
    id: 'signed-header-repeated',
    title: 'A second field of a signed header is refused, or does not count',
    claims: ['T-AUTH-25'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      const exchange = await t.send({
        ...read(key),
        afterSigning: (signed) => ({ ...signed, headers: [...signed.headers, ['Range', 'bytes=6-10']] }),
        raw: {},
      });
      t.expect(exchange, {
        anyOf: [
          { refusal: 'signature-mismatch' },
          { refusal: 'malformed-request' },
          { status: 206, body: 'Hello' },
          { status: 200, body: BODY },
        ],
      });
      t.expect(await t.send(read(key)), { status: 206, body: 'Hello' });
    },
  },
  {
    id: 'signed-host-of-another-bucket',
    title: 'A signature over the host of one bucket is no good for another',
    claims: ['T-AUTH-25', 'T-ERR-14'],
    impact: 'security',
    run: async (t) => {
      const other = t.newBucketName('other');
      await t.setup({ op: 'PutObject', key: t.key(), body: 'of this bucket' });
      await t.setup({ op: 'PutBucket', bucket: other });
      await t.setup({ op: 'PutObject', bucket: other, key: t.key(), body: 'of the other bucket' });
      const [here, there] = [t.bucket, other].map((bucket) => virtualHost(t, bucket));
      const sign = { signedHeaders: ['host'] };
      const request = { op: 'GetObject', key: t.key(), ...atHost(here ?? '')(`/${t.key()}`), sign };
      t.expect(await t.send(request), { status: 200, body: 'of this bucket' });
      const exchange = await t.send({
        ...request,
        afterSigning: (signed) => ({ ...signed, headers: withHeader(signed.headers, 'Host', there ?? '') }),
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
    },
  },
  {
    id: 'method-changed',
    title: 'A signature for GET is no good for HEAD, PUT or DELETE, and the object stays',
    claims: ['T-AUTH-28', 'T-ERR-14'],
    impact: 'security',
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      for (const method of ['HEAD', 'PUT', 'DELETE']) {
        const length = method === 'PUT' ? ([['Content-Length', '0']] as const) : [];
        const exchange = await t.send({
          op: 'GetObject',
          key,
          afterSigning: (signed) => ({ ...signed, method, headers: [...signed.headers, ...length] }),
        });
        t.expect(exchange, { refusal: 'signature-mismatch' });
      }
      t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: BODY });
    },
  },
  {
    id: 'upper-case-signature',
    title: 'A signature in upper-case hex is accepted always, or never',
    claims: ['T-AUTH-58'],
    run: async (t) => {
      const key = await store(t, 'object', BODY);
      const upper = signedBy(t, {}, (items) =>
        items.map(([name, value]) => [name, name === 'q-signature' ? value.toUpperCase() : value]),
      );
      const requests: readonly [RequestSpec, Expectation][] = [
        [read(key), { status: 206, body: 'Hello' }],
        [
          { op: 'HeadObject', key },
          { status: 200, headers: { 'content-length': String(BODY.length) } },
        ],
        [read(key), { status: 206, body: 'Hello' }],
      ];
      const answers = new Set<boolean>();
      for (const [request, accepted] of requests) {
        t.expect(await t.send(request), accepted);
        const exchange = await t.send({ ...request, afterSigning: upper });
        t.expect(exchange, { anyOf: [accepted, { refusal: 'malformed-or-mismatch' }] });
        answers.add((exchange.response?.status ?? 500) < 300);
        t.compare(exchange, 'different answers', 1, answers.size);
      }
    },
  },
]);
