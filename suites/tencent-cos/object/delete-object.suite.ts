import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { keyDeletions } from '../../behaviours/key-encodings-deletion.ts';

export default suite('DeleteObject', [
  ...keyDeletions({
    grounds: {
      ...sameGrounds(['delete-spares-prefixed', 'delete-spares-similar'], ['T-DELOBJ-06']),
      'delete-awkward-keys': ['T-DELOBJ-02', 'T-DELOBJ-06'],
    },
  }),
  {
    id: 'deletes-object',
    title: 'DELETE answers 204 without a body, and the object is gone for GET and HEAD',
    claims: ['T-DELOBJ-01', 'T-DELOBJ-02'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204, body: 'empty' });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), { status: 404 });
    },
  },
  {
    id: 'no-content-on-the-wire',
    title: 'No byte follows the header section of the 204',
    claims: ['T-DELOBJ-01'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      const exchange = await t.send({ op: 'DeleteObject', key: t.key(), raw: { lingerMs: 150 } });
      t.expect(exchange, { status: 204 });
      const { body, trailing } = exchange.response ?? {};
      t.compare(exchange, 'bytes after the header section', 0, (body?.length ?? 0) + (trailing?.length ?? 0));
    },
  },
  {
    id: 'deleted-object-is-not-listed',
    title: 'A deleted object disappears from the listing, the others stay in it',
    claims: ['T-DELOBJ-02', 'T-DELOBJ-06'],
    run: async (t) => {
      for (const name of ['a', 'b', 'c']) await t.setup({ op: 'PutObject', key: t.key(name), body: name });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key('b') }), { status: 204 });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key('') } },
        {
          success: true,
          document: 'ListBucketResult',
          values: { 'Contents.Key': { list: [t.key('a'), t.key('c')] } },
        },
      );
    },
  },
  {
    id: 'missing-key',
    title: 'Deleting a key that does not exist is answered with 204, as is deleting twice',
    claims: ['T-DELOBJ-04'],
    run: async (t) => {
      t.expect(await t.send({ op: 'DeleteObject', key: t.key('never') }), { status: 204, body: 'empty' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      for (let time = 0; time < 2; time++) {
        t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204, body: 'empty' });
      }
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'deletes-overwritten-object',
    title: 'Deleting an overwritten object does not bring the older one back',
    claims: ['T-DELOBJ-02'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'first' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'second' });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'key-can-be-used-again',
    title: 'A deleted key can be written again, and has neither content nor ACL of before',
    claims: ['T-DELOBJ-02'],
    impact: 'security',
    run: async (t) => {
      await t.setup({
        op: 'PutObject',
        key: t.key(),
        body: 'before',
        headers: { 'x-cos-acl': 'public-read' },
      });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: ['anonymous-denied', 'missing-key'],
      });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'after' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'after' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous deletion is refused and the object stays, even if everyone may read it',
    claims: ['T-DELOBJ-03'],
    impact: 'security',
    run: async (t) => {
      for (const acl of ['private', 'public-read']) {
        await t.setup({ op: 'PutObject', key: t.key(acl), body: 'kept', headers: { 'x-cos-acl': acl } });
        const exchange = await t.send({ op: 'DeleteObject', key: t.key(acl), as: 'anonymous' });
        t.expect(exchange, { refusal: 'anonymous-denied' });
        t.expect(await t.send({ op: 'GetObject', key: t.key(acl) }), { status: 200, body: 'kept' });
      }
    },
  },
  {
    id: 'other-account',
    title: 'Another account cannot delete an object, and the object stays',
    claims: ['T-DELOBJ-03'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept', headers: { 'x-cos-acl': 'public-read' } });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key(), as: 'second' }), {
        refusal: 'access-denied',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
    },
  },
  {
    id: 'missing-bucket',
    title: 'A deletion in a bucket that does not exist is refused with NoSuchBucket',
    claims: ['T-DELOBJ-05'],
    lease: 'none',
    run: async (t) => {
      const exchange = await t.send({ op: 'DeleteObject', bucket: t.newBucketName('missing'), key: t.key() });
      t.expect(exchange, { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'same-key-in-another-bucket',
    title: 'Deleting an object leaves the object of the same key in another bucket',
    claims: ['T-DELOBJ-06'],
    impact: 'data-loss',
    run: async (t) => {
      const other = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket: other });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      await t.setup({ op: 'PutObject', bucket: other, key: t.key(), body: 'kept' });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key() }), { status: 204 });
      t.expect(await t.send({ op: 'GetObject', bucket: other, key: t.key() }), { status: 200, body: 'kept' });
    },
  },
]);
