import { suite } from '../../../harness/check/suite.ts';
import { initiations } from '../../behaviours/multipart-initiate.ts';
import { multipartKeys } from '../../behaviours/multipart-keys.ts';
import { driverOf } from '../../behaviours/multipart-upload.ts';
import { ANYONE_ID, EVERYONE, permissionsOf } from '../object/grants.ts';
import { multipart } from './uploads-in-parts.ts';

export default suite('InitiateMultipartUpload', [
  ...initiations({
    multipart,
    metadataPrefix: 'x-cos-meta-',
    maxMetadataBytes: 2048,
    grounds: {
      'initiation-reply': ['T-INIT-01', 'T-INIT-02'],
      'upload-ids-differ': ['T-INIT-03'],
      'initiated-key-is-not-there': ['T-INIT-07', 'T-LIST-42'],
      'initiation-keeps-object': ['T-INIT-08', 'T-COMPL-22'],
      'initiation-metadata': ['T-INIT-04', 'T-COMPL-04'],
      'later-metadata-is-not-taken': ['T-INIT-04', 'T-COMPL-04'],
      'metadata-of-each-upload': ['T-INIT-04', 'T-COMPL-04'],
      'initiation-metadata-too-large': ['T-INIT-11'],
    },
  }),
  ...multipartKeys({
    multipart,
    grounds: {
      'awkward-keys': ['T-INIT-02', 'T-LPARTS-02', 'T-COMPL-02', 'T-ADDR-06'],
      'illegal-keys': ['T-RESUL-10'],
    },
  }),
  {
    id: 'storage-class',
    title: 'x-cos-storage-class of the initiation is the class of the object',
    claims: ['T-INIT-05'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      for (const word of ['STANDARD_IA', 'STANDARD', undefined]) {
        const upload = await driver.begin(word ?? 'default', word ? { 'x-cos-storage-class': word } : {});
        await driver.finish(upload, [await driver.put(upload, 1, 'classed')]);
        const exchange = await t.send({ op: 'HeadObject', key: upload.key });
        t.expect(exchange, { status: 200 });
        // the header may be left out for STANDARD
        const got = t.header(exchange, 'x-cos-storage-class') ?? 'STANDARD';
        t.compare(exchange, 'header x-cos-storage-class', word ?? 'STANDARD', got.toUpperCase());
      }
    },
  },
  {
    id: 'unknown-storage-class',
    title: 'An initiation with an unknown storage class is refused and starts nothing',
    claims: ['T-ERR-21'],
    run: async (t) => {
      const headers = { 'x-cos-storage-class': 'GLACIER' };
      const exchange = await t.send({ op: 'InitiateMultipartUpload', key: t.key(), headers });
      t.expect(exchange, { refusal: 'invalid-storage-class' });
      t.expect(await t.send({ op: 'ListMultipartUploads', query: { prefix: t.key() } }), {
        success: true,
        document: 'ListMultipartUploadsResult',
        values: { 'Upload.Key': { absent: true } },
      });
    },
  },
  {
    id: 'canned-acl',
    title: 'x-cos-acl of the initiation applies to the object',
    claims: ['T-INIT-06'],
    impact: 'security',
    run: async (t) => {
      const driver = driverOf(t, multipart);
      for (const [acl, expectation] of [
        ['public-read', { status: 200, body: 'content' }],
        ['private', { refusal: 'anonymous-denied' }],
      ] as const) {
        const upload = await driver.begin(acl, { 'x-cos-acl': acl });
        await driver.finish(upload, [await driver.put(upload, 1, 'content')]);
        t.expect(await t.send({ op: 'GetObject', key: upload.key, as: 'anonymous' }), expectation);
        t.expect(await t.send({ op: 'GetObject', key: upload.key }), { status: 200, body: 'content' });
      }
    },
  },
  {
    id: 'acl-of-replaced-object',
    title: 'The ACL of the object that a completion replaces does not stay',
    claims: ['T-INIT-06', 'T-COMPL-22'],
    impact: 'security',
    run: async (t) => {
      const driver = driverOf(t, multipart);
      await t.setup({ op: 'PutObject', key: t.key(), body: 'open', headers: { 'x-cos-acl': 'public-read' } });
      const upload = await driver.begin('object', { 'x-cos-acl': 'private' });
      const part = await driver.put(upload, 1, 'closed');
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        status: 200,
        body: 'open',
      });
      await driver.finish(upload, [part]);
      t.expect(await t.send({ op: 'GetObject', key: t.key(), as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
  {
    id: 'grants',
    title: 'x-cos-grant-read of the initiation shows in the ACL of the object',
    claims: ['T-INIT-06'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const upload = await driver.begin('object', { 'x-cos-grant-read': `id="${ANYONE_ID}"` });
      await driver.finish(upload, [await driver.put(upload, 1, 'granted')]);
      const exchange = await t.send({ op: 'GetObjectAcl', key: upload.key });
      t.expect(exchange, { success: true });
      t.compare(exchange, 'permissions of everyone', ['READ'], permissionsOf(t, exchange, EVERYONE));
      t.expect(await t.send({ op: 'GetObject', key: upload.key, as: 'anonymous' }), {
        status: 200,
        body: 'granted',
      });
    },
  },
  {
    id: 'grants-to-an-account',
    title: 'x-cos-grant-full-control of the initiation lets that account read the object, and nobody else',
    claims: ['T-INIT-06'],
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const id = t.dialect.ownerId(t.identity('second'));
      const upload = await driver.begin('object', { 'x-cos-grant-full-control': `id="${id}"` });
      await driver.finish(upload, [await driver.put(upload, 1, 'granted')]);
      t.expect(await t.send({ op: 'GetObject', key: upload.key, as: 'second' }), {
        status: 200,
        body: 'granted',
      });
      t.expect(await t.send({ op: 'GetObject', key: upload.key, as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
    },
  },
  {
    id: 'read-does-not-allow',
    title: 'Who may only read a bucket cannot start an upload in it',
    claims: ['T-INIT-09'],
    needs: ['secondIdentity'],
    impact: 'security',
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      for (const [as, refusal] of [
        ['second', 'access-denied'],
        ['anonymous', 'anonymous-denied'],
      ] as const) {
        t.expect(await t.send({ op: 'InitiateMultipartUpload', key: t.key(), as }), { refusal });
      }
      t.expect(await t.send({ op: 'ListMultipartUploads' }), {
        success: true,
        document: 'ListMultipartUploadsResult',
        values: { 'Upload.Key': { absent: true } },
      });
    },
  },
]);
