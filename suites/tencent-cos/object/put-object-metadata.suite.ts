import { suite } from '../../../harness/check/suite.ts';
import { metadata } from '../../behaviours/metadata.ts';
import { metadataLimits } from '../../behaviours/metadata-limits.ts';

const where = { headObject: 'HeadObject', prefix: 'x-cos-meta-' } as const;
const USER = ['T-PUTOBJ-14', 'T-GETOBJ-05', 'T-HEADOBJ-04'];

export default suite('PutObject', [
  ...metadata({
    ...where,
    grounds: {
      'keeps-cache-control': ['T-PUTOBJ-09'],
      'keeps-content-disposition': ['T-PUTOBJ-10'],
      'keeps-content-encoding': ['T-PUTOBJ-11'],
      'keeps-content-type': ['T-PUTOBJ-12'],
      'keeps-expires': ['T-PUTOBJ-13'],
      'keeps-user-metadata': USER,
      'keeps-user-metadata-values': USER,
      'user-metadata-name-case': USER,
      'partial-reads-keep-metadata': { claims: ['T-GETOBJ-05'], level: 'should', reading: 'ranges' },
      'overwrite-replaces-metadata': ['T-PUTOBJ-17'],
      'overwrite-drops-metadata': ['T-PUTOBJ-17'],
      'deleted-metadata-is-gone': ['T-PUTOBJ-17', 'T-DELOBJ-02'],
      'metadata-stays-with-its-object': ['T-PUTOBJ-14'],
      'content-type-default': ['T-PUTOBJ-36'],
      'encoded-content-untouched': ['T-PUTOBJ-11', 'T-PUTOBJ-29'],
      'plain-content-untouched': ['T-PUTOBJ-29'],
    },
  }),
  ...metadataLimits({
    ...where,
    maxBytes: 2048,
    grounds: {
      'metadata-at-limit': { claims: ['T-PUTOBJ-16'], reading: 'metadata-size' },
      'metadata-over-limit': ['T-PUTOBJ-15'],
      'metadata-over-limit-in-sum': { claims: ['T-PUTOBJ-15'], reading: 'metadata-size' },
      'metadata-far-over-limit': ['T-PUTOBJ-15'],
      'metadata-over-limit-keeps-object': ['T-PUTOBJ-15'],
    },
  }),
  {
    id: 'metadata-name-with-underscore',
    title: 'A user metadata name with an underscore is refused, or the header is dropped',
    claims: ['T-PUTOBJ-35'],
    run: async (t) => {
      const headers = { 'x-cos-meta-under_score': 'value' };
      const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: 'content' });
      if (!t.expect(exchange, { anyOf: [{ success: true }, { status: 400 }] })) return;
      const stored = exchange.response?.status === 200;
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        ...(stored ? { status: 200, body: 'content' } : { refusal: 'missing-key' }),
        headers: { 'x-cos-meta-under_score': { absent: true } },
      });
    },
  },
  {
    id: 'empty-cache-control',
    title: 'An empty Cache-Control on the upload is no Cache-Control',
    claims: ['T-HDR-17'],
    run: async (t) => {
      const headers = { 'Cache-Control': '' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'content' }), { success: true });
      for (const op of ['GetObject', 'HeadObject']) {
        t.expect(await t.send({ op, key: t.key() }), {
          status: 200,
          headers: { 'cache-control': { absent: true }, 'content-length': '7' },
        });
      }
    },
  },
  {
    id: 'empty-cache-control-on-overwrite',
    title: 'An empty Cache-Control on an overwrite takes the old one away',
    claims: ['T-HDR-17'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'Cache-Control': 'no-store' }, body: 'old' });
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'Cache-Control': '' }, body: 'new' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'new',
        headers: { 'cache-control': { absent: true } },
      });
    },
  },
]);
