import { suite } from '../../../harness/check/suite.ts';
import { malformedHttp } from '../../behaviours/malformed-http.ts';

const CLIENT_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index);

/** What the API is carried by asks of every server. READINGS.md, `http`. */
export default suite('GetObject', [
  ...malformedHttp({
    grounds: {
      'malformed-request-line': { claims: ['S-HTTP-03'], reading: 'http' },
      'malformed-target': { claims: ['S-HTTP-03'], reading: 'http' },
      'malformed-fields': { claims: ['S-HTTP-04'], reading: 'http' },
      'malformed-host': { claims: ['S-HTTP-02'], reading: 'http' },
      'malformed-length': { claims: ['S-HTTP-01'], reading: 'http' },
      'malformed-chunks': { claims: ['S-HTTP-05'], reading: 'http' },
    },
  }),
  {
    id: 'one-host',
    title: 'A request of HTTP/1.1 without a Host, or with two, is answered 400',
    claims: ['S-HTTP-02'],
    reading: 'http',
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'still here' });
      const hosts = (own: string): readonly (readonly [string, string])[][] => [
        [],
        [
          ['Host', own],
          ['Host', own],
        ],
        [
          ['Host', own],
          ['Host', 'another.example.com'],
        ],
      ];
      for (const lines of hosts(t.host())) {
        const exchange = await t.send({
          op: 'GetObject',
          key: t.key(),
          afterSigning: ({ headers, ...request }) => ({
            ...request,
            headers: [...lines, ...headers.filter(([name]) => name.toLowerCase() !== 'host')],
          }),
          raw: { limits: { responseMs: 5_000 } },
        });
        t.expect(exchange, { refusal: 'invalid-argument' });
      }
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'still here' });
    },
  },
  {
    id: 'large-head',
    title: 'A header section beyond all bounds is answered with a 4xx, or not listened to any more',
    claims: ['S-HTTP-06'],
    reading: 'http',
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'still here' });
      const many = Array.from({ length: 5_000 }, (_, index) => [`x-many-${index}`, `${index}`] as const);
      for (const { query = '', headers = [] } of [
        { query: `?${'a=b&'.repeat(25_000)}` },
        { headers: [['x-long', 'a'.repeat(200_000)]] as const },
        { headers: many },
      ]) {
        const exchange = await t.send({
          op: 'GetObject',
          key: t.key(),
          headers,
          beforeSigning: (request) => ({ ...request, target: request.target + query }),
          raw: { limits: { responseMs: 5_000 } },
        });
        // who stops reading and closes may take its own answer back with that
        const kind = exchange.failure?.kind;
        if (kind === 'reset' || kind === 'closed-early') t.compare(exchange, 'answer', kind, kind);
        else t.expect(exchange, { status: CLIENT_ERRORS });
      }
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'still here' });
    },
  },
]);
