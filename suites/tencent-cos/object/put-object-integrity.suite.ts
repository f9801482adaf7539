import { createHash } from 'node:crypto';
import { CheckInconclusive } from '../../../harness/check/check.ts';
import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { digests } from '../../behaviours/integrity.ts';
import { contents } from '../../behaviours/integrity-content.ts';
import { transfers } from '../../behaviours/integrity-transfer.ts';
import { crc64 } from './crc64.ts';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

export default suite('PutObject', [
  ...digests({
    grounds: {
      'digest-right': ['T-HDR-02'],
      ...sameGrounds(['digest-wrong', 'digest-wrong-letter-case'], ['T-PUTOBJ-23', 'T-HDR-02']),
      ...sameGrounds(['digest-wrong-empty-body', 'digest-wrong-keeps-object'], ['T-PUTOBJ-23']),
      ...sameGrounds(['digest-malformed', 'digest-in-hex', 'digest-malformed-keeps-object'], ['T-PUTOBJ-24']),
    },
  }),
  ...transfers({
    grounds: {
      ...sameGrounds(
        [
          'short-body-stores-nothing',
          'short-body-keeps-object',
          'reset-upload-stores-nothing',
          'reset-upload-keeps-object',
        ],
        ['T-PUTOBJ-27'],
      ),
      'surplus-bytes': ['T-PUTOBJ-32'],
      'chunked-upload': ['T-PUTOBJ-31'],
      'chunked-empty-upload': ['T-PUTOBJ-31'],
      'missing-length': ['T-PUTOBJ-06'],
      'missing-length-keeps-object': ['T-PUTOBJ-06'],
      'expect-continue': ['T-PUTOBJ-25'],
      'expect-continue-refused': { claims: ['T-PUTOBJ-25', 'T-PUTOBJ-05'], level: 'should' },
      'slow-body': ['T-PUTOBJ-29'],
    },
  }),
  ...contents({
    prefix: 'x-cos-meta-',
    // T-HDR-14: a PUT may return its ETag without quotes
    etagOf: (md5) => new RegExp(`"${md5}"|${md5}`),
    grounds: {
      ...sameGrounds(['stores-every-byte-value', 'stores-any-size', 'stores-a-megabyte'], ['T-PUTOBJ-29']),
      'etag-is-md5': ['T-PUTOBJ-04'],
      'read-after-write': ['T-RESUL-01', 'T-PUTOBJ-08'],
      'concurrent-writers': ['T-PUTOBJ-34'],
      'reads-during-writes': ['T-PUTOBJ-34'],
    },
  }),
  {
    id: 'sha1-right',
    title: 'An upload with the hex SHA-1 of its body as x-cos-content-sha1 is accepted',
    claims: ['T-PUTOBJ-30'],
    run: async (t) => {
      const headers = { 'x-cos-content-sha1': sha1('Hello world') };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'Hello world' }), {
        success: true,
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'Hello world' });
    },
  },
  {
    id: 'sha1-wrong',
    title: 'An upload whose body does not match x-cos-content-sha1 is refused and not stored',
    claims: ['T-PUTOBJ-30'],
    impact: 'data-loss',
    run: async (t) => {
      for (const digest of [sha1('another body'), 'no digest']) {
        const headers = { 'x-cos-content-sha1': digest };
        const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: 'Hello world' });
        t.expect(exchange, { refusal: 'bad-sha1' });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'crc64',
    title: 'x-cos-hash-crc64ecma, where it is sent, is the decimal CRC-64/XZ of the content',
    claims: ['T-HDR-16'],
    impact: 'data-loss',
    run: async (t) => {
      for (const text of ['', '123456789', '[Object Content]']) {
        const body = new TextEncoder().encode(text);
        await t.setup({ op: 'PutObject', key: t.key('earlier'), body: 'something else' });
        const put = await t.send({ op: 'PutObject', key: t.key(), body });
        t.expect(put, { success: true });
        const get = await t.send({ op: 'GetObject', key: t.key() });
        t.expect(get, { status: 200, body });
        const head = await t.send({ op: 'HeadObject', key: t.key() });
        t.expect(head, { status: 200 });
        for (const exchange of [put, get, head]) {
          const sent = t.header(exchange, 'x-cos-hash-crc64ecma');
          if (sent !== undefined) t.compare(exchange, 'header x-cos-hash-crc64ecma', crc64(body), sent);
        }
      }
    },
  },
  {
    id: 'too-large',
    title: 'An upload that announces more than 5 GB is refused, and nothing is stored',
    claims: ['T-PUTOBJ-26'],
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObject',
        key: t.key(),
        headers: { 'Content-Length': String(5 * 1024 ** 3 + 1) },
        // nobody sends 5 GB for a check: the body is withheld until the target has said that it wants it
        raw: { expectContinue: { waitMs: 2_000 }, halfClose: true, limits: { responseMs: 5_000 } },
      });
      const { status = 0, interim = [] } = exchange.response ?? {};
      if (interim.length > 0 && (status < 200 || status > 299)) {
        throw new CheckInconclusive('not-decidable', 'the target asks for all 5 GB before it decides');
      }
      t.expect(exchange, { refusal: 'entity-too-large' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
]);
