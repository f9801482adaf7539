import { suite } from '../../../harness/check/suite.ts';

export default suite('DeleteObject', [
  {
    id: 'gone-for-everything',
    title: 'Every later operation on a deleted object is answered 404',
    claims: ['S-DELOBJ-05', 'S-DELOBJ-06'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'gone' });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204, body: 'empty' });
      for (const op of ['GetObject', 'HeadObject', 'UpdateObjectMetadata', 'DeleteObject']) {
        const headers = op === 'UpdateObjectMetadata' ? { 'X-Object-Meta-Color': 'blue' } : {};
        t.expect(await t.send({ op, key: t.key(), headers }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'permanent',
    title: 'An object made anew has nothing of the one that was deleted',
    claims: ['S-DELOBJ-01'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'X-Object-Meta-Color': 'blue', 'Content-Type': 'text/x-old' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'a longer old content' });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { success: true });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'new' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), {
        status: 200,
        body: 'new',
        headers: { 'x-object-meta-color': { absent: true }, 'content-type': 'application/octet-stream' },
      });
    },
  },
  {
    id: 'nothing-else',
    title: 'Only the object that was named is deleted',
    claims: ['S-DELOBJ-01'],
    impact: 'data-loss',
    run: async (t) => {
      const others = ['dir/a/b', 'dir/ab', 'dir/a ', 'dir'];
      for (const name of ['dir/a', ...others]) {
        await t.setup({ op: 'PutObject', key: t.key(name), body: name });
      }
      t.expect(await t.send({ op: 'DeleteObject', key: t.key('dir/a') }), { success: true });
      for (const name of others) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(name) }), { status: 200, body: name });
      }
    },
  },
  {
    id: 'missing-object-hidden',
    title: 'A caller without permission does not learn whether an object exists',
    claims: ['S-GEN-04', 'S-GEN-05'],
    reading: 'authorisation-first',
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      const send = (as: string) => t.send({ op: 'DeleteObject', key: t.key('absent'), as });
      t.expect(await send('anonymous'), { refusal: 'anonymous-denied' });
      t.expect(await send('second'), { refusal: 'access-denied' });
    },
  },
  {
    id: 'conditions-ignored',
    title: 'Conditions mean nothing on a deletion',
    claims: ['S-PUTOBJ-33'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'x' });
      const headers = { 'If-Match': '"0123456789abcdef0123456789abcdef"' };
      t.expect(await t.send({ op: 'DeleteObject', key: t.key(), headers }), { success: true });
    },
  },
  {
    id: 'reseller-deletes',
    title: 'An admin of every account may delete',
    claims: ['S-DELOBJ-02', 'S-AUTH-19'],
    needs: ['resellerIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'x' });
      const exchange = await t.send({ op: 'DeleteObject', key: t.key(), as: 'reseller' });
      t.expect(exchange, { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
]);
