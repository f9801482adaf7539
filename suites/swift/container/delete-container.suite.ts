import { suite } from '../../../harness/check/suite.ts';
import { missingAccount } from '../invalid-request.ts';

export default suite('DeleteContainer', [
  {
    id: 'not-empty',
    title: 'A container that holds an object is not deleted, and keeps the object',
    claims: ['S-DELCONT-03', 'S-DELCONT-10'],
    impact: 'data-loss',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      t.expect(await t.send({ op: 'DeleteContainer' }), { refusal: 'bucket-not-empty' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
      t.expect(await t.send({ op: 'HeadContainer' }), { success: true });
    },
  },
  {
    id: 'once-empty',
    title: 'A container that was emptied is deleted',
    claims: ['S-DELCONT-01', 'S-DELCONT-05'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'gone' });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      await t.eventually({ op: 'DeleteContainer' }, { status: 204, body: 'empty' });
      t.expect(await t.send({ op: 'HeadContainer' }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'second-deletion',
    title: 'A container that was deleted is missing for a second deletion',
    claims: ['S-DELCONT-11'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'DeleteContainer' }), { status: 204 });
      t.expect(await t.send({ op: 'DeleteContainer' }), { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'permanent',
    title: 'A container created anew has nothing of the one before it',
    claims: ['S-DELCONT-01'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      const headers = { 'X-Container-Meta-Old': 'old', 'X-Container-Read': 'nobody:old' };
      await t.setup({ op: 'CreateContainer', headers });
      t.expect(await t.send({ op: 'DeleteContainer' }), { status: 204 });
      t.expect(await t.send({ op: 'CreateContainer' }), { status: 201 });
      const absent = { absent: true } as const;
      await t.eventually(
        { op: 'HeadContainer' },
        { success: true, headers: { 'x-container-meta-old': absent, 'x-container-read': absent } },
      );
    },
  },
  {
    id: 'invalid-name',
    title: 'A name with an encoded slash is refused with 400',
    claims: ['S-DELCONT-06'],
    reading: 'encoded-slash',
    lease: 'none',
    run: async (t) => {
      const bucket = `${t.newBucketName('slash')}/b`;
      t.expect(await t.send({ op: 'DeleteContainer', bucket }), { refusal: 'invalid-bucket-name' });
    },
  },
  {
    id: 'reseller-deletes',
    title: 'An admin of every account may delete a container',
    claims: ['S-DELCONT-02', 'S-AUTH-19'],
    reading: 'super-admin',
    needs: ['resellerIdentity'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'DeleteContainer', as: 'reseller' }), { status: 204 });
      t.expect(await t.send({ op: 'HeadContainer' }), { refusal: 'missing-bucket' });
    },
  },
  missingAccount('DeleteContainer', ['S-DELCONT-09', 'S-GEN-06']),
]);
