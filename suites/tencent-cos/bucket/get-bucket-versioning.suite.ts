import { suite } from '../../../harness/check/suite.ts';
import { setVersioning } from '../versions.ts';

const query = { versioning: null } as const;

export default suite('GetBucketVersioning', [
  {
    id: 'never-configured',
    title: 'The configuration of a bucket that never had versioning is empty',
    claims: ['T-VER-02'],
    lease: 'own',
    send: { query },
    expect: { status: 200, document: 'VersioningConfiguration', values: { Status: { absent: true } } },
  },
  {
    id: 'belongs-to-one-bucket',
    title: 'Versioning of one bucket is not that of another',
    claims: ['T-VER-02', 'T-VER-03'],
    lease: 'own',
    run: async (t) => {
      const other = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket: other });
      await setVersioning(t, 'Enabled');
      await t.eventually(
        { op: 'GetBucketVersioning', query },
        { status: 200, document: 'VersioningConfiguration', values: { Status: 'Enabled' } },
      );
      t.expect(await t.send({ op: 'GetBucketVersioning', bucket: other, query }), {
        status: 200,
        document: 'VersioningConfiguration',
        values: { Status: { absent: true } },
      });
    },
  },
]);
