import { suite } from '../../../harness/check/suite.ts';
import { ANYONE_ID, account, grantsOf, policyBody } from './grants.ts';
import { acl, expectAnonymous, putAcl, stored } from './put-acl.ts';

export default suite('PutObjectAcl', [
  {
    id: 'header-and-body',
    title: 'ACL headers together with an ACL body are refused and the old list stays',
    claims: ['T-PUTOACL-04'],
    impact: 'security',
    run: async (t) => {
      const owner = await stored(t);
      const { headers, body } = policyBody(owner, [[account(ANYONE_ID), 'READ']]);
      for (const [name, value] of [
        ['x-cos-acl', 'public-read'],
        ['x-cos-grant-read', `id="${ANYONE_ID}"`],
      ] as const) {
        const both = [...headers, [name, value] as const];
        const exchange = await t.send({ op: 'PutObjectAcl', key: t.key(), query: acl, headers: both, body });
        t.expect(exchange, { refusal: 'acl-conflict' });
        await expectAnonymous(t, 'nothing');
      }
    },
  },
  {
    id: 'malformed-xml',
    title: 'A body that is not well-formed XML is refused and the old list stays',
    claims: ['T-PUTOACL-05'],
    run: async (t) => {
      await stored(t, { 'x-cos-acl': 'public-read' });
      for (const body of [
        '<AccessControlPolicy><Owner>',
        'not XML at all',
        '<AccessControlPolicy></AccessControlList>',
        '<AccessControlPolicy/><AccessControlPolicy/>',
      ]) {
        const exchange = await t.send({ op: 'PutObjectAcl', key: t.key(), query: acl, body });
        t.expect(exchange, { refusal: 'malformed-xml' });
        await expectAnonymous(t, 'read');
      }
    },
  },
  {
    id: 'bad-signature',
    title: 'A bad signature is refused with SignatureDoesNotMatch and the old list stays',
    claims: ['T-PUTOACL-06'],
    impact: 'security',
    run: async (t) => {
      await stored(t);
      const exchange = await t.send({
        op: 'PutObjectAcl',
        key: t.key(),
        query: acl,
        headers: { 'x-cos-acl': 'public-read' },
        sign: { credentials: (valid) => ({ ...valid, secret: `${valid.secret}x` }) },
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
      await expectAnonymous(t, 'nothing');
    },
  },
  {
    id: 'acl-header-is-signed',
    title: 'Changing a signed x-cos-acl on its way is refused and the old list stays',
    claims: ['T-PUTOACL-06'],
    impact: 'security',
    run: async (t) => {
      await stored(t);
      const exchange = await t.send({
        op: 'PutObjectAcl',
        key: t.key(),
        query: acl,
        headers: { 'x-cos-acl': 'private' },
        afterSigning: (signed) => ({
          ...signed,
          headers: signed.headers.map(([name, value]) => [
            name,
            name === 'x-cos-acl' ? 'public-read' : value,
          ]),
        }),
      });
      t.expect(exchange, { refusal: 'signature-mismatch' });
      await expectAnonymous(t, 'nothing');
    },
  },
  {
    id: 'anonymous',
    title: 'An anonymous change of the list is refused, even of an object that everyone may write',
    claims: ['T-ERR-14', 'T-ACL-11'],
    impact: 'security',
    run: async (t) => {
      for (const value of ['private', 'public-read-write']) {
        const owner = await stored(t, { 'x-cos-acl': value });
        const before = grantsOf(
          t.read(await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl }), 'AccessControlPolicy'),
        );
        const request = { op: 'PutObjectAcl', key: t.key(), query: acl, as: 'anonymous' } as const;
        t.expect(await t.send({ ...request, headers: { 'x-cos-acl': 'public-read' } }), {
          refusal: 'anonymous-denied',
        });
        t.expect(await t.send({ ...request, ...policyBody(owner, [[account(ANYONE_ID), 'FULL_CONTROL']]) }), {
          refusal: 'anonymous-denied',
        });
        const after = await t.send({ op: 'GetObjectAcl', key: t.key(), query: acl });
        t.expect(after, { success: true });
        t.compare(after, 'grants', before, grantsOf(t.read(after, 'AccessControlPolicy')));
      }
    },
  },
  {
    id: 'missing-bucket',
    title: 'A list for an object in a bucket that does not exist is refused with NoSuchBucket',
    claims: ['T-PUTOACL-07'],
    lease: 'none',
    run: async (t) => {
      const exchange = await t.send({
        op: 'PutObjectAcl',
        bucket: t.newBucketName('missing'),
        key: t.key(),
        query: acl,
        headers: { 'x-cos-acl': 'private' },
      });
      t.expect(exchange, { refusal: 'missing-bucket' });
    },
  },
  {
    id: 'missing-key',
    title: 'A list for a key that does not exist is refused with NoSuchKey and creates nothing',
    claims: ['T-PUTOACL-08'],
    run: async (t) => {
      t.expect(await putAcl(t, { 'x-cos-acl': 'public-read' }, t.key('missing')), { refusal: 'missing-key' });
      t.expect(await t.send({ op: 'GetObject', key: t.key('missing') }), { refusal: 'missing-key' });
    },
  },
  {
    id: 'unknown-canned-acl',
    title: 'An unknown x-cos-acl is refused with InvalidArgument and the old list stays',
    claims: ['T-PUTOACL-13'],
    run: async (t) => {
      await stored(t, { 'x-cos-acl': 'public-read' });
      for (const value of ['public', 'none']) {
        t.expect(await putAcl(t, { 'x-cos-acl': value }), { refusal: 'invalid-acl' });
        await expectAnonymous(t, 'read');
      }
    },
  },
]);
