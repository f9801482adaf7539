import { type CheckDraft, suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { transfers } from '../../behaviours/integrity-transfer.ts';

const PATIENCE = { responseMs: 5_000 };
/** How long a body is held back, ms: far longer than a server needs to refuse. */
const WAIT = { waitMs: 3_000 };

/** Each of these Content-Length lines is wrong with a body of six bytes, though a lenient reader finds a length in it. */
function lengthsRefused(id: string, title: string, requests: readonly (readonly string[])[]): CheckDraft {
  return {
    id,
    title,
    claims: ['S-HTTP-01'],
    reading: 'http',
    impact: 'security',
    run: async (t) => {
      for (const lengths of requests) {
        const exchange = await t.send({
          op: 'PutObject',
          key: t.key(),
          headers: lengths.map((length) => ['Content-Length', length] as const),
          body: '123456',
          raw: { limits: PATIENCE },
        });
        t.expect(exchange, { refusal: 'invalid-argument' });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      }
    },
  };
}

export default suite('PutObject', [
  ...transfers({
    grounds: {
      ...sameGrounds(
        [
          'short-body-stores-nothing',
          'short-body-keeps-object',
          'reset-upload-stores-nothing',
          'reset-upload-keeps-object',
        ],
        ['S-PUTOBJ-31'],
      ),
      'chunked-upload': ['S-PUTOBJ-07', 'S-PUTOBJ-06'],
      'chunked-empty-upload': ['S-PUTOBJ-07'],
      'missing-length': ['S-PUTOBJ-23'],
      'missing-length-keeps-object': ['S-PUTOBJ-23'],
      'expect-continue': {
        claims: ['S-PUTOBJ-13', 'S-PUTOBJ-14', 'S-PUTOBJ-15'],
        reading: 'expect-continue',
      },
      'slow-body': ['S-PUTOBJ-01'],
    },
  }),
  {
    id: 'length-or-chunks',
    title: 'An upload with neither length nor chunks is refused and stores nothing',
    claims: ['S-PUTOBJ-06'],
    reading: 'missing-length',
    run: async (t) => {
      const raw = { omitContentLength: true, limits: PATIENCE };
      const exchange = await t.send({ op: 'PutObject', key: t.key(), raw });
      t.expect(exchange, { refusal: ['missing-content-length', 'invalid-argument'] });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'expect-refused',
    title: 'With Expect an upload without permission is answered with an error, and nothing is stored',
    claims: ['S-PUTOBJ-14'],
    reading: 'expect-continue',
    run: async (t) => {
      const raw = { expectContinue: WAIT };
      const exchange = await t.send({ op: 'PutObject', key: t.key(), body: 'x', as: 'anonymous', raw });
      t.expect(exchange, { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'expect-refused-at-once',
    title: 'With Expect an error that does not depend on the body comes instead of 100',
    claims: ['S-PUTOBJ-34'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      const put = { op: 'PutObject', key: t.key(), body: 'x', raw: { expectContinue: WAIT } };
      for (const [request, refusal] of [
        [{ ...put, as: 'anonymous' }, 'anonymous-denied'],
        [{ ...put, bucket: t.newBucketName('absent') }, 'missing-bucket'],
        [{ ...put, headers: { 'If-None-Match': '*' } }, 'precondition-failed'],
      ] as const) {
        const exchange = await t.send(request);
        t.expect(exchange, { refusal });
        const interim = (exchange.response?.interim ?? []).map(({ status }) => status);
        t.compare(exchange, 'interim responses', [], interim);
      }
    },
  },
  {
    id: 'short-body-status',
    title: 'A body that breaks off is answered 499, or the connection is closed',
    claims: ['S-PUTOBJ-31'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { 'Content-Length': '100' },
        body: 'only a part of it',
        raw: { halfClose: true, limits: PATIENCE },
      });
      const kind = exchange.failure?.kind;
      if (kind === 'closed-early' || kind === 'reset') t.compare(exchange, 'answer', kind, kind);
      else t.expect(exchange, { refusal: 'incomplete-body' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  lengthsRefused('two-lengths', 'An upload with two lengths that differ is answered 400 and stores nothing', [
    ['5', '6'],
    ['6', '5'],
  ]),
  lengthsRefused(
    'length-in-digits',
    'A length that is written in anything but digits is answered 400 and stores nothing',
    [['+6'], ['0_6'], ['0x6'], ['6.0'], ['6, 7']],
  ),
]);
