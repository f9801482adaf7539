import { suite } from '../../../harness/check/suite.ts';
import { copyChecks } from './copies.ts';

export default suite('CopyObject', [
  ...copyChecks('CopyObject', (t, { source, to, headers }) => ({
    op: 'CopyObject',
    key: t.key(source),
    headers: { Destination: t.copySource(t.bucket, t.key(to)), ...headers },
  })),
  {
    id: 'missing-destination',
    title: 'A copy without a destination, or with one that is none, is answered 412',
    claims: ['S-COPY-04'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'content' });
      for (const headers of [{}, { Destination: 'nocontainer' }]) {
        t.expect(await t.send({ op: 'CopyObject', key: t.key(), headers }), {
          refusal: 'invalid-destination',
        });
      }
    },
  },
  {
    id: 'missing-target-container',
    title: 'A copy into a container that does not exist is answered 404',
    claims: ['S-COPY-04'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'content' });
      const headers = { Destination: t.copySource(t.newBucketName('absent'), 'copy') };
      t.expect(await t.send({ op: 'CopyObject', key: t.key(), headers }), { refusal: 'missing-bucket' });
    },
  },
]);
