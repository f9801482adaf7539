import { textAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';
import { storeValidated, validated } from '../../behaviours/stored-object.ts';
import {
  ANYONE_ID,
  account,
  allUsers,
  EVERYONE,
  ownerId,
  policyBody,
  secondOwnerId,
  uinOf,
} from './grants.ts';
import { acl, expectAnonymous, expectPermissions, putAcl, putPolicy, stored } from './put-acl.ts';

export default suite('PutObjectAcl', [
  {
    id: 'canned-acl',
    title: 'PUT ?acl with each x-cos-acl is answered with 200 and an empty body, and takes effect',
    claims: ['T-PUTOACL-01'],
    run: async (t) => {
      await stored(t);
      for (const [value, may] of [
        ['public-read', 'read'],
        ['private', 'nothing'],
        ['public-read-write', 'read'],
      ] as const) {
        t.expect(await putAcl(t, { 'x-cos-acl': value }), { status: 200, body: 'empty' });
        await expectAnonymous(t, may);
      }
    },
  },
  {
    id: 'public-and-back',
    title: 'public-read opens the object to everyone, private closes it again',
    claims: ['T-PUTOACL-10'],
    impact: 'security',
    run: async (t) => {
      await stored(t);
      await expectAnonymous(t, 'nothing');
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read' }), { success: true });
      await expectAnonymous(t, 'read');
      await expectPermissions(t, EVERYONE, ['READ']);
      t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
      await expectAnonymous(t, 'nothing');
      await expectPermissions(t, EVERYONE, []);
    },
  },
  {
    id: 'policy-body',
    title: 'PUT ?acl with an AccessControlPolicy body is answered with 200 and takes effect',
    claims: ['T-PUTOACL-02'],
    run: async (t) => {
      const owner = await stored(t);
      const grants = [
        [account(owner), 'FULL_CONTROL'],
        [account(ANYONE_ID), 'READ'],
      ] as const;
      t.expect(await putPolicy(t, policyBody(owner, grants)), { status: 200, body: 'empty' });
      await expectPermissions(t, EVERYONE, ['READ']);
      await expectAnonymous(t, 'read');
      t.expect(await putPolicy(t, policyBody(owner, [[account(owner), 'FULL_CONTROL']])), { status: 200 });
      await expectAnonymous(t, 'nothing');
    },
  },
  {
    id: 'policy-body-of-the-sample',
    title: 'Grantees of type CanonicalUser and Group with the AllUsers URI are accepted',
    claims: ['T-PUTOACL-12'],
    run: async (t) => {
      const owner = await stored(t);
      const body = policyBody(owner, [
        [account(owner, 'CanonicalUser'), 'FULL_CONTROL'],
        [allUsers, 'READ'],
      ]);
      t.expect(await putPolicy(t, body), { status: 200, body: 'empty' });
      await expectPermissions(t, EVERYONE, ['READ']);
      await expectAnonymous(t, 'read');
    },
  },
  {
    id: 'grant-to-everyone',
    title: 'x-cos-grant-read for everyone is accepted and takes effect',
    claims: ['T-PUTOACL-03'],
    run: async (t) => {
      await stored(t);
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${ANYONE_ID}"` }), { status: 200, body: 'empty' });
      await expectPermissions(t, EVERYONE, ['READ']);
      await expectAnonymous(t, 'read');
    },
  },
  {
    id: 'grants-to-an-account',
    title: 'x-cos-grant-read, -write and -full-control are accepted, with the id in both forms',
    claims: ['T-PUTOACL-03'],
    needs: ['secondIdentity'],
    run: async (t) => {
      await stored(t);
      const id = await secondOwnerId(t);
      for (const [header, permission] of [
        ['x-cos-grant-read', 'READ'],
        ['x-cos-grant-write', 'WRITE'],
        ['x-cos-grant-full-control', 'FULL_CONTROL'],
      ] as const) {
        for (const form of [id, uinOf(id)]) {
          t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
          t.expect(await putAcl(t, { [header]: `id="${form}"` }), { status: 200, body: 'empty' });
          await expectPermissions(t, id, [permission]);
        }
      }
    },
  },
  {
    id: 'granted-read-is-effective',
    title: 'A granted READ lets exactly that account read the object, and ends with the grant',
    claims: ['T-PUTOACL-03', 'T-PUTOACL-09'],
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      await stored(t);
      const read = () => t.send({ op: 'GetObject', key: t.key(), as: 'second' });
      t.expect(await read(), { refusal: 'access-denied' });
      t.expect(await putAcl(t, { 'x-cos-grant-read': `id="${await secondOwnerId(t)}"` }), { success: true });
      t.expect(await read(), { status: 200, body: 'content' });
      await expectAnonymous(t, 'nothing');
      t.expect(await putAcl(t, { 'x-cos-acl': 'private' }), { success: true });
      t.expect(await read(), { refusal: 'access-denied' });
    },
  },
  {
    id: 'replaces-old-list',
    title: 'A new list replaces the old one completely, whichever way either was given',
    claims: ['T-PUTOACL-09'],
    impact: 'security',
    run: async (t) => {
      const owner = await stored(t, { 'x-cos-grant-read': `id="${ANYONE_ID}"` });
      await expectPermissions(t, EVERYONE, ['READ']);
      t.expect(await putPolicy(t, policyBody(owner, [[account(owner), 'FULL_CONTROL']])), { success: true });
      await expectPermissions(t, EVERYONE, []);
      await expectAnonymous(t, 'nothing');
      t.expect(await putPolicy(t, policyBody(owner, [[account(ANYONE_ID), 'READ']])), { success: true });
      await expectPermissions(t, EVERYONE, ['READ']);
      t.expect(await putAcl(t, { 'x-cos-grant-full-control': `id="${owner}"` }), { success: true });
      await expectPermissions(t, EVERYONE, []);
      await expectAnonymous(t, 'nothing');
    },
  },
  {
    id: 'changes-nothing-else',
    title: 'Content, ETag and metadata of the object do not change',
    claims: ['T-PUTOACL-11'],
    impact: 'data-loss',
    run: async (t) => {
      const headers = {
        'Content-Type': 'text/x-kept',
        'Cache-Control': 'no-store',
        'x-cos-meta-color': 'blue',
      };
      const before = await storeValidated(t, 'object', 'content', headers);
      const owner = await ownerId(t, t.key());
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read', 'Content-Type': 'application/xml' }), {
        success: true,
      });
      t.expect(await putPolicy(t, policyBody(owner, [[account(owner), 'FULL_CONTROL']])), { success: true });
      const exchange = await t.send({ op: 'GetObject', key: t.key() });
      t.expect(exchange, { status: 200, body: 'content', headers: { ...headers, etag: before.etag } });
      t.expect(await t.send({ op: 'HeadObject', key: t.key() }), {
        status: 200,
        headers: { ...headers, etag: before.etag },
      });
    },
  },
  {
    id: 'keeps-last-modified',
    title: 'Last-Modified of the object does not change',
    claims: ['T-PUTOACL-11'],
    level: 'may',
    run: async (t) => {
      const before = await storeValidated(t, 'object', 'content');
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, before.lastModified + 1_500 - t.now())));
      const exchange = await putAcl(t, { 'x-cos-acl': 'public-read' });
      t.expect(exchange, { success: true });
      await expectAnonymous(t, 'read');
      t.compare(exchange, 'validators', before, await validated(t, before));
    },
  },
  {
    id: 'default-acl',
    title: 'x-cos-acl: default is accepted, and the object follows its bucket again',
    claims: ['T-PUTOACL-14'],
    lease: 'own',
    run: async (t) => {
      await stored(t, { 'x-cos-acl': 'public-read' });
      t.expect(await putAcl(t, { 'x-cos-acl': 'default' }), { status: 200, body: 'empty' });
      await expectAnonymous(t, 'nothing');
      await t.setup({ op: 'PutBucketAcl', query: acl, headers: { 'x-cos-acl': 'public-read' } });
      await t.eventually(
        { op: 'GetObject', key: t.key(), as: 'anonymous' },
        { status: 200, body: 'content' },
      );
    },
  },
  {
    id: 'owner-stays',
    title: 'The owner of the object is the same after the list was changed',
    claims: ['T-PUTOACL-09'],
    run: async (t) => {
      const owner = await stored(t);
      t.expect(await putPolicy(t, policyBody(owner, [[account(ANYONE_ID), 'READ']])), { success: true });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'Owner.ID', owner, textAt(t.read(exchange, 'AccessControlPolicy'), 'Owner.ID'));
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200, body: 'content' });
    },
  },
]);
