import { textAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';
import {
  account,
  EVERYONE,
  grantsOf,
  ownerId,
  permissionsOf,
  policyBody,
  secondOwnerId,
  uinOf,
} from './grants.ts';

const acl = { acl: null } as const;

export default suite('GetObjectAcl', [
  {
    id: 'returns-policy',
    title: 'GET ?acl returns the access control list of the object, not the object',
    claims: ['T-GETOACL-01', 'T-GETOACL-04'],
    given: { objects: { object: 'Hello world' } },
    send: { query: acl },
    expect: {
      status: 200,
      document: 'AccessControlPolicy',
      values: { 'Owner.ID': /.+/, 'Owner.DisplayName': /.+/ },
    },
  },
  {
    id: 'value-less-or-empty',
    title: 'acl is recognised with an equals sign, too',
    claims: ['T-GETOACL-01'],
    given: { objects: { object: 'Hello world' } },
    send: { query: { acl: '' } },
    expect: { status: 200, document: 'AccessControlPolicy', values: { 'Owner.ID': /.+/ } },
  },
  {
    id: 'owner-is-the-writer',
    title: 'Objects of one account have one and the same owner',
    claims: ['T-GETOACL-04'],
    run: async (t) => {
      for (const name of ['a', 'b']) await t.setup({ op: 'PutObject', key: t.key(name), body: name });
      const first = await ownerId(t, t.key('a'));
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key('b'), query: acl });
      t.expect(exchange, { success: true, document: 'AccessControlPolicy', values: { 'Owner.ID': first } });
    },
  },
  {
    id: 'private-object',
    title: 'The list of a private object gives nothing to anyone but the owner',
    claims: ['T-GETOACL-05'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'x-cos-acl': 'private' }, body: 'secret' });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      const policy = t.read(exchange, 'AccessControlPolicy');
      const owner = textAt(policy, 'Owner.ID');
      t.compare(
        exchange,
        'grants to others',
        [],
        grantsOf(policy).filter(({ grantee }) => grantee !== owner),
      );
    },
  },
  {
    id: 'public-read-object',
    title: 'The list of a public-read object gives READ, and no more, to everyone',
    claims: ['T-GETOACL-05', 'T-GETOACL-06'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'x-cos-acl': 'public-read' }, body: 'open' });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'permissions of everyone', ['READ'], permissionsOf(t, exchange, EVERYONE));
    },
  },
  {
    id: 'returns-grants-of-the-upload',
    title: 'Grants given on the upload are returned with grantee and permission',
    claims: ['T-GETOACL-05', 'T-GETOACL-06'],
    needs: ['secondIdentity'],
    run: async (t) => {
      const id = await secondOwnerId(t);
      const headers = { 'x-cos-grant-read': `id="${id}"`, 'x-cos-grant-write': `id="${id}"` };
      await t.setup({ op: 'PutObject', key: t.key(), headers, body: 'shared' });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      // both rights together may be shown as one
      const got = permissionsOf(t, exchange, id);
      t.compare(
        exchange,
        'permissions',
        ['READ', 'WRITE'],
        got.join() === 'FULL_CONTROL' ? ['READ', 'WRITE'] : got,
      );
    },
  },
  {
    id: 'permissions-are-documented',
    title: 'Permissions are written as READ, WRITE or FULL_CONTROL',
    claims: ['T-GETOACL-06'],
    run: async (t) => {
      for (const value of ['private', 'public-read', 'public-read-write']) {
        await t.setup({ op: 'PutObject', key: t.key(value), headers: { 'x-cos-acl': value }, body: value });
        const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(value), query: acl });
        t.expect(exchange, { success: true });
        const found = grantsOf(t.read(exchange, 'AccessControlPolicy')).map(({ permission }) => permission);
        const known = found.filter((permission) => /^(?:READ|WRITE|FULL_CONTROL)$/.test(permission));
        t.compare(exchange, 'permissions', known, found);
        if (value !== 'private') t.compare(exchange, 'has grants', true, found.length > 0);
      }
    },
  },
  {
    id: 'other-account',
    title: 'Another account cannot read the list, even of an object that everyone may read',
    claims: ['T-GETOACL-02'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      for (const value of ['private', 'public-read']) {
        await t.setup({ op: 'PutObject', key: t.key(value), headers: { 'x-cos-acl': value }, body: value });
        const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(value), query: acl, as: 'second' });
        t.expect(exchange, { refusal: 'access-denied' });
      }
    },
  },
  {
    id: 'owner-may',
    title: 'The owner can read the list, whatever stands in it',
    claims: ['T-GETOACL-02'],
    run: async (t) => {
      await t.setup({
        op: 'PutObject',
        key: t.key(),
        headers: { 'x-cos-acl': 'public-read-write' },
        body: 'open',
      });
      t.expect(await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl }), {
        status: 200,
        document: 'AccessControlPolicy',
        values: { 'Owner.ID': /.+/ },
      });
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous request for the list is refused, even of an object that everyone may read',
    claims: ['T-GETOACL-03'],
    impact: 'security',
    run: async (t) => {
      for (const value of ['private', 'public-read']) {
        await t.setup({ op: 'PutObject', key: t.key(value), headers: { 'x-cos-acl': value }, body: value });
        const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(value), query: acl, as: 'anonymous' });
        t.expect(exchange, { refusal: 'anonymous-denied' });
      }
    },
  },
  {
    id: 'missing-key',
    title: 'The list of a key that does not exist is refused with NoSuchKey',
    claims: ['T-GETOACL-07'],
    send: { key: 'missing', query: acl },
    expect: { refusal: 'missing-key' },
  },
  {
    id: 'deleted-object',
    title: 'The list of a deleted object is gone with it',
    claims: ['T-GETOACL-07'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'deleted' });
      await t.setup({ op: 'DeleteObject', key: t.key() });
      t.expect(await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'at-most-100-grants',
    title: 'However many grants are sent, at most 100 are returned',
    claims: ['T-GETOACL-08'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'shared' });
      const owner = await ownerId(t, t.key());
      const uin = Number(uinOf(owner));
      const grantees = Array.from({ length: 101 }, (_, index) =>
        String((Number.isNaN(uin) ? 100_000_000_000 : uin) + index + 1),
      );
      const grants = grantees.map((id) => [account(`qcs::cam::uin/${id}:uin/${id}`), 'READ'] as const);
      // whether the surplus is refused is another matter: the answer has to keep the limit either way
      await t.send({ op: 'PutObjectAcl', key: t.key(), query: acl, ...policyBody(owner, grants) });
      const exchange = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
      t.expect(exchange, { success: true });
      const { length } = grantsOf(t.read(exchange, 'AccessControlPolicy'));
      t.compare(exchange, 'at most 100 grants', true, length <= 100);
    },
  },
]);
