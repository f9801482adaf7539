import { suite } from '../../../harness/check/suite.ts';
import { ANYONE_ID, EVERYONE, permissionsOf, secondOwnerId, uinOf } from './grants.ts';

const acl = { acl: null } as const;

export default suite('PutObject', [
  {
    id: 'canned-acl-private',
    title: 'x-cos-acl: private is accepted, and nobody else can read the object',
    claims: ['T-PUTOBJ-19'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'x-cos-acl': 'private' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'secret' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'secret' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
  {
    id: 'canned-acl-public-read',
    title: 'x-cos-acl: public-read lets everyone read the object, and not write it',
    claims: ['T-PUTOBJ-19', 'T-PUTOBJ-20'],
    run: async (t) => {
      const headers = { 'x-cos-acl': 'public-read' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'open' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
      t.expect(await t.send({ op: 'HeadObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        headers: { 'content-length': '4' },
      });
      t.expect(await t.send({ op: 'DeleteObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'open' });
    },
  },
  {
    id: 'canned-acl-public-read-write',
    title: 'x-cos-acl: public-read-write is accepted and lets everyone read the object',
    claims: ['T-PUTOBJ-19'],
    run: async (t) => {
      const headers = { 'x-cos-acl': 'public-read-write' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'open' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
    },
  },
  {
    id: 'acl-belongs-to-one-object',
    title: 'public-read on one object opens no other',
    claims: ['T-PUTOBJ-20'],
    impact: 'security',
    run: async (t) => {
      const headers = { 'x-cos-acl': 'public-read' };
      await t.setup({ op: 'PutObject', key: t.key('dir/'), headers, body: 'open' });
      await t.setup({ op: 'PutObject', key: t.key('dir/file'), body: 'closed' });
      await t.setup({ op: 'PutObject', key: t.key('dir'), body: 'closed' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('dir/'), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
      for (const name of ['dir/file', 'dir']) {
        t.expect(await t.send({ op: 'GetObject', key: t.key(name), as: 'anonymous' }), {
          refusal: 'anonymous-denied',
        });
      }
    },
  },
  {
    id: 'overwrite-resets-acl',
    title: 'Overwriting a public object without an ACL does not leave it public',
    claims: ['T-PUTOBJ-19', 'T-PUTOBJ-08'],
    impact: 'security',
    level: 'should',
    reading: 'default-object-acl',
    run: async (t) => {
      const headers = { 'x-cos-acl': 'public-read' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'open' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'closed' });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
  {
    id: 'grant-read-to-everyone',
    title: 'x-cos-grant-read for everyone shows in the ACL and lets everyone read',
    claims: ['T-PUTOBJ-21'],
    run: async (t) => {
      const headers = { 'x-cos-grant-read': `id="${ANYONE_ID}"` };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'open' }), { success: true });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'permissions of everyone', ['READ'], permissionsOf(t, exchange, EVERYONE));
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
    },
  },
  {
    id: 'grants-to-an-account',
    title: 'x-cos-grant-read, -write and -full-control show in the ACL with their permission',
    claims: ['T-PUTOBJ-21'],
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      for (const [header, permission] of [
        ['x-cos-grant-read', 'READ'],
        ['x-cos-grant-write', 'WRITE'],
        ['x-cos-grant-full-control', 'FULL_CONTROL'],
      ] as const) {
        const headers = { [header]: `id="${id}"` };
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'shared' }), { success: true });
        const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
        t.expect(exchange, { success: true });
        t.compare(exchange, `permissions by ${header}`, [permission], permissionsOf(t, exchange, id));
      }
    },
  },
  {
    id: 'granted-read-is-effective',
    title: 'x-cos-grant-read lets exactly that account read the object',
    claims: ['T-PUTOBJ-21'],
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      // the bare form of the id, as this chapter prints it
      const headers = { 'x-cos-grant-read': `id="${uinOf(await secondOwnerId(t))}"` };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'shared' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'second' }), {
        status: 200,
        body: 'shared',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
      t.expect(await t.send({ op: 'PutObject', key: t.key(), body: 'intruder', as: 'second' }), {
        refusal: 'access-denied',
      });
    },
  },
  {
    id: 'unknown-canned-acl',
    title: 'An unknown x-cos-acl is refused with InvalidArgument and nothing is stored',
    claims: ['T-PUTOBJ-22'],
    run: async (t) => {
      for (const value of ['public', 'PRIVATE-READ', 'public-read,private']) {
        const headers = { 'x-cos-acl': value };
        const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: 'refused' });
        t.expect(exchange, { refusal: 'invalid-acl' });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      }
    },
  },
  {
    id: 'unknown-canned-acl-keeps-object',
    title: 'An upload refused for its x-cos-acl leaves the object that was there',
    claims: ['T-PUTOBJ-22'],
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'kept' });
      const headers = { 'x-cos-acl': 'public' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'refused' }), {
        refusal: 'invalid-acl',
      });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'kept' });
    },
  },
  {
    id: 'storage-class-standard',
    title: 'x-cos-storage-class: STANDARD is accepted, and is the default',
    claims: ['T-PUTOBJ-18'],
    run: async (t) => {
      for (const headers of [{ 'x-cos-storage-class': 'STANDARD' }, {}]) {
        t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'class' }), { success: true });
        const exchange = await t.send({ op: 'HeadObject', key: t.key() });
        t.expect(exchange, { status: 200, headers: { 'content-length': '5' } });
        // the header may be left out for STANDARD
        const got = t.header(exchange, 'x-cos-storage-class') ?? 'STANDARD';
        t.compare(exchange, 'header x-cos-storage-class', 'STANDARD', got);
        await t.eventually(
          { op: 'GetBucket', query: { prefix: t.key() } },
          { success: true, document: 'ListBucketResult', values: { 'Contents.StorageClass': /standard/i } },
        );
      }
    },
  },
  {
    id: 'storage-class-infrequent',
    title: 'x-cos-storage-class: STANDARD_IA is accepted and kept',
    claims: ['T-PUTOBJ-18'],
    run: async (t) => {
      const headers = { 'x-cos-storage-class': 'STANDARD_IA' };
      t.expect(await t.send({ op: 'PutObject', key: t.key(), headers, body: 'class' }), { success: true });
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'class' });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key() } },
        { success: true, document: 'ListBucketResult', values: { 'Contents.StorageClass': /standard_ia/i } },
      );
    },
  },
  {
    id: 'overwrite-resets-storage-class',
    title: 'Overwriting a STANDARD_IA object without a class makes it STANDARD',
    claims: ['T-PUTOBJ-18', 'T-PUTOBJ-17'],
    run: async (t) => {
      const headers = { 'x-cos-storage-class': 'STANDARD_IA' };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'class' });
      await t.setup({ op: 'PutObject', key: t.key(), body: 'class' });
      const exchange = await t.send({ op: 'HeadObject', key: t.key() });
      t.expect(exchange, { status: 200, headers: { 'content-length': '5' } });
      t.compare(
        exchange,
        'header x-cos-storage-class',
        'STANDARD',
        t.header(exchange, 'x-cos-storage-class') ?? 'STANDARD',
      );
    },
  },
  {
    id: 'unknown-storage-class',
    title: 'An unknown storage class is refused and nothing is stored',
    claims: ['T-ERR-21'],
    run: async (t) => {
      for (const value of ['GLACIER', 'STANDARD-IA', 'x']) {
        const headers = { 'x-cos-storage-class': value };
        const exchange = await t.send({ op: 'PutObject', key: t.key(), headers, body: 'refused' });
        t.expect(exchange, { refusal: 'invalid-storage-class' });
        t.expect(await t.send({ op: 'GetObject', key: t.key() }), { refusal: 'missing-key' });
      }
    },
  },
]);
