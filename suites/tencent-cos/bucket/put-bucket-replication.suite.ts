import { suite } from '../../../harness/check/suite.ts';
import { put } from './setting.ts';
import { replication } from './settings.ts';

export default suite('PutBucketReplication', [
  {
    id: 'without-versioning',
    title:
      'Replication of a bucket without versioning is refused with InvalidBucketState, and nothing is set',
    claims: ['T-BCFG-08'],
    lease: 'own',
    run: async (t) => {
      t.expect(await put(t, replication, replication.one(t)), { refusal: 'invalid-bucket-state' });
      t.expect(await t.send({ op: 'GetBucketReplication' }), { refusal: 'no-replication' });
    },
  },
]);
