import { suite } from '../../../harness/check/suite.ts';
import { copyContents } from '../../behaviours/copy-content.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { copyChecks } from './copies.ts';

export default suite('PutObjectCopy', [
  ...copyContents({
    operation: 'PutObjectCopy',
    source: 'X-Copy-From',
    grounds: sameGrounds(
      [
        'copies-content',
        'copies-empty-object',
        'overwrites-target',
        'copy-outlives-source',
        'copy-is-independent',
        'copy-leaves-source',
        'copy-of-copy',
        'copies-between-buckets',
        'source-key-escapes',
        'source-key-utf8',
        'source-key-query-characters',
        'source-key-slashes',
      ],
      ['S-COPY-02'],
    ),
  }),
  ...copyChecks('PutObjectCopy', (t, { from, to, headers }) => ({
    op: 'PutObjectCopy',
    key: t.key(to),
    headers: { 'X-Copy-From': from, ...headers },
  })),
  {
    id: 'leading-slash',
    title: 'The slash in front of the source may be left out',
    claims: ['S-COPY-02'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('source'), body: 'content' });
      const source = t.copySource(t.bucket, t.key('source'));
      for (const [index, from] of [source, source.replace(/^\//, '')].entries()) {
        const key = t.key(`copy ${index}`);
        const copied = await t.send({ op: 'PutObjectCopy', key, headers: { 'X-Copy-From': from } });
        t.expect(copied, { success: true });
        t.expect(await t.send({ op: 'GetObject', key }), { status: 200, body: 'content' });
      }
    },
  },
  {
    id: 'with-body',
    title: 'A copy with a body is refused with 400',
    claims: ['S-COPY-02'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('source'), body: 'content' });
      const headers = { 'X-Copy-From': t.copySource(t.bucket, t.key('source')) };
      const exchange = await t.send({ op: 'PutObjectCopy', key: t.key(), headers, body: 'another' });
      t.expect(exchange, { refusal: 'unexpected-body' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'malformed-source',
    title: 'A source that is no container and object is answered 412',
    claims: ['S-COPY-04'],
    run: async (t) => {
      for (const from of ['nocontainer', '/']) {
        const headers = { 'X-Copy-From': from };
        const exchange = await t.send({ op: 'PutObjectCopy', key: t.key(), headers });
        t.expect(exchange, { refusal: 'invalid-copy-source' });
      }
    },
  },
]);
